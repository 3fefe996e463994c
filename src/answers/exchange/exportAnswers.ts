import { dayOf } from '../../knowledge/dates.ts';
import type { AnswerVersion } from '../../store/Store.ts';
import { hidesCurated } from '../servers/serverAnswer.ts';
import { writeCsv } from './csv.ts';
import type { AnswerSet } from './entries.ts';
import type { ExportFormat } from './formats.ts';
import { writeJson } from './json.ts';
import { writeMarkdown } from './markdown.ts';

const WRITERS: Readonly<Record<ExportFormat, (set: AnswerSet) => string>> = {
  json: writeJson,
  csv: writeCsv,
  md: writeMarkdown,
};

interface ExportOptions {
  readonly guildId: string;
  readonly format: ExportFormat;
  readonly exportedAt: Date;
  /** Whether a curated answer has this id. If it has no content, a curated one is hidden and any other was removed. */
  readonly isCurated: (id: string) => boolean;
}

export interface ExportedFile {
  /** `answers-2026-11-26.json` */
  readonly name: string;
  readonly text: string;
  readonly answers: number;
  readonly hidden: number;
}

/** @param versions - The latest of each answer, as from `store.current`. Histories and removed answers are left out. */
export function exportAnswers(
  versions: readonly Pick<AnswerVersion, 'answerId' | 'version' | 'kind' | 'content'>[],
  { guildId, format, exportedAt, isCurated }: ExportOptions,
): ExportedFile {
  const answers = versions.flatMap(({ answerId: id, version, content }) => (content ? [{ id, version, content }] : []));
  const hidden = versions
    .filter((version) => hidesCurated(version) && isCurated(version.answerId))
    .map(({ answerId }) => answerId);
  return {
    name: `answers-${dayOf(exportedAt.getTime())}.${format}`,
    text: WRITERS[format]({ guildId, exportedAt, answers, hidden }),
    answers: answers.length,
    hidden: hidden.length,
  };
}

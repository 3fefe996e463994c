import type { AnswerVersion } from '../../store/AnswerVersion.ts';
import { hidesCurated } from '../servers/ServerAnswers.ts';
import type { AnswerSet } from './AnswerSet.ts';
import { writeCsv } from './formats/writeCsv.ts';
import { writeJson } from './formats/writeJson.ts';
import { writeMarkdown } from './formats/writeMarkdown.ts';

/** The formats that can be exported. What is lost in none of them: everything that an import can bring back. */
export const EXPORT_FORMATS = ['json', 'csv', 'md'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const WRITERS: Readonly<Record<ExportFormat, (set: AnswerSet) => string>> = {
  json: writeJson,
  csv: writeCsv,
  md: writeMarkdown,
};

interface ExportOptions {
  readonly guildId: string;
  readonly format: ExportFormat;
  readonly exportedAt: Date;
  /** Whether the curated set has an answer: of those without content, curated ones are hidden, others were removed. */
  readonly isCurated: (id: string) => boolean;
}

/** An export, ready to be saved or attached. */
export interface ExportedFile {
  /** `answers-2026-11-26.json` */
  readonly name: string;
  readonly text: string;
  readonly answers: number;
  readonly hidden: number;
}

/** @param versions - The latest of each answer, as `store.current` tells them. Histories and removed answers stay behind. */
export function exportAnswers(
  versions: readonly Pick<AnswerVersion, 'answerId' | 'version' | 'kind' | 'content'>[],
  { guildId, format, exportedAt, isCurated }: ExportOptions,
): ExportedFile {
  const answers = versions.flatMap(({ answerId: id, version, content }) => (content ? [{ id, version, content }] : []));
  const hidden = versions
    .filter((version) => hidesCurated(version) && isCurated(version.answerId))
    .map(({ answerId }) => answerId);
  return {
    name: `answers-${exportedAt.toISOString().slice(0, 10)}.${format}`,
    text: WRITERS[format]({ guildId, exportedAt, answers, hidden }),
    answers: answers.length,
    hidden: hidden.length,
  };
}

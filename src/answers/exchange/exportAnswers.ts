import { dayOf } from '../../knowledge/dates.ts';
import type { TaughtVersion } from '../../store/LearningStore.ts';
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
  /** What moderators have added to how answers are found. */
  readonly taught: Iterable<Pick<TaughtVersion, 'answerId' | 'questions' | 'notThis'>>;
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
  /** How many answers have added phrasings. */
  readonly phrasings: number;
}

/** @param versions - The latest of each answer, as from `store.current`. Histories and removed answers are left out. */
export function exportAnswers(
  versions: readonly Pick<AnswerVersion, 'answerId' | 'version' | 'kind' | 'content'>[],
  { guildId, format, exportedAt, isCurated, taught }: ExportOptions,
): ExportedFile {
  const answers = versions.flatMap(({ answerId: id, version, content }) => (content ? [{ id, version, content }] : []));
  const hidden = versions
    .filter((version) => hidesCurated(version) && isCurated(version.answerId))
    .map(({ answerId }) => answerId);
  const phrasings = [...taught]
    .filter(({ questions, notThis }) => questions.length + notThis.length > 0)
    .map(({ answerId: id, questions: addedQuestions, notThis }) => ({ id, addedQuestions, notThis }));
  return {
    name: `answers-${dayOf(exportedAt.getTime())}.${format}`,
    text: WRITERS[format]({ guildId, exportedAt, answers, hidden, phrasings }),
    answers: answers.length,
    hidden: hidden.length,
    phrasings: phrasings.length,
  };
}

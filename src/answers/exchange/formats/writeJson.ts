import type { AnswerSet } from '../AnswerSet.ts';
import { FORMAT, FORMAT_VERSION } from '../answersSchema.ts';

/** The documented format: `docs/answers.schema.json`. */
export function writeJson({ guildId, exportedAt, answers, hidden }: AnswerSet): string {
  const file = {
    format: FORMAT,
    version: FORMAT_VERSION,
    exportedAt: exportedAt.toISOString(),
    guildId,
    answers: answers.map(({ id, version, content: { title, questions, body, sources, reviewBy } }) => ({
      id,
      version,
      title,
      questions,
      body,
      sources,
      reviewBy,
    })),
    hidden,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

import { z } from 'zod';
import type { Matchable } from '../../src/matching/Match.ts';
import { malformedLine, readJsonLines } from './readJsonLines.ts';

const answerLine = z.object({
  id: z.string().min(1, 'an id must not be empty').regex(/[^:]$/, 'an id that ends in ":" would be a pattern'),
  questions: z
    .array(z.string())
    .refine((texts) => texts.some((text) => text.trim() !== ''), 'an answer without a question is never found'),
  notThis: z.array(z.string()).default([]),
});

/**
 * Reads an answer set to measure matching on: one `{"id", "questions", ["notThis"]}` a line; further fields are ignored.
 *
 * @throws UserError `unreadable-file`; `malformed-line` also for an answer without questions, and when two lines have the same id.
 */
export async function readAnswerSet(path: string): Promise<readonly Matchable[]> {
  const lines = await readJsonLines(path, answerLine);
  const numbers = new Map<string, number>();
  for (const { number, value } of lines) {
    const before = numbers.get(value.id);
    if (before !== undefined) {
      throw malformedLine(
        `${path}:${number}`,
        `"${value.id}" is the id of line ${before} too: put their questions together`,
      );
    }
    numbers.set(value.id, number);
  }
  return lines.map(({ value }) => value);
}

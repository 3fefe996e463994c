import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Matchable } from '../../src/matching/Match.ts';
import { UserError } from '../../src/shared/UserError.ts';

/** A line of a file. Numbers start at 1, as in editors. */
export interface Line<T> {
  readonly number: number;
  readonly value: T;
}

/**
 * Reads a file with one JSON object on each line. Blank lines and a byte order mark are skipped.
 *
 * @throws UserError `unreadable-file`; `malformed-line` with the first line that `schema` rejects.
 */
export async function readJsonLines<T>(path: string, schema: z.ZodType<T>): Promise<readonly Line<T>[]> {
  const lines = (await readText(path)).split('\n').map((text, index) => ({ number: index + 1, text }));
  return lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ number, text }) => ({ number, value: parseLine(`${path}:${number}`, text, schema) }));
}

/** @param where - `file:line` */
function malformedLine(where: string, problem: string): UserError {
  return new UserError('malformed-line', `${where} ${problem}`);
}

async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UserError(
      'unreadable-file',
      `Cannot read "${path}" (${code}). Give a file with one JSON object on each line.`,
    );
  }
}

function parseLine<T>(where: string, text: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(where, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.');
  throw malformedLine(where, `${field ? `"${field}" is invalid: ` : ''}${issue?.message}`);
}

function parseJson(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedLine(where, 'is not JSON. Write one object on each line, such as {"text": "what is gpt-4o"}');
  }
}

const answerLine = z.object({
  id: z.string().min(1, 'an id must not be empty').regex(/[^:]$/, 'an id must not end in ":", which marks a pattern'),
  questions: z
    .array(z.string())
    .refine((texts) => texts.some((text) => text.trim() !== ''), 'an answer needs at least one question'),
  notThis: z.array(z.string()).default([]),
});

/**
 * Reads an answer set: one `{"id", "questions", ["notThis"]}` on each line. Other fields are ignored.
 *
 * @throws UserError `unreadable-file`; `malformed-line`, also for an answer without questions and for a second line with the
 * same id.
 */
export async function readAnswerSet(path: string): Promise<readonly Matchable[]> {
  const lines = await readJsonLines(path, answerLine);
  const numbers = new Map<string, number>();
  for (const { number, value } of lines) {
    const before = numbers.get(value.id);
    if (before !== undefined) {
      throw malformedLine(
        `${path}:${number}`,
        `has the same id "${value.id}" as line ${before}. Merge their questions`,
      );
    }
    numbers.set(value.id, number);
  }
  return lines.map(({ value }) => value);
}

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Matchable } from '../../src/matching/Match.ts';
import { UserError } from '../../src/shared/UserError.ts';

/** A line's number, counted from 1 as editors do, and what it holds. */
export interface Line<T> {
  readonly number: number;
  readonly value: T;
}

/**
 * Reads a file that holds one JSON object a line. Blank lines hold nothing; a byte order mark, which some editors put at
 * the beginning, is no part of the first.
 *
 * @throws UserError `unreadable-file`, or `malformed-line` with the first line that is not as `schema` says.
 */
export async function readJsonLines<T>(path: string, schema: z.ZodType<T>): Promise<readonly Line<T>[]> {
  const lines = (await readText(path)).split('\n').map((text, place) => ({ number: place + 1, text }));
  return lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ number, text }) => ({ number, value: parseLine(`${path}:${number}`, text, schema) }));
}

/** @param where - `file:line` */
export function malformedLine(where: string, problem: string): UserError {
  return new UserError('malformed-line', `${where} ${problem}`);
}

async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UserError(
      'unreadable-file',
      `"${path}" cannot be read (${code}): give a file with one JSON object a line.`,
    );
  }
}

function parseLine<T>(where: string, text: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(where, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.');
  throw malformedLine(where, `${place ? `"${place}" is not as it must be: ` : ''}${issue?.message}`);
}

function parseJson(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedLine(where, 'is not JSON: write one object on one line, such as {"text": "what is gpt-4o"}');
  }
}

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

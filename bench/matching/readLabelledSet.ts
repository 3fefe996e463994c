import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../src/UserError.ts';
import type { LabelledSet } from './LabelledSet.ts';

const answerLine = z.object({ id: z.string(), questions: z.array(z.string()) });
const questionLine = z.object({ text: z.string(), expect: z.array(z.string()).nullable() });

/**
 * Reads somebody's answers and questions to them, one JSON object a line.
 *
 * @throws UserError when a file cannot be read or a line is not as it must be.
 */
export async function readLabelledSet(answersPath: string, questionsPath: string): Promise<LabelledSet> {
  return {
    name: basename(questionsPath).replace(/(\.questions)?\.jsonl$/, ''),
    answers: await readLines(answersPath, answerLine, '{"id": "…", "questions": ["…"]}'),
    names: [],
    questions: await readLines(questionsPath, questionLine, '{"text": "…", "expect": ["…"] or null}'),
  };
}

async function readLines<T>(path: string, schema: z.ZodType<T>, shape: string): Promise<readonly T[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UserError('unreadable-file', `"${path}" cannot be read: give a file with one JSON object a line.`);
  });
  return text.split('\n').flatMap((line, place) => {
    if (line.trim() === '') return [];
    const parsed = schema.safeParse(parsedOrNothing(line));
    if (!parsed.success) throw new UserError('malformed-line', `${path}:${place + 1} must be like ${shape}.`);
    return parsed.data;
  });
}

function parsedOrNothing(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

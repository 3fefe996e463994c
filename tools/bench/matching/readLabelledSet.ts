import { basename } from 'node:path';
import { z } from 'zod';
import { readAnswerSet, readJsonLines } from '../../eval/lines.ts';
import type { LabelledSet } from './LabelledSet.ts';

const questionLine = z.object({ text: z.string(), expect: z.array(z.string()).nullable() });

/**
 * Reads somebody's answers and questions to them, one JSON object a line.
 *
 * @throws UserError when a file cannot be read or a line is not as it must be.
 */
export async function readLabelledSet(answersPath: string, questionsPath: string): Promise<LabelledSet> {
  const questions = await readJsonLines(questionsPath, questionLine);
  return {
    name: basename(questionsPath).replace(/(\.questions)?\.jsonl$/, ''),
    answers: await readAnswerSet(answersPath),
    names: [],
    questions: questions.map(({ value }) => value),
  };
}

import { join } from 'node:path';
import { z } from 'zod';
import type { Decision } from '../../src/matching/Match.ts';
import type { Matcher } from '../../src/matching/Matcher.ts';
import { readJsonLines } from './lines.ts';
import { predictionOf } from './predict.ts';

/** Their folder, relative to the root of the package, where npm runs its scripts. */
export const LABELLED_QUESTIONS = 'test/eval';

/** Numbers are tuned on `tune`; `held` shows what they are worth. */
export const HALVES = ['tune', 'held'] as const;
export type Half = (typeof HALVES)[number];

const questionLine = z.strictObject({
  text: z.string(),
  expect: z.array(z.string()).nonempty().nullable(),
  class: z.string().min(1),
});

/** A question that somebody could type, and its right answers. */
export interface LabelledQuestion {
  readonly text: string;
  /** Ids of the answers that are right; `null` when the bot should stay silent in a channel. */
  readonly expect: readonly string[] | null;
  /** `in`, or why nothing should answer it, such as `out-dev`. */
  readonly class: string;
  readonly half: Half;
}

/**
 * Reads the labelled questions of a folder: `tune.jsonl` and `held.jsonl`.
 *
 * @throws UserError `unreadable-file`, `malformed-line`
 */
export async function readLabelledQuestions(folder: string): Promise<readonly LabelledQuestion[]> {
  const questions: LabelledQuestion[] = [];
  for (const half of HALVES) {
    for (const { value } of await readJsonLines(join(folder, `${half}.jsonl`), questionLine)) {
      questions.push({ ...value, half });
    }
  }
  return questions;
}

/** The result of matching a labelled question. */
export interface Judged {
  readonly question: LabelledQuestion;
  /** Id of the best candidate. */
  readonly top: string | null;
  /** Confidence of the best candidate, 0 to 1. */
  readonly confidence: number;
  /** The best candidate is an expected one. */
  readonly isRight: boolean;
  /** One of the first three is an expected one. */
  readonly isNear: boolean;
  /** The decision in a channel. */
  readonly passive: Decision;
  /** The decision when the bot is asked directly. */
  readonly direct: Decision;
}

export function judge(question: LabelledQuestion, matcher: Matcher): Judged {
  const { top, confidence, decision, suggestions } = predictionOf(
    question.text,
    matcher.match(question.text, 'passive'),
  );
  const expected = new Set(question.expect?.map(orderless));
  const isExpected = (id: string | null): boolean => id !== null && expected.has(orderless(id));
  return {
    question,
    top,
    confidence,
    isRight: isExpected(top),
    isNear: [top, ...suggestions].some(isExpected),
    passive: decision,
    direct: matcher.match(question.text, 'direct').decision,
  };
}

/** A comparison's id names its models in the order of release, which changes when a date is corrected. */
const orderless = (id: string): string => (id.startsWith('compare:') ? id.split(/[:+]/).toSorted().join('+') : id);

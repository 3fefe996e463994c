import type { Matchable } from '../../../src/matching/Match.ts';
import { pick, type Random, seeded } from './random.ts';

/** Beginnings and endings of one answer; each with each makes its phrasings. */
const BEGINNINGS = 4;
const ENDINGS = 5;
export const PHRASINGS_AN_ANSWER = BEGINNINGS * ENDINGS;

/**
 * An answer set of any size, made of halves of phrasings that people wrote. An answer's phrasings share their halves, as
 * those of a real one share their words. Words stay as many as they were: only answers and phrasings grow.
 *
 * @param phrasings - Those of a single word have no halves and are left out.
 * @param size - How many phrasings to make; the last answer may get fewer than the others.
 * @example
 * recombine(['what is gpt-4', 'who made chatgpt'], 100, 1)[0];
 * // { id: 'answer-0', questions: ['who made chatgpt', 'who made gpt-4', …] }, 'what is chatgpt' and 'what is gpt-4' among them
 */
export function recombine(phrasings: readonly string[], size: number, seed: number): readonly Matchable[] {
  const halves = phrasings.map((phrasing) => phrasing.split(' ')).filter((words) => words.length > 1);
  const random = seeded(seed);
  return Array.from({ length: Math.ceil(size / PHRASINGS_AN_ANSWER) }, (_, place) => ({
    id: `answer-${place}`,
    questions: oneAnswer(halves, random).slice(0, size - place * PHRASINGS_AN_ANSWER),
  }));
}

function oneAnswer(halves: readonly (readonly string[])[], random: Random): string[] {
  const some = (count: number): readonly (readonly string[])[] =>
    Array.from({ length: count }, () => pick(halves, random));
  const beginnings = some(BEGINNINGS).map((words) => words.slice(0, middle(words)));
  const endings = some(ENDINGS).map((words) => words.slice(middle(words)));
  return beginnings.flatMap((beginning) => endings.map((ending) => [...beginning, ...ending].join(' ')));
}

const middle = (words: readonly string[]): number => Math.ceil(words.length / 2);

import { expect, test } from 'vitest';
import { learnWeights } from '../../src/matching/learnWeights.ts';
import { Postings, PostingsDraft } from '../../src/matching/Postings.ts';
import { affordableRounds, type Line, score, train } from '../../src/matching/train.ts';
import { TUNING } from '../../src/matching/tuning.ts';
import { Vocabulary } from '../../src/matching/Vocabulary.ts';

/** Two answers share the feature 0; 1 belongs to the first alone, 2 to the second. */
const SHARED = 0;
const line = (answer: number, numbers: readonly number[], isCounter = false): Line => ({
  answer,
  isCounter,
  vector: { numbers, weights: numbers.map(() => 1 / Math.sqrt(numbers.length)) },
});
const lines = [line(0, [SHARED, 1]), line(1, [SHARED, 2])];

function bothWeights(): Postings {
  const draft = new PostingsDraft();
  draft.add(SHARED, 0, 0.9);
  draft.add(SHARED, 1, 0.3);
  draft.add(1, 0, 0.4);
  draft.add(2, 1, 0.4);
  return new Postings(3, draft);
}

function scoresOf(weights: Postings, { vector }: Line): number[] {
  const scores = new Float64Array(2);
  score(weights, vector, scores);
  return [...scores];
}

test('an answer that was overruled on its own phrasing wins it after training', () => {
  const weights = bothWeights();
  const [first, second] = scoresOf(weights, lines[1]!);
  expect(first).toBeGreaterThan(second!);
  train(weights, lines, 2);
  const [firstNow, secondNow] = scoresOf(weights, lines[1]!);
  expect(secondNow).toBeGreaterThan(firstNow!);
  expect(scoresOf(weights, lines[0]!)[0]).toBeGreaterThan(scoresOf(weights, lines[0]!)[1]!);
});

test('a counter-example lowers its own answer and leaves the other alone', () => {
  const weights = bothWeights();
  const counter = line(0, [SHARED], true);
  const [first, second] = scoresOf(weights, counter);
  train(weights, [counter], 2);
  const [firstNow, secondNow] = scoresOf(weights, counter);
  expect(firstNow).toBeLessThan(first!);
  expect(secondNow).toBe(second);
});

test('training the same lines again comes out the same', () => {
  const [one, other] = [bothWeights(), bothWeights()];
  train(one, lines, 2);
  train(other, lines, 2);
  expect(scoresOf(one, lines[0]!)).toEqual(scoresOf(other, lines[0]!));
});

test('lines are gone through less often where there are many, and not at all where there are too many', () => {
  const { rounds, mostVisits } = TUNING.training;
  expect([0, 1, mostVisits / 2, mostVisits, mostVisits + 1].map(affordableRounds)).toEqual([rounds, rounds, 2, 1, 0]);
});

test("a word that an answer's own phrasings lack speaks against it where it tells a rival apart", () => {
  // "what is training" and "what is training for": only "for" parts them, and the first answer does not have it.
  const vocabulary = new Vocabulary(new Map([['w:training', 2], ['w:for', 1]]), 2); // prettier-ignore
  const weights = learnWeights([line(0, [0]), line(1, [0, 1])], 2, vocabulary);
  const scores = new Float64Array(2);
  score(weights, { numbers: [1], weights: [1] }, scores);
  expect(scores[0]).toBeLessThan(0);
  expect(scores[1]).toBeGreaterThan(0);
});

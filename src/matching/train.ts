import type { Postings } from './Postings.ts';
import { TUNING } from './tuning.ts';
import type { Vector } from './Vocabulary.ts';

/** A phrasing or counter-example of an answer. */
export interface Line {
  /** The answer's place in the list. */
  readonly answer: number;
  readonly isCounter: boolean;
  readonly vector: Vector;
}

/**
 * Teaches weights to tell answers apart. Each line is scored against all answers, and what is wrong is put right a
 * little: its own answer should score `ownScore`, every other at most `otherScore`, and an answer at most that on its
 * counter-examples. Squared hinge loss, one against the rest, by plain gradient steps that grow smaller; only features
 * that an answer has a weight for are touched. Always in the same order, so that it always comes out the same.
 *
 * @param weights - Feature -> answers; changed in place.
 */
export function train(weights: Postings, lines: readonly Line[], answerCount: number): void {
  const order = answersInTurn(lines);
  const rounds = affordableRounds(lines.length);
  const scores = new Float64Array(answerCount);
  const pushes = new Float64Array(answerCount);
  for (let round = 0; round < rounds; round++) {
    const step = TUNING.training.rate * (1 - round / rounds);
    for (const line of order) {
      const { numbers, weights: own } = line.vector;
      score(weights, line.vector, scores);
      writePushes(line, scores, step, pushes);
      for (let i = 0; i < numbers.length; i++) weights.nudge(pushes, numbers[i]!, own[i]!);
    }
  }
}

/** How often each line can be gone through; none, where the lines are so many that building would take minutes. */
export function affordableRounds(lineCount: number): number {
  const { rounds, mostVisits } = TUNING.training;
  return Math.min(rounds, Math.floor(mostVisits / Math.max(1, lineCount)));
}

/** Writes how much a vector's features speak for each answer. */
export function score(weights: Postings, { numbers, weights: own }: Vector, scores: Float64Array): void {
  scores.fill(0);
  for (let i = 0; i < numbers.length; i++) weights.addTo(scores, numbers[i]!, own[i]!);
}

/** Which way each answer's weights for a line should go; 0 where its score is as it should be. */
function writePushes({ answer, isCounter }: Line, scores: Float64Array, step: number, pushes: Float64Array): void {
  const { ownScore, otherScore } = TUNING.training;
  const tooHigh = (place: number): number => Math.max(0, scores[place]! - otherScore);
  if (isCounter) {
    // It says what its answer is not; of the others it says nothing.
    pushes.fill(0);
    pushes[answer] = -step * tooHigh(answer);
    return;
  }
  for (let place = 0; place < pushes.length; place++) pushes[place] = -step * tooHigh(place);
  pushes[answer] = step * Math.max(0, ownScore - scores[answer]!);
}

/** The first line of every answer, then the second of each: many of one answer in a row would pull all to it. */
function answersInTurn(lines: readonly Line[]): readonly Line[] {
  const seen = new Map<number, number>();
  return lines
    .map((line) => {
      const turn = seen.get(line.answer) ?? 0;
      seen.set(line.answer, turn + 1);
      return { line, turn };
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ line }) => line);
}

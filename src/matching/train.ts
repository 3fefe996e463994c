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
  const { ownScore, otherScore, rounds, rate, mostVisits } = TUNING.training;
  const order = answersInTurn(lines);
  const affordable = Math.min(rounds, Math.floor(mostVisits / lines.length));
  const scores = new Float64Array(answerCount);
  for (let round = 0; round < affordable; round++) {
    const step = rate * (1 - round / affordable);
    for (const { answer: own, isCounter, vector } of order) {
      score(weights, vector, scores);
      const ownPush = step * Math.max(0, ownScore - scores[own]!);
      const pushes = scores;
      for (let other = 0; other < answerCount; other++) {
        const isMeant = isCounter && other !== own;
        pushes[other] = isMeant ? 0 : -step * Math.max(0, scores[other]! - otherScore);
      }
      if (!isCounter) pushes[own] = ownPush;
      vector.numbers.forEach((number, i) => weights.nudge(pushes, number, vector.weights[i]!));
    }
  }
}

/** Writes how much a line's features speak for each answer. */
export function score(weights: Postings, { numbers, weights: own }: Vector, scores: Float64Array): void {
  scores.fill(0);
  numbers.forEach((number, i) => weights.addTo(scores, number, own[i]!));
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

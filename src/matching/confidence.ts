import type { Resemblance } from './AnswerIndex.ts';
import { TUNING } from './tuning.ts';

/**
 * How sure it is that a question means the answer at a place of the list, 0 to 1.
 *
 * The answer's profile says most and its nearest phrasing some, but little when the question says nothing in particular
 * ("what is"); a question that equals a phrasing is certain. What the question says beyond all phrasings makes it less
 * so, and a counter-example nearer than every phrasing ends it.
 */
export function confidence(
  { score, prior, nearest, nearestNot, known, substance }: Resemblance,
  place: number,
): number {
  const near = nearest[place]!;
  const blend = Math.max(0, (1 - TUNING.nearestShare) * score[place]! + TUNING.nearestShare * near + prior[place]!);
  const telling = Math.min(1, substance / TUNING.enoughSubstance) ** 2;
  const likeness = Math.max(blend * telling, near ** TUNING.equalPower) * known ** TUNING.knownPower;
  // Sums of squares can exceed 1 by the last digit.
  const sure = calibrated(Math.min(1, likeness));
  return nearestNot[place]! > near ? sure * TUNING.counterExampleFactor : sure;
}

/** Bends likeness, which is rarely high, to the share of answers that are right at it: 0 stays 0 and 1 stays 1. */
function calibrated(likeness: number): number {
  const power = likeness ** TUNING.calibrationPower;
  const half = TUNING.calibrationHalf ** TUNING.calibrationPower;
  return (power / (power + half)) * (1 + half);
}

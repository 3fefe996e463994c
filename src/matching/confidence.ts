import type { Resemblance } from './index/AnswerIndex.ts';
import { TUNING } from './tuning.ts';

/**
 * How sure it is that a question means an answer, 0 to 1.
 *
 * The answer's profile says most and its nearest phrasing some, but little when the question says nothing in particular
 * ("what is"); a question that equals a phrasing is certain. What the question says beyond all phrasings makes it less
 * so, and a counter-example nearer than every phrasing ends it.
 */
export function confidence({ score, nearest, nearestNot, said }: Resemblance): number {
  const blend = (1 - TUNING.nearestShare) * score + TUNING.nearestShare * nearest;
  const telling = Math.min(1, said.substance / TUNING.enoughSubstance) ** 2;
  const likeness = Math.max(blend * telling, nearest ** TUNING.equalPower) * said.known ** TUNING.knownPower;
  // Sums of squares miss 1 by their last digits, and what equals a phrasing is certain.
  const sure = calibrated(Math.min(1, Math.round(likeness * DIGITS) / DIGITS));
  return nearestNot > nearest ? sure * TUNING.counterExampleFactor : sure;
}

const DIGITS = 1e6;

/** Bends likeness, which is rarely high, to the share of answers that are right at it: 0 stays 0 and 1 stays 1. */
function calibrated(likeness: number): number {
  const power = likeness ** TUNING.calibrationPower;
  const half = TUNING.calibrationHalf ** TUNING.calibrationPower;
  return (power / (power + half)) * (1 + half);
}

import type { FeatureSums } from './FeatureSums.ts';
import type { Lines } from './Lines.ts';
import type { SparseVector } from './SparseVector.ts';
import { TUNING } from '../tuning.ts';

/**
 * All phrasings of an answer together, of length 1. A feature's weight is its sum over the phrasings to a power below 1,
 * so that repetition counts less.
 *
 * @param first - The first of the answer's lines.
 * @param end - The line after its last.
 * @param sums - To add up in; empty before and after.
 */
export function profileOf(lines: Lines, first: number, end: number, sums: FeatureSums): SparseVector {
  for (let line = first; line < end; line++) {
    if (lines.isCounter(line)) continue;
    const { features, weights } = lines.at(line);
    for (let i = 0; i < features.length; i++) sums.add(features[i]!, weights[i]!);
  }
  const { features, weights } = sums.take();
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = weights[i]! ** TUNING.profilePower;
    squares += weights[i]! ** 2;
  }
  const length = Math.sqrt(squares) || 1;
  return { features, weights: weights.map((weight) => weight / length) };
}

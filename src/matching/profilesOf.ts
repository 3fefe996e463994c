import type { Lines } from './Lines.ts';
import type { Weights } from './Weights.ts';
import { TUNING } from './tuning.ts';

/**
 * All phrasings of each answer together, of length 1. A feature's weight is its sum over the phrasings to a power below 1,
 * so that repetition counts less.
 */
export function profilesOf(lines: Lines, answerCount: number): readonly Weights[] {
  const profiles = Array.from({ length: answerCount }, () => new Map<number, number>());
  for (let line = 0; line < lines.count; line++) {
    if (lines.isCounter(line)) continue;
    const profile = profiles[lines.owner(line)]!;
    for (const [feature, weight] of lines.featuresOf(line)) profile.set(feature, (profile.get(feature) ?? 0) + weight);
  }
  for (const profile of profiles) {
    let squares = 0;
    for (const [feature, sum] of profile) {
      const weight = sum ** TUNING.profilePower;
      profile.set(feature, weight);
      squares += weight * weight;
    }
    const length = Math.sqrt(squares) || 1;
    for (const [feature, weight] of profile) profile.set(feature, weight / length);
  }
  return profiles;
}

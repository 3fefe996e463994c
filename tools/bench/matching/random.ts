/** A number of at least 0 and below 1, the next of its row at every call. */
export type Random = () => number;

/**
 * The same row of numbers for the same seed on every machine, so that what is made of them can be measured again.
 * Mulberry32 by Tommy Ettinger, in the public domain.
 */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number of at least 0 and below `end`. */
export const below = (end: number, random: Random): number => Math.floor(random() * end);

/** @param items - At least one. */
export const pick = <T>(items: readonly T[], random: Random): T => items[below(items.length, random)]!;

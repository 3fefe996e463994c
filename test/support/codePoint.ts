import { integer } from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Any character of Unicode but half ones, as the `unit` of a `string`. The unit `binary` of fast-check is the same, and
 * spends two seconds and 100 MB on a table of all of them, in each process that makes one such string.
 */
export const codePoint = integer({ min: 0, max: 0x10ffff - SURROGATES.count }).map(
  (index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count),
  (text) => {
    if (typeof text !== 'string' || [...text].length !== 1 || !text.isWellFormed())
      throw new Error('not one character');
    const point = text.codePointAt(0)!;
    return point < SURROGATES.first ? point : point - SURROGATES.count;
  },
);

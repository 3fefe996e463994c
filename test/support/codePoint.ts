import { integer } from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Any character of Unicode but half ones, as the `unit` of a `string`. The unit `binary` of fast-check is the same, and
 * spends two seconds and 100 MB on a table of all of them, in each process that makes one such string.
 */
export const codePoint = integer({ min: 0, max: 0x10ffff - SURROGATES.count }).map(
  (index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count),
  (text) => {
    const point = typeof text === 'string' ? text.codePointAt(0) : undefined;
    const isHalf = point !== undefined && point >= SURROGATES.first && point < SURROGATES.first + SURROGATES.count;
    if (point === undefined || isHalf || text !== String.fromCodePoint(point)) throw new Error('not one character');
    return point < SURROGATES.first ? point : point - SURROGATES.count;
  },
);

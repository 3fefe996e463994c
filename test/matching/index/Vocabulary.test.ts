import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { StringTable } from '../../../src/matching/index/Vocabulary.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { codePoint } from '../../support/codePoint.ts';

/** Strings of few letters collide, and share their beginnings. */
const strings = fc.uniqueArray(
  fc.oneof(fc.string({ unit: codePoint }), fc.string({ unit: fc.constantFrom('a', 'b') })),
);

test('it numbers strings as a Map would, and has no others', () => {
  fc.assert(
    fc.property(strings, strings, (known, asked) => {
      const table = runToEnd(StringTable.of(known));
      const map = new Map(known.map((string, id) => [string, id]));
      expect(table.size).toBe(known.length);
      for (const string of [...known, ...asked]) expect(table.idOf(string)).toBe(map.get(string));
      const other = runToEnd(StringTable.of(asked));
      for (const [id, string] of known.entries()) expect(table.idIn(other, id)).toBe(other.idOf(string));
    }),
  );
});

test('many strings that differ in their last letter find their slots', () => {
  const known = Array.from({ length: 20_000 }, (_, i) => `w:${i}`);
  const table = runToEnd(StringTable.of(known));
  expect(known.map((string) => table.idOf(string))).toEqual(known.map((_, i) => i));
  expect(table.idOf('w:20000')).toBeUndefined();
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { topIndexes } from '../../../src/matching/index/AnswerIndex.ts';

test('the indexes of the highest values come first, the lower of two equal ones', () => {
  expect(topIndexes([0.2, 0.9, 0, 0.5, 0.9], 3)).toEqual([1, 4, 3]);
});

test('values of 0 or less are left out', () => {
  expect(topIndexes([0, -1, 0.1], 3)).toEqual([2]);
});

test('they are the same as sorting all would find', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2, max: 6 })), fc.integer({ min: 1, max: 8 }), (values, count) => {
      const sorted = values
        .map((value, index) => ({ value, index }))
        .filter(({ value }) => value > 0)
        .toSorted((a, b) => b.value - a.value || a.index - b.index)
        .map(({ index }) => index);
      expect(topIndexes(values, count)).toEqual(sorted.slice(0, count));
    }),
  );
});

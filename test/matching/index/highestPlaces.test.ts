import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { highestPlaces } from '../../../src/matching/index/AnswerIndex.ts';

test('the places of the highest values come first, the earlier of two that are equal', () => {
  expect(highestPlaces([0.2, 0.9, 0, 0.5, 0.9], 3)).toEqual([1, 4, 3]);
});

test('what is 0 or less is never among them', () => {
  expect(highestPlaces([0, -1, 0.1], 3)).toEqual([2]);
});

test('they are those that sorting all would find', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2, max: 6 })), fc.integer({ min: 1, max: 8 }), (values, count) => {
      const sorted = values
        .map((value, place) => ({ value, place }))
        .filter(({ value }) => value > 0)
        .toSorted((a, b) => b.value - a.value || a.place - b.place)
        .map(({ place }) => place);
      expect(highestPlaces(values, count)).toEqual(sorted.slice(0, count));
    }),
  );
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOf } from '../../src/discord/editing/answerMessages.ts';

const LETTERS = ['a', 'b', 'c', 'd', 'e'];

test.each([
  [0, { things: ['a', 'b'], page: 0, pages: 3 }],
  [1, { things: ['c', 'd'], page: 1, pages: 3 }],
  [2, { things: ['e'], page: 2, pages: 3 }],
  [3, { things: ['e'], page: 2, pages: 3 }],
  [999_999_999, { things: ['e'], page: 2, pages: 3 }],
])('page %i of five things, two a page', (page, expected) => {
  expect(pageOf(LETTERS, page, 2)).toEqual(expected);
});

test('of nothing there is one page, with nothing on it', () => {
  expect(pageOf([], 7, 2)).toEqual({ things: [], page: 0, pages: 1 });
});

test('all pages together are all things, each once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 10 }), (all, size) => {
      const { pages } = pageOf(all, 0, size);
      const turned = Array.from({ length: pages }, (_, page) => pageOf(all, page, size).things);
      expect(turned.flat()).toEqual(all);
      expect(turned.every((things) => things.length <= size)).toBe(true);
    }),
  );
});

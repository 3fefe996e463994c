import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOf } from '../../src/discord/editing/answerMessages.ts';

const LETTERS = ['a', 'b', 'c', 'd', 'e'];

test.each([
  [0, { items: ['a', 'b'], page: 0, pages: 3 }],
  [1, { items: ['c', 'd'], page: 1, pages: 3 }],
  [2, { items: ['e'], page: 2, pages: 3 }],
  [3, { items: ['e'], page: 2, pages: 3 }],
  [999_999_999, { items: ['e'], page: 2, pages: 3 }],
])('page %i of five items, two a page', (page, expected) => {
  expect(pageOf(LETTERS, page, 2)).toEqual(expected);
});

test('of nothing there is one page, with nothing on it', () => {
  expect(pageOf([], 7, 2)).toEqual({ items: [], page: 0, pages: 1 });
});

test('all pages together are all items, each once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 10 }), (all, size) => {
      const { pages } = pageOf(all, 0, size);
      const turned = Array.from({ length: pages }, (_, page) => pageOf(all, page, size).items);
      expect(turned.flat()).toEqual(all);
      expect(turned.every((items) => items.length <= size)).toBe(true);
    }),
  );
});

import { expect, test } from 'vitest';
import { BookCache } from '../../../src/answers/servers/ServerBooks.ts';

/** Those that are kept, asked for without using them. */
const kept = (cache: BookCache<string>): string[] =>
  ['a', 'b', 'c', 'd'].filter((key) => cache.peek(key) !== undefined);

test('what was used longest ago goes when the budget is exceeded', () => {
  const cache = new BookCache<string>(100);
  for (const key of ['a', 'b']) cache.set(key, key, 40);
  cache.get('a');
  cache.set('c', 'c', 40);
  expect(kept(cache)).toEqual(['a', 'c']);
  expect([cache.bytes, cache.size]).toEqual([80, 2]);
});

test('as many go as must', () => {
  const cache = new BookCache<string>(100);
  for (const key of ['a', 'b', 'c']) cache.set(key, key, 30);
  cache.set('d', 'd', 70);
  expect(kept(cache)).toEqual(['c', 'd']);
});

test('one that alone exceeds the budget is kept until the next one comes', () => {
  const cache = new BookCache<string>(100);
  cache.set('a', 'a', 10);
  cache.set('b', 'b', 500);
  expect(kept(cache)).toEqual(['b']);
  cache.set('c', 'c', 10);
  expect(kept(cache)).toEqual(['c']);
  expect(cache.bytes).toBe(10);
});

test('one that is set again counts once, with its new size', () => {
  const cache = new BookCache<string>(100);
  cache.set('a', 'a', 10);
  cache.set('a', 'b', 30);
  expect([cache.get('a'), cache.bytes]).toEqual(['b', 30]);
  cache.delete('a');
  cache.delete('a');
  expect([cache.bytes, cache.size]).toEqual([0, 0]);
});

import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { LruCache } from '../../src/shared/cache.ts';

const KEYS = ['a', 'b', 'c', 'd'];

/** Which keys are in the cache, without counting as uses. */
const keysIn = (cache: LruCache<string, string>): string[] => KEYS.filter((key) => cache.peek(key) !== undefined);

function filled(capacity: number, sizes: Readonly<Record<string, number>>): LruCache<string, string> {
  const cache = new LruCache<string, string>(capacity);
  for (const [key, size] of Object.entries(sizes)) cache.setSized(key, `value of ${key}`, size);
  return cache;
}

test('the entry that went unused for longest makes room for a new one', () => {
  const cache = filled(2, { a: 1, b: 1 });
  expect(cache.get('a')).toBe('value of a');
  cache.set('c', 'new');
  expect(keysIn(cache)).toEqual(['a', 'c']);
});

test('peeking does not count as a use', () => {
  const cache = filled(2, { a: 1, b: 1 });
  expect(cache.peek('a')).toBe('value of a');
  cache.set('c', 'new');
  expect(keysIn(cache)).toEqual(['b', 'c']);
});

test('a large entry drops as many others as it needs', () => {
  const cache = filled(100, { a: 30, b: 30, c: 30 });
  cache.setSized('d', 'new', 70);
  expect(keysIn(cache)).toEqual(['c', 'd']);
  expect([cache.calculatedSize, cache.size]).toEqual([100, 2]);
});

test('an entry that alone exceeds the capacity stays until the next one comes', () => {
  const cache = filled(100, { a: 10, b: 500 });
  expect(keysIn(cache)).toEqual(['b']);
  cache.setSized('c', 'new', 10);
  expect(keysIn(cache)).toEqual(['c']);
  expect(cache.calculatedSize).toBe(10);
});

test('replacing an entry replaces its size too', () => {
  const cache = filled(100, { a: 10 });
  cache.setSized('a', 'again', 30);
  expect([cache.get('a'), cache.calculatedSize, cache.size]).toEqual(['again', 30, 1]);
});

test('a value is created once and then found', () => {
  const cache = new LruCache<string, number>(10);
  const create = vi.fn<(key: string) => number>(() => 0);
  expect([cache.getOrCreate('a', create), cache.getOrCreate('a', create)]).toEqual([0, 0]);
  expect(create.mock.calls).toEqual([['a']]);
});

test('deleting and clearing make room', () => {
  const cache = filled(100, { a: 40, b: 40 });
  expect([cache.delete('a'), cache.delete('a')]).toEqual([true, false]);
  expect([cache.calculatedSize, cache.size]).toEqual([40, 1]);
  cache.clear();
  expect([cache.calculatedSize, cache.size, cache.get('b')]).toEqual([0, 0, undefined]);
});

test('it holds what a list of the last uses would hold', () => {
  const operation = fc.record({
    kind: fc.constantFrom('get', 'set', 'delete'),
    key: fc.constantFrom(...KEYS),
    // Each more than a quarter of the capacity: among smaller ones, the order is not exact.
    size: fc.integer({ min: 3, max: 6 }),
  });
  fc.assert(
    fc.property(fc.array(operation), (operations) => {
      const cache = new LruCache<string, string>(10);
      // Last used first.
      let list: { key: string; size: number }[] = [];
      for (const { kind, key, size } of operations) {
        const known = list.find((entry) => entry.key === key);
        const others = list.filter((entry) => entry.key !== key);
        if (kind === 'get') {
          cache.get(key);
          if (known) list = [known, ...others];
        } else if (kind === 'delete') {
          cache.delete(key);
          list = others;
        } else {
          cache.setSized(key, key, size);
          list = [{ key, size }, ...others];
          while (list.length > 1 && list.reduce((sum, entry) => sum + entry.size, 0) > 10) list.pop();
        }
        expect(keysIn(cache)).toEqual(list.map((entry) => entry.key).toSorted());
      }
    }),
  );
});

test('an entry that is used once in seventy others outlasts them all in a cache of a hundred', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 20 }), (pauses) => {
      const cache = new LruCache<string, string>(100);
      cache.set('used', 'still there');
      let count = 0;
      for (const pause of pauses) {
        for (let one = 0; one < pause; one++) cache.set(`other ${count++}`, '');
        expect(cache.get('used')).toBe('still there');
      }
    }),
  );
});

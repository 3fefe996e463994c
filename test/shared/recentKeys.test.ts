import { expect, test } from 'vitest';
import { RecentKeys } from '../../src/shared/cache.ts';

test('an id is new once', () => {
  const ids = new RecentKeys(10);
  expect([ids.add('a'), ids.add('b'), ids.add('a')]).toEqual([true, true, false]);
});

test('the oldest ids are forgotten once there are too many', () => {
  const ids = new RecentKeys(2);
  for (const id of ['a', 'b', 'c']) ids.add(id);
  expect([ids.add('b'), ids.add('c'), ids.add('a')]).toEqual([false, false, true]);
});

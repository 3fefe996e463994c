import { expect, test } from 'vitest';
import { PendingHandlers } from '../../src/discord/client.ts';

test('a stop waits for what has begun', async () => {
  const underWay = new PendingHandlers();
  const said: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  void underWay.add(promise.then(() => void said.push('answered')));
  setImmediate(resolve);
  await underWay.settled(60_000);
  expect(said).toEqual(['answered']);
});

test('a stop does not wait for ever', async () => {
  const underWay = new PendingHandlers();
  void underWay.add(Promise.withResolvers<void>().promise);
  await expect(underWay.settled(1)).resolves.toBeUndefined();
});

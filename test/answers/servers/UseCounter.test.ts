import { expect, onTestFinished, test, vi } from 'vitest';
import { UseCounter } from '../../../src/answers/servers/UseCounter.ts';
import { GUILD, OTHER_GUILD } from '../../store/examples.ts';
import { openTestStore, SQLITE } from '../../support/stores.ts';

async function startCounter() {
  const store = await openTestStore(await SQLITE.freshUrl(), { now: () => 1_000 });
  const faults: unknown[] = [];
  const counter = new UseCounter({ store, onFault: (error) => faults.push(error) });
  onTestFinished(() => counter.stop());
  return { store, counter, faults };
}

test('uses are counted by server and answer, and written at the end', async () => {
  const { store, counter } = await startCounter();
  counter.count(GUILD, 'rules');
  counter.count(GUILD, 'rules');
  counter.count(GUILD, 'model:gpt-4');
  counter.count(OTHER_GUILD, 'rules');
  expect(await store.uses(GUILD)).toEqual(new Map());
  await counter.stop();
  expect(await store.uses(GUILD)).toEqual(
    new Map([
      ['model:gpt-4', { count: 1, lastAt: 1_000 }],
      ['rules', { count: 2, lastAt: 1_000 }],
    ]),
  );
  expect(await store.uses(OTHER_GUILD)).toEqual(new Map([['rules', { count: 1, lastAt: 1_000 }]]));
});

test('counts are written every few seconds', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const written = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const counter = new UseCounter({ store: { countUses: written }, onFault: () => {} });
  counter.count(GUILD, 'rules');
  await vi.advanceTimersByTimeAsync(4_999);
  expect(written).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toHaveBeenCalledExactlyOnceWith(new Map([[GUILD, new Map([['rules', 1]])]]));
});

test('what the store does not take is told, and written the next time with what was counted since', async () => {
  const { store, counter, faults } = await startCounter();
  const broken = new Error('disk on fire');
  vi.spyOn(store, 'countUses').mockRejectedValueOnce(broken);
  counter.count(GUILD, 'rules');
  await counter.write();
  expect(faults).toEqual([broken]);
  counter.count(GUILD, 'rules');
  await counter.write();
  expect(await store.uses(GUILD)).toEqual(new Map([['rules', { count: 2, lastAt: 1_000 }]]));
});

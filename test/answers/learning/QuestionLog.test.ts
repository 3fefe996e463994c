import { expect, onTestFinished, test, vi } from 'vitest';
import { QuestionLog } from '../../../src/answers/learning/QuestionLog.ts';
import { GUILD, OTHER_GUILD } from '../../store/examples.ts';
import { openTestStore, SQLITE } from '../../support/stores.ts';

async function startLog() {
  const store = await openTestStore(await SQLITE.freshUrl(), { now: () => 1_000 });
  const faults: unknown[] = [];
  const log = new QuestionLog({
    store: store.learning,
    retentionDaysOf: () => Promise.resolve(30),
    clock: { now: () => 1_000 },
    onFault: (error) => faults.push(error),
  });
  onTestFinished(() => log.stop());
  return { store, log, faults };
}

test('uses are counted by server and answer, and written at the end', async () => {
  const { store, log } = await startLog();
  log.used(GUILD, 'rules');
  log.used(GUILD, 'rules');
  log.used(GUILD, 'model:gpt-4');
  log.used(OTHER_GUILD, 'rules');
  expect(await store.uses(GUILD)).toEqual(new Map());
  await log.stop();
  expect(await store.uses(GUILD)).toEqual(
    new Map([
      ['model:gpt-4', { count: 1, lastAt: 1_000 }],
      ['rules', { count: 2, lastAt: 1_000 }],
    ]),
  );
  expect(await store.uses(OTHER_GUILD)).toEqual(new Map([['rules', { count: 1, lastAt: 1_000 }]]));
});

test('a comparison is counted once, whichever model was named first', async () => {
  const { store, log } = await startLog();
  const [one, other] = ['compare:gpt-4+gpt-3', 'compare:gpt-3+gpt-4'];
  log.used(GUILD, one);
  log.used(GUILD, other);
  await log.vote(
    { guildId: GUILD, id: '1' },
    { replyId: '7', answerId: one, verdict: 'solved', title: 'GPT-4 vs GPT-3' },
  );
  await log.vote(
    { guildId: GUILD, id: '2' },
    { replyId: '8', answerId: other, verdict: 'solved', title: 'GPT-3 vs GPT-4' },
  );
  await log.stop();
  expect(await store.uses(GUILD)).toEqual(new Map([[other, { count: 2, lastAt: 1_000 }]]));
  expect(await store.learning.votes(GUILD)).toEqual([{ answerId: other, verdict: 'solved', people: 2 }]);
});

test('what was heard is written every few seconds', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { store, log } = await startLog();
  const record = vi.spyOn(store.learning, 'record');
  log.used(GUILD, 'rules');
  await vi.advanceTimersByTimeAsync(4_999);
  expect(record).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await log.write();
  expect(record).toHaveBeenCalledOnce();
  expect(await store.uses(GUILD)).toEqual(new Map([['rules', { count: 1, lastAt: 1_000 }]]));
});

test('what the store does not take is told, and written the next time with what was counted since', async () => {
  const { store, log, faults } = await startLog();
  const broken = new Error('disk on fire');
  vi.spyOn(store.learning, 'record').mockRejectedValueOnce(broken);
  const asked = { guildId: GUILD, personId: '1', outcome: 'passed', text: 'what about saturn?' } as const;
  log.heard({ id: '1', ...asked });
  log.used(GUILD, 'rules');
  await log.write();
  expect(faults).toEqual([broken]);
  log.heard({ id: '2', ...asked });
  log.used(GUILD, 'rules');
  await log.write();
  expect(await store.uses(GUILD)).toEqual(new Map([['rules', { count: 2, lastAt: 1_000 }]]));
  expect(await store.learning.questions(GUILD)).toHaveLength(2);
  expect(await store.learning.dayCounts(GUILD, '1970-01-01')).toEqual([
    { day: '1970-01-01', outcome: 'passed', count: 2 },
  ]);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { Playground } from 'discord-playground';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backoffMs, sessionWaitMs, SILENT_MS } from '../../../src/discord/GatewayCare.ts';
import { startBot } from '../../../src/discord/startBot.ts';
import * as strings from '../../../src/discord/strings.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/Store.ts';
import { Books, faultsIn, KNOWN, KNOWN_ID, NO_LIMITS, openEmptyApp, startScene, titleOf } from '../../support/bot.ts';
import { randomNumbers } from '../../support/busyDay.ts';

const SHARDS = 10;
const DROPS = 10;
const MINUTE_MS = 60_000;

test('of 100 lost connections none costs a question its answer, and none brings a second', async () => {
  const { playground, log, store } = await startScene({
    playground: { shards: SHARDS, maxConcurrency: 16 },
    prepare: (it) => void Array.from({ length: SHARDS * 2 }, (_, index) => it.addGuild(`server ${index}`)),
    bot: { reconnectDelayMs: () => 0 },
  });
  const random = randomNumbers(16);
  const askers = [...playground.world.guilds.values()].slice(1).map((guild) => playground.addMember('ada', { guild }));
  for (const { guild } of askers) await store.saveSettings(guild.id, { limits: NO_LIMITS });
  const questions: string[] = [];
  for (let round = 0; round < DROPS; round++) {
    const isAskedBefore = askers.map(() => random() < 0.5);
    const ask = async (when: boolean): Promise<void> => {
      for (const [index, asker] of askers.entries()) {
        if (isAskedBefore[index] === when && random() < 0.5) questions.push((await asker.says(`@Whence ${KNOWN}`)).id);
      }
    };
    await ask(true);
    playground.faults.dropConnections();
    await ask(false);
    await playground.botReady();
  }
  const answered = (): string[] =>
    askers.flatMap((asker) => asker.sees().flatMap(({ replyTo }) => (replyTo === undefined ? [] : replyTo)));
  await expect.poll(() => new Set(answered()).size, { timeout: 100_000 }).toBe(questions.length);
  await playground.settled();
  expect(answered().toSorted()).toEqual(questions.toSorted());
  expect(faultsIn(log)).toEqual([]);
});

test('a message that the gateway delivers twice is answered once', async () => {
  const { playground, log } = await startScene();
  const ada = playground.addMember('ada');
  const question = await ada.says(`@Whence ${KNOWN}`);
  const message = ada.channel.messages.get(question.id)!;
  for (let again = 0; again < 3; again++) playground.world.announce({ kind: 'messageCreated', message });
  await playground.settled();
  expect(ada.sees().filter(({ replyTo }) => replyTo === question.id)).toHaveLength(1);
  expect(faultsIn(log)).toEqual([]);
});

test('in a storm of requests to reconnect each question is answered, once', async () => {
  const { playground, log } = await startScene({ bot: { reconnectDelayMs: () => 0 } });
  const ada = playground.addMember('ada');
  const questions: string[] = [];
  for (let round = 0; round < 10; round++) {
    for (let repeat = 0; repeat < 5; repeat++) playground.faults.askToReconnect();
    questions.push((await ada.says(`@Whence ${KNOWN}`)).id);
    await playground.botReady();
    await sleep(10);
  }
  const answered = (): string[] => ada.sees().flatMap(({ replyTo }) => replyTo ?? []);
  await expect.poll(() => new Set(answered()).size, { timeout: MINUTE_MS }).toBe(questions.length);
  await playground.settled();
  expect(answered().toSorted()).toEqual(questions.toSorted());
  expect(log.filter(({ text }) => text === 'resumed the gateway session').length).toBeGreaterThan(1);
  expect(faultsIn(log)).toEqual([]);
});

test('a gateway that acknowledges heartbeats but sends no events is noticed, and nothing stays unanswered', async () => {
  const { playground, clock, log } = await startScene();
  const ada = playground.addMember('ada');
  await ada.asks(`@Whence ${KNOWN}`);
  playground.faults.silenceConnections();
  const answer = ada.asks(`@Whence ${KNOWN}`, { timeoutMs: MINUTE_MS });
  for (let passed = 0; passed < SILENT_MS + 2 * MINUTE_MS; passed += MINUTE_MS) clock.advance(MINUTE_MS);
  expect((await answer).text).toContain(titleOf(KNOWN_ID));
  expect(log.map(({ text }) => text)).toContain(
    'the gateway has been silent; resuming the session on a new connection',
  );
});

test('a clock that is set back or forward costs nobody an answer, with the usual limits', async () => {
  const { limits } = DEFAULT_SETTINGS;
  const { playground, clock, log } = await startScene({ settings: { limits } });
  const ada = playground.addMember('ada');
  for (const hours of [-3, 1, 24 * 400, -24 * 800]) {
    // What is noted about a reply is noted once Discord has confirmed it.
    await playground.settled();
    clock.advance(hours * 60 * MINUTE_MS);
    for (let asked = 0; asked < limits.perPerson; asked++) {
      const question = ['what is rlhf', 'what is ppo', KNOWN][asked % 3];
      const reply = await ada.asks(`@Whence ${question}`, { timeoutMs: MINUTE_MS });
      expect(reply.text).toContain(titleOf(['what-is-rlhf', 'what-is-ppo', KNOWN_ID][asked % 3]!));
    }
  }
  expect(faultsIn(log)).toEqual([]);
});

/** While every attempt fails at once. */
function attemptsInAnHour(random: number): number {
  let [attempts, atMs] = [0, 0];
  while ((atMs += backoffMs(attempts + 1, () => random)) < 60 * MINUTE_MS) attempts++;
  return attempts;
}

describe('while Discord is down', () => {
  test('the bot tries less and less often, and comes back with it', async () => {
    const ids = { botName: 'Whence', botId: '100000000000000002', guildId: '100000000000000001' };
    const first = await Playground.start(ids);
    const failures: number[] = [];
    const reconnectDelayMs = (count: number): number => {
      failures.push(count);
      return 10;
    };
    const app = await openEmptyApp({ error() {}, warn() {}, info() {}, debug() {} });
    const { token, apiUrl } = first;
    const bot = await startBot({ ...app, books: new Books(), messageContent: false, token, apiUrl, reconnectDelayMs });
    onTestFinished(async () => {
      await bot.stop();
      await app.close();
    });
    expect(bot.health()).toEqual({ isReady: true, detail: '1 server' });
    await first.stop();
    await expect.poll(() => failures.length, { timeout: MINUTE_MS }).toBeGreaterThan(3);
    expect(bot.health()).toEqual({ isReady: false, detail: 'shards not connected: 0' });
    const second = await Playground.start({ ...ids, port: Number(new URL(first.url).port) });
    onTestFinished(() => second.stop());
    await second.botReady();
    const answer = await second.addMember('ada').asks(`@Whence ${KNOWN}`, { timeoutMs: MINUTE_MS });
    expect(answer.text).toContain(titleOf(KNOWN_ID));
    expect(failures.slice(0, 4)).toEqual([1, 2, 3, 4]);
  });

  test('an hour takes 65 to 125 attempts, and no two bots the same moments', () => {
    expect([1, 0].map(attemptsInAnHour)).toEqual([65, 125]);
    expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map((failures) => backoffMs(failures, () => 1))).toEqual([
      0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
    ]);
    expect(backoffMs(100, () => 0)).toBe(30_000);
    expect(backoffMs(100)).not.toBe(backoffMs(100));
  });
});

/** In seconds, with 50,000 until the day's 1,000 sessions are new. */
const waitS = (remaining: number, shard = 0): number =>
  sessionWaitMs({ total: 1_000, remaining, reset_after: 50_000_000, max_concurrency: 1 }, shard) / 1_000;

describe('when Discord allows no more sessions today', () => {
  test('a start is refused in one sentence, without a session too many', async () => {
    const playground = await Playground.start({ botName: 'Whence', identifiesPerDay: 0 });
    onTestFinished(() => playground.stop());
    const app = await openEmptyApp({ error() {}, warn() {}, info() {}, debug() {} });
    onTestFinished(() => app.close());
    const { token, apiUrl } = playground;
    await expect(startBot({ ...app, books: new Books(), messageContent: false, token, apiUrl })).rejects.toMatchObject({
      code: 'no-sessions-left',
      message: strings.NO_SESSIONS_LEFT,
    });
  });

  test('three quarters of them are free, and the rest lasts until there are new ones, for all shards together', () => {
    expect([1_000, 251, 250, 100, 1, 0].map((remaining) => waitS(remaining))).toEqual([0, 0, 200, 500, 50_000, 50_000]);
    expect([0, 1, 2].map((shard) => waitS(250, shard))).toEqual([200, 400, 600]);
    expect(waitS(10, 99)).toBe(50_000);
  });

  test('a lost session is not replaced before tomorrow, so that Discord does not reset the token', async () => {
    const { playground, log } = await startScene({
      playground: { identifiesPerDay: 1 },
      bot: { reconnectDelayMs: () => 0 },
    });
    playground.faults.invalidateSessions(false);
    await expect
      .poll(() => faultsIn(log), { timeout: MINUTE_MS })
      .toEqual(['few sessions are left today; waiting for one']);
    await playground.settled();
    const { session_start_limit: limit } = (await (
      await fetch(`${playground.apiUrl}/v10/gateway/bot`, { headers: { authorization: `Bot ${playground.token}` } })
    ).json()) as { session_start_limit: { remaining: number } };
    expect(limit.remaining).toBe(0);
  });
});

describe('requests that Discord does not take at once', () => {
  test.each([
    [429, { retryAfterSeconds: 0.1 }],
    [500, {}],
    [503, {}],
  ])('are sent again after status %i, and one answer comes of it', async (status, more) => {
    const { playground, log } = await startScene();
    const ada = playground.addMember('ada');
    playground.faults.failNext({ status, path: /\/messages$/, times: 2, ...more });
    playground.faults.failNext({ status, path: /\/callback$/, ...more });
    expect((await ada.asks(`@Whence ${KNOWN}`, { timeoutMs: MINUTE_MS })).text).toContain(titleOf(KNOWN_ID));
    expect((await ada.runs('ask', { question: KNOWN })).text).toContain(titleOf(KNOWN_ID));
    await playground.settled();
    expect(ada.sees()).toHaveLength(3);
    expect(faultsIn(log)).toEqual([]);
  });
});

test('one event that a handler cannot stand is logged, and the next is answered', async () => {
  const { playground, books, log } = await startScene();
  const usual = books.of;
  books.of = () => {
    throw new TypeError('poison');
  };
  const ada = playground.addMember('ada');
  expect((await ada.asks(`@Whence ${KNOWN}`)).text).toBe(strings.APOLOGY);
  books.of = usual;
  expect((await ada.asks(`@Whence ${KNOWN}`)).text).toContain(titleOf(KNOWN_ID));
  expect(faultsIn(log)).toEqual(['could not answer a message']);
});

import { once } from 'node:events';
import { type Client, Events } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Playground } from '../src/Playground.ts';
import { connect, onMessage, startPlayground } from './support/connect.ts';
import { requestAsBot } from './support/requestAsBot.ts';
import { Shard } from './support/Shard.ts';

async function echo(playground: Playground): Promise<Client<true>> {
  const client = await connect(playground);
  onMessage(client, (message) => message.reply(`echo ${message.content}`));
  return client;
}

describe('discord.js', () => {
  test.each<[string, (playground: Playground) => void]>([
    ['a cut connection', ({ faults }) => faults.dropConnections()],
    ['the wish to reconnect', ({ faults }) => faults.askToReconnect()],
    ['a session to be resumed', ({ faults }) => faults.invalidateSessions(true)],
    ['an unknown error', ({ faults }) => faults.closeConnections(4000)],
  ])('resumes after %s, and hears what it missed', async (_what, fail) => {
    const playground = await startPlayground();
    const client = await echo(playground);
    const resumed = once(client, Events.ShardResume);
    fail(playground);
    const reply = await playground.addMember('ann').dm.asks('hello', { timeoutMs: 10_000 });
    expect(reply.text).toBe('echo hello');
    await resumed;
    await playground.botReady();
  });

  test('identifies again after an invalid session', async () => {
    const playground = await startPlayground({ maxConcurrency: 5 });
    const client = await echo(playground);
    const ready = once(client, Events.ShardReady);
    playground.faults.invalidateSessions(false);
    await ready;
    expect((await playground.addMember('ann').dm.asks('hello')).text).toBe('echo hello');
  });

  test('retries after 500 and 429, which do not count as refusals', async () => {
    const playground = await startPlayground();
    await echo(playground);
    playground.faults.failNext({ status: 500, path: /messages$/ });
    playground.faults.failNext({ status: 429, path: /messages$/, retryAfterSeconds: 0.01 });
    expect((await playground.addMember('ann').dm.asks('hello')).text).toBe('echo hello');
    expect(playground.refusals).toEqual([]);
  });
});

test('without acknowledged heartbeats a connection looks alive but is not', async () => {
  const playground = await startPlayground();
  playground.faults.ignoreHeartbeats();
  const shard = await Shard.open(playground);
  shard.send(1, null);
  await playground.settled();
  expect(shard.received.map(({ op }) => op)).toEqual([10]);
  playground.faults.clear();
  shard.send(1, null);
  expect(await shard.next(({ op }) => op === 11)).toMatchObject({ op: 11 });
});

test.each([4004, 4014])('connections can be closed with %i', async (code) => {
  const playground = await startPlayground();
  const shard = await Shard.open(playground);
  playground.faults.closeConnections(code);
  expect(await shard.closed).toBe(code);
});

test('failures apply to as many matching requests as asked for', async () => {
  const playground = await startPlayground();
  const status = async (path: string): Promise<number> => (await requestAsBot(playground, 'GET', path)).status;
  playground.faults.failNext({ status: 503, times: 2, path: /^\/gateway$/ });
  const statuses = [
    await status('/users/@me'),
    await status('/gateway'),
    await status('/gateway'),
    await status('/gateway'),
  ];
  expect(statuses).toEqual([200, 503, 503, 200]);
  playground.faults.failNext({ status: 500 });
  playground.faults.clear();
  expect(await status('/gateway')).toBe(200);
});

test('delayed answers arrive in the order of their delays', async () => {
  const playground = await startPlayground();
  const done: string[] = [];
  const ask = async (path: string): Promise<void> => {
    await requestAsBot(playground, 'GET', path);
    done.push(path);
  };
  playground.faults.delayNext({ ms: 150, path: /gateway$/ });
  playground.faults.slow({ ms: 50, path: /bot$/ });
  const all = [ask('/gateway'), ask('/gateway/bot'), ask('/users/@me')];
  await Promise.all(all);
  expect(done).toEqual(['/users/@me', '/gateway/bot', '/gateway']);
});

test('it is settled once there is no more traffic', async () => {
  const playground = await startPlayground();
  await echo(playground);
  playground.faults.slow({ ms: 120 });
  const ann = playground.addMember('ann');
  await ann.dm.says('hello');
  await playground.settled();
  expect(ann.dm.sees().map(({ text }) => text)).toEqual(['hello', 'echo hello']);
});

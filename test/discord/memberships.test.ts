import { join } from 'node:path';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { Playground } from 'discord-playground';
import { expect, onTestFinished, test, vi } from 'vitest';
import { trackMemberships } from '../../src/discord/memberships.ts';
import type { Log } from '../../src/shared/Log.ts';
import { FORGET_AFTER_MS, type Store } from '../../src/store/Store.ts';
import { ADA, add } from '../store/examples.ts';
import { freshFolder, openTestStore } from '../support/stores.ts';
import { eventually } from '../support/eventually.ts';

/** Longer than any test: the record is compared at the start alone. */
const NEVER_MS = 60 * 60 * 1000;

interface Machine {
  readonly stop: () => Promise<void>;
  readonly faults: readonly unknown[];
}

/** Runs some of a bot's shards, as a process does that shares the bot with others. */
async function startMachine(
  playground: Playground,
  store: Store,
  shards: readonly number[],
  everyMs = NEVER_MS,
): Promise<Machine> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: playground.apiUrl },
    shards: [...shards],
    shardCount: 2,
  });
  onTestFinished(() => client.destroy());
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(playground.token);
  const faults: unknown[] = [];
  const log: Log = { error: (context) => faults.push(context), warn() {}, info() {}, debug() {} };
  const memberships = trackMemberships(await ready, { store, log, everyMs });
  const stop = async (): Promise<void> => {
    await memberships.stop();
    await client.destroy();
  };
  return { stop, faults };
}

async function startPlayground(): Promise<Playground> {
  const playground = await Playground.start({ shards: 2, maxConcurrency: 2 });
  onTestFinished(() => playground.stop());
  return playground;
}

/** The id of a server on one of two shards, https://docs.discord.com/developers/events/gateway#sharding. */
const guildIdOn = (shard: 0 | 1): string => String(BigInt(40_000_000_000 + shard) << 22n);

test('a process records the servers of its own shards, and leaves those of other processes alone', async () => {
  const playground = await startPlayground();
  const here = playground.world.addGuild('Here', guildIdOn(0));
  const there = playground.world.addGuild('There', guildIdOn(1));
  const store = await openTestStore(join(freshFolder(), 'whence.db'));
  const botId = playground.world.bot.id;
  await store.recordJoined(botId, [here.id, there.id]);
  playground.world.removeGuild(here);
  playground.world.removeGuild(there);

  const first = await startMachine(playground, store, [0]);
  await first.stop();
  expect(await store.guildsOf(botId)).toContain(there.id);
  expect(await store.guildsOf(botId)).not.toContain(here.id);

  const second = await startMachine(playground, store, [1]);
  await second.stop();
  expect(await store.guildsOf(botId)).not.toContain(there.id);
  expect([...first.faults, ...second.faults]).toEqual([]);
});

test('servers are forgotten when they are due while the bot runs, but never one that it is in', async () => {
  const playground = await startPlayground();
  const gone = playground.world.addGuild('Gone');
  const clock = { now: 1_000 };
  const store = await openTestStore(join(freshFolder(), 'whence.db'), { now: () => clock.now });
  for (const { id } of [gone, playground.guild]) await store.write(id, [add('rules')], ADA);
  const { stop, faults } = await startMachine(playground, store, [0, 1], 10);
  playground.world.removeGuild(gone);
  const botId = playground.world.bot.id;
  await eventually(async () => expect(await store.guildsOf(botId)).not.toContain(gone.id));
  // As a restored backup could say.
  await store.recordLeft(botId, [playground.guild.id]);
  clock.now += FORGET_AFTER_MS;
  await eventually(async () => expect(await store.current(gone.id)).toEqual([]));
  await eventually(async () => expect(await store.guildsOf(botId)).toEqual([playground.guild.id]));
  await stop();
  expect(await store.current(playground.guild.id)).toHaveLength(1);
  expect(faults).toEqual([]);
});

test('what could not be recorded is logged, and made up for by the next comparison', async () => {
  const playground = await startPlayground();
  const store = await openTestStore(join(freshFolder(), 'whence.db'));
  const recordLeft = vi.spyOn(store, 'recordLeft').mockRejectedValueOnce(new Error('the disk is full'));
  const gone = playground.world.addGuild('Gone');
  const { stop, faults } = await startMachine(playground, store, [0, 1], 10);
  playground.world.removeGuild(gone);
  const botId = playground.world.bot.id;
  await eventually(() => expect(recordLeft).toHaveBeenCalledTimes(2));
  await stop();
  expect(await store.guildsOf(botId)).toEqual([playground.guild.id]);
  expect(faults).toEqual([{ err: new Error('the disk is full') }]);
});

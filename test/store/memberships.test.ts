import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { FORGET_AFTER_MS, type Store } from '../../src/store/Store.ts';
import { BACKENDS, freshFolder, openTestStore } from '../support/stores.ts';
import { ADA, add, AS_FIRST_VERSION, GUILD, OTHER_GUILD } from './examples.ts';

const BOT = '80351110224670000';
const OTHER_BOT = '80351110224670001';
const LEFT_AT = 1_793_000_000_000;

/** Writes something into every table about a server. */
async function fill(store: Store, guildId: string): Promise<void> {
  await store.write(guildId, [add('rules')], ADA);
  await store.saveSettings(guildId, { logChannelId: '6' });
  await store.learning.record([{ guildId, uses: new Map([['rules', 1]]) }]);
  await store.saveDraft({ ...add('rules'), id: `draft-${guildId}`, guildId, editorId: ADA.id });
}

async function isEmpty(store: Store, guildId: string): Promise<boolean> {
  const uses = await store.uses(guildId);
  const draft = await store.draft(`draft-${guildId}`);
  const { logChannelId } = await store.settings(guildId);
  const history = await store.history(guildId, 'rules');
  return history.length === 0 && uses.size === 0 && draft === undefined && logChannelId === null;
}

const everywhere = (): boolean => true;

describe.each(BACKENDS)('a server that removes the bot, on $name', ({ freshUrl, execute }) => {
  /** A store with two servers that the bot is in, at a time that can be set. */
  async function openWithTwo() {
    const url = await freshUrl();
    const clock = { now: LEFT_AT };
    const open = (): Promise<Store> => openTestStore(url, { now: () => clock.now });
    const store = await open();
    for (const guildId of [GUILD, OTHER_GUILD]) await fill(store, guildId);
    await store.recordJoined(BOT, [GUILD, OTHER_GUILD]);
    return { url, clock, open, store };
  }

  test('is forgotten 30 days later, and no other server is', async () => {
    const { store, clock } = await openWithTwo();
    await store.recordLeft(BOT, [GUILD]);
    clock.now = LEFT_AT + FORGET_AFTER_MS - 1;
    expect(await store.purge(everywhere)).toEqual([]);
    expect(await isEmpty(store, GUILD)).toBe(false);
    clock.now = LEFT_AT + FORGET_AFTER_MS;
    expect(await store.purge(everywhere)).toEqual([GUILD]);
    clock.now = LEFT_AT;
    expect(await isEmpty(store, GUILD)).toBe(true);
    expect(await isEmpty(store, OTHER_GUILD)).toBe(false);
    expect(await store.guildsOf(BOT)).toEqual([OTHER_GUILD]);
  });

  test('leaves not even its id behind', async () => {
    const { store, clock } = await openWithTwo();
    await store.recordLeft(BOT, [GUILD]);
    clock.now += FORGET_AFTER_MS;
    await store.purge(everywhere);
    const file = join(freshFolder(), 'copy.db');
    await store.backup(file);
    const copy = new DatabaseSync(file);
    const tables = copy.prepare("select name from sqlite_schema where type = 'table'").all();
    const rows = tables.flatMap(({ name }) => copy.prepare(`select * from ${String(name)}`).all());
    copy.close();
    expect(JSON.stringify(rows)).toContain(OTHER_GUILD);
    expect(JSON.stringify(rows)).not.toContain(GUILD);
  });

  test('is kept when the bot comes back in time, and the 30 days begin anew', async () => {
    const { store, clock } = await openWithTwo();
    await store.recordLeft(BOT, [GUILD]);
    clock.now += FORGET_AFTER_MS - 1;
    await store.recordJoined(BOT, [GUILD]);
    await store.recordLeft(BOT, [GUILD]);
    clock.now += FORGET_AFTER_MS - 1;
    expect(await store.purge(everywhere)).toEqual([]);
    clock.now += 1;
    expect(await store.purge(everywhere)).toEqual([GUILD]);
  });

  test('counts from the first time that its removal was noticed', async () => {
    const { store, clock } = await openWithTwo();
    await store.recordLeft(BOT, [GUILD]);
    clock.now += FORGET_AFTER_MS;
    await store.recordLeft(BOT, [GUILD]);
    expect(await store.purge(everywhere)).toEqual([GUILD]);
  });

  test('is kept while another bot on the same database is in it', async () => {
    const { store, clock } = await openWithTwo();
    await store.recordJoined(OTHER_BOT, [GUILD]);
    await store.recordLeft(BOT, [GUILD]);
    clock.now += FORGET_AFTER_MS;
    expect(await store.purge(everywhere)).toEqual([]);
    await store.recordLeft(OTHER_BOT, [GUILD]);
    clock.now += FORGET_AFTER_MS;
    expect(await store.purge(everywhere)).toEqual([GUILD]);
  });

  test('is kept when the caller knows that the bot is in it', async () => {
    const { store, clock } = await openWithTwo();
    await store.recordLeft(BOT, [GUILD, OTHER_GUILD]);
    clock.now += FORGET_AFTER_MS;
    expect(await store.purge((guildId) => guildId === OTHER_GUILD)).toEqual([OTHER_GUILD]);
    expect(await store.purge(everywhere)).toEqual([GUILD]);
  });

  test('is forgotten by one of several processes that try at the same time', async () => {
    const { store, open, clock } = await openWithTwo();
    await store.recordLeft(BOT, [GUILD, OTHER_GUILD]);
    clock.now += FORGET_AFTER_MS;
    const stores = [store, await open(), await open()];
    const forgotten = await Promise.all(stores.map((each) => each.purge(everywhere)));
    expect(forgotten.flat().toSorted()).toEqual([GUILD, OTHER_GUILD]);
  });

  test('is either kept or forgotten completely when the bot comes back at that moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { store, open, clock } = await openWithTwo();
      await store.recordLeft(BOT, [GUILD]);
      clock.now += FORGET_AFTER_MS;
      const other = await open();
      const [forgotten] = await Promise.all([store.purge(everywhere), other.recordJoined(BOT, [GUILD])]);
      clock.now = LEFT_AT;
      expect(await isEmpty(store, GUILD)).toBe(forgotten.includes(GUILD));
      expect(await store.guildsOf(BOT)).toEqual([GUILD, OTHER_GUILD]);
    }
  });

  test('is reported as changed when it comes back, so that no process shows answers of before', async () => {
    const { store, open, clock } = await openWithTwo();
    const other = await open();
    await store.recordLeft(BOT, [GUILD]);
    clock.now += FORGET_AFTER_MS;
    await store.purge(everywhere);
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    await other.watch(resolve);
    await store.recordJoined(BOT, [GUILD, OTHER_GUILD]);
    expect(await promise).toEqual([GUILD]);
  });

  test('may be one that had data before memberships were recorded', async () => {
    const store = await openTestStore(await freshUrl(), { now: () => LEFT_AT });
    await fill(store, GUILD);
    await store.recordJoined(BOT, [OTHER_GUILD]);
    expect(await store.guildsOf(BOT)).toEqual([GUILD, OTHER_GUILD]);
    expect(await store.guildsOf(OTHER_BOT)).toEqual([GUILD]);
    await store.recordLeft(BOT, [GUILD]);
    expect(await store.guildsOf(BOT)).toEqual([OTHER_GUILD]);
    expect(await store.guildsOf(OTHER_BOT)).toEqual([]);
  });

  test('is recorded among more servers than are written at once', async () => {
    const store = await openTestStore(await freshUrl());
    const ids = Array.from({ length: 250 }, (_, index) => String(80_351_110_224_000_000n + BigInt(index)));
    await store.recordJoined(BOT, ids);
    await store.recordJoined(BOT, ids);
    await store.recordLeft(BOT, ids.slice(0, 150));
    expect(await store.guildsOf(BOT)).toEqual(ids.slice(150));
  });

  test('is remembered by a backup', async () => {
    const { store, clock } = await openWithTwo();
    await store.recordLeft(BOT, [GUILD]);
    const file = join(freshFolder(), 'backup.db');
    await store.backup(file);
    const restored = await openTestStore(await freshUrl(), { now: () => clock.now });
    // The bot has run on the new database before.
    await restored.recordJoined(BOT, [OTHER_GUILD, '80351110224678914']);
    await restored.restore(file);
    clock.now += FORGET_AFTER_MS;
    expect(await restored.guildsOf(BOT)).toEqual([OTHER_GUILD]);
    expect(await restored.purge(everywhere)).toEqual([GUILD]);
  });

  test('is recorded after an upgrade from a database of the first version, whose answers stay', async () => {
    const { url, store } = await openWithTwo();
    await store.close();
    await execute(url, AS_FIRST_VERSION);
    const upgraded = await openTestStore(url, { now: () => LEFT_AT });
    expect(await isEmpty(upgraded, GUILD)).toBe(false);
    expect(await upgraded.guildsOf(BOT)).toEqual([GUILD, OTHER_GUILD]);
  });
});

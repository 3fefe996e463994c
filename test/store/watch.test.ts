import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { run } from '../support/run.ts';
import { BACKENDS, openTestStore } from '../support/stores.ts';
import { ADA, add, GUILD, OTHER_GUILD } from './examples.ts';

/** On a busy machine too. */
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, 5_000);

describe.each(BACKENDS)('changes on $name', ({ freshUrl, execute }) => {
  test('each write of answers or settings raises the revision, and names its server', async () => {
    const store = await openTestStore(await freshUrl());
    expect(await store.changedSince(0)).toEqual({ revision: 0, guildIds: [] });
    await store.write(GUILD, [add('rules'), add('events')], ADA);
    await store.saveSettings(OTHER_GUILD, { editorRoleIds: [], logChannelId: '1' });
    expect(await store.revision()).toBe(2);
    expect(await store.changedSince(0)).toEqual({ revision: 2, guildIds: [GUILD, OTHER_GUILD] });
    expect(await store.changedSince(1)).toEqual({ revision: 2, guildIds: [OTHER_GUILD] });
    expect(await store.changedSince(2)).toEqual({ revision: 2, guildIds: [] });
    await store.removeGuild(GUILD);
    expect(await store.changedSince(2)).toEqual({ revision: 3, guildIds: [GUILD] });
  });

  test('a watch is told of what its own process writes, at once', async () => {
    const store = await openTestStore(await freshUrl(), { pollMs: 60_000 });
    await store.write(OTHER_GUILD, [add('before')], ADA);
    const told: (readonly string[])[] = [];
    await store.watch((guildIds) => void told.push(guildIds));
    await store.write(GUILD, [add('rules')], ADA);
    await eventually(() => expect(told).toEqual([[GUILD]]));
  });

  test('what was not written is not told: late changes, drafts, uses', async () => {
    const store = await openTestStore(await freshUrl(), { pollMs: 10 });
    await store.write(GUILD, [add('rules')], ADA);
    const told: (readonly string[])[] = [];
    await store.watch((guildIds) => void told.push(guildIds));
    await store.write(GUILD, [add('rules')], ADA);
    await store.countUses(GUILD, new Map([['rules', 1]]));
    await store.saveDraft({ ...add('rules'), id: 'x', guildId: GUILD, editorId: ADA.id });
    await sleep(100);
    expect(told).toEqual([]);
  });

  test('changes that come while the listener is busy are told together afterwards', async () => {
    const store = await openTestStore(await freshUrl());
    const told: (readonly string[])[] = [];
    const { promise: isFree, resolve: free } = Promise.withResolvers<void>();
    await store.watch(async (guildIds) => {
      told.push(guildIds);
      await isFree;
    });
    await store.write('1', [add('a')], ADA);
    await eventually(() => expect(told).toEqual([['1']]));
    await store.write('2', [add('a')], ADA);
    await store.write('3', [add('a')], ADA);
    await store.write('2', [add('b')], ADA);
    free();
    await eventually(() => expect(told).toEqual([['1'], ['2', '3']]));
  });

  test('a listener that fails is reported, and told of the next change all the same', async () => {
    const faults: unknown[] = [];
    const store = await openTestStore(await freshUrl(), { onFault: (error) => faults.push(error) });
    const listener = vi.fn<() => void>().mockImplementationOnce(() => {
      throw new Error('no room for the book');
    });
    await store.watch(listener);
    await store.write(GUILD, [add('a')], ADA);
    await eventually(() => expect(faults).toEqual([new Error('no room for the book')]));
    await store.write(GUILD, [add('b')], ADA);
    await eventually(() => expect(listener).toHaveBeenCalledTimes(2));
  });

  test('a watch that was stopped is told nothing more', async () => {
    const url = await freshUrl();
    const [store, other] = [await openTestStore(url, { pollMs: 10 }), await openTestStore(url)];
    const told: (readonly string[])[] = [];
    const watch = await store.watch((guildIds) => void told.push(guildIds));
    await watch.stop();
    await store.write(GUILD, [add('a')], ADA);
    await other.write(GUILD, [add('b')], ADA);
    await sleep(100);
    expect(told).toEqual([]);
  });

  test('what was written without a word is found by looking again and again', async () => {
    const url = await freshUrl();
    const store = await openTestStore(url, { pollMs: 20 });
    const told: (readonly string[])[] = [];
    await store.watch((guildIds) => void told.push(guildIds));
    await execute(url, `update revision set revision = 1; insert into guild_change values ('${GUILD}', 1)`);
    await eventually(() => expect(told).toEqual([[GUILD]]));
  });

  test('a look that fails is reported, and the next one makes up for it', async () => {
    const url = await freshUrl();
    const faults: unknown[] = [];
    const store = await openTestStore(url, { pollMs: 20, onFault: (error) => faults.push(error) });
    const told: (readonly string[])[] = [];
    await store.watch((guildIds) => void told.push(guildIds));
    await execute(url, 'alter table revision rename to elsewhere');
    await execute(url, `update elsewhere set revision = 1; insert into guild_change values ('${GUILD}', 1)`);
    await eventually(() => expect(faults).not.toEqual([]));
    await execute(url, 'alter table elsewhere rename to revision');
    // SQLite is asked again only once something has been written.
    await eventually(() => expect(told).toEqual([[GUILD]]));
  });

  test('a watch keeps no process alive', async () => {
    const url = await freshUrl();
    const { code, stderr, stdout } = await run('test/store/processes/watchAndLeave.ts', [url]);
    expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: 'watching\n' });
  });

  test('one revision is never told before an earlier one', async () => {
    const url = await freshUrl();
    const [store, other] = [await openTestStore(url), await openTestStore(url)];
    const seen = new Set<string>();
    let since = 0;
    const writing = { isDone: false };
    const look = async (): Promise<void> => {
      const { revision, guildIds } = await store.changedSince(since);
      expect(revision).toBeGreaterThanOrEqual(since);
      since = revision;
      for (const guildId of guildIds) seen.add(guildId);
    };
    const ids = Array.from({ length: 60 }, (_, index) => `guild-${index}`);
    const written = Promise.all(
      ids.map((guildId, index) => (index % 2 ? store : other).write(guildId, [add('a')], ADA)),
    ).finally(() => (writing.isDone = true));
    while (!writing.isDone) {
      await look();
      await nextTurn();
    }
    await written;
    await look();
    expect(since).toBe(60);
    expect([...seen].toSorted()).toEqual(ids.toSorted());
  });
});

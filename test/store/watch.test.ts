import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { run } from '../support/run.ts';
import { BACKENDS, openTestStore } from '../support/stores.ts';
import { ADA, add, GUILD, OTHER_GUILD } from './examples.ts';
import { eventually } from '../support/eventually.ts';

describe.each(BACKENDS)('changes on $name', ({ freshUrl, execute }) => {
  test('each write of answers or settings raises the revision, and so does removing a server', async () => {
    const store = await openTestStore(await freshUrl());
    expect(await store.revision()).toBe(0);
    await store.write(GUILD, [add('rules'), add('events')], ADA);
    await store.saveSettings(OTHER_GUILD, { editorRoleIds: [], logChannelId: '1' });
    expect(await store.revision()).toBe(2);
    await store.removeGuild(GUILD);
    expect(await store.revision()).toBe(3);
  });

  test('a watch reports what its own process writes, at once', async () => {
    const store = await openTestStore(await freshUrl(), { pollMs: 60_000 });
    await store.write(OTHER_GUILD, [add('before')], ADA);
    const reported: (readonly string[])[] = [];
    await store.watch((guildIds) => void reported.push(guildIds));
    await store.write(GUILD, [add('rules')], ADA);
    await eventually(() => expect(reported).toEqual([[GUILD]]));
  });

  test('conflicting changes, drafts and uses are not reported', async () => {
    const store = await openTestStore(await freshUrl(), { pollMs: 10 });
    await store.write(GUILD, [add('rules')], ADA);
    const reported: (readonly string[])[] = [];
    await store.watch((guildIds) => void reported.push(guildIds));
    await store.write(GUILD, [add('rules')], ADA);
    await store.learning.record([{ guildId: GUILD, uses: new Map([['rules', 1]]) }]);
    await store.saveDraft({ ...add('rules'), id: 'x', guildId: GUILD, editorId: ADA.id });
    await sleep(100);
    expect(reported).toEqual([]);
  });

  test('changes made while the listener is busy are reported together afterwards', async () => {
    const store = await openTestStore(await freshUrl());
    const reported: (readonly string[])[] = [];
    const { promise: isFree, resolve: free } = Promise.withResolvers<void>();
    await store.watch(async (guildIds) => {
      reported.push(guildIds);
      await isFree;
    });
    await store.write('1', [add('a')], ADA);
    await eventually(() => expect(reported).toEqual([['1']]));
    await store.write('2', [add('a')], ADA);
    await store.write('3', [add('a')], ADA);
    await store.write('2', [add('b')], ADA);
    free();
    await eventually(() => expect(reported).toEqual([['1'], ['2', '3']]));
  });

  test('a listener that fails is still called for the next change, and its error is reported', async () => {
    const faults: unknown[] = [];
    const store = await openTestStore(await freshUrl(), { onFault: (error) => faults.push(error) });
    const listener = vi.fn<() => void>().mockImplementationOnce(() => {
      throw new Error('no room for the answer book');
    });
    await store.watch(listener);
    await store.write(GUILD, [add('a')], ADA);
    await eventually(() => expect(faults).toEqual([new Error('no room for the answer book')]));
    await store.write(GUILD, [add('b')], ADA);
    await eventually(() => expect(listener).toHaveBeenCalledTimes(2));
  });

  test('a stopped watch reports nothing more', async () => {
    const url = await freshUrl();
    const [store, other] = [await openTestStore(url, { pollMs: 10 }), await openTestStore(url)];
    const reported: (readonly string[])[] = [];
    const watch = await store.watch((guildIds) => void reported.push(guildIds));
    await watch.stop();
    await store.write(GUILD, [add('a')], ADA);
    await other.write(GUILD, [add('b')], ADA);
    await sleep(100);
    expect(reported).toEqual([]);
  });

  test('polling finds what was written without a notification', async () => {
    const url = await freshUrl();
    const store = await openTestStore(url, { pollMs: 20 });
    const reported: (readonly string[])[] = [];
    await store.watch((guildIds) => void reported.push(guildIds));
    await execute(url, `update revision set revision = 1; insert into guild_change values ('${GUILD}', 1)`);
    await eventually(() => expect(reported).toEqual([[GUILD]]));
  });

  test('a failed check is reported, and the next one makes up for it', async () => {
    const url = await freshUrl();
    const faults: unknown[] = [];
    const store = await openTestStore(url, { pollMs: 20, onFault: (error) => faults.push(error) });
    const reported: (readonly string[])[] = [];
    await store.watch((guildIds) => void reported.push(guildIds));
    await execute(url, 'alter table revision rename to elsewhere');
    await execute(url, `update elsewhere set revision = 1; insert into guild_change values ('${GUILD}', 1)`);
    await eventually(() => expect(faults).not.toEqual([]));
    await execute(url, 'alter table elsewhere rename to revision');
    // SQLite is asked again only once something has been written.
    await eventually(() => expect(reported).toEqual([[GUILD]]));
  });

  test('a watch keeps no process alive', async () => {
    const url = await freshUrl();
    const { code, stderr, stdout } = await run('test/store/processes/watchAndLeave.ts', [url]);
    expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: 'watching\n' });
  });

  test('every change is reported while two processes write at the same time', async () => {
    const url = await freshUrl();
    const [store, other] = [await openTestStore(url, { pollMs: 20 }), await openTestStore(url)];
    const seen = new Set<string>();
    await store.watch((guildIds) => guildIds.forEach((guildId) => seen.add(guildId)));
    const ids = Array.from({ length: 60 }, (_, index) => `guild-${index}`);
    await Promise.all(ids.map((guildId, index) => (index % 2 ? store : other).write(guildId, [add('a')], ADA)));
    await eventually(() => expect([...seen].toSorted()).toEqual(ids.toSorted()));
    expect(await store.revision()).toBe(60);
  });
});

import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { SCHEMA_VERSION } from '../../src/store/schema.ts';
import type { Store } from '../../src/store/Store.ts';
import { REASONS } from '../../src/store/strings.ts';
import { start, untilPrinted } from '../support/run.ts';
import { BACKENDS, freshFolder, openTestStore } from '../support/stores.ts';
import { ADA, add, AS_FIRST_VERSION, BEN, change, contentOf, GUILD, OTHER_GUILD } from './examples.ts';
import { eventually } from '../support/eventually.ts';

/** Everything that a store holds about two servers. */
async function contentsOf(store: Store): Promise<unknown> {
  const guilds = [GUILD, OTHER_GUILD];
  return Promise.all(
    guilds.map(async (guildId) => [
      await store.current(guildId),
      await store.history(guildId, 'rules'),
      await store.settings(guildId),
      await store.uses(guildId),
      await store.draft(`draft-${guildId}`),
      await store.learning.taught(guildId),
      await store.learning.taughtHistory(guildId, 'rules'),
      await store.learning.questions(guildId),
      await store.learning.dayCounts(guildId, '2026-01-01'),
    ]),
  );
}

async function fill(store: Store): Promise<void> {
  for (const guildId of [GUILD, OTHER_GUILD]) {
    await store.write(guildId, [add('rules'), add('events')], ADA);
    await store.write(guildId, [change('rules', 'edit', contentOf('"new" 🤖 rules'), 1)], BEN);
    await store.write(guildId, [change('events', 'remove', null, 1)], BEN);
    await store.saveSettings(guildId, { editorRoleIds: ['5'], logChannelId: '6' });
    await store.learning.record([{ guildId, uses: new Map([['rules', 4_000_000_000]]) }]);
    await store.saveDraft({ ...add('draft'), id: `draft-${guildId}`, guildId, editorId: ADA.id });
  }
}

/** Changes a backup in a way that makes it invalid. */
function spoil(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** Databases that are no backups, and the SQL that creates them. */
const FOREIGN = [
  ['belongs to another program', 'create table bookmark (url text)'],
  [
    'has nothing but a version',
    `create table whence_schema (version integer); insert into whence_schema values (${SCHEMA_VERSION})`,
  ],
  ['has a version of another kind', 'create table whence_schema (edition text)'],
  ['has no version', 'create table whence_schema (version integer)'],
  ['has version 0', 'create table whence_schema (version integer); insert into whence_schema values (0)'],
] as const;

describe.each(BACKENDS)('a backup of $name', ({ freshUrl }) => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = freshFolder();
    file = join(folder, 'backup.db');
  });

  describe.each(BACKENDS)('restored to $name', (other) => {
    test('brings everything back, even when there are more rows than fit into one page', async () => {
      const store = await openTestStore(await freshUrl());
      await fill(store);
      const ids = Array.from({ length: 1_200 }, (_, index) => `answer-${index}`);
      await store.write(GUILD, ids.map(add), ADA);
      const { learning } = store;
      const taught = { answerId: 'rules', questions: ['may i'], notThis: ['who rules'], expectedVersion: 0 };
      await learning.teach(GUILD, taught, ADA);
      await learning.teach(GUILD, { ...taught, questions: ['may i', 'am i allowed'], expectedVersion: 1 }, BEN);
      const asked = { id: '1', personId: '7', text: 'where is the wiki', note: '', answerId: null, at: Date.now() };
      await learning.record([
        {
          guildId: OTHER_GUILD,
          questions: [{ ...asked, kind: 'unanswered' }],
          counts: [{ day: '2026-11-30', outcome: 'passed', count: 3 }],
        },
      ]);
      await store.backup(file);
      expect(readdirSync(folder)).toEqual(['backup.db']);
      const restored = await openTestStore(await other.freshUrl());
      await restored.restore(file);
      expect(await contentsOf(restored)).toEqual(await contentsOf(store));
      // The restored store can be written to.
      expect(await restored.write(GUILD, [change('rules', 'edit', contentOf('x'), 2)], ADA)).toMatchObject({});
    });
  });

  test('is a database that Whence can be started on', async () => {
    const store = await openTestStore(await freshUrl());
    await fill(store);
    await store.backup(file);
    const opened = await openTestStore(file);
    expect(await contentsOf(opened)).toEqual(await contentsOf(store));
    expect(await opened.revision()).toBe(await store.revision());
  });

  test('is consistent while another process writes', async () => {
    const url = await freshUrl();
    const store = await openTestStore(url);
    const writer = start('test/store/processes/write.ts', [url, GUILD, '5000']);
    onTestFinished(() => void writer.kill('SIGKILL'));
    const closed = once(writer, 'close');
    await untilPrinted(writer, /wrote 20\n/);
    const files = ['1.db', '2.db', '3.db'].map((name) => join(folder, name));
    const counts: number[] = [];
    for (const each of files) {
      await store.backup(each);
      counts.push(await store.history(GUILD, 'left').then(({ length }) => length));
    }
    writer.kill('SIGKILL');
    await closed;
    const held = [];
    for (const each of files) {
      const copy = await openTestStore(each);
      const [left, right] = [await copy.history(GUILD, 'left'), await copy.history(GUILD, 'right')];
      expect(right.length).toBe(left.length);
      expect(left[0]?.version).toBe(left.length);
      held.push(left.length);
    }
    expect(held).toEqual(held.toSorted((a, b) => a - b));
    expect(held[0]).toBeGreaterThanOrEqual(20);
    held.forEach((count, index) => expect(count).toBeLessThanOrEqual(counts[index]!));
  });

  describe('is not written', () => {
    test('over a file that exists, unless forced', async () => {
      const store = await openTestStore(await freshUrl());
      writeFileSync(file, 'precious');
      await expect(store.backup(file)).rejects.toMatchObject({
        name: 'UserError',
        code: 'backup-exists',
        message: expect.stringContaining(file),
      });
      expect(readFileSync(file, 'utf8')).toBe('precious');
      await store.backup(file, { force: true });
      await (await openTestStore(await freshUrl())).restore(file);
    });

    test('over a database that is in use, even when forced', async () => {
      const store = await openTestStore(await freshUrl());
      await openTestStore(file);
      await expect(store.backup(file, { force: true })).rejects.toMatchObject({ code: 'backup-in-use' });
    });

    test('into a folder that does not exist', async () => {
      const store = await openTestStore(await freshUrl());
      await expect(store.backup(join(folder, 'none/backup.db'))).rejects.toMatchObject({
        code: 'backup-not-written',
        message: expect.stringContaining(join(folder, 'none')),
      });
    });

    test('partially: a failed backup leaves nothing behind', async () => {
      const store = await openTestStore(await freshUrl());
      mkdirSync(file);
      await expect(store.backup(file, { force: true })).rejects.toMatchObject({
        code: 'backup-not-written',
        message: expect.stringContaining(REASONS.EISDIR),
      });
      await expect(store.backup(join(folder, 'x'.repeat(300)))).rejects.toMatchObject({ code: 'backup-not-written' });
      expect(readdirSync(folder)).toEqual(['backup.db']);
    });
  });

  describe('is not restored', () => {
    test('over a store with data, unless forced; then that data is gone', async () => {
      const store = await openTestStore(await freshUrl());
      await fill(store);
      await store.backup(file);
      const before = await contentsOf(store);
      await store.write(GUILD, [add('since')], ADA);
      await store.write('only-here', [add('since')], ADA);
      await expect(store.restore(file)).rejects.toMatchObject({ name: 'UserError', code: 'store-not-empty' });
      expect(await store.answer(GUILD, 'since')).toBeDefined();
      await store.restore(file, { force: true });
      expect(await contentsOf(store)).toEqual(before);
      expect(await store.current('only-here')).toEqual([]);
    });

    test.each<[what: string, code: string, make: (path: string) => void]>([
      ['is not there', 'no-backup', () => {}],
      ['is text', 'not-a-backup', (path: string) => writeFileSync(path, 'answers,and,so,on\n'.repeat(100))],
      ['is empty', 'not-a-backup', (path: string) => writeFileSync(path, '')],
      ['is a folder', 'not-a-backup', (path: string) => mkdirSync(path)],
      ...FOREIGN.map(
        ([what, sql]) =>
          [what, 'not-a-backup', (path: string) => spoil(path, sql)] as [string, string, (path: string) => void],
      ),
    ])('when it %s', async (_what, code, make) => {
      const store = await openTestStore(await freshUrl());
      await fill(store);
      const before = await contentsOf(store);
      make(file);
      await expect(store.restore(file, { force: true })).rejects.toMatchObject({ name: 'UserError', code });
      expect(await contentsOf(store)).toEqual(before);
    });

    test('when it is damaged: cut short, or changed in the middle', async () => {
      const store = await openTestStore(await freshUrl());
      await fill(store);
      await store.write(GUILD, Array.from({ length: 300 }, (_, index) => `a-${index}`).map(add), ADA);
      await store.backup(file);
      const before = await contentsOf(store);
      const cut = join(folder, 'cut.db');
      copyFileSync(file, cut);
      truncateSync(cut, 20_000);
      await expect(store.restore(cut, { force: true })).rejects.toMatchObject({ code: 'backup-damaged' });
      const bytes = readFileSync(file);
      bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 3_000);
      writeFileSync(file, bytes);
      await expect(store.restore(file, { force: true })).rejects.toMatchObject({ code: 'backup-damaged' });
      expect(await contentsOf(store)).toEqual(before);
    });

    test.each([
      ['alter table answer_use add column mood text'],
      ['alter table answer_version drop column editor_name'],
      ['alter table answer_draft rename to draft'],
      ['drop table guild_settings'],
    ])('when its tables differ: %s', async (sql) => {
      const store = await openTestStore(await freshUrl());
      await fill(store);
      await store.backup(file);
      const before = await contentsOf(store);
      spoil(file, sql);
      await expect(store.restore(file, { force: true })).rejects.toMatchObject({
        code: 'not-a-backup',
        message: expect.stringContaining(file),
      });
      expect(await contentsOf(store)).toEqual(before);
    });

    test.each([
      [
        `update answer_version set content = '|' || substr(content, 2) where version = 2 and content is not null`,
        `with guild_id "${GUILD}", answer_id "rules", version 2`,
      ],
      [
        `update answer_version set content = replace(content, '"body"', '"bodx"') where answer_id = 'events'`,
        `answer_version with guild_id "${GUILD}", answer_id "events", version 1`,
      ],
      [
        `update answer_version set kind = 'exit' where answer_id = 'events' and content is null`,
        `answer_version with guild_id "${GUILD}", answer_id "events", version 2`,
      ],
      [
        `delete from answer_version where answer_id = 'rules' and version = 2`,
        `with guild_id "${GUILD}", answer_id "rules", version 2`,
      ],
      [`update guild_settings set settings = '[]'`, `guild_settings with guild_id "${GUILD}"`],
      [`update answer_draft set content = ''`, 'answer_id "draft"'],
      [`update answer_use set count = 'many'`, `answer_use with guild_id "${GUILD}", answer_id`],
    ])('when something in it cannot be read: %s', async (sql, what) => {
      const store = await openTestStore(await freshUrl());
      await fill(store);
      await store.backup(file);
      const before = await contentsOf(store);
      spoil(file, sql);
      await expect(store.restore(file, { force: true })).rejects.toMatchObject({
        code: 'backup-damaged',
        message: expect.stringContaining(what),
      });
      expect(await contentsOf(store)).toEqual(before);
    });

    test('when it holds a number too large for JavaScript', async () => {
      const store = await openTestStore(await freshUrl());
      await fill(store);
      await store.backup(file);
      spoil(file, 'update answer_use set last_at = 9223372036854775807');
      await expect(store.restore(file, { force: true })).rejects.toMatchObject({ code: 'backup-damaged' });
    });

    test('when a newer Whence created it', async () => {
      const store = await openTestStore(await freshUrl());
      await store.backup(file);
      spoil(file, 'update whence_schema set version = 99');
      await expect(store.restore(file)).rejects.toMatchObject({ name: 'UserError', code: 'backup-too-new' });
    });

    test('partially: when a row is refused, everything is as before', async () => {
      const url = await freshUrl();
      const store = await openTestStore(url);
      await fill(store);
      await store.backup(file);
      const before = await contentsOf(store);
      const revision = await store.revision();
      spoil(file, 'create table twice as select * from answer_use; drop table answer_use');
      spoil(file, 'alter table twice rename to answer_use; insert into answer_use select * from answer_use');
      await expect(store.restore(file, { force: true })).rejects.toThrow(/unique/i);
      expect(await contentsOf(store)).toEqual(before);
      expect(await store.revision()).toBe(revision);
    });
  });

  test('that is restored is reported to other processes, for the servers that it adds and those that it removes', async () => {
    const url = await freshUrl();
    const [store, other] = [await openTestStore(url), await openTestStore(url, { pollMs: 20 })];
    await store.write(GUILD, [add('rules')], ADA);
    await store.backup(file);
    await store.removeGuild(GUILD);
    await store.write(OTHER_GUILD, [add('rules')], ADA);
    const revision = await store.revision();
    const told: string[][] = [];
    await other.watch((guildIds) => void told.push(guildIds.toSorted()));
    await store.restore(file, { force: true });
    expect(await store.revision()).toBe(revision + 1);
    await eventually(() => expect(told).toEqual([[GUILD, OTHER_GUILD]]));
  });

  test('from an older version is restored, and stays as it is', async () => {
    const store = await openTestStore(await freshUrl());
    await fill(store);
    await store.backup(file);
    spoil(file, AS_FIRST_VERSION);
    const bytes = readFileSync(file);
    const restored = await openTestStore(await freshUrl());
    await restored.restore(file);
    expect(await contentsOf(restored)).toEqual(await contentsOf(store));
    expect(readFileSync(file)).toEqual(bytes);
    spoil(file, 'drop table answer_use');
    await expect(restored.restore(file, { force: true })).rejects.toMatchObject({ code: 'not-a-backup' });
  });

  test('of an empty store can be restored to an empty store', async () => {
    await (await openTestStore(await freshUrl())).backup(file);
    const store = await openTestStore(await freshUrl());
    await store.restore(file);
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(await store.current(GUILD)).toEqual([]);
  });
});

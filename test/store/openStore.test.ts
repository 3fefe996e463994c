import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/openStore.ts';
import { SCHEMA_VERSION } from '../../src/store/schema.ts';
import { noPostgres, REASONS } from '../../src/store/strings.ts';
import { BACKENDS, freshFolder, hasPostgres, onServer, openTestStore, POSTGRES, serverUrl } from '../support/stores.ts';
import { ADA, add, GUILD } from './examples.ts';

/** A refusal with this code whose message names this value. */
const refusal = (code: string, named: string) =>
  expect.objectContaining({ name: 'UserError', code, message: expect.stringContaining(named) as string });

describe('a file', () => {
  test.each([
    ['a path', (path: string) => path],
    ['file:', (path: string) => `file:${path}`],
    ['a file URL', (path: string) => pathToFileURL(path).href],
    ['blanks around it', (path: string) => ` ${path}\n`],
  ])('can be named as %s, and is created with its folders', async (_how, urlOf) => {
    const path = join(freshFolder(), 'a folder/of its own/whence.db');
    const store = await openTestStore(urlOf(path));
    await store.write(GUILD, [add('rules')], ADA);
    expect(existsSync(path)).toBe(true);
  });

  test('can be read by others while one writes', async () => {
    const path = join(freshFolder(), 'whence.db');
    await openTestStore(path);
    const database = new DatabaseSync(path);
    expect({ ...database.prepare('pragma journal_mode').get() }).toEqual({ journal_mode: 'wal' });
    database.close();
  });

  test('a writer that waits for another process does not block the event loop', async () => {
    const path = join(freshFolder(), 'whence.db');
    const store = await openTestStore(path);
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec('begin immediate');
    const writing = store.write(GUILD, [add('rules')], ADA);
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 5);
    await new Promise((resolve) => setTimeout(resolve, 200));
    other.exec('rollback');
    expect(await writing).toBeDefined();
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(5);
  });

  describe('is refused', () => {
    test('when it must exist and does not, or is empty, and is not created', async () => {
      const folder = freshFolder();
      const path = join(folder, 'data/typo.db');
      await expect(openStore(path, { mustExist: true })).rejects.toThrow(refusal('database-missing', path));
      expect(readdirSync(folder)).toEqual([]);
      const empty = join(folder, 'empty.db');
      writeFileSync(empty, '');
      await expect(openStore(empty, { mustExist: true })).rejects.toThrow(refusal('database-missing', empty));
      expect(readFileSync(empty, 'utf8')).toBe('');
      await openTestStore(path);
      await openTestStore(path, { mustExist: true });
    });

    test('when it is a folder', async () => {
      const folder = freshFolder();
      await expect(openStore(folder)).rejects.toThrow(refusal('database-unusable', REASONS.CANTOPEN));
    });

    test('when its folder is a file', async () => {
      const path = join(freshFolder(), 'notes.txt');
      writeFileSync(path, 'notes');
      for (const file of ['whence.db', 'deeper/whence.db']) {
        await expect(openStore(join(path, file))).rejects.toThrow(refusal('database-unusable', REASONS.ENOTDIR));
      }
    });

    test('when it is not a database, and left as it is', async () => {
      const path = join(freshFolder(), 'notes.txt');
      writeFileSync(path, 'notes '.repeat(1_000));
      await expect(openStore(path)).rejects.toThrow(refusal('database-unusable', REASONS.NOTADB));
      expect(readFileSync(path, 'utf8')).toBe('notes '.repeat(1_000));
    });

    test('when it belongs to another program, and left as it is', async () => {
      const path = join(freshFolder(), 'bookmarks.db');
      const database = new DatabaseSync(path);
      database.exec('create table bookmark (url text)');
      database.close();
      const before = readFileSync(path);
      await expect(openStore(path)).rejects.toThrow(refusal('database-not-ours', path));
      expect(readFileSync(path)).toEqual(before);
    });
  });
});

describe.each(BACKENDS)('a database on $name', ({ freshUrl, execute }) => {
  test('that a newer Whence has created is refused and left as it is', async () => {
    const url = await freshUrl();
    const store = await openStore(url);
    await store.write(GUILD, [add('rules')], ADA);
    await store.close();
    await execute(url, 'update whence_schema set version = 99');
    await expect(openStore(url)).rejects.toThrow(refusal('database-too-new', '99'));
    await execute(url, `update whence_schema set version = ${SCHEMA_VERSION}`);
    expect(await (await openTestStore(url)).current(GUILD)).toHaveLength(1);
  });
});

describe('DATABASE_URL', () => {
  test.each([
    ['', 'is ""'],
    [':memory:', 'is ":memory:"'],
    ['file:', 'is "file:"'],
    ['file://elsewhere/whence.db', 'is "file://elsewhere/whence.db"'],
    ['mysql://bot:secret@localhost/whence', 'begins with "mysql:"'],
    ['sqlite:data/whence.db', 'begins with "sqlite:"'],
  ])('%j is refused', async (url, what) => {
    const opening = openStore(url);
    await expect(opening).rejects.toThrow(refusal('bad-database-url', what));
    await expect(opening).rejects.not.toThrow('secret');
  });

  test('a postgres address that cannot be parsed is refused without repeating the password', async () => {
    const opening = openStore('postgres://bot:sec ret@local host:port/whence');
    await expect(opening).rejects.toThrow(refusal('bad-database-url', 'postgres://USER:PASSWORD@HOST/DATABASE'));
    await expect(opening).rejects.not.toThrow('sec');
  });

  test.each([
    ['nobody listens there', 'postgres://bot:secret@127.0.0.1:1/whence', 'at 127.0.0.1:1'],
    ['there is no socket', 'postgres:///whence?host=/nowhere&user=bot', 'in /nowhere'],
    ['no host has this name', 'postgres://bot@whence.invalid/whence', 'whence.invalid'],
  ])('a server that cannot be reached is named: %s', async (_why, url, where) => {
    await expect(openStore(url)).rejects.toThrow(refusal('database-unreachable', where));
  });
});

/** The test server's address with these parameters, and for another database if one is named. */
async function asking(parameters: Record<string, string>, path?: string): Promise<string> {
  const url = new URL(await serverUrl());
  if (path) url.pathname = path;
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

test('a server that takes connections and never says anything is given up after five seconds, in one sentence', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const opening = openStore(`postgres://bot:secret@127.0.0.1:${port}/whence`);
  await expect(opening).rejects.toMatchObject({
    code: 'database-unreachable',
    message: noPostgres(`at 127.0.0.1:${port}`),
  });
});

describe.skipIf(!hasPostgres)('a PostgreSQL server', () => {
  test('without the database is refused with how to create it', async () => {
    await expect(openStore(await asking({}, '/no_such'))).rejects.toThrow(
      refusal('database-missing', 'createdb no_such'),
    );
  });

  test('that must have tables and has none is refused, and gets none', async () => {
    const url = await POSTGRES.freshUrl();
    await expect(openStore(url, { mustExist: true })).rejects.toMatchObject({ code: 'database-missing' });
    await expect(openStore(url, { mustExist: true })).rejects.toMatchObject({ code: 'database-missing' });
    await openTestStore(url);
    await openTestStore(url, { mustExist: true });
  });

  test.skipIf(process.env['TEST_DATABASE_URL'] !== undefined)(
    'that refuses the password is named, without the password',
    async () => {
      await onServer((client) => client.query("create role locked login password 'right'"));
      const opening = openStore(await asking({ user: 'locked', password: 'wrong' }));
      await expect(opening).rejects.toThrow(refusal('database-login-refused', '"locked"'));
      await expect(opening).rejects.not.toThrow('wrong');
      await expect(openStore(await asking({ user: 'locked' }))).rejects.toThrow(
        refusal('database-login-refused', '"locked"'),
      );
    },
  );

  test('that lets nobody create tables is refused', async () => {
    const role = `reader_${process.pid}`;
    await onServer(async (client) => {
      await client.query(`create role ${role} login`);
      await client.query('revoke create on schema public from public');
    });
    onTestFinished(async () => void (await onServer((client) => client.query(`drop role ${role}`))));
    await expect(openStore(await asking({ user: role }))).rejects.toThrow(refusal('database-not-allowed', `"${role}"`));
  });

  test('where another program has tables of these names is refused, and left as it is', async () => {
    const schema = `foreign_${process.pid}`;
    await onServer((client) => client.query(`create schema ${schema}; create table ${schema}.answer (life integer)`));
    onTestFinished(async () => void (await onServer((client) => client.query(`drop schema ${schema} cascade`))));
    const opening = openStore(await asking({ options: `-c search_path=${schema}` }));
    await expect(opening).rejects.toMatchObject({ code: 'database-not-ours' });
    const { rows } = await onServer((client) =>
      client.query(`select table_name from information_schema.tables where table_schema = '${schema}'`),
    );
    expect(rows).toEqual([{ table_name: 'answer' }]);
  });
});

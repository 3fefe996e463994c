import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../src/store/schema.ts';
import { COPY_LIFE_MS, type Store } from '../../src/store/Store.ts';
import { BACKENDS, freshFolder, onServer, openTestStore, type StoreBackend } from '../support/stores.ts';

/**
 * What the program of each schema version wrote, as SQL that both databases understand. The file of a version is added
 * together with the migration that follows it: `sqlite3 data/whence.db .dump`, without transactions and pragmas.
 */
const SCHEMAS = join(import.meta.dirname, 'schemas');

const A = '80351110224678912';
const B = '80351110224678999';
const NOW = Date.parse('2026-11-20T13:00:00Z');

/** What every one of these databases holds, as the store tells. */
async function told(store: Store): Promise<object> {
  return {
    current: (await store.current(A)).map(({ answerId, version, content }) => [
      answerId,
      version,
      content?.body ?? null,
    ]),
    history: (await store.history(A, 'rules')).map(({ version, kind, editorName }) => [version, kind, editorName]),
    elsewhere: (await store.current(B)).map(({ answerId }) => answerId),
    settings: await store.settings(A).then(({ editorRoleIds, logChannelId }) => ({ editorRoleIds, logChannelId })),
    uses: [...(await store.uses(A))].map(([id, { count }]) => [id, count]),
    draft: (await store.draft('draft-1'))?.content?.title,
    revision: await store.revision(),
  };
}

const EVERYTHING = {
  current: [
    ['events', 2, null],
    ['rules', 2, 'About "new rules" 🤖, it\'s here.'],
  ],
  history: [
    [2, 'edit', 'Ada'],
    [1, 'add', 'Ada'],
  ],
  elsewhere: ['parking'],
  settings: { editorRoleIds: ['5'], logChannelId: '6' },
  uses: [['rules', 4_000_000_000]],
  draft: 'draft',
};

/** A database as the program of that version left it. */
async function databaseOf(version: number, { name, freshUrl, execute }: StoreBackend): Promise<string> {
  const url = await freshUrl();
  if (name === 'SQLite') mkdirSync(dirname(url));
  await execute(url, readFileSync(join(SCHEMAS, `v${version}.sql`), 'utf8'));
  return url;
}

const versions = Array.from({ length: SCHEMA_VERSION }, (_, index) => index + 1);

test('there is a database of every version before this one', () => {
  const present = readdirSync(SCHEMAS).toSorted();
  expect(present).toEqual(expect.arrayContaining(versions.slice(0, -1).map((version) => `v${version}.sql`)));
});

describe.each(BACKENDS)('on $name', (backend) => {
  test.for(versions.filter((version) => existsSync(join(SCHEMAS, `v${version}.sql`))))(
    'a database of schema version %i opens with everything in it, and can be written',
    async (version) => {
      const url = await databaseOf(version, backend);
      const store = await openTestStore(url, { now: () => NOW });
      const { revision } = (await told(store)) as { revision: number };
      expect(await told(store)).toEqual({ ...EVERYTHING, revision });
      const change = { answerId: 'new', kind: 'add', content: null, expectedVersion: 0 } as const;
      expect(await store.write(A, [change], { id: '1', name: 'mo' })).toBeDefined();
      expect(await store.revision()).toBeGreaterThan(revision);
    },
  );

  test('one of a newer version is refused', async () => {
    const url = await backend.freshUrl();
    await (await openTestStore(url)).close();
    await backend.execute(url, `update whence_schema set version = ${SCHEMA_VERSION + 1}`);
    await expect(openTestStore(url)).rejects.toMatchObject({ code: 'database-too-new' });
  });

  test('a database of this version is not copied, nor is a new one', async () => {
    const copies: string[] = [];
    const url = await backend.freshUrl();
    for (let start = 0; start < 2; start++) {
      await (await openTestStore(url, { onCopy: (copy) => copies.push(copy) })).close();
    }
    expect(copies).toEqual([]);
  });
});

describe('before it is migrated, a database is copied', () => {
  const [SQLITE, POSTGRES] = BACKENDS;

  test('SQLite: to a file beside it, as which the older program finds everything again', async () => {
    const url = await databaseOf(1, SQLITE!);
    const copies: string[] = [];
    await (await openTestStore(url, { now: () => NOW, onCopy: (copy) => copies.push(copy) })).close();
    expect(copies.map((copy) => basename(copy))).toEqual(['whence.schema-1.2026-11-20T13-00-00.db']);
    const copy = new DatabaseSync(copies[0]!);
    expect(copy.prepare('select version from whence_schema').get()).toEqual({ version: 1 });
    expect(copy.prepare('select count(*) as count from answer_version').get()).toEqual({ count: 5 });
    copy.close();

    const restored = await openTestStore(join(freshFolder(), 'whence.db'), { now: () => NOW });
    await restored.restore(copies[0]!);
    const { revision: _, ...rest } = (await told(restored)) as typeof EVERYTHING & { revision: number };
    expect(rest).toEqual(EVERYTHING);
  });

  test('SQLite: without the replies of the last day, which are kept no longer than that', async () => {
    const url = await databaseOf(3, SQLITE!);
    await SQLITE!.execute(
      url,
      'update whence_schema set version = 2; drop table given_reply; create table given_reply (question_id text); insert into given_reply values (1)',
    );
    const copies: string[] = [];
    await openTestStore(url, { onCopy: (copy) => copies.push(copy) }).catch(() => {});
    const copy = new DatabaseSync(copies[0]!);
    expect(copy.prepare('select count(*) as count from given_reply').get()).toEqual({ count: 0 });
    copy.close();
  });

  test.skipIf(!POSTGRES)('PostgreSQL: to tables beside its own', async () => {
    const url = await databaseOf(2, POSTGRES!);
    const copies: string[] = [];
    await (await openTestStore(url, { onCopy: (copy) => copies.push(copy) })).close();
    expect(copies).toEqual(['schema_2_*']);
    const { rows } = await onServer(
      (client) =>
        client.query<{ version: number; versions: string; memberships: string }>(
          `select version, (select count(*) from schema_2_answer_version) as versions,
            (select count(*) from schema_2_guild_membership) as memberships from schema_2_whence_schema`,
        ),
      url,
    );
    expect(rows).toEqual([{ version: 2, versions: '5', memberships: '2' }]);
  });
});

test.each(BACKENDS)('on $name, the copy is deleted after 30 days, and not before', async (backend) => {
  const url = await databaseOf(2, backend);
  let now = NOW;
  const store = await openTestStore(url, { now: () => now });
  const copies = async (): Promise<number> => {
    if (backend.name === 'SQLite') return readdirSync(dirname(url)).filter((name) => /schema-2/.test(name)).length;
    const find = "select count(*)::int as found from pg_class where relname ~ '^schema_2' and pg_table_is_visible(oid)";
    return onServer(async (client) => (await client.query<{ found: number }>(find)).rows[0]!.found, url);
  };
  const before = await copies();
  expect(before).toBeGreaterThan(0);
  now += COPY_LIFE_MS - 1_000;
  await store.purge(() => false);
  expect(await copies()).toBe(before);
  now += 1_000;
  await store.purge(() => false);
  expect(await copies()).toBe(0);
  expect(await store.current(A)).toHaveLength(2);
});

test.each(BACKENDS)('on $name, the servers about which something is stored are listed', async (backend) => {
  const store = await openTestStore(await databaseOf(2, backend), { now: () => NOW });
  const changedAt = Date.parse('2026-11-20T12:00:00Z');
  expect(await store.servers()).toEqual([
    { guildId: A, answers: 1, uses: 4_000_000_000, hasSettings: true, changedAt, leftAt: null },
    { guildId: B, answers: 1, uses: 0, hasSettings: false, changedAt, leftAt: changedAt },
  ]);
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/openStore.ts';
import type { Store, StoreOptions } from '../../src/store/Store.ts';
import { findPostgres, startPostgres } from './postgres.ts';

/** A database that the store must work with. */
export interface StoreBackend {
  readonly name: string;
  /** What `DATABASE_URL` would be for a store that nobody has used yet. Removed after the test. */
  readonly freshUrl: () => Promise<string>;
  /** Does something behind the store's back. */
  readonly execute: (url: string, sql: string) => Promise<void>;
}

/** The address of a server to use in place of a throw-away one. Its user must be allowed to make schemas. */
const NAMED_SERVER = process.env['TEST_DATABASE_URL'];
const programs = NAMED_SERVER ? undefined : findPostgres();

export const SQLITE: StoreBackend = {
  name: 'SQLite',
  freshUrl: () => Promise.resolve(join(freshFolder(), 'data/whence.db')),
  execute: (url, sql) => {
    const database = new DatabaseSync(url);
    database.exec(sql);
    database.close();
    return Promise.resolve();
  },
};

export const POSTGRES: StoreBackend = {
  name: 'PostgreSQL',
  freshUrl: freshSchema,
  execute: async (url, sql) => {
    await onServer((client) => client.query(sql), url);
  },
};

/** Without it, tests on PostgreSQL are skipped. */
export const hasPostgres = NAMED_SERVER !== undefined || programs !== undefined;

/** All of them run the same tests: `describe.each(BACKENDS)('on $name', …)`. */
export const BACKENDS: readonly StoreBackend[] = hasPostgres ? [SQLITE, POSTGRES] : [SQLITE];

/** Opens a store that is closed after the test. */
export async function openTestStore(url: string, options?: StoreOptions): Promise<Store> {
  const store = await openStore(url, options);
  onTestFinished(() => store.close());
  return store;
}

/** Removed after the test, or when `onEnd` says. */
export function freshFolder(onEnd: (end: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'whence-store-'));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The address of a PostgreSQL server, started when there is none yet. */
export function serverUrl(): Promise<string> {
  return NAMED_SERVER ? Promise.resolve(NAMED_SERVER) : startPostgres(programs!, inject('postgresFolder'));
}

/** Does something as the server's administrator. */
export async function onServer<T>(work: (client: Client) => Promise<T>, url?: string): Promise<T> {
  const client = new Client(url ?? (await serverUrl()));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A schema costs a few milliseconds, a database of its own 300. */
async function freshSchema(): Promise<string> {
  const schema = `test_${randomBytes(8).toString('hex')}`;
  await onServer((client) => client.query(`create schema ${schema}`));
  onTestFinished(async () => void (await onServer((client) => client.query(`drop schema ${schema} cascade`))));
  const url = new URL(await serverUrl());
  url.searchParams.set('options', `-c search_path=${schema}`);
  return url.href;
}

/** Which of some texts are anywhere in the database's files. */
export async function inFiles(backend: StoreBackend, url: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const text of texts) if (await isInFiles(backend, url, text)) found.push(text);
  return found;
}

/** Whether a text is anywhere in the database's files, also where nothing is stored any more. */
async function isInFiles({ name }: StoreBackend, url: string, text: string): Promise<boolean> {
  if (name === 'SQLite') {
    const folder = dirname(url);
    return readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(text));
  }
  return onServer(async (client) => {
    await client.query('checkpoint');
    const { rows } = await client.query<{ found: boolean }>(
      `select bool_or(position($1::bytea in pg_read_binary_file(pg_relation_filepath(oid))) > 0) as found
       from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'i')`,
      [Buffer.from(text)],
    );
    return rows[0]!.found;
  }, url);
}

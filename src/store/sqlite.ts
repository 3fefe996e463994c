import { existsSync, mkdirSync, statSync } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { LruCache } from '../shared/cache.ts';
import { KeyedMutex } from '../shared/concurrency.ts';
import { UserError } from '../shared/UserError.ts';
import { type Database, poll, type Queries, sql, timed, transact } from './Database.ts';
import type { StoreOptions } from './records.ts';
import { migrate } from './schema.ts';
import { databaseUnusable, fileMissing, fileNotOurs, REASONS } from './strings.ts';

/** Result codes, https://www.sqlite.org/rescode.html. */
export const SQLITE = { ERROR: 1, BUSY: 5, READONLY: 8, IOERR: 10, CORRUPT: 11, FULL: 13, CANTOPEN: 14, NOTADB: 26 };

/** The primary one of an SQLite error. */
export function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** How long a writer waits for another process to finish writing. Writes take about a millisecond, a restore a few seconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Runs work that needs a lock on the database, retrying while another process holds it. SQLite can wait by itself, but it
 * blocks the event loop while it does, and for some steps it doesn't wait at all.
 */
async function whenFree<T>(database: DatabaseSync, work: () => T | Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + BUSY_TIMEOUT_MS;
  database.exec('pragma busy_timeout = 0');
  try {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (resultCode(error) !== SQLITE.BUSY || Date.now() > giveUpAt) throw error;
      }
      // Random, so that waiting processes don't all retry at once.
      await sleep(1 + Math.random() * 10);
    }
  } finally {
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/** The statements used last stay prepared. The bot has about sixty; a batch of rows has one for each size. */
const MOST_PREPARED = 100;

/** Has statements wait for a transaction that is under way, as all use one connection. */
export function sqliteQueries(
  database: DatabaseSync,
  onQuery: Required<StoreOptions>['onQuery'] = () => {},
): Pick<Database, 'all' | 'transaction'> {
  const prepared = new LruCache<string, StatementSync>(MOST_PREPARED);
  const turns = new KeyedMutex();
  const queries: Queries = {
    all: <Row>({ text, values }: Parameters<Queries['all']>[0]) =>
      timed(onQuery, () => {
        const statement = prepared.getOrCreate(text, () => database.prepare(text));
        return statement.all(...values) as Row[];
      }),
  };
  // A transaction that begins as a reader and then writes fails if another process has written in between.
  const begin = () => whenFree(database, () => queries.all(sql`begin immediate`));
  return {
    all: (statement) => turns.run('', () => queries.all(statement)),
    transaction: (work) => turns.run('', () => transact(queries, begin, work)),
  };
}

function sqliteDatabase(file: string, database: DatabaseSync, options: Required<StoreOptions>): Database {
  const queries = sqliteQueries(database, options.onQuery);
  /** Changes whenever another connection writes. Reading it takes 0.03 ms. */
  const dataVersion = async () =>
    (await queries.all<{ data_version: number }>(sql`pragma data_version`))[0]?.data_version;
  return {
    ...queries,
    announce: () => Promise.resolve(),
    async subscribe(onChange) {
      let seen = await dataVersion();
      return poll(options, async () => {
        const now = await dataVersion();
        if (now === seen) return;
        seen = now;
        onChange();
      });
    },
    async copyTo(copy) {
      await queries.all(sql`vacuum into ${copy}`);
      leaveOutReplies(copy);
    },
    async dropCopies(before) {
      const prefix = basename(copyPrefix(file));
      for (const name of await readdir(dirname(file))) {
        const [, time] = (name.startsWith(prefix) && COPY_NAME.exec(name.slice(prefix.length))) || [];
        // Such times sort as they follow each other.
        if (time !== undefined && time <= copyTime(before)) await rm(join(dirname(file), name), { force: true });
      }
    },
    takeTurn: () => Promise.resolve(),
    async scrub() {
      // A page that SQLite has rearranged may still hold a copy, and so may the write-ahead log.
      await whenFree(database, () => database.exec('vacuum'));
      await whenFree(database, () => {
        const [result] = database.prepare('pragma wal_checkpoint(truncate)').all();
        if (result?.['busy'] !== 0) throw Object.assign(new Error('The log is in use.'), { errcode: SQLITE.BUSY });
      });
    },
    close: async () => database.close(),
  };
}

/** Why a file cannot be used, as one of `REASONS`. `undefined` for an error that is a fault of ours. */
export function whyUnusable(error: unknown): string | undefined {
  const result = resultCode(error);
  const [name] = Object.entries(SQLITE).find(([, code]) => code === result) ?? [];
  const reasons: Readonly<Record<string, string>> = REASONS;
  return reasons[name ?? (error as NodeJS.ErrnoException | null)?.code ?? ''];
}

/**
 * Opens a database file. Creates it and its folder if they don't exist, unless it must exist.
 *
 * A write-ahead log lets others read during a write. With `synchronous = full`, each transaction waits for the disk, so
 * acknowledged writes survive a power cut.
 *
 * @throws As `openStore`.
 */
export async function openSqlite(file: string, options: Required<StoreOptions>): Promise<Database> {
  if (options.mustExist && !existsSync(file)) throw new UserError('database-missing', fileMissing(file));
  let database: DatabaseSync | undefined;
  try {
    makeFolder(dirname(file));
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    const opened = database;
    await whenFree(opened, () => {
      const tables = tablesOf(opened);
      if (tables.length === 0 && options.mustExist) throw new UserError('database-missing', fileMissing(file));
      // Checked before anything is written: another program's file stays as it is.
      if (tables.length > 0 && !tables.includes('whence_schema'))
        throw new UserError('database-not-ours', fileNotOurs(file));
      opened.exec('pragma journal_mode = wal');
    });
    // What is deleted is overwritten.
    opened.exec('pragma synchronous = full; pragma secure_delete = on');
    const opening = sqliteDatabase(file, opened, options);
    await migrate(opening, {
      keepCopy: async (_trx, version) => options.onCopy(await keepCopy(file, version, options.now())),
    });
    return opening;
  } catch (error) {
    database?.close();
    const why = whyUnusable(error);
    throw why === undefined ? error : new UserError('database-unusable', databaseUnusable(file, why));
  }
}

const copyPrefix = (file: string): string => file.replace(/\.db$/, '');

/** @example copyTime(0) // '1970-01-01T00-00-00' */
const copyTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(':', '-');

const COPY_NAME = /^\.schema-\d+\.(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)\.db$/;

/**
 * Copies a database of an older version beside it, so that the older program can still be used. The transaction that
 * migrates keeps others from writing meanwhile, and has written nothing yet.
 *
 * @returns The copy, which `restore` takes like any backup.
 */
async function keepCopy(file: string, version: number, nowMs: number): Promise<string> {
  const copy = `${copyPrefix(file)}.schema-${version}.${copyTime(nowMs)}.db`;
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      database.prepare('vacuum into ?').run(copy);
    } finally {
      database.close();
    }
    leaveOutReplies(copy);
    await toDisk(copy);
    return copy;
  } catch (error) {
    // Nobody must take a part for a copy, and each start would leave another.
    await rm(copy, { force: true });
    throw error;
  }
}

export async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What is forgotten after a day must not outlive that in a copy. */
function leaveOutReplies(copy: string): void {
  const database = new DatabaseSync(copy);
  const hasReplies = tablesOf(database).includes('given_reply');
  if (hasReplies) database.exec('pragma secure_delete = on; delete from given_reply');
  database.close();
}

/** Like `mkdirSync` with `recursive`, which never returns where nobody can create folders at all: below `/proc`. */
function makeFolder(path: string): void {
  const isThere = (): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isThere()) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been faster.
    if (!isThere()) throw error;
  }
}

function tablesOf(database: DatabaseSync): readonly unknown[] {
  return database
    .prepare("select name from sqlite_schema where type = 'table'")
    .all()
    .map(({ name }) => name);
}

import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  sql,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { UserError } from '../shared/UserError.ts';
import type { Backend } from './openStore.ts';
import { migrate, type Tables } from './schema.ts';
import { poll } from './Watcher.ts';

/** What SQLite reports, of https://www.sqlite.org/rescode.html. */
export const SQLITE = {
  ERROR: 1,
  BUSY: 5,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  NOTADB: 26,
} as const;

/** The primary result code of an error that SQLite raised. Its lowest byte; what is above it tells details. */
export function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** How long a writer waits for another process that writes. Writes take about a millisecond, a restore a few seconds. */
export const BUSY_TIMEOUT_MS = 5_000;

/**
 * Does what needs the database for itself, as soon as no other process holds it. SQLite would wait by itself, but would
 * hold the event loop meanwhile; and for some steps it does not wait at all.
 */
export async function whenFree<T>(database: DatabaseSync, work: () => T | Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + BUSY_TIMEOUT_MS;
  database.exec('pragma busy_timeout = 0');
  try {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (resultCode(error) !== SQLITE.BUSY || Date.now() > giveUpAt) throw error;
      }
      // Not all at the same moments.
      await sleep(1 + Math.random() * 10);
    }
  } finally {
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/**
 * Kysely over the SQLite that comes with Node. Kysely's own dialect is made for another library, whose shape is
 * imitated here, and begins its transactions as readers.
 */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: likeBetterSqlite(database) });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database);
  }
}

/**
 * Begins every transaction as a writer. One that reads first and then writes would fail at once when somebody else wrote
 * in between, however long it may wait.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: likeBetterSqlite(database) });
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await whenFree(this.#database, () => connection.executeQuery(CompiledQuery.raw('begin immediate')));
  }

  /** SQLite has already rolled back by itself when the disk is full, and would complain of a second time. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

function likeBetterSqlite(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(query) {
      const statement = database.prepare(query);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
}

export interface SqliteOptions {
  /** How often to look whether another process wrote. */
  readonly pollMs: number;
  readonly onFault: (error: unknown) => void;
  readonly mustExist: boolean;
}

/** Whence's data in one file, for all the processes of one machine. */
export class SqliteBackend implements Backend {
  readonly db: Kysely<Tables>;
  readonly #options: SqliteOptions;

  constructor(db: Kysely<Tables>, options: SqliteOptions) {
    this.db = db;
    this.#options = options;
  }

  /** Nothing to do: the file itself tells. */
  announce(): Promise<void> {
    return Promise.resolve();
  }

  /** Asks a number that SQLite changes whenever another connection wrote. That reads no table: 0.03 ms. */
  async heedOthers(onNews: () => void): Promise<{ stop(): Promise<void> }> {
    const { pollMs, onFault } = this.#options;
    let seen = await this.#dataVersion();
    return poll(
      pollMs,
      async () => {
        const now = await this.#dataVersion();
        if (now === seen) return;
        seen = now;
        onNews();
      },
      onFault,
    );
  }

  async copyTo(file: string): Promise<void> {
    await sql`vacuum into ${file}`.execute(this.db);
  }

  close(): Promise<void> {
    return this.db.destroy();
  }

  async #dataVersion(): Promise<number | undefined> {
    const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(this.db);
    return rows[0]?.data_version;
  }
}

const BY_RESULT: Readonly<Record<number, string>> = {
  [SQLITE.BUSY]: 'another program holds it',
  [SQLITE.READONLY]: 'it may not be written',
  [SQLITE.IOERR]: 'it is a folder, or its disk does not answer as it should',
  [SQLITE.CORRUPT]: 'it is damaged',
  [SQLITE.FULL]: 'the disk is full',
  [SQLITE.CANTOPEN]: 'it is a folder, or its folder may not be used',
  [SQLITE.NOTADB]: 'it is not a database',
};

/** Of Node's own errors, when a folder is made or a file is renamed. */
const BY_CODE: Readonly<Record<string, string>> = {
  EACCES: 'its folder may not be written',
  EEXIST: 'its folder is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'its folder cannot be made',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'its folder is a file',
  EPERM: 'its folder may not be written',
  EROFS: 'its disk may not be written',
};

/**
 * What is wrong with a file that cannot be used, for somebody who can put it right. `undefined` for what is a fault of
 * ours.
 */
export function whyUnusable(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return BY_RESULT[resultCode(error) ?? -1] ?? BY_CODE[code];
}

/**
 * Opens a database file; makes it and its folder when they do not exist, unless it must exist.
 *
 * A write-ahead log lets others read while one writes. With `synchronous = full` each transaction waits for the disk, so
 * that what was acknowledged survives a power cut.
 *
 * @throws UserError `database-unusable`, `database-missing`, `database-not-ours`, `database-too-new`
 */
export async function openSqlite(file: string, options: SqliteOptions): Promise<Backend> {
  if (options.mustExist && !existsSync(file)) throw missing(file);
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    const opened = database;
    await whenFree(opened, () => {
      const tables = tablesOf(opened);
      if (tables.length === 0 && options.mustExist) throw missing(file);
      refuseForeign(tables, file);
      opened.exec('pragma journal_mode = wal');
    });
    opened.exec('pragma synchronous = full');
    const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(opened) });
    await migrate(db);
    return new SqliteBackend(db, options);
  } catch (error) {
    database?.close();
    const why = whyUnusable(error);
    if (why === undefined) throw error;
    throw new UserError(
      'database-unusable',
      `The database ${file} cannot be used: ${why}. Put that right, or let DATABASE_URL name another file.`,
    );
  }
}

function tablesOf(database: DatabaseSync): readonly unknown[] {
  return database
    .prepare("select name from sqlite_schema where type = 'table'")
    .all()
    .map(({ name }) => name);
}

function missing(file: string): UserError {
  return new UserError(
    'database-missing',
    `There is no database at ${file}. DATABASE_URL says where it is, in .env or the environment; without it, that is ` +
      `data/whence.db, and a path begins at ${process.cwd()}. Correct it, or start the bot once, which makes one.`,
  );
}

/** Before anything is written: a file that another program keeps is left as it is. */
function refuseForeign(tables: readonly unknown[], file: string): void {
  if (tables.length === 0 || tables.includes('whence_schema')) return;
  throw new UserError(
    'database-not-ours',
    `The database ${file} belongs to another program. Let DATABASE_URL name a file that does not exist yet.`,
  );
}

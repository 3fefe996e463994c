import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { UserError } from '../../UserError.ts';
import type { Backend } from '../Backend.ts';
import { migrate } from '../migrate.ts';
import type { Tables } from '../Tables.ts';
import { NodeSqliteDialect } from './NodeSqliteDialect.ts';
import { SqliteBackend, type SqliteOptions } from './SqliteBackend.ts';
import { BUSY_TIMEOUT_MS, whenFree } from './whenFree.ts';
import { whyUnusable } from './whyUnusable.ts';

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

import { mkdirSync } from 'node:fs';
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
 * Opens a database file; makes it and its folder when they do not exist.
 *
 * A write-ahead log lets others read while one writes. With `synchronous = full` each transaction waits for the disk, so
 * that what was acknowledged survives a power cut.
 *
 * @throws UserError `database-unusable`, `database-not-ours`, `database-too-new`
 */
export async function openSqlite(file: string, options: SqliteOptions): Promise<Backend> {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    const opened = database;
    await whenFree(opened, () => {
      refuseForeign(opened, file);
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

/** Before anything is written: a file that another program keeps is left as it is. */
function refuseForeign(database: DatabaseSync, file: string): void {
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
  if (tables.length === 0 || tables.some(({ name }) => name === 'whence_schema')) return;
  throw new UserError(
    'database-not-ours',
    `The database ${file} belongs to another program. Let DATABASE_URL name a file that does not exist yet.`,
  );
}

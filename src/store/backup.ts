import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../shared/UserError.ts';
import { type Database, type Queries, sql } from './Database.ts';
import type { Holdings } from './records.ts';
import { backupColumns, hasBackupTables, nameUnreadable } from './rows.ts';
import { GUILD_TABLES, migrate, type Page, PAGE_ROWS, replaceRows, SCHEMA_VERSION } from './schema.ts';
import { resultCode, SQLITE, sqliteQueries, toDisk, whyUnusable } from './sqlite.ts';
import * as strings from './strings.ts';

function holdingsOf(database: DatabaseSync): Holdings {
  const servers = GUILD_TABLES.map((table) => `select guild_id from ${table}`).join(' union ');
  const countOf = (rows: string): number => Number(database.prepare(`select count(*) as n from (${rows})`).get()!['n']);
  const answers =
    'select 1 from answer join answer_version using (guild_id, answer_id, version) where content is not null';
  return { servers: countOf(servers), answers: countOf(answers) };
}

/** A backup that was found complete: a SQLite file, whichever database it was made from. */
type BackupFile = Awaited<ReturnType<typeof openBackup>>;

/**
 * Reads all of a backup once, so that every problem is found before anything is replaced. A backup of an older version is
 * upgraded in a temporary copy.
 */
export async function openBackup(file: string) {
  if (!existsSync(file)) throw new UserError('no-backup', strings.backupMissing(file));
  let database: DatabaseSync | undefined;
  /** Of the upgraded copy. */
  let folder: string | undefined;
  const close = async (): Promise<void> => {
    database?.close();
    if (folder !== undefined) await rm(folder, { recursive: true });
  };
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const version = versionOf(database);
    if (version === undefined) throw new UserError('not-a-backup', strings.notABackup(file));
    if (version > SCHEMA_VERSION)
      throw new UserError('backup-too-new', strings.backupTooNew(file, version, SCHEMA_VERSION));
    const [first] = database.prepare('pragma integrity_check(1)').all();
    if (first?.['integrity_check'] !== 'ok') throw new UserError('backup-damaged', strings.backupDamaged(file));
    if (version < SCHEMA_VERSION) {
      folder = await mkdtemp(join(tmpdir(), 'whence-'));
      const copy = join(folder, 'upgraded.db');
      const original = database;
      original.prepare('vacuum into ?').run(copy);
      database = new DatabaseSync(copy);
      original.close();
      await migrate(sqliteQueries(database));
    }
    const tables = await backupColumns();
    if (!hasBackupTables(database, tables)) throw new UserError('not-a-backup', strings.notABackup(file));
    const unreadable = nameUnreadable(database, tables);
    if (unreadable !== undefined) throw new UserError('backup-damaged', strings.backupDamaged(file, unreadable));
    const opened = database;
    return { holdings: holdingsOf(opened), pages: (table: string) => pagesOf(opened, table), close };
  } catch (error) {
    await close();
    throw explain(error, file);
  }
}

function* pagesOf(database: DatabaseSync, table: string): Generator<Page> {
  let page: Page[number][] = [];
  for (const row of database.prepare(`select * from ${table}`).iterate()) {
    page.push(row as Page[number]);
    if (page.length < PAGE_ROWS) continue;
    yield page;
    page = [];
  }
  yield page;
}

/** The schema version of a database of ours, at least 1. */
function versionOf(database: DatabaseSync): number | undefined {
  const isOurs = database.prepare("select 1 from sqlite_schema where name = 'whence_schema'").get() !== undefined;
  const version = isOurs ? Number(database.prepare('select version from whence_schema').get()?.['version']) : 0;
  return version >= 1 ? version : undefined;
}

function explain(error: unknown, file: string): unknown {
  const code = resultCode(error);
  // An SQL error: the tables have other columns.
  if (code === SQLITE.NOTADB || code === SQLITE.ERROR) return new UserError('not-a-backup', strings.notABackup(file));
  // A number too large for JavaScript, so not one that we wrote.
  if (code === SQLITE.CORRUPT || (error as NodeJS.ErrnoException).code === 'ERR_OUT_OF_RANGE') {
    return new UserError('backup-damaged', strings.backupDamaged(file));
  }
  const why = whyUnusable(error);
  return why === undefined ? error : new UserError('not-a-backup', strings.backupUnreadable(file, why));
}

/**
 * Replaces all rows with those of a backup. The revision is kept and incremented, because other processes compare against it.
 *
 * @returns The servers that have changed: all in the backup and all that were there before.
 */
export async function restoreRows(trx: Queries, backup: BackupFile, isForced: boolean): Promise<readonly string[]> {
  for (const table of isForced ? [] : GUILD_TABLES) {
    const rows = await trx.all(sql`select 1 from ${sql.raw(table)} limit 1`);
    if (rows.length > 0) throw new UserError('store-not-empty', strings.STORE_NOT_EMPTY);
  }
  const before = await trx.all<{ guild_id: string }>(sql`select guild_id from guild_change`);
  await replaceRows(trx, [...GUILD_TABLES, 'guild_membership'], (table) => backup.pages(table));
  const after = [...backup.pages('guild_change')].flat();
  return [...new Set([...before, ...after].map(({ guild_id }) => String(guild_id)))];
}

/** Writes a backup completely or not at all: under a temporary name, flushed to the disk, and then renamed. */
export async function writeBackup(database: Database, file: string, isForced: boolean): Promise<Holdings> {
  const target = resolve(file);
  if (existsSync(target)) {
    if (!isForced) throw new UserError('backup-exists', strings.backupExists(target));
    // SQLite would apply its write-ahead log to the new file and corrupt it.
    if (existsSync(`${realpathSync(target)}-wal`)) throw new UserError('backup-in-use', strings.backupInUse(target));
  }
  const folder = dirname(target);
  if (!existsSync(folder)) throw new UserError('backup-not-written', strings.backupFolderMissing(folder));
  const partial = join(folder, `.whence-${randomBytes(4).toString('hex')}.partial`);
  try {
    await database.copyTo(partial);
    const copy = new DatabaseSync(partial, { readOnly: true });
    const holdings = holdingsOf(copy);
    copy.close();
    await toDisk(partial);
    await rename(partial, target);
    // The new name is an entry of the folder. Windows cannot flush folders.
    if (process.platform !== 'win32') await toDisk(folder);
    return holdings;
  } catch (error) {
    await rm(partial, { force: true });
    const why = whyUnusable(error);
    throw why === undefined ? error : new UserError('backup-not-written', strings.backupNotWritten(target, why));
  }
}

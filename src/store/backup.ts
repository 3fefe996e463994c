import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../shared/UserError.ts';
import type { Backend } from './openStore.ts';
import { type Page, ROW_SCHEMAS } from './rows.ts';
import { BACKUP_TABLES, GUILD_TABLES, SCHEMA_VERSION, type Tables } from './schema.ts';
import { resultCode, SQLITE, whyUnusable } from './sqlite.ts';

/** Whether a database has all tables of a backup, with their columns and no others. */
export function hasItsTables(database: DatabaseSync): boolean {
  return BACKUP_TABLES.every((table) => {
    const columns = database.prepare('select name from pragma_table_info(?)').all(table);
    const names = columns.map(({ name }) => String(name)).toSorted();
    return names.join() === Object.keys(ROW_SCHEMAS[table].shape).toSorted().join();
  });
}

/**
 * Reads every row. SQLite knows whether its pages are in order, but not whether the text of an answer is what was written.
 *
 * @returns what the first row is that cannot be read, for whoever looks for it.
 */
export function unreadableRow(database: DatabaseSync): string | undefined {
  for (const table of BACKUP_TABLES) {
    for (const row of database.prepare(`select * from ${table}`).iterate()) {
      if (!ROW_SCHEMAS[table].safeParse(row).success) return nameOf(table, row);
    }
  }
  const lost = database.prepare(ANSWER_WITHOUT_VERSION).get();
  return lost && nameOf('answer', lost);
}

const ANSWER_WITHOUT_VERSION = `
  select * from answer where not exists (
    select 1 from answer_version as one
    where (one.guild_id, one.answer_id, one.version) = (answer.guild_id, answer.answer_id, answer.version)
  )`;

type Row = Readonly<Record<string, unknown>>;

function nameOf(table: (typeof BACKUP_TABLES)[number], { guild_id, answer_id, version }: Row): string {
  const where = `of server ${JSON.stringify(guild_id)}`;
  switch (table) {
    case 'answer':
    case 'answer_version':
      return `version ${JSON.stringify(version)} of the answer ${JSON.stringify(answer_id)} ${where}`;
    case 'answer_draft':
      return `a draft of the answer ${JSON.stringify(answer_id)} ${where}`;
    case 'guild_settings':
      return `the settings ${where}`;
    case 'revision':
      return 'the count of changes';
    default:
      return `a count ${where}`;
  }
}

/** How much a backup holds, so that nobody takes one of the wrong database for theirs. */
export interface Holdings {
  readonly servers: number;
  /** Those that servers have now; not what was removed, nor what curated answers they hide. */
  readonly answers: number;
}

export function holdingsOf(database: DatabaseSync): Holdings {
  const servers = GUILD_TABLES.map((table) => `select guild_id from ${table}`).join(' union ');
  const countOf = (rows: string): number => Number(database.prepare(`select count(*) as n from (${rows})`).get()!['n']);
  return { servers: countOf(servers), answers: countOf(ANSWERS) };
}

const ANSWERS = `
  select 1 from answer join answer_version using (guild_id, answer_id, version) where content is not null`;

const PAGE = 500;

/** A backup that was found whole and fitting. It is a SQLite file, whichever database it was made of. */
export class BackupFile {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Reads all of it once, to be sure before anything is replaced.
   *
   * @throws UserError `no-backup`, `not-a-backup`, `backup-damaged`, `backup-too-new`, `backup-too-old`
   */
  static open(file: string): BackupFile {
    if (!existsSync(file)) throw new UserError('no-backup', `There is no file ${file}. Name a backup that exists.`);
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(file, { readOnly: true });
      refuseOtherVersion(database, file);
      const [first] = database.prepare('pragma integrity_check(1)').all();
      if (first?.['integrity_check'] !== 'ok') throw damaged(file);
      if (!hasItsTables(database)) throw notABackup(file);
      const unreadable = unreadableRow(database);
      if (unreadable !== undefined) throw damaged(file, unreadable);
      return new BackupFile(database);
    } catch (error) {
      database?.close();
      throw explain(error, file);
    }
  }

  get holdings(): Holdings {
    return holdingsOf(this.#database);
  }

  *pages<T extends keyof Tables>(table: T): Generator<Page<T>> {
    let page: Tables[T][] = [];
    for (const row of this.#database.prepare(`select * from ${table}`).iterate()) {
      page.push(row as Tables[T]);
      if (page.length < PAGE) continue;
      yield page;
      page = [];
    }
    yield page;
  }

  close(): void {
    this.#database.close();
  }
}

function refuseOtherVersion(database: DatabaseSync, file: string): void {
  const isOurs = database.prepare("select 1 from sqlite_schema where name = 'whence_schema'").get() !== undefined;
  if (!isOurs) throw notABackup(file);
  const version = Number(database.prepare('select version from whence_schema').get()?.['version']);
  if (Number.isNaN(version)) throw notABackup(file);
  if (version > SCHEMA_VERSION) {
    throw new UserError(
      'backup-too-new',
      `${file} is of version ${version}, made by a newer Whence; this one knows versions up to ${SCHEMA_VERSION}. Restore it with the newer one.`,
    );
  }
  if (version < SCHEMA_VERSION) {
    throw new UserError(
      'backup-too-old',
      `${file} is of version ${version}, made by an older Whence; this one needs version ${SCHEMA_VERSION}. ` +
        'Start Whence once with DATABASE_URL naming a copy of it, which brings the copy up to date, and restore that.',
    );
  }
}

function explain(error: unknown, file: string): unknown {
  const code = resultCode(error);
  // An error of SQL: tables have other columns.
  if (code === SQLITE.NOTADB || code === SQLITE.ERROR) return notABackup(file);
  // A number that is none of ours, as no number of JavaScript is as large.
  if (code === SQLITE.CORRUPT || (error as NodeJS.ErrnoException).code === 'ERR_OUT_OF_RANGE') return damaged(file);
  const why = whyUnusable(error);
  return why === undefined
    ? error
    : new UserError('not-a-backup', `${file} cannot be read: ${why}. Name a backup that may be read.`);
}

function notABackup(file: string): UserError {
  return new UserError('not-a-backup', `${file} is not a backup of Whence. Name a file that backup has made.`);
}

/** @param what - That cannot be read, where it can be named. */
function damaged(file: string, what?: string): UserError {
  const where = what === undefined ? '' : `: ${what} cannot be read`;
  return new UserError('backup-damaged', `${file} is damaged${where}. Nothing was changed; restore another backup.`);
}

/**
 * Writes a backup that is there as a whole or not at all: under another name first, then to the disk, and only then in
 * its place.
 *
 * @throws UserError `backup-exists` unless forced, `backup-in-use`, `backup-not-written`
 */
export async function writeBackup(backend: Backend, file: string, isForced: boolean): Promise<Holdings> {
  const target = resolve(file);
  refuseToOverwrite(target, isForced);
  const folder = dirname(target);
  if (!existsSync(folder)) {
    throw notWritten(`There is no folder ${folder}. Make it, or name a file elsewhere.`);
  }
  const partial = join(folder, `.whence-${randomBytes(4).toString('hex')}.partial`);
  try {
    await backend.copyTo(partial);
    const holdings = countIn(partial);
    await toDisk(partial);
    await rename(partial, target);
    // The new name is an entry of the folder. Windows has no way to ask for this.
    if (process.platform !== 'win32') await toDisk(folder);
    return holdings;
  } catch (error) {
    await rm(partial, { force: true });
    const why = whyUnusable(error);
    if (why === undefined) throw error;
    throw notWritten(`${target} cannot be written: ${why}. Name another file.`);
  }
}

function countIn(file: string): Holdings {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return holdingsOf(database);
  } finally {
    database.close();
  }
}

function refuseToOverwrite(target: string, isForced: boolean): void {
  if (!existsSync(target)) return;
  if (!isForced) {
    throw new UserError('backup-exists', `${target} already exists. Name another file, or replace it with --force.`);
  }
  // Its log would be taken for one of the new file, and spoil it.
  if (existsSync(`${realpathSync(target)}-wal`)) {
    throw new UserError('backup-in-use', `${target} is a database that is in use. Name another file.`);
  }
}

function notWritten(message: string): UserError {
  return new UserError('backup-not-written', message);
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../UserError.ts';
import { SCHEMA_VERSION } from '../migrate.ts';
import type { Page } from '../replaceRows.ts';
import { resultCode, SQLITE } from '../sqlite/resultCode.ts';
import { whyUnusable } from '../sqlite/whyUnusable.ts';
import type { Tables } from '../Tables.ts';
import { hasItsTables, unreadableRow } from './checkBackup.ts';
import { type Holdings, holdingsOf } from './Holdings.ts';

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

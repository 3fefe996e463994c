// What operators read when a database or a backup cannot be used.

export const NOT_AVAILABLE =
  'the database is not available, so changes are refused: check that it runs, can be reached and has space';
export const AVAILABLE_AGAIN = 'the database is available again';
export const badDatabaseUrl = (what: string): string =>
  `DATABASE_URL ${what} but must be a path such as data/whence.db, file:PATH, or postgres://USER:PASSWORD@HOST/DATABASE. Change it in .env or the environment.`;
export const BAD_POSTGRES_URL =
  'DATABASE_URL does not have the form postgres://USER:PASSWORD@HOST/DATABASE. Correct it in .env or the environment. Special characters in the password must be percent-encoded.';
export const databaseTooNew = (version: number, supported: number): string =>
  `The database has schema version ${version}, from a newer Whence; this one supports versions up to ${supported}. Start the newer Whence again, or set DATABASE_URL to another database.`;
export const databaseUnusable = (file: string, why: string): string =>
  `The database ${file} cannot be used: ${why}. Fix that, or set DATABASE_URL to another file.`;
export const fileMissing = (file: string): string =>
  `There is no database at ${file}. DATABASE_URL, in .env or the environment, sets its path; the default is data/whence.db, relative to ${process.cwd()}. Correct the path, or start the bot once to create the database.`;
export const fileNotOurs = (file: string): string =>
  `The database ${file} belongs to another program. Set DATABASE_URL to a file that does not exist yet.`;
/** @param where - `at db.example.com:5432`, or `in /run/postgresql` for a local socket. */
export const noPostgres = (where: string): string =>
  `No PostgreSQL server answers ${where}. Start it, or correct DATABASE_URL.`;
export const noSuchHost = (host: string): string => `There is no host called ${host}. Correct DATABASE_URL.`;
export const postgresFailed = (where: string, why: string | undefined): string =>
  `PostgreSQL ${where} cannot be used: ${why}. Correct DATABASE_URL.`;
export const loginRefused = (where: string, user: string | undefined): string =>
  `PostgreSQL ${where} refused to log in "${user}". Correct the user name and password in DATABASE_URL.`;
export const noSuchDatabase = (where: string, database: string | undefined): string =>
  `PostgreSQL ${where} has no database "${database}". Create it with "createdb ${database}", or correct DATABASE_URL.`;
export const noTables = (database: string | undefined): string =>
  `The database "${database}" has no Whence tables. Correct DATABASE_URL, in .env or the environment, or start the bot once to create them.`;
export const mayNotCreateTables = (user: string | undefined, database: string | undefined): string =>
  `"${user}" may not create tables in the database "${database}". Make it the owner of the database, or correct DATABASE_URL.`;
export const tablesNotOurs = (database: string | undefined): string =>
  `The database "${database}" has tables of another program. Create a database for Whence alone, and set DATABASE_URL to it.`;
export const backupMissing = (file: string): string => `There is no file ${file}. Name an existing backup.`;
export const notABackup = (file: string): string =>
  `${file} is not a Whence backup. Name a file that "backup" created.`;
export const backupUnreadable = (file: string, why: string): string =>
  `${file} cannot be read: ${why}. Name a readable backup.`;
/** @param what - What cannot be read, if known. */
export const backupDamaged = (file: string, what?: string): string =>
  `${file} is damaged${what === undefined ? '' : `: ${what} cannot be read`}. Nothing was changed. Restore another backup.`;
export const backupTooNew = (file: string, version: number, supported: number): string =>
  `${file} has schema version ${version}, from a newer Whence; this one supports versions up to ${supported}. Restore it with the newer one.`;
export const STORE_NOT_EMPTY =
  'The store already holds answers, settings or counts, and restoring would replace all of them. Back it up first, then restore with --force.';
export const backupExists = (file: string): string =>
  `${file} already exists. Name another file, or replace it with --force.`;
export const backupInUse = (file: string): string => `${file} is a database in use. Name another file.`;
export const backupFolderMissing = (folder: string): string =>
  `There is no folder ${folder}. Create it, or name a file elsewhere.`;
export const backupNotWritten = (file: string, why: string): string =>
  `${file} cannot be written: ${why}. Name another file.`;

/**
 * Why a file cannot be used, by SQLite's result code or Node's error code. Completes the sentences of `databaseUnusable`,
 * `backupUnreadable` and `backupNotWritten`.
 */
export const REASONS = {
  BUSY: 'another program is using it',
  READONLY: 'it is read-only',
  IOERR: 'it is a folder, or its disk has a fault',
  CORRUPT: 'it is damaged',
  FULL: 'the disk is full',
  CANTOPEN: 'it is a folder, or nothing can be written to its folder',
  NOTADB: 'it is not a database',
  EACCES: 'its folder is read-only',
  EEXIST: 'its folder is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'its folder cannot be created',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'its folder is a file',
  EPERM: 'its folder is read-only',
  EROFS: 'its disk is read-only',
} as const;
/** @example rowOf('answer', row); // 'the row of answer with guild_id "80351110224678912", answer_id "rules", version 2' */
export const rowOf = (table: string, row: Readonly<Record<string, unknown>>): string => {
  const ids = Object.entries(row).filter(([column]) => /^(id|guild_id|answer_id|version)$/.test(column));
  return `the row of ${table} with ${ids.map(([column, value]) => `${column} ${JSON.stringify(value)}`).join(', ')}`;
};

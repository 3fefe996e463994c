import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely, Transaction } from 'kysely';
import { UserError } from '../shared/UserError.ts';
import type { Tables } from './schema.ts';
import { openSqlite } from './sqlite.ts';
import { SqlStore } from './SqlStore.ts';
import type { Store, StoreOptions } from './Store.ts';

/** Where the data is: in a file of our own, or with a server. */
export type DatabaseAddress =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

/**
 * Reads what `DATABASE_URL` says. What follows an unknown scheme is not repeated in the message: it may hold a password.
 *
 * @example
 * parseDatabaseUrl('data/whence.db'); // { kind: 'sqlite', file: '/home/bot/data/whence.db' }
 * parseDatabaseUrl('postgres://bot@db.example.com/whence'); // { kind: 'postgres', url: … }
 * @throws UserError `bad-database-url`
 */
export function parseDatabaseUrl(text: string): DatabaseAddress {
  const url = text.trim();
  if (/^postgres(ql)?:\/\//i.test(url)) return { kind: 'postgres', url };
  if (/^file:/i.test(url)) return { kind: 'sqlite', file: resolve(pathOf(url)) };
  // One letter before the colon is a drive of Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1];
  if (scheme) throw bad(`begins with "${scheme}:"`);
  if (url === '' || url === ':memory:') throw bad(`is "${url}"`);
  return { kind: 'sqlite', file: resolve(url) };
}

function pathOf(url: string): string {
  if (!/^file:\/\//i.test(url)) {
    const path = url.slice('file:'.length);
    if (path === '' || path === ':memory:') throw bad(`is "${url}"`);
    return path;
  }
  try {
    return fileURLToPath(url);
  } catch {
    throw bad(`is "${url}"`);
  }
}

function bad(what: string): UserError {
  return new UserError(
    'bad-database-url',
    `DATABASE_URL ${what} but must be a path such as data/whence.db, file:PATH, or ` +
      'postgres://USER:PASSWORD@HOST/DATABASE. Change it in .env or the environment.',
  );
}

/**
 * Opens the store that `DATABASE_URL` names, and makes it when there is none, unless it must exist.
 *
 * @example
 * const store = await openStore('data/whence.db', { onFault: (error) => log.error({ err: error }, 'store') });
 * @throws UserError `bad-database-url`, `database-unusable`, `database-unreachable`, `database-login-refused`,
 *   `database-missing` (also when it must exist), `database-not-allowed`, `database-not-ours`, `database-too-new`
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const { onFault = () => {}, now = Date.now, pollMs, mustExist = false } = options;
  const address = parseDatabaseUrl(url);
  if (address.kind === 'sqlite') {
    const backend = await openSqlite(address.file, { onFault, mustExist, pollMs: pollMs ?? 1_000 });
    return new SqlStore(backend, { onFault, now });
  }
  // Most bots keep a file, and need not wait for the client of a server.
  const { openPostgres } = await import('./postgres.ts');
  const backend = await openPostgres(address.url, { onFault, mustExist, pollMs: pollMs ?? 30_000 });
  return new SqlStore(backend, { onFault, now });
}

/**
 * One of the databases that Whence can keep its data in, already migrated. Most of the store is SQL that both
 * understand; this is the little in which they differ.
 */
export interface Backend {
  /** A transaction may read and then write: SQLite's begin as writers. */
  readonly db: Kysely<Tables>;
  /** Inside a transaction that writes: once it is done, other processes should look for changes. */
  announce(trx: Transaction<Tables>): Promise<void>;
  /** Calls back whenever another process may have written, until it is stopped. Keeps no process alive. */
  heedOthers(onNews: () => void): Promise<{ stop(): Promise<void> }>;
  /** Writes all rows, as they are at one moment, into a new SQLite file. It may still be in the system's cache then. */
  copyTo(file: string): Promise<void>;
  close(): Promise<void>;
}

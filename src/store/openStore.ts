import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqlite } from './sqlite.ts';
import { SqlStore } from './SqlStore.ts';
import type { Store, StoreOptions } from './Store.ts';
import { badDatabaseUrl } from './strings.ts';

/** Where the data is: in a file, or on a PostgreSQL server. */
type DatabaseAddress =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

/**
 * Parses `DATABASE_URL`. Error messages don't repeat what follows an unknown scheme: it may contain a password.
 *
 * @example
 * parseDatabaseUrl('data/whence.db'); // { kind: 'sqlite', file: '/home/bot/data/whence.db' }
 * parseDatabaseUrl('postgres://bot@db.example.com/whence'); // { kind: 'postgres', url: … }
 * @throws UserError `bad-database-url`
 */
function parseDatabaseUrl(text: string): DatabaseAddress {
  const url = text.trim();
  if (/^postgres(ql)?:\/\//i.test(url)) return { kind: 'postgres', url };
  if (/^file:/i.test(url)) return { kind: 'sqlite', file: resolve(pathOf(url)) };
  // A single letter before the colon is a Windows drive.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1];
  if (scheme) throw badDatabaseUrl(`begins with "${scheme}:"`);
  if (url === '' || url === ':memory:') throw badDatabaseUrl(`is "${url}"`);
  return { kind: 'sqlite', file: resolve(url) };
}

function pathOf(url: string): string {
  if (!/^file:\/\//i.test(url)) {
    const path = url.slice('file:'.length);
    if (path === '' || path === ':memory:') throw badDatabaseUrl(`is "${url}"`);
    return path;
  }
  try {
    return fileURLToPath(url);
  } catch {
    throw badDatabaseUrl(`is "${url}"`);
  }
}

/**
 * Opens the store at the address in `DATABASE_URL`. Creates it if there is none, unless it must exist.
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
  // Loaded only when needed: most bots use a file, and loading the PostgreSQL client takes time.
  const { openPostgres } = await import('./postgres.ts');
  const backend = await openPostgres(address.url, { onFault, mustExist, pollMs: pollMs ?? 30_000 });
  return new SqlStore(backend, { onFault, now });
}

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../shared/UserError.ts';
import { openSqlite } from './sqlite.ts';
import { Store, type StoreOptions } from './Store.ts';
import { badDatabaseUrl } from './strings.ts';

const ignore = (): void => {};

/**
 * Opens the store at the address in `DATABASE_URL`. Creates it if there is none, unless it must exist.
 *
 * @example
 * const store = await openStore('data/whence.db', { onFault: (error) => log.error({ err: error }, 'store') });
 * @throws UserError `bad-database-url`, `database-unusable`, `database-unreachable`, `database-login-refused`,
 *   `database-missing` (also when it must exist), `database-not-allowed`, `database-not-ours`, `database-too-new`
 */
export async function openStore(databaseUrl: string, options: StoreOptions = {}): Promise<Store> {
  const url = databaseUrl.trim();
  const isServer = isServerUrl(url);
  const pollMs = isServer ? 30_000 : 1_000;
  const defaults = { onFault: ignore, onCopy: ignore, onQuery: ignore, now: Date.now, mustExist: false, pollMs };
  const all = { ...defaults, answerWithinMs: 30_000, ...options };
  if (!isServer) return new Store(await openSqlite(fileAt(url), all), all);
  // Loaded only when needed: most bots use a file, and loading the PostgreSQL client takes time.
  const { openPostgres } = await import('./postgres.ts');
  return new Store(await openPostgres(url, all), all);
}

export const isServerUrl = (databaseUrl: string): boolean => /^\s*postgres(ql)?:\/\//i.test(databaseUrl);

/** The absolute path of a database file. Errors don't repeat what follows an unknown scheme: it may contain a password. */
function fileAt(url: string): string {
  // A single letter before the colon is a Windows drive.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1];
  if (scheme && scheme.toLowerCase() !== 'file')
    throw new UserError('bad-database-url', badDatabaseUrl(`begins with "${scheme}:"`));
  const path = pathIn(url, scheme);
  if (path === undefined || path === '' || path === ':memory:')
    throw new UserError('bad-database-url', badDatabaseUrl(`is "${url}"`));
  return resolve(path);
}

function pathIn(url: string, scheme = ''): string | undefined {
  if (!/^file:\/\//i.test(url)) return scheme ? url.slice('file:'.length) : url;
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

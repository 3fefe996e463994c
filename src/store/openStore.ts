import { parseDatabaseUrl } from './DatabaseAddress.ts';
import { openSqlite } from './sqlite/openSqlite.ts';
import { SqlStore } from './SqlStore.ts';
import type { Store } from './Store.ts';
import type { StoreOptions } from './StoreOptions.ts';

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
  const { openPostgres } = await import('./postgres/openPostgres.ts');
  const backend = await openPostgres(address.url, { onFault, mustExist, pollMs: pollMs ?? 30_000 });
  return new SqlStore(backend, { onFault, now });
}

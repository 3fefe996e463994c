import { parseDatabaseUrl } from './DatabaseAddress.ts';
import { openSqlite } from './sqlite/openSqlite.ts';
import { SqlStore } from './SqlStore.ts';
import type { Store } from './Store.ts';
import type { StoreOptions } from './StoreOptions.ts';

/**
 * Opens the store that `DATABASE_URL` names, and makes it when there is none.
 *
 * @example
 * const store = await openStore('data/whence.db', { onFault: (error) => log.error({ err: error }, 'store') });
 * @throws UserError `bad-database-url`, `database-unusable`, `database-unreachable`, `database-login-refused`,
 *   `database-missing`, `database-not-allowed`, `database-not-ours`, `database-too-new`
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const { onFault = () => {}, now = Date.now, pollMs } = options;
  const address = parseDatabaseUrl(url);
  if (address.kind === 'sqlite') {
    const backend = await openSqlite(address.file, { onFault, pollMs: pollMs ?? 1_000 });
    return new SqlStore(backend, { onFault, now });
  }
  // Most bots keep a file, and need not wait for the client of a server.
  const { openPostgres } = await import('./postgres/openPostgres.ts');
  const backend = await openPostgres(address.url, { onFault, pollMs: pollMs ?? 30_000 });
  return new SqlStore(backend, { onFault, now });
}

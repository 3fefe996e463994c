import { loadConfig } from '../../config.ts';
import { openStore } from '../../store/openStore.ts';
import type { Store } from '../../store/Store.ts';

/**
 * Does something with the store that the bot has too, and closes it again.
 *
 * @param mustExist - For what only reads: a name that was mistyped should be said, not made a database of.
 */
export async function withStore<T>(work: (store: Store) => Promise<T>, { mustExist = false } = {}): Promise<T> {
  const store = await openStore(loadConfig().databaseUrl, { mustExist });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

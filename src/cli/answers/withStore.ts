import { loadConfig } from '../../config.ts';
import { openStore } from '../../store/openStore.ts';
import type { Store } from '../../store/Store.ts';

/** Does something with the store that the bot has too, and closes it again. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(loadConfig().databaseUrl);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

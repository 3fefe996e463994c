import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import type { Subscription } from './Store.ts';

/**
 * A database with all migrations applied. Most of the store is SQL that SQLite and PostgreSQL both understand; this is
 * where they differ.
 */
export interface Backend {
  /** Its transactions may read first and then write. */
  readonly db: Kysely<Tables>;
  /** Called in a transaction that writes: when it is committed, other processes check for changes. */
  announce(trx: Transaction<Tables>): Promise<void>;
  /** Calls back whenever another process may have written. Keeps no process alive. */
  subscribe(onChange: () => void): Promise<Subscription>;
  /** Copies all rows from one consistent state into a new SQLite file. The operating system may still be caching it. */
  copyTo(file: string): Promise<void>;
  close(): Promise<void>;
}

/** As in `StoreOptions`, where each is explained. */
export interface BackendOptions {
  readonly pollMs: number;
  readonly onFault: (error: unknown) => void;
  readonly mustExist: boolean;
}

/**
 * Calls a function at a fixed interval, never twice at the same time. Errors go to `onFault` and don't end the polling.
 * Keeps no process alive.
 */
export function poll({ pollMs, onFault }: BackendOptions, check: () => Promise<void> | void): Subscription {
  let checking: Promise<void> | undefined;
  const timer = setInterval(() => {
    checking ??= Promise.resolve()
      .then(check)
      .catch(onFault)
      .finally(() => (checking = undefined));
  }, pollMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await checking;
    },
  };
}

import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './rows.ts';
import type { StoreOptions, Subscription } from './Store.ts';

/** A database with all migrations applied, and what differs between SQLite and PostgreSQL. */
export interface Backend {
  /** Its transactions may read first and then write. */
  readonly db: Kysely<Tables>;
  /** Called in a transaction that writes: when it is committed, other processes check for changes. */
  announce(trx: Transaction<Tables>): Promise<void>;
  /** Calls back whenever another process may have written. Keeps no process alive. */
  subscribe(onChange: () => void): Promise<Subscription>;
  /** Copies all rows from one consistent state into a new SQLite file. The operating system may still be caching it. */
  copyTo(file: string): Promise<void>;
  /** Deletes the copies that were kept before migrating, once they are older than this, in milliseconds since 1970. */
  dropCopies(before: number): Promise<void>;
  /** As `Store.takeTurn`. */
  takeTurn(name: string, holdMs: number, signal: AbortSignal): Promise<void>;
  /** Rewrites tables from which something was deleted, so that nothing of it is left in the database's files. */
  scrub(tables: readonly (keyof Tables)[]): Promise<void>;
  close(): Promise<void>;
}

/** Calls `check` every `pollMs`, one call at a time. Errors don't end the polling. Keeps no process alive. */
export function poll({ pollMs, onFault }: Required<StoreOptions>, check: () => Promise<void> | void): Subscription {
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

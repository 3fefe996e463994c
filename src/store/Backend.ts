import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './Tables.ts';

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

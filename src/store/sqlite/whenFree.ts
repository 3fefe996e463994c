import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { resultCode, SQLITE } from './resultCode.ts';

/** How long a writer waits for another process that writes. Writes take about a millisecond, a restore a few seconds. */
export const BUSY_TIMEOUT_MS = 5_000;

/**
 * Does what needs the database for itself, as soon as no other process holds it. SQLite would wait by itself, but would
 * hold the event loop meanwhile; and for some steps it does not wait at all.
 */
export async function whenFree<T>(database: DatabaseSync, work: () => T | Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + BUSY_TIMEOUT_MS;
  database.exec('pragma busy_timeout = 0');
  try {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (resultCode(error) !== SQLITE.BUSY || Date.now() > giveUpAt) throw error;
      }
      // Not all at the same moments.
      await sleep(1 + Math.random() * 10);
    }
  } finally {
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

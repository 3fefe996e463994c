import type { Transaction } from 'kysely';
import { inTurns } from './inTurns.ts';
import type { Tables } from './Tables.ts';

/** Some rows of a table. */
export type Page<T extends keyof Tables> = readonly Tables[T][];

/** Puts the rows of another database, read page by page, in place of all that are there. */
export async function replaceRows<T extends keyof Tables>(
  trx: Transaction<Tables>,
  tables: readonly T[],
  pagesOf: (table: T) => AsyncIterable<Page<T>> | Iterable<Page<T>>,
): Promise<void> {
  for (const table of tables) {
    await trx.deleteFrom(table).execute();
    for await (const page of pagesOf(table)) {
      for await (const rows of inTurns(page)) await insert(trx, table, rows);
    }
  }
}

async function insert(trx: Transaction<Tables>, table: keyof Tables, rows: Page<keyof Tables>): Promise<void> {
  await trx.insertInto(table).values(rows).execute();
}

import type { Kysely, Transaction } from 'kysely';
import { UserError } from '../UserError.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Tables } from './Tables.ts';

/** How many migrations a database has had when it fits this code. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a database to what this code needs, in one transaction: all of it or nothing.
 *
 * Kysely's own migrator takes no lock on SQLite, and processes that start together on a fresh file then fail now and
 * then. Here the others wait, and find everything done.
 *
 * @param lock - Keeps other processes out until the transaction ends, where its beginning does not.
 * @throws UserError `database-too-new`
 */
export async function migrate(db: Kysely<Tables>, lock?: (trx: Transaction<Tables>) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lock?.(trx);
    await trx.schema
      .createTable('whence_schema')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    const row = await trx.selectFrom('whence_schema').select('version').executeTakeFirst();
    const version = row?.version ?? 0;
    if (version > SCHEMA_VERSION) {
      throw new UserError(
        'database-too-new',
        `The database is of version ${version}, made by a newer Whence; this one knows versions up to ${SCHEMA_VERSION}. ` +
          'Start the newer Whence again, or let DATABASE_URL name another database.',
      );
    }
    if (version === SCHEMA_VERSION) return;
    for (const migration of MIGRATIONS.slice(version)) await migration(trx);
    if (row) await trx.updateTable('whence_schema').set({ version: SCHEMA_VERSION }).execute();
    else await trx.insertInto('whence_schema').values({ version: SCHEMA_VERSION }).execute();
  });
}

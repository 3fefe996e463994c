import type { Kysely, Transaction } from 'kysely';
import { inBatches } from '../shared/concurrency.ts';
import type { Changes } from './Store.ts';
import type { Tables } from './schema.ts';

/**
 * Counts a write. Must be the first statement of its transaction: on PostgreSQL the row stays locked until the end, so
 * that writers follow one another, what they then read is the latest, and revisions become visible in their order.
 */
export async function nextRevision(trx: Transaction<Tables>): Promise<number> {
  const { revision } = await trx
    .updateTable('revision')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** Notes at which revision servers were changed. A server that has been removed stays noted, so that others hear of it. */
export async function noteChanges(
  trx: Transaction<Tables>,
  guildIds: readonly string[],
  revision: number,
): Promise<void> {
  for await (const some of inBatches(guildIds)) {
    await trx
      .insertInto('guild_change')
      .values(some.map((guild_id) => ({ guild_id, revision })))
      .onConflict((conflict) => conflict.column('guild_id').doUpdateSet({ revision }))
      .execute();
  }
}

/** Whether anything of a server was written after a revision. */
export async function hasChangedSince(db: Kysely<Tables>, guildId: string, revision: number): Promise<boolean> {
  const row = await db.selectFrom('guild_change').select('revision').where('guild_id', '=', guildId).executeTakeFirst();
  return row !== undefined && row.revision > revision;
}

export async function revisionOf(db: Kysely<Tables>): Promise<number> {
  const { revision } = await db.selectFrom('revision').select('revision').executeTakeFirstOrThrow();
  return revision;
}

/** What is written between the two questions is told twice, which does no harm; the other way round it would be missed. */
export async function changesSince(db: Kysely<Tables>, since: number): Promise<Changes> {
  const revision = await revisionOf(db);
  if (revision <= since) return { revision, guildIds: [] };
  const rows = await db
    .selectFrom('guild_change')
    .select('guild_id')
    .where('revision', '>', since)
    .orderBy('guild_id')
    .execute();
  return { revision, guildIds: rows.map((row) => row.guild_id) };
}

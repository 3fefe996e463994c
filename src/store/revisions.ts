import type { Kysely, Transaction } from 'kysely';
import { inBatches } from '../shared/concurrency.ts';
import type { Tables } from './rows.ts';

/**
 * Increments the revision. Must be the first statement of its transaction: on PostgreSQL it locks the row until the end, so
 * writers run one after the other, read the latest state, and their revisions become visible in order.
 */
export async function nextRevision(trx: Transaction<Tables>): Promise<number> {
  const { revision } = await trx
    .updateTable('revision')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** Records at which revision servers were changed. A server whose data was deleted stays recorded, so that watchers notice. */
export async function noteChanges(
  trx: Transaction<Tables>,
  guildIds: readonly string[],
  revision: number,
): Promise<void> {
  for await (const batch of inBatches(guildIds)) {
    await trx
      .insertInto('guild_change')
      .values(batch.map((guild_id) => ({ guild_id, revision })))
      .onConflict((conflict) => conflict.column('guild_id').doUpdateSet({ revision }))
      .execute();
  }
}

export async function hasChangedSince(db: Kysely<Tables>, guildId: string, revision: number): Promise<boolean> {
  const row = await db.selectFrom('guild_change').select('revision').where('guild_id', '=', guildId).executeTakeFirst();
  return row !== undefined && row.revision > revision;
}

export async function revisionOf(db: Kysely<Tables>): Promise<number> {
  const { revision } = await db.selectFrom('revision').select('revision').executeTakeFirstOrThrow();
  return revision;
}

/**
 * Reads which servers were changed after a revision, and the revision reached. The revision is read first: a write between
 * the two queries is then reported twice, which does no harm, instead of never.
 */
export async function changesSince(
  db: Kysely<Tables>,
  since: number,
): Promise<{ revision: number; guildIds: readonly string[] }> {
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

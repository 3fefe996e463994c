import type { Kysely, Transaction } from 'kysely';
import { inTurns } from './inTurns.ts';
import type { Tables } from './Tables.ts';
import type { UseCount } from './UseCount.ts';

export async function readUses(db: Kysely<Tables>, guildId: string): Promise<Map<string, UseCount>> {
  const rows = await db.selectFrom('answer_use').selectAll().where('guild_id', '=', guildId).execute();
  return new Map(rows.map((row) => [row.answer_id, { count: row.count, lastAt: row.last_at }]));
}

export async function addUses(
  trx: Transaction<Tables>,
  guildId: string,
  uses: ReadonlyMap<string, number>,
  now: number,
): Promise<void> {
  // In one order, or two processes that count the same answers could each wait for the other.
  const counted = [...uses].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for await (const some of inTurns(counted)) {
    await trx
      .insertInto('answer_use')
      .values(some.map(([answer_id, count]) => ({ guild_id: guildId, answer_id, count, last_at: now })))
      .onConflict((conflict) =>
        conflict.columns(['guild_id', 'answer_id']).doUpdateSet((row) => ({
          count: row('answer_use.count', '+', row.ref('excluded.count')),
          last_at: row.ref('excluded.last_at'),
        })),
      )
      .execute();
  }
}

import { type Kysely, sql, type Transaction } from 'kysely';
import { inBatches } from '../../shared/concurrency.ts';
import type { Tables } from '../rows.ts';
import { GUILD_TABLES } from '../schema.ts';

/**
 * Records that a bot is in these servers, or when it left them. An earlier time of leaving stays.
 *
 * @param leftAt - `null` if the bot is in them.
 * @returns The servers for which that was news.
 */
export async function recordMemberships(
  trx: Transaction<Tables>,
  botId: string,
  guildIds: readonly string[],
  leftAt: number | null,
): Promise<string[]> {
  const changed: string[] = [];
  for await (const batch of inBatches(guildIds)) {
    const rows = await trx
      .insertInto('guild_membership')
      .values(batch.map((guild_id) => ({ guild_id, bot_id: botId, left_at: leftAt })))
      .onConflict((conflict) =>
        conflict
          .columns(['guild_id', 'bot_id'])
          .doUpdateSet({ left_at: leftAt })
          .where('guild_membership.left_at', leftAt === null ? 'is not' : 'is', null),
      )
      .returning('guild_id')
      .execute();
    changed.push(...rows.map((row) => row.guild_id));
  }
  return changed;
}

/** Every server about which something is stored. */
export const GUILDS_WITH_DATA = sql<{ guild_id: string }>`${sql.join(
  GUILD_TABLES.map((table) => sql`select guild_id from ${sql.table(table)}`),
  sql` union `,
)}`;

export async function readMemberships(db: Kysely<Tables>, botId: string): Promise<string[]> {
  const { rows } = await sql<{ guild_id: string }>`
    select guild_id from guild_membership where bot_id = ${botId} and left_at is null
    union
    select guild_id from (${GUILDS_WITH_DATA}) as stored where guild_id not in (select guild_id from guild_membership)
    order by guild_id`.execute(db);
  return rows.map((row) => row.guild_id);
}

/** Reads the servers that every bot known to have been there has left, the last of them at this time or earlier. */
export async function readLeftBefore(db: Kysely<Tables>, at: number): Promise<string[]> {
  const rows = await db
    .selectFrom('guild_membership')
    .select('guild_id')
    .groupBy('guild_id')
    .having((row) => row(row.fn.countAll(), '=', row.fn.count('left_at')))
    .having((row) => row(row.fn.max('left_at'), '<=', at))
    .orderBy('guild_id')
    .execute();
  return rows.map((row) => row.guild_id);
}

/** Does nothing if a bot has come back or left only after this time. @returns Whether the server was forgotten. */
export async function forgetGuild(trx: Transaction<Tables>, guildId: string, at: number): Promise<boolean> {
  const { rows } = await sql`
    delete from guild_membership where guild_id = ${guildId} and not exists (
      select 1 from guild_membership as other
      where other.guild_id = ${guildId} and (other.left_at is null or other.left_at > ${at})
    ) returning guild_id`.execute(trx);
  if (rows.length === 0) return false;
  await deleteGuildRows(trx, guildId);
  await trx.deleteFrom('guild_change').where('guild_id', '=', guildId).execute();
  return true;
}

export async function deleteGuildRows(trx: Transaction<Tables>, guildId: string): Promise<void> {
  for (const table of [...GUILD_TABLES, 'given_reply'] as const)
    await trx.deleteFrom(table).where('guild_id', '=', guildId).execute();
}

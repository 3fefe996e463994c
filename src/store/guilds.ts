import { randomBytes } from 'node:crypto';
import { inBatches } from '../shared/concurrency.ts';
import { type Queries, read, readGuildIds, sql } from './Database.ts';
import { DEFAULT_SETTINGS, type GuildSettings, type ServerHoldings } from './records.ts';
import { GUILD_TABLES } from './schema.ts';

/** @param leftAt - `null` if the bot is in them. @returns The servers for which that was news. */
export async function recordMemberships(
  trx: Queries,
  botId: string,
  guildIds: readonly string[],
  leftAt: number | null,
): Promise<string[]> {
  const changed: string[] = [];
  for await (const batch of inBatches(guildIds)) {
    const rows = batch.map((guildId) => ({ guildId, botId, leftAt }));
    const news = sql`
      ${sql.insertInto('guild_membership', rows)}
      on conflict (guild_id, bot_id) do update set left_at = excluded.left_at
      where (guild_membership.left_at is null) <> (excluded.left_at is null)
      returning guild_id`;
    changed.push(...(await readGuildIds(trx, news)));
  }
  return changed;
}

const WITH_DATA = sql.raw(GUILD_TABLES.map((table) => `select guild_id from ${table}`).join(' union '));

export const readMemberships = (db: Queries, botId: string): Promise<string[]> =>
  readGuildIds(
    db,
    sql`select guild_id from guild_membership where bot_id = ${botId} and left_at is null
    union
    select guild_id from (${WITH_DATA}) as stored where guild_id not in (select guild_id from guild_membership)
    order by guild_id`,
  );

/** The servers that every bot known to have been there has left, the last of them at this time or earlier. */
export const readLeftBefore = (db: Queries, at: number): Promise<string[]> =>
  readGuildIds(
    db,
    sql`select guild_id from guild_membership group by guild_id
    having count(*) = count(left_at) and max(left_at) <= ${at} order by guild_id`,
  );

/** Does nothing if a bot has come back or left only after this time. @returns Whether the server was forgotten. */
export async function forgetGuild(trx: Queries, guildId: string, at: number): Promise<boolean> {
  const rows = await trx.all(sql`
    delete from guild_membership where guild_id = ${guildId} and not exists (
      select 1 from guild_membership as other
      where other.guild_id = ${guildId} and (other.left_at is null or other.left_at > ${at})
    ) returning guild_id`);
  if (rows.length === 0) return false;
  await deleteGuildRows(trx, guildId);
  await trx.all(sql`delete from guild_change where guild_id = ${guildId}`);
  return true;
}

export const TABLES_OF_A_GUILD = [...GUILD_TABLES, 'given_reply'] as const;

export async function deleteGuildRows(trx: Queries, guildId: string): Promise<void> {
  for (const table of TABLES_OF_A_GUILD) {
    await trx.all(sql`delete from ${sql.raw(table)} where guild_id = ${guildId}`);
  }
}

export async function readSettings(db: Queries, guildId: string): Promise<GuildSettings> {
  const settings = sql`select settings from guild_settings where guild_id = ${guildId}`;
  const [row] = await read<{ settings: Partial<GuildSettings> }>(db, settings);
  return { ...DEFAULT_SETTINGS, ...row?.settings };
}

/** With what people are hashed on a server, made when it is first needed. */
export async function keyOf(db: Queries, guildId: string): Promise<string> {
  const stored = async () =>
    (await db.all<{ key: string }>(sql`select key from person_key where guild_id = ${guildId}`))[0]?.key;
  const known = await stored();
  if (known !== undefined) return known;
  // Another process may make one at the same moment; then that one counts.
  const key = randomBytes(32).toString('base64url');
  await db.all(sql`${sql.insertInto('person_key', [{ guildId, key }])} on conflict do nothing`);
  return (await stored())!;
}

/** Reads every answer's row once. */
export async function readServers(db: Queries): Promise<ServerHoldings[]> {
  const all = sql`
    select stored.guild_id as guild_id, coalesce(answers, 0) as answers, coalesce(uses, 0) as uses,
      settings is not null as has_settings, changed_at, left_at
    from (${WITH_DATA}) as stored
    left join (
      select guild_id, count(content) as answers, max(at) as changed_at
      from answer join answer_version using (guild_id, answer_id, version) group by guild_id
    ) as current on current.guild_id = stored.guild_id
    left join (select guild_id, cast(sum(count) as bigint) as uses from answer_use group by guild_id) as used
      on used.guild_id = stored.guild_id
    left join guild_settings on guild_settings.guild_id = stored.guild_id
    left join (
      select guild_id, max(left_at) as left_at from guild_membership group by guild_id having count(*) = count(left_at)
    ) as membership on membership.guild_id = stored.guild_id`;
  return (await read<ServerHoldings>(db, all)).toSorted((a, b) => (a.guildId < b.guildId ? -1 : 1));
}

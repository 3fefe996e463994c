import type { Kysely } from 'kysely';
import type { Tables } from '../rows.ts';
import type { ServerHoldings } from '../Store.ts';
import { GUILDS_WITH_DATA } from './memberships.ts';
import { latestVersions } from './versions.ts';

/** What is stored about each server, for operators. Reads every answer's row once. */
export async function readServers(db: Kysely<Tables>): Promise<ServerHoldings[]> {
  const answers = await latestVersions(db)
    .select(({ fn }) => [
      'answer.guild_id',
      fn.count<number>('content').as('answers'),
      fn.max('answer_version.at').as('changedAt'),
    ])
    .groupBy('answer.guild_id')
    .execute();
  const uses = await db
    .selectFrom('answer_use')
    .select(({ fn }) => ['guild_id', fn.sum<number | string>('count').as('uses')])
    .groupBy('guild_id')
    .execute();
  const settings = await db.selectFrom('guild_settings').select('guild_id').execute();
  const { rows: known } = await GUILDS_WITH_DATA.execute(db);
  const memberships = await db.selectFrom('guild_membership').select(['guild_id', 'left_at']).execute();

  const answersOf = new Map(answers.map((row) => [row.guild_id, row]));
  const usesOf = new Map(uses.map((row) => [row.guild_id, Number(row.uses)]));
  const withSettings = new Set(settings.map((row) => row.guild_id));
  const membershipsOf = Map.groupBy(memberships, (row) => row.guild_id);
  const guildIds = known.map(({ guild_id: id }) => id).toSorted();
  return guildIds.map((guildId) => ({
    guildId,
    answers: answersOf.get(guildId)?.answers ?? 0,
    uses: usesOf.get(guildId) ?? 0,
    hasSettings: withSettings.has(guildId),
    changedAt: answersOf.get(guildId)?.changedAt ?? null,
    leftAt: lastLeft((membershipsOf.get(guildId) ?? []).map((row) => row.left_at)),
  }));
}

/** @param times - When each bot left; `null` for one that is there. */
function lastLeft(times: readonly (number | null)[]): number | null {
  const left = times.filter((time) => time !== null);
  return left.length === times.length && left.length > 0 ? Math.max(...left) : null;
}

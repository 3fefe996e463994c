import type { Kysely, Transaction } from 'kysely';
import { DEFAULT_SETTINGS, type GuildSettings } from './GuildSettings.ts';
import type { Tables } from './Tables.ts';

/** What was never set, or did not exist when a server's settings were saved, is as by default. */
export async function readSettings(db: Kysely<Tables>, guildId: string): Promise<GuildSettings> {
  const row = await db
    .selectFrom('guild_settings')
    .select('settings')
    .where('guild_id', '=', guildId)
    .executeTakeFirst();
  if (!row) return DEFAULT_SETTINGS;
  return { ...DEFAULT_SETTINGS, ...(JSON.parse(row.settings) as Partial<GuildSettings>) };
}

export async function writeSettings(
  trx: Transaction<Tables>,
  guildId: string,
  guildSettings: GuildSettings,
): Promise<void> {
  const settings = JSON.stringify(guildSettings);
  await trx
    .insertInto('guild_settings')
    .values({ guild_id: guildId, settings })
    .onConflict((conflict) => conflict.column('guild_id').doUpdateSet({ settings }))
    .execute();
}

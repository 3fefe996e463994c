import { isDeepStrictEqual } from 'node:util';
import { type APIApplicationCommand, type Client, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import { allCommands } from './commands/allCommands.ts';
import { isRefusal } from './respond.ts';

/** What Discord adds to a command that it stores. */
const ADDED = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'dm_permission',
  'name_localized',
  'description_localized',
]);

/** Lists whose order means nothing to Discord. */
const UNORDERED = new Set(['contexts', 'integration_types']);

/**
 * A command or one of its parts in a form in which the one sent and the one that Discord gives back are the same:
 * without what Discord adds, without what says nothing, keys in alphabetical order.
 *
 * @example
 * commandAsData({ id: '9', name: 'help', nsfw: false, options: [] }); // { name: 'help' }
 */
export function commandAsData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(commandAsData);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !ADDED.has(key) && !saysNothing(part))
      .map(([key, part]) => [
        key,
        UNORDERED.has(key) ? (part as number[]).toSorted((a, b) => a - b) : commandAsData(part),
      ])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * Makes the commands that Discord offers those of this version, and writes only when they differ: a start without
 * changes costs one request that reads. When Discord fails, that is logged, and those registered before go on working.
 *
 * @param guildId - Registers in this server alone.
 * @throws UserError `guild-not-found` when the bot is not in that server.
 */
export async function registerCommands(client: Client<true>, guildId: string | undefined, log: Log): Promise<void> {
  const route = guildId
    ? Routes.applicationGuildCommands(client.application.id, guildId)
    : Routes.applicationCommands(client.application.id);
  const wanted = allCommands.map(({ data }) => (guildId ? withoutPlaces(data) : data));
  try {
    const query = new URLSearchParams({ with_localizations: 'true' });
    const registered = (await client.rest.get(route, { query })) as APIApplicationCommand[];
    if (isDeepStrictEqual(compared(registered, guildId), compared(wanted, guildId))) return;
    await client.rest.put(route, { body: wanted });
  } catch (error) {
    if (guildId && isRefusal(error, [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownGuild])) {
      throw new UserError(
        'guild-not-found',
        `The bot is not in the server ${guildId}: invite it there, or remove DISCORD_GUILD_ID to register its commands everywhere.`,
      );
    }
    log.error({ err: error }, 'could not register the commands');
    return;
  }
  log.info({ commands: wanted.length, ...(guildId && { guild: guildId }) }, 'registered the commands');
}

/** Where a command can be used is asked of commands for all servers alone; one server's are used in that server. */
function withoutPlaces<T extends object>(command: T): Omit<T, 'contexts' | 'integration_types'> {
  return Object.fromEntries(
    Object.entries(command).filter(([key]) => key !== 'contexts' && key !== 'integration_types'),
  ) as T;
}

function compared(commands: readonly object[], guildId: string | undefined): readonly unknown[] {
  return commands
    .map((command) => JSON.stringify(commandAsData(guildId ? withoutPlaces(command) : command)))
    .toSorted();
}

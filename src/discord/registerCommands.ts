import { isDeepStrictEqual } from 'node:util';
import { type APIApplicationCommand, type Client, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import { allCommands } from './commands/allCommands.ts';
import { isRefusal } from './respond.ts';
import { guildNotFound } from './strings.ts';

/** Keys that Discord adds to the commands it stores. */
const ADDED = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'dm_permission',
  'name_localized',
  'description_localized',
]);

/** Lists whose order Discord ignores. */
const UNORDERED = new Set(['contexts', 'integration_types']);

/**
 * A command, or a part of one, in a form that is equal for the command sent and the one that Discord returns: without
 * Discord's additions and empty values, with its keys in alphabetical order.
 *
 * @example
 * commandAsData({ id: '9', name: 'help', nsfw: false, options: [] }); // { name: 'help' }
 */
export function commandAsData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(commandAsData);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !ADDED.has(key) && !isEmpty(part))
      .map(([key, part]) => [
        key,
        UNORDERED.has(key) ? (part as number[]).toSorted((a, b) => a - b) : commandAsData(part),
      ])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * Registers the commands with Discord, if they differ from those registered. So a start without changes costs one read
 * request. If Discord fails, that is logged, and the commands registered before keep working.
 *
 * @param guildId - Registers the commands in this server alone.
 * @throws UserError `guild-not-found` when the bot is not in that server.
 */
export async function registerCommands(client: Client<true>, guildId: string | undefined, log: Log): Promise<void> {
  const route = guildId
    ? Routes.applicationGuildCommands(client.application.id, guildId)
    : Routes.applicationCommands(client.application.id);
  const wanted = allCommands.map(({ data }) => (guildId ? withoutContexts(data) : data));
  try {
    const query = new URLSearchParams({ with_localizations: 'true' });
    const registered = (await client.rest.get(route, { query })) as APIApplicationCommand[];
    if (isDeepStrictEqual(compared(registered, guildId), compared(wanted, guildId))) return;
    await client.rest.put(route, { body: wanted });
  } catch (error) {
    if (guildId && isRefusal(error, [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownGuild])) {
      throw new UserError('guild-not-found', guildNotFound(guildId));
    }
    log.error({ err: error }, 'could not register the commands');
    return;
  }
  log.info({ commands: wanted.length, ...(guildId && { guild: guildId }) }, 'registered the commands');
}

/** Discord takes contexts only for global commands: those of one server are used in that server. */
function withoutContexts<T extends object>(command: T): Omit<T, 'contexts' | 'integration_types'> {
  return Object.fromEntries(
    Object.entries(command).filter(([key]) => key !== 'contexts' && key !== 'integration_types'),
  ) as T;
}

function compared(commands: readonly object[], guildId: string | undefined): readonly unknown[] {
  return commands
    .map((command) => JSON.stringify(commandAsData(guildId ? withoutContexts(command) : command)))
    .toSorted();
}

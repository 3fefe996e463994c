import { type APIApplicationCommand, type ApplicationCommand, type Client, RESTJSONErrorCodes } from 'discord.js';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import { allCommands } from './commands/allCommands.ts';
import { knowCommand } from './present.ts';
import { isRefusal } from './refusals.ts';
import { guildNotFound } from './strings.ts';

/**
 * Registers the commands with Discord, if they differ from those registered or those can't be read. So a start without
 * changes costs one read request. If Discord fails, that is logged, and the commands registered before keep working.
 *
 * @param guildId - Registers the commands in this server alone.
 * @throws UserError `guild-not-found` when the bot is not in that server.
 */
export async function registerCommands(client: Client<true>, guildId: string | undefined, log: Log): Promise<void> {
  const { commands } = client.application;
  const wanted = allCommands.map(({ data }) => (guildId ? withoutContexts(data) : data));
  try {
    const registered = await commands
      .fetch({ withLocalizations: true, cache: false, ...(guildId && { guildId }) })
      .catch((err: unknown) => log.warn({ err }, 'could not read the registered commands'));
    const isRegistered = wanted.every((data) => registered?.some((command) => isSame(command, data, guildId)));
    const isCurrent = isRegistered && registered?.size === wanted.length;
    const current = isCurrent ? registered : await (guildId ? commands.set(wanted, guildId) : commands.set(wanted));
    for (const { name, id } of current.values()) knowCommand(client, name, id);
    if (isCurrent) return;
  } catch (error) {
    if (guildId && isRefusal(error, [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownGuild])) {
      throw new UserError('guild-not-found', guildNotFound(guildId));
    }
    log.error({ err: error }, 'could not register the commands');
    return;
  }
  log.info({ commands: wanted.length, ...(guildId && { guild: guildId }) }, 'registered the commands');
}

function isSame(command: ApplicationCommand, data: object, guildId: string | undefined): boolean {
  // Of a server's command, Discord may state places although it takes none.
  const places = { contexts: command.contexts, integration_types: command.integrationTypes };
  return command.equals({ ...data, ...(guildId && places) } as APIApplicationCommand, true);
}

/** Discord takes contexts only for global commands: those of one server are used in that server. */
function withoutContexts<T extends object>(command: T): T {
  return { ...command, contexts: undefined, integration_types: undefined };
}

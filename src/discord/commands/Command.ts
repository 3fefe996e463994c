import {
  type APIApplicationCommandBooleanOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import type { BotContext } from '../BotContext.ts';
import type { BotResponse, CommandInteraction, ResponseMode } from '../respond.ts';

/** Discord's limit for the choices offered while typing. */
export const MAX_CHOICES = 25;

export interface Command<I extends CommandInteraction> {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  /** Decided before the command runs, because a deferral cannot be changed. Default: `private`. */
  mode?(interaction: I): ResponseMode;
  run(interaction: I, context: BotContext): Promise<BotResponse>;
}

export interface SlashCommand extends Command<ChatInputCommandInteraction> {
  /** What to offer while an option is typed. For a numeric option, the ids are numbers. */
  autocomplete?(interaction: AutocompleteInteraction, context: BotContext): Promise<readonly Choice[]>;
}

export type MessageCommand = Command<MessageContextMenuCommandInteraction>;

const IN_SERVERS = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild],
};

/** Who sees a command, and where. Who may use it is checked by permissions.ts each time. */
const AUDIENCES = {
  /** Usable in servers and in direct messages with the bot, and anywhere by people who installed it for themselves. */
  everyone: {
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  },
  /** For everybody, but only in servers where the bot is. */
  members: IN_SERVERS,
  /** Hidden from everyone but a server's managers. Its administrators can show a command to others. */
  editors: {
    ...IN_SERVERS,
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
  },
};

export function slashCommand(
  name: string,
  description: string,
  options: APIApplicationCommandOption[] = [],
  audience: keyof typeof AUDIENCES = 'everyone',
): RESTPostAPIApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.ChatInput, name, description, options, ...AUDIENCES[audience] };
}

export function messageCommand(name: string, audience: keyof typeof AUDIENCES): RESTPostAPIApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.Message, name, ...AUDIENCES[audience] };
}

/** An option for a text. @param more - Such as the most characters, or that it must be filled in. */
export const textOption = (
  name: string,
  description: string,
  more: Partial<APIApplicationCommandStringOption> = {},
): APIApplicationCommandStringOption => ({ type: ApplicationCommandOptionType.String, name, description, ...more });

export const booleanOption = (name: string, description: string): APIApplicationCommandBooleanOption => ({
  type: ApplicationCommandOptionType.Boolean,
  name,
  description,
});

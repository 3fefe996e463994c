import {
  type APIApplicationCommandOption,
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
import type { Outcome, Way } from '../Outcome.ts';
import type { Surroundings } from '../Surroundings.ts';

export type CommandInteraction = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

export interface Command<I extends CommandInteraction> {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  /** How the answer appears. Decided before the work begins, because a deferral fixes it. */
  way(interaction: I): Way;
  /** @throws UserError for what the person can put right. */
  run(interaction: I, surroundings: Surroundings): Promise<Outcome>;
}

export interface SlashCommand extends Command<ChatInputCommandInteraction> {
  /** What to offer while an option is typed. Where that is a number, ids are numbers too. */
  autocomplete?(interaction: AutocompleteInteraction, surroundings: Surroundings): Promise<readonly Choice[]>;
}

/** A command in the menu of a message. */
export type MessageCommand = Command<MessageContextMenuCommandInteraction>;

/** Usable wherever the bot is: in servers and in direct messages with it. */
const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

export function slashCommand(
  name: string,
  description: string,
  options: APIApplicationCommandOption[] = [],
): RESTPostAPIApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    description,
    options,
    ...everywhere,
  };
}

export function messageCommand(name: string): RESTPostAPIApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.Message, name, ...everywhere };
}

/**
 * For those who keep a server's answers, and not seen by others. Discord lets a server's administrators show a command to
 * others, so that this decides nothing about who may use it: `permissions.ts` does, each time.
 */
const forEditors = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild],
  default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
};

export function editorsSlashCommand(
  name: string,
  description: string,
  options: APIApplicationCommandOption[] = [],
): RESTPostAPIApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.ChatInput, name, description, options, ...forEditors };
}

export function editorsMessageCommand(name: string): RESTPostAPIApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.Message, name, ...forEditors };
}

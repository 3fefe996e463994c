import {
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
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
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../Responder.ts';
import { EditorSession } from '../editing/EditorSession.ts';
import type { BotResponse, ResponseMode } from '../respond.ts';

/** Discord's limit for the choices offered while typing. */
export const MAX_CHOICES = 25;

export type CommandInteraction = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

export interface Command<I extends CommandInteraction> {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  /** How the answer appears. Decided before the work begins, because a deferral fixes it. */
  mode(interaction: I): ResponseMode;
  /** @throws UserError for what the person can put right. */
  run(interaction: I, botContext: BotContext): Promise<BotResponse>;
}

export interface SlashCommand extends Command<ChatInputCommandInteraction> {
  /** What to offer while an option is typed. Where that is a number, ids are numbers too. */
  autocomplete?(interaction: AutocompleteInteraction, botContext: BotContext): Promise<readonly Choice[]>;
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

/** One of the things that a command for editors can do: one file each. */
export interface Subcommand {
  readonly data: APIApplicationCommandSubcommandOption;
  readonly mode: ResponseMode;
  /** @throws UserError for what the person can put right. */
  readonly run: (session: EditorSession, interaction: ChatInputCommandInteraction) => Promise<BotResponse>;
  /** What to offer while an option is typed. */
  readonly autocomplete?: (session: EditorSession, interaction: AutocompleteInteraction) => Promise<readonly Choice[]>;
}

/** A command with subcommands, each of them, and what they offer, only for those who may edit the server's answers. */
export function editorsCommand(name: string, description: string, subcommands: readonly Subcommand[]): SlashCommand {
  const byName = new Map(subcommands.map((one) => [one.data.name, one]));
  return {
    data: editorsSlashCommand(
      name,
      description,
      subcommands.map(({ data }) => data),
    ),
    mode: ({ options }) => byName.get(options.getSubcommand(false) ?? '')?.mode ?? 'private',
    async run(interaction, botContext) {
      const session = await EditorSession.of(interaction, botContext);
      const subcommand = byName.get(interaction.options.getSubcommand(false) ?? '');
      if (!subcommand)
        throw new UserError('unknown-command', `That is not here any more. Type /${name} to see what is.`);
      return subcommand.run(session, interaction);
    },
    async autocomplete(interaction, botContext) {
      const session = await EditorSession.of(interaction, botContext);
      return (
        (await byName.get(interaction.options.getSubcommand(false) ?? '')?.autocomplete?.(session, interaction)) ?? []
      );
    },
  };
}

import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandOption,
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
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { type EditorSession, editorSession } from '../editing/EditorSession.ts';
import type { BotResponse, CommandInteraction, ResponseMode } from '../respond.ts';
import { COMMANDS, unknownSubcommand } from '../strings.ts';

/** Discord's limit for the choices offered while typing. */
export const MAX_CHOICES = 25;

export interface Command<I extends CommandInteraction> {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  /** Decided before the command runs, because a deferral cannot be changed. */
  mode(interaction: I): ResponseMode;
  /** @throws UserError for mistakes that the person can correct. */
  run(interaction: I, context: BotContext): Promise<BotResponse>;
}

export interface SlashCommand extends Command<ChatInputCommandInteraction> {
  /** What to offer while an option is typed. For a numeric option, the ids are numbers. */
  autocomplete?(interaction: AutocompleteInteraction, context: BotContext): Promise<readonly Choice[]>;
}

export type MessageCommand = Command<MessageContextMenuCommandInteraction>;

/** Who sees a command, and where. Who may use it is checked by permissions.ts each time. */
const AUDIENCES = {
  /** Usable in servers and in direct messages with the bot, and anywhere by people who installed it for themselves. */
  everyone: {
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  },
  /** Hidden from everyone but a server's managers. Its administrators can show a command to others. */
  editors: {
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
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

export interface Subcommand {
  readonly data: APIApplicationCommandSubcommandOption;
  readonly mode: ResponseMode;
  /** @throws UserError for mistakes that the person can correct. */
  readonly run: (session: EditorSession, interaction: ChatInputCommandInteraction) => Promise<BotResponse>;
  /** What to offer while an option is typed. */
  readonly autocomplete?: (session: EditorSession, interaction: AutocompleteInteraction) => Promise<readonly Choice[]>;
}

/** A subcommand of `/answer`. */
export function subcommandData(
  name: Exclude<keyof typeof COMMANDS.answer, 'description'>,
  ...options: APIApplicationCommandBasicOption[]
): APIApplicationCommandSubcommandOption {
  const type = ApplicationCommandOptionType.Subcommand;
  return { type, name, description: COMMANDS.answer[name], options };
}

/** A command whose subcommands, and what they offer while typing, are only for editors of the server's answers. */
export function editorsCommand(name: string, description: string, subcommands: readonly Subcommand[]): SlashCommand {
  const byName = new Map(subcommands.map((one) => [one.data.name, one]));
  type Interaction = ChatInputCommandInteraction | AutocompleteInteraction;
  const subcommandOf = ({ options }: Interaction): Subcommand | undefined =>
    byName.get(options.getSubcommand(false) ?? '');
  return {
    data: slashCommand(
      name,
      description,
      [...byName.values()].map(({ data }) => data),
      'editors',
    ),
    mode: (interaction) => subcommandOf(interaction)?.mode ?? 'private',
    async run(interaction, context) {
      const session = await editorSession(interaction, context);
      const subcommand = subcommandOf(interaction);
      if (!subcommand) throw new UserError('unknown-command', unknownSubcommand(name));
      return subcommand.run(session, interaction);
    },
    async autocomplete(interaction, context) {
      const session = await editorSession(interaction, context);
      return (await subcommandOf(interaction)?.autocomplete?.(session, interaction)) ?? [];
    },
  };
}

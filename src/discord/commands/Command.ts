import type {
  APIApplicationCommandOption,
  AutocompleteFocusedOption,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { AnswerBook, Choice } from '../../answers/AnswerBook.ts';
import type { Reply } from '../../replies/Reply.ts';
import type { Desk } from '../Desk.ts';

/** What a command or a button wants said. */
export interface Said {
  readonly reply: Reply;
  /** The user for whom somebody asked: named above the answer, never pinged. */
  readonly forUserId?: string | undefined;
}

export interface SlashCommand {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  /** Whether only the asker is to see the answer. Decided before the work begins, because a deferral fixes it. */
  isPrivate(interaction: ChatInputCommandInteraction): boolean;
  /** @throws UserError for what the asker can put right. */
  run(interaction: ChatInputCommandInteraction, desk: Desk): Said;
  /** What to offer while an option is typed. */
  autocomplete?(focused: AutocompleteFocusedOption, book: AnswerBook): readonly Choice[];
}

/** A command in the menu of a message. Its answer is always private: the message's author did not ask. */
export interface MessageCommand {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  run(interaction: MessageContextMenuCommandInteraction, desk: Desk): Said;
}

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
    options: options,
    ...everywhere,
  };
}

export function messageCommand(name: string): RESTPostAPIApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.Message, name, ...everywhere };
}

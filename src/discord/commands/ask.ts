import {
  type APIApplicationCommandBooleanOption,
  ApplicationCommandOptionType,
  type AutocompleteFocusedOption,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import type { AnswerBook, Choice } from '../../answers/AnswerBook.ts';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { textOf } from '../messages/asking.ts';
import { isGuest, maySend, serverOf } from '../permissions.ts';
import { present, type ReplyRequest } from '../present.ts';
import { publicReply } from '../messages/publicReply.ts';
import type { CommandInteraction } from '../respond.ts';
import { Responder } from '../Responder.ts';
import { COMMANDS, NO_TEXT_TO_ANSWER } from '../strings.ts';
import {
  type Command,
  MAX_CHOICES,
  type MessageCommand,
  messageCommand,
  type SlashCommand,
  slashCommand,
  textOption,
} from './Command.ts';

export const PRIVATE_OPTION: APIApplicationCommandBooleanOption = {
  type: ApplicationCommandOptionType.Boolean,
  name: 'private',
  description: COMMANDS.private,
};

/**
 * The author of a message did not ask the bot, so its answer is for the person who chose it alone. So is an answer where
 * nobody has invited the bot, unless the person wants it otherwise.
 */
const isForAsker = (interaction: CommandInteraction): boolean =>
  !interaction.isChatInputCommand() || (interaction.options.getBoolean(PRIVATE_OPTION.name) ?? isGuest(interaction));

/** The common parts of commands that reply to members from their server's AnswerBook. Only answers are worth a public message. */
export function replying<I extends CommandInteraction>(
  run: (interaction: I, responder: Responder) => ReplyRequest,
): Omit<Command<I>, 'data'> {
  return {
    mode: (interaction) => (isForAsker(interaction) ? 'private' : 'public'),
    async run(interaction, context) {
      const responder = await Responder.of(interaction, context);
      const request = run(interaction, responder);
      responder.count(interaction.user.id);
      const isPrivate = isForAsker(interaction) || request.reply.kind !== 'answer';
      if (!isPrivate) return publicReply(request, interaction, responder, context);
      const audience = { askerId: interaction.user.id, isPrivate, takesFeedback: serverOf(interaction) !== null };
      return { privately: present(request, { ...audience, canShare: maySend(interaction) }) };
    },
  };
}

export function fromBook(offer: (focused: AutocompleteFocusedOption, book: AnswerBook) => readonly Choice[]) {
  return async (interaction: AutocompleteInteraction, { books }: BotContext): Promise<readonly Choice[]> =>
    offer(interaction.options.getFocused(true), await books.of(serverOf(interaction) ?? undefined));
}

/** `/ask question [private] [for]`: answers a question, typed or picked from the suggestions. */
export const ask: SlashCommand = {
  data: slashCommand('ask', COMMANDS.ask.description, [
    textOption('question', COMMANDS.ask.question, { required: true, autocomplete: true }),
    PRIVATE_OPTION,
    { type: ApplicationCommandOptionType.User, name: 'for', description: COMMANDS.ask.for },
  ]),

  ...replying<ChatInputCommandInteraction>(({ options }, responder) => {
    const question = options.getString('question', true);
    const isPicked = responder.book.titleOf(question) !== undefined;
    return {
      reply: isPicked ? responder.show(question) : responder.ask(question, 'direct'),
      forUserId: options.getUser('for')?.id,
    };
  }),
  autocomplete: fromBook(({ value }, book) => book.offerAnswers(value, MAX_CHOICES)),
};

/** "Answer this", in the menu of a message: answers that message, for the person who chose it alone. */
export const answerThis: MessageCommand = {
  data: messageCommand(COMMANDS.answerThis, 'everyone'),
  ...replying<MessageContextMenuCommandInteraction>(({ targetMessage }, responder) => {
    const text = textOf(targetMessage);
    if (text === '') throw new UserError('no-text', NO_TEXT_TO_ANSWER);
    return { reply: responder.ask(text, 'direct') };
  }),
};

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
import { isGuest, serverOf } from '../permissions.ts';
import { audienceOf, present } from '../present.ts';
import { publicReply } from '../messages/drafts.ts';
import type { Reply } from '../../replies/Reply.ts';
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
  run: (interaction: I, responder: Responder) => Reply,
): Omit<Command<I>, 'data'> {
  return {
    mode: (interaction) => (isForAsker(interaction) ? 'private' : 'public'),
    async run(interaction, context) {
      const responder = await Responder.of(interaction, context);
      const reply = run(interaction, responder);
      responder.count(interaction.user.id);
      const forUserId = interaction.isChatInputCommand() ? interaction.options.getUser('for')?.id : undefined;
      const isPrivate = isForAsker(interaction) || reply.kind !== 'answer';
      if (!isPrivate) return publicReply(reply, interaction, responder, context, forUserId);
      return { privately: present(reply, { ...audienceOf(interaction, true), forUserId }) };
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
    return isPicked ? responder.show(question) : responder.ask(question, 'direct');
  }),
  autocomplete: fromBook(({ value }, book) => book.offerAnswers(value, MAX_CHOICES)),
};

/** "Answer this", in the menu of a message: answers that message, for the person who chose it alone. */
export const answerThis: MessageCommand = {
  data: messageCommand(COMMANDS.answerThis, 'everyone'),
  ...replying<MessageContextMenuCommandInteraction>(({ targetMessage }, responder) => {
    const text = textOf(targetMessage);
    if (text === '') throw new UserError('no-text', NO_TEXT_TO_ANSWER);
    return responder.ask(text, 'direct');
  }),
};

import {
  ApplicationCommandOptionType,
  type AutocompleteFocusedOption,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import type { AnswerBook, Choice } from '../../answers/AnswerBook.ts';
import { UserError } from '../../shared/UserError.ts';
import { Responder, type BotContext } from '../Responder.ts';
import { present, type ReplyRequest } from '../present.ts';
import {
  type Command,
  type CommandInteraction,
  type MessageCommand,
  messageCommand,
  type SlashCommand,
  slashCommand,
  MAX_CHOICES,
} from './Command.ts';

interface Answering<I> {
  /** Whether only the asker is to see the answer. */
  readonly isPrivate: (interaction: I) => boolean;
  /** @throws UserError for what the asker can put right. */
  readonly run: (interaction: I, responder: Responder) => ReplyRequest;
}

/** How commands work that answer members from the AnswerBook of the server where they are. */
export function answering<I extends CommandInteraction>({ isPrivate, run }: Answering<I>): Omit<Command<I>, 'data'> {
  return {
    mode: (interaction) => (isPrivate(interaction) ? 'private' : 'public'),
    async run(interaction, botContext) {
      const said = run(interaction, await Responder.of(interaction.guildId, botContext));
      return present(said, { askerId: interaction.user.id, isPrivate: isPrivate(interaction) });
    },
  };
}

/** Offers choices from that AnswerBook while an option is typed. */
export function fromBook(offer: (focused: AutocompleteFocusedOption, book: AnswerBook) => readonly Choice[]) {
  return async ({ guildId, options }: AutocompleteInteraction, { books }: BotContext): Promise<readonly Choice[]> =>
    offer(options.getFocused(true), await books.of(guildId ?? undefined));
}

/** `/ask question [private] [for]`: answers a question, typed or chosen from the list. */
export const ask: SlashCommand = {
  data: slashCommand('ask', 'Ask which model ChatGPT is based on, and anything around it', [
    {
      type: ApplicationCommandOptionType.String,
      name: 'question',
      description: 'Your question, or one from the list',
      required: true,
      autocomplete: true,
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      name: 'private',
      description: 'Show the answer to you alone (default: everybody in the channel sees it)',
    },
    {
      type: ApplicationCommandOptionType.User,
      name: 'for',
      description: 'Whom the answer is for: they are named above it, without a ping',
    },
  ]),

  ...answering<ChatInputCommandInteraction>({
    isPrivate: ({ options }) => options.getBoolean('private') ?? false,
    run({ options }, responder) {
      const question = options.getString('question', true);
      const isChosen = responder.book.titleOf(question) !== undefined;
      return {
        reply: isChosen ? responder.show(question) : responder.ask(question, 'direct'),
        forUserId: options.getUser('for')?.id,
      };
    },
  }),
  autocomplete: fromBook(({ value }, book) => book.offerAnswers(value, MAX_CHOICES)),
};

/** "Answer this", in the menu of a message: answers what that message asks, for the person who chose it alone. */
export const answerThis: MessageCommand = {
  data: messageCommand('Answer this'),
  ...answering<MessageContextMenuCommandInteraction>({
    // The message's author did not ask.
    isPrivate: () => true,
    run({ targetMessage }, responder) {
      if (targetMessage.content.trim() === '') {
        throw new UserError('no-text', 'That message holds no text to answer. Ask with /ask instead.');
      }
      return { reply: responder.ask(targetMessage.content, 'direct') };
    },
  }),
};

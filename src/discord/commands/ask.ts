import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from 'discord.js';
import { answering, fromBook } from './answering.ts';
import { type SlashCommand, slashCommand } from './Command.ts';
import { MAX_CHOICES } from './modelOption.ts';

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
    run({ options }, desk) {
      const question = options.getString('question', true);
      const isChosen = desk.book.answer(question) !== undefined;
      return {
        reply: isChosen ? desk.show(question) : desk.ask(question, 'direct'),
        forUserId: options.getUser('for')?.id,
      };
    },
  }),
  autocomplete: fromBook(({ value }, book) => book.offerAnswers(value, MAX_CHOICES)),
};

import type { ChatInputCommandInteraction } from 'discord.js';
import { answering, fromBook } from './answering.ts';
import { type SlashCommand, slashCommand } from './Command.ts';
import { modelNamed, modelOption, offerModels } from './modelOption.ts';

/** `/model name`: what is known about one model. */
export const model: SlashCommand = {
  data: slashCommand('model', 'What is known about a model: made from, released, context window and more', [
    modelOption('name', 'The model, by any of its names', true),
  ]),
  ...answering<ChatInputCommandInteraction>({
    isPrivate: () => false,
    run({ options }, desk) {
      const { id } = modelNamed(options.getString('name', true), desk.book);
      return { reply: desk.show(`model:${id}`) };
    },
  }),
  autocomplete: fromBook(offerModels),
};

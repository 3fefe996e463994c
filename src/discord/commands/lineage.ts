import type { ChatInputCommandInteraction } from 'discord.js';
import { answering, fromBook } from './answering.ts';
import { type SlashCommand, slashCommand } from './Command.ts';
import { modelNamed, modelOption, offerModels } from './modelOption.ts';

/** The answer that tells what ChatGPT itself has run on, from launch to today. */
const CHATGPT = 'lineage:chatgpt';

/** `/lineage [model]`: where a model comes from and what was made from it; without one, what ChatGPT has run on. */
export const lineage: SlashCommand = {
  data: slashCommand('lineage', 'Where a model comes from, or what ChatGPT has run on since its launch', [
    modelOption('model', 'The model, by any of its names; without one, ChatGPT itself', false),
  ]),
  ...answering<ChatInputCommandInteraction>({
    isPrivate: () => false,
    run({ options }, desk) {
      const typed = options.getString('model');
      return { reply: desk.show(typed === null ? CHATGPT : `lineage:${modelNamed(typed, desk.book).id}`) };
    },
  }),
  autocomplete: fromBook(offerModels),
};

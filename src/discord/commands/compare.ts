import type { ChatInputCommandInteraction } from 'discord.js';
import { UserError } from '../../UserError.ts';
import { answering, fromBook } from './answering.ts';
import { type SlashCommand, slashCommand } from './Command.ts';
import { modelNamed, modelOption, offerModels } from './modelOption.ts';

/** At most four side by side: more cannot be read on a phone. */
const OPTIONS = ['model-a', 'model-b', 'model-c', 'model-d'] as const;

/** `/compare model-a model-b [model-c] [model-d]`: models side by side. */
export const compare: SlashCommand = {
  data: slashCommand('compare', 'Put two to four models side by side', [
    modelOption('model-a', 'The first model, by any of its names', true),
    modelOption('model-b', 'The second model', true),
    modelOption('model-c', 'A third model', false),
    modelOption('model-d', 'A fourth model', false),
  ]),
  ...answering<ChatInputCommandInteraction>({
    isPrivate: () => false,
    run({ options }, desk) {
      const typed = OPTIONS.map((name) => options.getString(name)).filter((text) => text !== null);
      const models = typed.map((text) => modelNamed(text, desk.book));
      const ids = [...new Set(models.map(({ id }) => id))];
      if (ids.length < 2) {
        throw new UserError(
          'same-model',
          `${models[0]?.label} is the same model each time. Name at least two to compare.`,
        );
      }
      return { reply: desk.show(`compare:${ids.join('+')}`) };
    },
  }),
  autocomplete: fromBook(offerModels),
};

import {
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { AnswerBook, Choice } from '../../answers/AnswerBook.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { COMMANDS, noSuchModel, sameModel } from '../strings.ts';
import { fromBook, replying } from './ask.ts';
import { MAX_CHOICES, type SlashCommand, slashCommand } from './Command.ts';

/** An option for a model, offered by any of its names while typing. */
function modelOption(name: string, description: string, required: boolean): APIApplicationCommandStringOption {
  return { type: ApplicationCommandOptionType.String, name, description, required, autocomplete: true };
}

const offerModels = fromBook(({ value }, book) => book.models.search(value, MAX_CHOICES));

/**
 * The model that a person means.
 *
 * @param typed - An id from the suggestions, or anything else: Discord does not restrict the option to them.
 * @throws UserError `unknown-model`, with the nearest models.
 */
function modelNamed(typed: string, book: AnswerBook): Choice {
  const named = book.models.named(typed);
  if (named) return named;
  const nearest = book.models.search(typed, 3).map(({ label }) => label);
  throw new UserError('unknown-model', noSuchModel(clipped(typed, 60), nearest));
}

/** `/model name`: what is known about one model. */
export const model: SlashCommand = {
  data: slashCommand('model', COMMANDS.model.description, [modelOption('name', COMMANDS.model.name, true)]),
  ...replying<ChatInputCommandInteraction>({
    isPrivate: () => false,
    run({ options }, responder) {
      const { id } = modelNamed(options.getString('name', true), responder.book);
      return { reply: responder.show(`model:${id}`) };
    },
  }),
  autocomplete: offerModels,
};

/** More than four columns can't be read on a phone. */
const OPTIONS = ['model-a', 'model-b', 'model-c', 'model-d'] as const;

/** `/compare model-a model-b [model-c] [model-d]`: models side by side. */
export const compare: SlashCommand = {
  data: slashCommand(
    'compare',
    COMMANDS.compare.description,
    OPTIONS.map((name, index) => modelOption(name, COMMANDS.compare.models[index]!, index < 2)),
  ),
  ...replying<ChatInputCommandInteraction>({
    isPrivate: () => false,
    run({ options }, responder) {
      const typed = OPTIONS.map((name) => options.getString(name)).filter((text) => text !== null);
      const models = typed.map((text) => modelNamed(text, responder.book));
      const ids = [...new Set(models.map(({ id }) => id))];
      if (ids.length < 2) throw new UserError('same-model', sameModel(models[0]!.label));
      return { reply: responder.show(`compare:${ids.join('+')}`) };
    },
  }),
  autocomplete: offerModels,
};

/** What ChatGPT itself has run on, from its launch to today. */
const CHATGPT = 'lineage:chatgpt';

/** `/lineage [model]`: what a model was made from and what was made from it; without one, what ChatGPT has run on. */
export const lineage: SlashCommand = {
  data: slashCommand('lineage', COMMANDS.lineage.description, [modelOption('model', COMMANDS.lineage.model, false)]),
  ...replying<ChatInputCommandInteraction>({
    isPrivate: () => false,
    run({ options }, responder) {
      const typed = options.getString('model');
      const id = typed === null ? CHATGPT : `lineage:${modelNamed(typed, responder.book).id}`;
      return { reply: responder.show(id) };
    },
  }),
  autocomplete: offerModels,
};

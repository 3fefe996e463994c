import type { APIApplicationCommandStringOption, ChatInputCommandInteraction } from 'discord.js';
import type { AnswerBook, Choice } from '../../answers/AnswerBook.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { ALL_MODELS, COMMANDS, noSuchModel, sameModel } from '../strings.ts';
import { fromBook, PRIVATE_OPTION, replying } from './ask.ts';
import { MAX_CHOICES, type SlashCommand, slashCommand, textOption } from './Command.ts';

/** An option for a model, offered by any of its names while typing. */
const modelOption = (name: string, description: string, required: boolean) =>
  textOption(name, description, { required, autocomplete: true });

/**
 * @param typed - An id from the suggestions, or anything else: Discord does not restrict the option to them.
 * @throws UserError `unknown-model`, with the nearest models.
 */
function modelNamed(typed: string, book: AnswerBook): Choice {
  const named = book.models.named(typed);
  if (named) return named;
  const nearest = book.models.search(typed, 3).map(({ label }) => label);
  throw new UserError('unknown-model', noSuchModel(clipped(typed, 60), nearest));
}

/**
 * @param idOf - The id of the answer to show.
 * @param besides - What to offer before the models that fit what was typed. Default: nothing.
 */
function modelCommand(
  name: 'model' | 'compare' | 'lineage',
  options: APIApplicationCommandStringOption[],
  idOf: (options: ChatInputCommandInteraction['options'], book: AnswerBook) => string,
  besides: (typed: string) => readonly Choice[] = () => [],
): SlashCommand {
  return {
    data: slashCommand(name, COMMANDS[name].description, [...options, PRIVATE_OPTION]),
    ...replying<ChatInputCommandInteraction>(({ options: typed }, responder) =>
      responder.show(idOf(typed, responder.book)),
    ),
    autocomplete: fromBook(({ value }, book) => [...besides(value), ...book.models.search(value, MAX_CHOICES)]),
  };
}

/** `/model name`: what is known about one model. */
export const model = modelCommand(
  'model',
  [modelOption('name', COMMANDS.model.name, true)],
  (options, book) => `model:${modelNamed(options.getString('name', true), book).id}`,
);

/** More than four columns can't be read on a phone. */
const OPTIONS = ['model-a', 'model-b', 'model-c', 'model-d'] as const;

/** `/compare model-a model-b [model-c] [model-d]`: models side by side. */
export const compare = modelCommand(
  'compare',
  OPTIONS.map((name, index) => modelOption(name, COMMANDS.compare.models[index]!, index < 2)),
  (options, book) => {
    const typed = OPTIONS.map((name) => options.getString(name)).filter((text) => text !== null);
    const models = typed.map((text) => modelNamed(text, book));
    const ids = [...new Set(models.map(({ id }) => id))];
    if (ids.length < 2) throw new UserError('same-model', sameModel(models[0]!.label));
    return `compare:${ids.join('+')}`;
  },
);

/** In place of a model: the family trees of all makers. */
const ALL = 'all';

/** `/lineage [model]`: what a model was made from and what was made from it; without one, what ChatGPT has run on. */
export const lineage = modelCommand(
  'lineage',
  [modelOption('model', COMMANDS.lineage.model, false)],
  (options, book) => {
    const typed = options.getString('model');
    if (typed?.trim().toLowerCase() === ALL) return `lineage:${ALL}`;
    return `lineage:${typed === null ? 'chatgpt' : modelNamed(typed, book).id}`;
  },
  (typed) =>
    ` ${ALL_MODELS.toLowerCase()}`.includes(` ${typed.trim().toLowerCase()}`) ? [{ id: ALL, label: ALL_MODELS }] : [],
);

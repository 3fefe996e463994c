import {
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { AnswerBook, Choice } from '../../answers/AnswerBook.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { answering, fromBook } from './ask.ts';
import { type SlashCommand, slashCommand, MAX_CHOICES } from './Command.ts';

/** An option for a model, offered by any of its names while typing. */
export function modelOption(name: string, description: string, required: boolean): APIApplicationCommandStringOption {
  return { type: ApplicationCommandOptionType.String, name, description, required, autocomplete: true };
}

export function offerModels({ value }: { readonly value: string }, book: AnswerBook): readonly Choice[] {
  return book.models.search(value, MAX_CHOICES);
}

/**
 * The model that a person means.
 *
 * @param typed - An id from the list, or whatever was typed instead: Discord does not confine it to the list.
 * @throws UserError `unknown-model`, naming the nearest.
 */
export function modelNamed(typed: string, book: AnswerBook): Choice {
  const model = book.models.named(typed);
  if (model) return model;
  const nearest = book.models.search(typed, 3).map(({ label }) => label);
  const hint = nearest.length > 0 ? `Did you mean ${nearest.join(', ')}? ` : '';
  throw new UserError(
    'unknown-model',
    `There is no model called "${clipped(typed, 60)}". ${hint}Pick one from the list that appears while typing.`,
  );
}

/** `/model name`: what is known about one model. */
export const model: SlashCommand = {
  data: slashCommand('model', 'What is known about a model: made from, released, context window and more', [
    modelOption('name', 'The model, by any of its names', true),
  ]),
  ...answering<ChatInputCommandInteraction>({
    isPrivate: () => false,
    run({ options }, responder) {
      const { id } = modelNamed(options.getString('name', true), responder.book);
      return { reply: responder.show(`model:${id}`) };
    },
  }),
  autocomplete: fromBook(offerModels),
};

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
    run({ options }, responder) {
      const typed = OPTIONS.map((name) => options.getString(name)).filter((text) => text !== null);
      const models = typed.map((text) => modelNamed(text, responder.book));
      const ids = [...new Set(models.map(({ id }) => id))];
      if (ids.length < 2) {
        throw new UserError(
          'same-model',
          `${models[0]?.label} is the same model each time. Name at least two to compare.`,
        );
      }
      return { reply: responder.show(`compare:${ids.join('+')}`) };
    },
  }),
  autocomplete: fromBook(offerModels),
};

/** The answer that tells what ChatGPT itself has run on, from launch to today. */
const CHATGPT = 'lineage:chatgpt';

/** `/lineage [model]`: where a model comes from and what was made from it; without one, what ChatGPT has run on. */
export const lineage: SlashCommand = {
  data: slashCommand('lineage', 'Where a model comes from, or what ChatGPT has run on since its launch', [
    modelOption('model', 'The model, by any of its names; without one, ChatGPT itself', false),
  ]),
  ...answering<ChatInputCommandInteraction>({
    isPrivate: () => false,
    run({ options }, responder) {
      const typed = options.getString('model');
      return { reply: responder.show(typed === null ? CHATGPT : `lineage:${modelNamed(typed, responder.book).id}`) };
    },
  }),
  autocomplete: fromBook(offerModels),
};

import { type APIApplicationCommandStringOption, ApplicationCommandOptionType } from 'discord.js';
import type { AnswerBook, Choice } from '../../answers/AnswerBook.ts';
import { clipped } from '../../replies/characters.ts';
import { UserError } from '../../UserError.ts';

/** Discord's limit for the choices offered while typing. */
export const MAX_CHOICES = 25;

/** An option for a model, offered by any of its names while typing. */
export function modelOption(name: string, description: string, required: boolean): APIApplicationCommandStringOption {
  return { type: ApplicationCommandOptionType.String, name, description, required, autocomplete: true };
}

export function offerModels({ value }: { readonly value: string }, book: AnswerBook): readonly Choice[] {
  return book.offerModels(value, MAX_CHOICES);
}

/**
 * The model that a person means.
 *
 * @param typed - An id from the list, or whatever was typed instead: Discord does not confine it to the list.
 * @throws UserError `unknown-model`, naming the nearest.
 */
export function modelNamed(typed: string, book: AnswerBook): Choice {
  const model = book.model(typed);
  if (model) return model;
  const nearest = book.offerModels(typed, 3).map(({ label }) => label);
  const hint = nearest.length > 0 ? `Did you mean ${nearest.join(', ')}? ` : '';
  throw new UserError(
    'unknown-model',
    `There is no model called "${clipped(typed, 60)}". ${hint}Pick one from the list that appears while typing.`,
  );
}

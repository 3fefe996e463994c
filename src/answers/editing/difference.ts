import { diffArrays } from 'diff';
import type { AnswerContent } from '../../store/Store.ts';
import { EMPTY_FIELDS, fieldsOfContent } from './form.ts';

/** A piece of two texts. `same` and `removed` together are the text before, `same` and `added` the text after. */
export interface Part {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** How two states of an answer differ, word by word. Has only the fields that differ. */
export type Difference = { readonly [Field in keyof AnswerContent]?: readonly Part[] };

/** Words with the space after them. In scripts without spaces, single characters. */
const WORDS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]\s*|[\p{L}\p{N}\p{M}_'’-]+[^\S\n]*|\n|[^\n\p{L}\p{N}][^\S\n]*|[^]/gu;

/** The most words to find added or removed: 20 ms. With more, the whole text counts as replaced. */
const MOST_CHANGED = 500;

/**
 * The smallest difference, word by word. Removed words come before those that replace them.
 *
 * @example
 * wordDifference('ask in #help', 'ask me in #help');
 * // [{ kind: 'same', text: 'ask ' }, { kind: 'added', text: 'me ' }, { kind: 'same', text: 'in #help' }]
 */
export function wordDifference(before: string, after: string): readonly Part[] {
  const [from, to] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []];
  const replaced = [
    { value: from, removed: true, added: false },
    { value: to, removed: false, added: true },
  ];
  const parts = diffArrays(from, to, { maxEditLength: MOST_CHANGED }) ?? replaced;
  return parts
    .filter(({ value }) => value.length > 0)
    .map(({ value, removed, added }) => ({
      kind: removed ? 'removed' : added ? 'added' : 'same',
      text: value.join(''),
    }));
}

export function differenceBetween(before: AnswerContent | null, after: AnswerContent | null): Difference {
  const from = before ? fieldsOfContent(before) : EMPTY_FIELDS;
  const to = after ? fieldsOfContent(after) : EMPTY_FIELDS;
  const fields = Object.keys(EMPTY_FIELDS) as (keyof AnswerContent)[];
  return Object.fromEntries(
    fields.filter((field) => from[field] !== to[field]).map((field) => [field, wordDifference(from[field], to[field])]),
  );
}

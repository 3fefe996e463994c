import Fuse from 'fuse.js';
import type { Choice } from './AnswerBook.ts';

export interface Searchable extends Choice {
  /** Further texts under which people look for it. */
  readonly texts: readonly string[];
}

/**
 * Longer texts are cut: what people type into an option while choosing is short, and Bitap's time grows with it.
 */
const MAX_TEXT = 64;

/** Finds choices while a person types, forgiving slips of the finger. Built once, asked at every keystroke. */
export class ChoiceSearch {
  readonly #choices: readonly Searchable[];
  readonly #fuse: Fuse<Searchable>;

  /** @param choices - Most useful first: shown in this order while nothing is typed. */
  constructor(choices: readonly Searchable[]) {
    this.#choices = choices;
    this.#fuse = new Fuse(choices, {
      keys: [
        { name: 'label', weight: 2 },
        { name: 'texts', weight: 1 },
      ],
      ignoreLocation: true,
      ignoreDiacritics: true,
      threshold: 0.4,
    });
  }

  /** At most `limit` choices: those whose text begins with what was typed, then those that resemble it, best first. */
  search(text: string, limit: number): readonly Choice[] {
    const typed = text.trim().slice(0, MAX_TEXT).toLowerCase();
    if (typed === '') return this.#choices.slice(0, limit).map(toChoice);
    const begin = this.#choices.filter(({ label, texts }) =>
      [label, ...texts].some((known) => known.toLowerCase().startsWith(typed)),
    );
    const similar = this.#fuse.search(typed, { limit: limit + begin.length }).map(({ item }) => item);
    return [...new Set([...begin, ...similar])].slice(0, limit).map(toChoice);
  }
}

function toChoice({ id, label }: Searchable): Choice {
  return { id, label };
}

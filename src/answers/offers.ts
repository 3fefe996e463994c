import Fuse from 'fuse.js';
import type { Answer } from '../knowledge/Answer.ts';
import type { Candidate } from '../matching/Match.ts';
import { TUNING } from '../matching/tuning.ts';
import type { Choice } from './AnswerBook.ts';

/** What tells titles apart stands in these; fuse.js takes a millisecond a letter over 2,000 titles. */
const MOST_LETTERS = 20;

interface Offer extends Choice {
  /** Title and phrasings in lower case, each on a line that also begins with a line end. */
  readonly text: string;
}

/**
 * Answers to choose from while a person types: those of which a title or phrasing begins with what was typed, then those
 * that it means, those that have all of its words, and those whose titles resemble it.
 *
 * Only titles are searched for resemblance: over 4,000 phrasings that took 40 to 300 ms a keystroke, and matching knows
 * better what a phrasing means (`npm run bench -- servers`).
 */
export class AnswerOffers {
  readonly #offers: readonly Offer[];
  readonly #beneath: AnswerOffers | undefined;
  readonly #hides: ReadonlySet<string>;
  #titles: Fuse<Offer> | undefined;

  /**
   * @param answers - Most useful first: shown in this order while nothing is typed.
   * @param beneath - What to offer after them.
   * @param hides - Ids of what is not to be offered of those beneath.
   */
  constructor(answers: Iterable<Answer>, beneath?: AnswerOffers, hides: ReadonlySet<string> = new Set()) {
    this.#offers = Array.from(answers, ({ id, title, questions }) => ({
      id,
      label: title,
      text: ['', title, ...questions].join('\n').toLowerCase(),
    }));
    this.#beneath = beneath;
    this.#hides = hides;
  }

  /** @param meant - What matching finds in the text. */
  search(text: string, limit: number, meant: readonly Candidate[]): readonly Choice[] {
    const typed = text.trim().toLowerCase();
    const all = this.#all();
    if (typed === '') return all.slice(0, limit).map(toChoice);
    const words = typed.split(/\s+/);
    const begin = all.filter((offer) => offer.text.includes(`\n${typed}`));
    const containing = all.filter((offer) => words.every((word) => offer.text.includes(word)));
    const found = new Set([...begin, ...this.#withIds(meant, all), ...containing]);
    if (found.size < limit) for (const offer of this.#similar(typed.slice(0, MOST_LETTERS))) found.add(offer);
    return [...found].slice(0, limit).map(toChoice);
  }

  #withIds(meant: readonly Candidate[], all: readonly Offer[]): Offer[] {
    const likely = meant.filter(({ confidence }) => confidence >= TUNING.gates.direct.suggest);
    return likely.flatMap(({ id }) => all.find((offer) => offer.id === id) ?? []);
  }

  #similar(typed: string): Offer[] {
    this.#titles ??= new Fuse(this.#offers, {
      keys: ['label'],
      ignoreLocation: true,
      ignoreDiacritics: true,
      threshold: 0.4,
    });
    return [
      ...this.#titles.search(typed).map(({ item }) => item),
      ...this.#unhidden((beneath) => beneath.#similar(typed)),
    ];
  }

  #all(): readonly Offer[] {
    return this.#beneath ? [...this.#offers, ...this.#unhidden((beneath) => beneath.#all())] : this.#offers;
  }

  #unhidden(of: (beneath: AnswerOffers) => readonly Offer[]): Offer[] {
    return this.#beneath ? of(this.#beneath).filter(({ id }) => !this.#hides.has(id)) : [];
  }
}

function toChoice({ id, label }: Choice): Choice {
  return { id, label };
}

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

import Fuse from 'fuse.js';
import type { Answer } from '../knowledge/Answer.ts';
import type { Candidate } from '../matching/Match.ts';
import { TUNING } from '../matching/tuning.ts';
import type { Choice } from './AnswerBook.ts';

/** Enough to tell titles apart. fuse.js takes a millisecond per letter for 2,000 titles. */
const MAX_SEARCHED = 20;

/** Similar titles and names, with typos and without accents. */
const SIMILAR = { ignoreLocation: true, ignoreDiacritics: true, threshold: 0.4 };

interface Offer extends Choice {
  /** Title and phrasings in lower case, each after a line end. */
  readonly text: string;
}

function asOffer({ id, title, questions }: Answer): Offer {
  return { id, label: title, text: ['', title, ...questions].join('\n').toLowerCase() };
}

/**
 * Answers to choose from while a person types: first those with a title, then with a phrasing that begins with the text, then those
 * that matching finds for it, those that contain all of its words, and those with a similar title.
 *
 * Only titles are searched for similarity. With 4,000 phrasings that took 40 to 300 ms per keystroke, and matching knows
 * better what a phrasing means (`npm run bench -- servers`).
 */
export class AnswerOffers {
  readonly #answers: Iterable<Answer>;
  readonly #below: AnswerOffers | undefined;
  readonly #hides: ReadonlySet<string>;
  /** Made when somebody first types, as is what searches titles: a bot that only answers questions needs neither. */
  #made: readonly Offer[] | undefined;
  #titles: Fuse<Offer> | undefined;

  /**
   * @param answers - Most useful first. Offered in this order while nothing is typed.
   * @param below - Offers to add after them.
   * @param hides - Ids not to offer from those below.
   */
  constructor(answers: Iterable<Answer>, below?: AnswerOffers, hides: ReadonlySet<string> = new Set()) {
    this.#answers = answers;
    this.#below = below;
    this.#hides = hides;
  }

  search(text: string, limit: number, meant: readonly Candidate[]): readonly Choice[] {
    const typed = text.trim().toLowerCase();
    const all = this.#all();
    if (typed === '') return all.slice(0, limit).map(toChoice);
    const words = typed.split(/\s+/);
    const titled = all.filter(({ label }) => label.toLowerCase().startsWith(typed));
    const begin = all.filter((offer) => offer.text.includes(`\n${typed}`));
    const containing = all.filter((offer) => words.every((word) => offer.text.includes(word)));
    const likely = meant.filter(({ confidence }) => confidence >= TUNING.gates.direct.suggest);
    const understood = likely.flatMap(({ id }) => all.find((offer) => offer.id === id) ?? []);
    const found = new Set([...titled, ...begin, ...understood, ...containing]);
    if (found.size < limit) for (const offer of this.#similar(typed.slice(0, MAX_SEARCHED))) found.add(offer);
    return [...found].slice(0, limit).map(toChoice);
  }

  get #offers(): readonly Offer[] {
    return (this.#made ??= Array.from(this.#answers, asOffer));
  }

  #similar(typed: string): Offer[] {
    this.#titles ??= new Fuse(this.#offers, { keys: ['label'], ...SIMILAR });
    return [...this.#titles.search(typed).map(({ item }) => item), ...this.#unhidden((below) => below.#similar(typed))];
  }

  #all(): readonly Offer[] {
    return this.#below ? [...this.#offers, ...this.#unhidden((below) => below.#all())] : this.#offers;
  }

  #unhidden(of: (below: AnswerOffers) => readonly Offer[]): Offer[] {
    return this.#below ? of(this.#below).filter(({ id }) => !this.#hides.has(id)) : [];
  }
}

function toChoice({ id, label }: Choice): Choice {
  return { id, label };
}

export interface Searchable extends Choice {
  readonly texts: readonly string[];
  /** Whether it stands for many others, as an assistant or a family does. Default: it doesn't. */
  readonly isGeneral?: true;
}

/** Longer texts are cut, because Bitap's time grows with them. What people type to choose something is short. */
const MAX_TEXT = 64;

/** "gpt 4" and "GPT4" are GPT-4. */
const folded = (text: string): string => text.toLowerCase().replaceAll(/[\s-]+/g, '');

/**
 * What is offered first, best rank first: a name that was typed whole; one that begins with it, "Gemini" before "Gemini 4
 * Neon"; a word of a name; another name.
 */
const RANKS: readonly ((choice: Searchable, typed: string) => boolean)[] = [
  ({ label }, typed) => folded(label) === folded(typed),
  ({ texts }, typed) => texts.some((text) => folded(text) === folded(typed)),
  ({ label, isGeneral }, typed) => isGeneral === true && folded(label).startsWith(folded(typed)),
  ({ label }, typed) => folded(label).startsWith(folded(typed)),
  ({ label }, typed) => label.toLowerCase().includes(` ${typed}`),
  ({ texts }, typed) => texts.some((text) => folded(text).startsWith(folded(typed))),
];

/** Finds choices while a person types, with typos. Built at the first keystroke, searched at each. */
export class ChoiceSearch {
  readonly #choices: readonly Searchable[];
  #fuse: Fuse<Searchable> | undefined;

  /** @param choices - Most useful first. Offered in this order while nothing is typed. */
  constructor(choices: readonly Searchable[]) {
    this.#choices = choices;
  }

  /** Choices that what was typed begins, then similar ones, best first. */
  search(text: string, limit: number): readonly Choice[] {
    const typed = text.trim().slice(0, MAX_TEXT).toLowerCase();
    if (typed === '') return this.#choices.slice(0, limit).map(toChoice);
    const begin = RANKS.flatMap((isOfRank) => this.#choices.filter((choice) => isOfRank(choice, typed)));
    this.#fuse ??= new Fuse(this.#choices, {
      keys: [
        { name: 'label', weight: 2 },
        { name: 'texts', weight: 1 },
      ],
      ...SIMILAR,
    });
    const similar = this.#fuse.search(typed, { limit: limit + begin.length }).map(({ item }) => item);
    return [...new Set([...begin, ...similar])].slice(0, limit).map(toChoice);
  }
}

import Fuse, { type FuseOptionKey } from 'fuse.js';
import type { Answer } from '../knowledge/Answer.ts';
import type { Candidate } from '../matching/Match.ts';
import { TUNING } from '../matching/tuning.ts';
import type { Choice } from './AnswerBook.ts';

export interface Searchable extends Choice {
  /** Other names, or the title and phrasings of an answer in lower case. */
  readonly texts: readonly string[];
  /** Whether it stands for many others, as an assistant or a family does. Default: it doesn't. */
  readonly isGeneral?: true;
}

/** Finds the choices of one rank. @param meant - What matching finds for what was typed. */
type Rank = (all: readonly Searchable[], typed: string, meant: readonly Candidate[]) => readonly Searchable[];

/** "gpt 4" and "GPT4" are GPT-4. */
const folded = (text: string): string => text.toLowerCase().replaceAll(/[\s-]+/g, '');

const those =
  (isOfRank: (choice: Searchable, typed: string) => boolean): Rank =>
  (all, typed) =>
    all.filter((choice) => isOfRank(choice, typed));

/**
 * Of names: one that was typed whole; one that begins with what was typed, "Gemini" before "Gemini 4 Neon"; a word of a name;
 * another name.
 */
const NAME_RANKS: readonly Rank[] = [
  those(({ label }, typed) => folded(label) === folded(typed)),
  those(({ texts }, typed) => texts.some((text) => folded(text) === folded(typed))),
  those(({ label, isGeneral }, typed) => isGeneral === true && folded(label).startsWith(folded(typed))),
  those(({ label }, typed) => folded(label).startsWith(folded(typed))),
  those(({ label }, typed) => label.toLowerCase().includes(` ${typed}`)),
  those(({ texts }, typed) => texts.some((text) => folded(text).startsWith(folded(typed)))),
];

/** Of answers: a title, then a phrasing that begins with what was typed; what matching finds; what has all of its words. */
const ANSWER_RANKS: readonly Rank[] = [
  those(({ label }, typed) => label.toLowerCase().startsWith(typed)),
  those(({ texts }, typed) => texts.some((text) => text.startsWith(typed))),
  (all, _, meant) => meant.flatMap(({ id }) => all.find((choice) => choice.id === id) ?? []),
  those(({ texts }, typed) => typed.split(/\s+/).every((word) => texts.some((text) => text.includes(word)))),
];

/** Longer texts are cut: what people type to choose something is short. */
const MAX_TYPED = 64;

/** Enough to tell titles apart. fuse.js takes a millisecond per letter for 2,000 titles. */
const MAX_SIMILAR = 20;

/**
 * Finds choices while a person types: those of each rank, the best rank first, then similar ones, with typos and without
 * accents. Everything is built at the first keystroke: a bot that only answers questions needs none of it.
 */
export class ChoiceSearch {
  readonly #list: () => Iterable<Searchable>;
  readonly #ranks: readonly Rank[];
  /** The fields in which similar texts are searched. */
  readonly #keys: FuseOptionKey<Searchable>[];
  #made: readonly Searchable[] | undefined;
  #fuse: Fuse<Searchable> | undefined;

  /** @param list - Most useful first. Offered in this order while nothing is typed. */
  private constructor(list: () => Iterable<Searchable>, ranks: readonly Rank[], keys: FuseOptionKey<Searchable>[]) {
    this.#list = list;
    this.#ranks = ranks;
    this.#keys = keys;
  }

  static ofNames(choices: readonly Searchable[]): ChoiceSearch {
    return new ChoiceSearch(() => choices, NAME_RANKS, [{ name: 'label', weight: 2 }, 'texts']);
  }

  /**
   * Only titles are searched for similarity. With 4,000 phrasings that took 40 to 300 ms per keystroke, and matching knows
   * better what a phrasing means (`npm run bench -- servers`).
   *
   * @param below - Answers to add after them, without those that are hidden.
   */
  static ofAnswers(
    answers: Iterable<Answer>,
    below?: ChoiceSearch,
    hides: ReadonlySet<string> = new Set(),
  ): ChoiceSearch {
    const list = function* (): Generator<Searchable> {
      for (const { id, title, questions } of answers) {
        yield { id, label: title, texts: [title, ...questions].map((text) => text.toLowerCase()) };
      }
      for (const choice of below?.choices ?? []) if (!hides.has(choice.id)) yield choice;
    };
    return new ChoiceSearch(list, ANSWER_RANKS, ['label']);
  }

  get choices(): readonly Searchable[] {
    return (this.#made ??= [...this.#list()]);
  }

  search(text: string, limit: number, meant: readonly Candidate[] = []): readonly Choice[] {
    const typed = text.trim().slice(0, MAX_TYPED).toLowerCase();
    const likely = meant.filter(({ confidence }) => confidence >= TUNING.gates.direct.suggest);
    const ranked = typed === '' ? [this.choices] : this.#ranks.map((rank) => rank(this.choices, typed, likely));
    const found = new Set(ranked.flat());
    if (typed !== '' && found.size < limit) {
      this.#fuse ??= new Fuse(this.choices, {
        keys: this.#keys,
        ignoreLocation: true,
        ignoreDiacritics: true,
        threshold: 0.4,
      });
      for (const { item } of this.#fuse.search(typed.slice(0, MAX_SIMILAR))) found.add(item);
    }
    return [...found].slice(0, limit).map(({ id, label }) => ({ id, label }));
  }
}

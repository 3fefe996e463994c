import Fuse from 'fuse.js';
import { stemmer } from 'stemmer';
import type { Cooperative } from '../../shared/concurrency.ts';
import { TUNING } from '../tuning.ts';
import { COMMON_WORDS, FOREIGN_WORDS } from './words.ts';

/**
 * How many single-letter edits turn one word into another, counting a swap of two neighbours as one.
 *
 * @example
 * editDistance('trasnformer', 'transformer'); // 1, a swap
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      let edits = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + change);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isSwap) edits = Math.min(edits, beforeLast[j - 2]! + 1);
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length]!;
}

/** Shorter words resemble too many others. */
const SHORTEST = 3;
/** Words of so many letters can have lost a letter, have one too many, or two swapped: `hve`, `oyu`. */
const SHORT = 3;
/** So are names of so many letters, which mean something only as they are: `sota` is not Sora. */
const SHORT_NAME = 4;
/** Longer ones are nobody's typo, and fuse.js compares 32 letters at most. */
const LONGEST = 24;
/** In a word of so many letters a slip is a slip. */
const SURE_LETTERS = 9;
/** Enough for a busy server's slips; a full cache begins anew. */
const MOST_KEPT = 10_000;
const LETTERS = /^[a-z]+$/;
/** As many as take less than a millisecond. */
const WORDS_A_STEP = 200;

/** A word that another can be a misspelling of, and which letters it has. */
interface Target {
  readonly word: string;
  readonly letters: number;
  /** Shorter words with another letter in them are other words, no slips. */
  readonly shortest: number;
}

/** Reads misspelled words as the known words they resemble. */
export class WordRepair {
  /** Known words, and how often the phrasings use them. */
  readonly #known: ReadonlyMap<string, number>;
  readonly #beneath: WordRepair | undefined;
  /** `compares` is no slip where `compare` is known. */
  readonly #knownStems: ReadonlySet<string>;
  /** What a misspelled word can mean, with the letters of each. */
  readonly #targets: readonly Target[];
  readonly #kept = new Map<string, string>();

  private constructor(
    known: ReadonlyMap<string, number>,
    knownStems: ReadonlySet<string>,
    targets: readonly Target[],
    beneath: WordRepair | undefined,
  ) {
    this.#known = known;
    this.#knownStems = knownStems;
    this.#targets = targets;
    this.#beneath = beneath;
  }

  /**
   * @param known - Words, and how often each is used: of two that are equally near, the more usual is meant.
   * @param beneath - Knows further words, which this one then knows too.
   */
  static *of(known: ReadonlyMap<string, number>, beneath?: WordRepair): Cooperative<WordRepair> {
    const stems = new Set<string>();
    const targets: Target[] = [];
    // What lies beneath everything are names.
    const shortest = 1 + (beneath === undefined ? SHORT_NAME : SHORT);
    for (const word of known.keys()) {
      stems.add(stemmer(word));
      if (word.length >= SHORTEST && LETTERS.test(word) && !beneath?.knows(word)) {
        targets.push({ word, letters: lettersIn(word), shortest });
      }
      if (stems.size % WORDS_A_STEP === 0) yield;
    }
    const inOrder = targets.toSorted((a, b) => (a.word < b.word ? -1 : 1));
    return new WordRepair(known, stems, inOrder, beneath);
  }

  /** Whether a word is one that should be repaired if it can be. */
  isUnknown(word: string): boolean {
    if (word.length < SHORTEST || word.length > LONGEST || !LETTERS.test(word)) return false;
    if (COMMON_WORDS.has(word) || FOREIGN_WORDS.has(word)) return false;
    return !this.knows(word) && !this.#knowsStem(stemmer(word));
  }

  knows(word: string): boolean {
    return this.#known.has(word) || this.#beneath?.knows(word) === true;
  }

  /**
   * The known word that a word was meant to be, two words where a space was forgotten, or the word itself.
   *
   * @example
   * repair.read('trasnformer'); // 'transformer'
   * repair.read('opensource'); // 'open source'
   */
  read(word: string): string {
    if (!this.isUnknown(word)) return word;
    let read = this.#kept.get(word);
    if (read === undefined) {
      read = this.#unstretched(word) ?? this.#inTwo(word) ?? this.#nearest(word) ?? word;
      if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
      this.#kept.set(word, read);
    }
    return read;
  }

  #knowsStem(stem: string): boolean {
    return this.#knownStems.has(stem) || (this.#beneath !== undefined && this.#beneath.#knowsStem(stem));
  }

  #allTargets(): readonly Target[] {
    return this.#beneath ? [...this.#targets, ...this.#beneath.#allTargets()] : this.#targets;
  }

  #uses(word: string): number {
    return (this.#known.get(word) ?? 0) + (this.#beneath ? this.#beneath.#uses(word) : 0);
  }

  /** `whaat`: letters doubled for emphasis. */
  #unstretched(word: string): string | undefined {
    const single = word.replace(/([a-z])\1/g, '$1');
    return single !== word && (this.knows(single) || COMMON_WORDS.has(single)) ? single : undefined;
  }

  #inTwo(word: string): string | undefined {
    for (let i = 3; i <= word.length - 3; i++) {
      const [first, second] = [word.slice(0, i), word.slice(i)];
      if (this.knows(first) && this.knows(second)) return `${first} ${second}`;
    }
    return undefined;
  }

  /** To fuse.js a swap is two edits, too many in a short word; but it is the slip that hands make most. */
  #swapped(word: string): string[] {
    const swaps = Array.from(word, (_, i) => word.slice(0, i) + (word[i + 1] ?? '') + word[i]! + word.slice(i + 2));
    return swaps.filter((swap) => this.knows(swap));
  }

  /** fuse.js proposes whatever shares a part; what counts is how few slips explain it. */
  #nearest(word: string): string | undefined {
    const most = word.length >= TUNING.twoSlipsFrom ? 2 : 1;
    const letters = lettersIn(word);
    // A slip adds a letter, takes one away, or both (which a short word has not): what differs in more is not looked at.
    const differing = (word.length <= SHORT ? 1 : 2) * most;
    const near = this.#allTargets()
      .filter((target) => countBits(target.letters ^ letters) <= differing && !isAnotherWord(word, target))
      .map((target) => target.word)
      .filter((target) => Math.abs(target.length - word.length) <= most);
    const proposed = new Fuse(near, { threshold: TUNING.repairThreshold }).search(word);
    const [best] = [...this.#swapped(word), ...proposed.map(({ item }) => item)]
      .map((read) => ({ read, edits: editDistance(word, read) }))
      .filter(({ edits }) => edits <= most)
      .toSorted((a, b) => a.edits - b.edits || this.#uses(b.read) - this.#uses(a.read));
    return best?.read;
  }
}

/** A short word with another letter in it is another word, not a slip. */
function isAnotherWord(typed: string, { word, letters, shortest }: Target): boolean {
  return typed.length < shortest && typed.length === word.length && lettersIn(typed) !== letters;
}

/**
 * Whether a word can hardly have been meant otherwise: it has the same letters in another order or doubled, or is long
 * and has one slip. `codec` may well be no `codex`.
 */
export function isSureSlip(typed: string, read: string): boolean {
  if (sorted(typed) === sorted(read) || typed.replace(/(.)\1+/g, '$1') === read) return true;
  return editDistance(typed, read) <= typed.length / SURE_LETTERS;
}

const sorted = (word: string): string => Array.from(word.replaceAll(' ', '')).toSorted().join('');

/** Which of the letters a to z a word has, a bit for each. */
function lettersIn(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) - 97);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

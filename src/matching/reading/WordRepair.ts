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

const LETTERS = /^[a-z]+$/;
/** How many words are processed between two yields: less than a millisecond's work. */
const WORDS_PER_STEP = 200;
const MAX_CACHED_WORDS = 10_000;

/** A known word that a misspelled one can be repaired to. */
interface Target {
  readonly word: string;
  /** A bit for each letter the word has. */
  readonly letters: number;
  /** Shorter typed words need exactly the same letters. */
  readonly minSubstitutionLength: number;
}

export interface WordRepairData {
  /** Known words, and how often the phrasings use them. */
  readonly known: ReadonlyMap<string, number>;
  /** `compares` is not a typo where `compare` is known. */
  readonly knownStems: ReadonlySet<string>;
  readonly targets: readonly Target[];
  readonly below: WordRepairData | undefined;
}

/** Reads misspelled words as the known words they resemble. */
export class WordRepair {
  readonly data: WordRepairData;
  readonly #below: WordRepair | undefined;
  readonly #cache = new Map<string, string>();

  private constructor(data: WordRepairData, below: WordRepair | undefined) {
    this.data = data;
    this.#below = below;
  }

  static from(data: WordRepairData): WordRepair {
    return new WordRepair(data, data.below && WordRepair.from(data.below));
  }

  /**
   * @param known - Words, and how often each is used: of two equally similar words the more frequent one is meant.
   * @param below - Knows further words, which this one then knows too. The lowest one knows the words of names.
   */
  static *of(known: ReadonlyMap<string, number>, below?: WordRepair): Cooperative<WordRepair> {
    const { minLength, minSubstitutionLength, minNameSubstitutionLength } = TUNING.repair;
    const knownStems = new Set<string>();
    const targets: Target[] = [];
    for (const word of known.keys()) {
      knownStems.add(stemmer(word));
      if (word.length >= minLength && LETTERS.test(word) && !below?.knows(word)) {
        targets.push({
          word,
          letters: lettersIn(word),
          minSubstitutionLength: below === undefined ? minNameSubstitutionLength : minSubstitutionLength,
        });
      }
      if (knownStems.size % WORDS_PER_STEP === 0) yield;
    }
    const inOrder = targets.toSorted((a, b) => (a.word < b.word ? -1 : 1));
    return new WordRepair({ known, knownStems, targets: inOrder, below: below?.data }, below);
  }

  /** Whether a word should be repaired if it can be. */
  isUnknown(word: string): boolean {
    if (word.length < TUNING.repair.minLength || word.length > TUNING.repair.maxLength) return false;
    if (!LETTERS.test(word) || COMMON_WORDS.has(word) || FOREIGN_WORDS.has(word)) return false;
    return !this.knows(word) && !this.#knowsStem(stemmer(word));
  }

  knows(word: string): boolean {
    return this.data.known.has(word) || this.#below?.knows(word) === true;
  }

  /**
   * The known word that a word is a misspelling of, two words where a space is missing, or the word itself.
   *
   * @example
   * repair.read('trasnformer'); // 'transformer'
   * repair.read('opensource'); // 'open source'
   */
  read(word: string): string {
    if (!this.isUnknown(word)) return word;
    let read = this.#cache.get(word);
    if (read === undefined) {
      read = this.#unstretched(word) ?? this.#split(word) ?? this.#nearest(word) ?? word;
      if (this.#cache.size >= MAX_CACHED_WORDS) this.#cache.clear();
      this.#cache.set(word, read);
    }
    return read;
  }

  #knowsStem(stem: string): boolean {
    return this.data.knownStems.has(stem) || (this.#below !== undefined && this.#below.#knowsStem(stem));
  }

  #allTargets(): readonly Target[] {
    return this.#below ? [...this.data.targets, ...this.#below.#allTargets()] : this.data.targets;
  }

  #frequency(word: string): number {
    return (this.data.known.get(word) ?? 0) + (this.#below ? this.#below.#frequency(word) : 0);
  }

  /** `whaat`: letters doubled for emphasis. */
  #unstretched(word: string): string | undefined {
    const single = word.replace(/([a-z])\1/g, '$1');
    return single !== word && (this.knows(single) || COMMON_WORDS.has(single)) ? single : undefined;
  }

  #split(word: string): string | undefined {
    for (let i = 3; i <= word.length - 3; i++) {
      const [first, second] = [word.slice(0, i), word.slice(i)];
      if (this.knows(first) && this.knows(second)) return `${first} ${second}`;
    }
    return undefined;
  }

  /** To fuse.js a swap is two edits, too many in a short word; but it is the most frequent typo. */
  #swapped(word: string): string[] {
    const swaps = Array.from(word, (_, i) => word.slice(0, i) + (word[i + 1] ?? '') + word[i]! + word.slice(i + 2));
    return swaps.filter((swap) => this.knows(swap));
  }

  /** fuse.js proposes whatever shares a part; what counts is how few typos explain it. */
  #nearest(word: string): string | undefined {
    const most = word.length >= TUNING.repair.twoTyposFrom ? 2 : 1;
    const letters = lettersIn(word);
    // A typo adds a letter, removes one, or both (not in a short word): words that differ in more are not compared.
    const differing = (word.length < TUNING.repair.minSubstitutionLength ? 1 : 2) * most;
    const near = this.#allTargets()
      .filter((target) => countBits(target.letters ^ letters) <= differing && !isAnotherWord(word, target))
      .map((target) => target.word)
      .filter((target) => Math.abs(target.length - word.length) <= most);
    const proposed = new Fuse(near, { threshold: TUNING.repair.threshold }).search(word);
    const [best] = [...this.#swapped(word), ...proposed.map(({ item }) => item)]
      .map((read) => ({ read, edits: editDistance(word, read) }))
      .filter(({ edits }) => edits <= most)
      .toSorted((a, b) => a.edits - b.edits || this.#frequency(b.read) - this.#frequency(a.read));
    return best?.read;
  }
}

/** A short word with another letter in it is another word, not a typo. */
function isAnotherWord(typed: string, { word, letters, minSubstitutionLength }: Target): boolean {
  return typed.length < minSubstitutionLength && typed.length === word.length && lettersIn(typed) !== letters;
}

/**
 * Whether a repair is certain: the word has the same letters in another order or doubled, or it is long and has one typo.
 * `codec` may well not be a misspelling of `codex`.
 */
export function isCertainTypo(typed: string, read: string): boolean {
  if (sorted(typed) === sorted(read) || typed.replace(/(.)\1+/g, '$1') === read) return true;
  return editDistance(typed, read) <= typed.length / TUNING.repair.certainLettersPerTypo;
}

const sorted = (word: string): string => Array.from(word.replaceAll(' ', '')).toSorted().join('');

/** The letters a to z that a word has, a bit for each. */
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

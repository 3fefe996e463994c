import Fuse from 'fuse.js';
import { stemmer } from 'stemmer';
import { LruCache } from '../../shared/cache.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import { TUNING } from '../tuning.ts';
import { COMMON_WORDS } from './words.ts';

const LETTERS = /^[a-z]+$/;
/** How many words are processed between two yields: less than a millisecond's work. */
const WORDS_PER_STEP = 200;
const MAX_CACHED_WORDS = 10_000;

/** A known word that a misspelled one can be read as. */
interface Target {
  readonly word: string;
  /** A bit for each letter the word has. */
  readonly letters: number;
}

export interface WordRepairData {
  /** Known words, and how often the phrasings use them. */
  readonly known: ReadonlyMap<string, number>;
  /** `compares` is not a typo where `compare` is known. */
  readonly knownStems: ReadonlySet<string>;
  readonly targets: readonly Target[];
  readonly below: WordRepairData | undefined;
}

/**
 * Reads misspelled words as the known words they resemble. fuse.js decides: the known word with the best score is meant,
 * if the score is good enough. Only words that could reach such a score are given to it.
 */
export class WordRepair {
  readonly data: WordRepairData;
  readonly #below: WordRepair | undefined;
  /** Its own targets, then those of the repairs below. */
  readonly #targets: readonly (readonly Target[])[];
  readonly #cache = new LruCache<string, string>(MAX_CACHED_WORDS);

  constructor(data: WordRepairData) {
    this.data = data;
    this.#below = data.below && new WordRepair(data.below);
    this.#targets = [data.targets, ...(this.#below ? this.#below.#targets : [])];
  }

  /**
   * @param known - Words, and how often each is used: of two words with equal scores the more frequent one is meant.
   * @param below - Knows further words, which this one then knows too. The lowest one knows the words of names.
   */
  static *of(known: ReadonlyMap<string, number>, below?: WordRepair): Cooperative<WordRepair> {
    const knownStems = new Set<string>();
    const targets: Target[] = [];
    for (const word of known.keys()) {
      knownStems.add(stemmer(word));
      const isTarget = word.length >= TUNING.repair.minLength && LETTERS.test(word) && !below?.knows(word);
      if (isTarget) targets.push({ word, letters: lettersIn(word) });
      if (knownStems.size % WORDS_PER_STEP === 0) yield;
    }
    const inOrder = targets.toSorted((a, b) => (a.word < b.word ? -1 : 1));
    return new WordRepair({ known, knownStems, targets: inOrder, below: below?.data });
  }

  /** Whether a word should be repaired if it can be. */
  isUnknown(word: string): boolean {
    if (word.length < TUNING.repair.minLength || word.length > TUNING.repair.maxLength) return false;
    if (!LETTERS.test(word) || COMMON_WORDS.has(word)) return false;
    return !this.knows(word) && !this.#knowsStem(stemmer(word));
  }

  knows(word: string): boolean {
    return this.data.known.has(word) || this.#below?.knows(word) === true;
  }

  /**
   * A known word, two known words with a space between them, or the word as typed.
   *
   * @example
   * repair.read('trasnformer'); // 'transformer'
   * repair.read('opensource'); // 'open source'
   */
  read(word: string): string {
    if (!this.isUnknown(word)) return word;
    return this.#cache.getOrCreate(word, () => this.#split(word) ?? this.#nearest(word));
  }

  #knowsStem(stem: string): boolean {
    return this.data.knownStems.has(stem) || (this.#below !== undefined && this.#below.#knowsStem(stem));
  }

  #frequency(word: string): number {
    return (this.data.known.get(word) ?? 0) + (this.#below ? this.#below.#frequency(word) : 0);
  }

  /** Two known words where a space is missing. */
  #split(word: string): string | undefined {
    for (let i = 3; i <= word.length - 3; i++) {
      const [first, second] = [word.slice(0, i), word.slice(i)];
      if (this.knows(first) && this.knows(second)) return `${first} ${second}`;
    }
    return undefined;
  }

  #nearest(typed: string): string {
    const { threshold, anagramFactor } = TUNING.repair;
    const words = this.#candidates(typed).map(bounded);
    const options = { includeScore: true, ignoreLocation: true, threshold: threshold / anagramFactor };
    const hits = new Fuse(words, options)
      .search(bounded(typed))
      .map(({ item, score }) => ({
        word: item.slice(1, -1),
        score: sorted(item) === sorted(bounded(typed)) ? score! * anagramFactor : score!,
      }))
      .filter(({ score }) => score <= threshold)
      .toSorted((a, b) => a.score - b.score || this.#frequency(b.word) - this.#frequency(a.word));
    return hits[0]?.word ?? typed;
  }

  /** Known words that can be within the threshold, by their lengths and letters. */
  #candidates(typed: string): readonly string[] {
    const { threshold, minSubstitutionLength, minNameSubstitutionLength } = TUNING.repair;
    const letters = lettersIn(typed);
    const maxErrors = Math.floor(threshold * bounded(typed).length);
    const isCandidate = ({ word, letters: others }: Target): boolean =>
      Math.abs(word.length - typed.length) <= maxErrors &&
      countBits(others & ~letters) <= maxErrors &&
      countBits(letters & ~others) <= maxErrors;
    const candidates = this.#targets.map((targets) => targets.filter(isCandidate).map(({ word }) => word));
    // The lowest ones are the words of names.
    const ofNames = candidates
      .pop()!
      .filter((word) => !isAnotherWord(typed, word, minNameSubstitutionLength) && !isAnotherName(typed, word));
    return [...candidates.flat().filter((word) => !isAnotherWord(typed, word, minSubstitutionLength)), ...ofNames];
  }
}

/** fuse.js looks for a part of a text: bounds make it compare whole words. Without them `event` is a part of `seventy`. */
const bounded = (word: string): string => `^${word}$`;

/** A short word with another letter in it is another word, not a typo: `sota` is not Sora. */
function isAnotherWord(typed: string, word: string, minLength: number): boolean {
  return typed.length < minLength && typed.length === word.length && sorted(typed) !== sorted(word);
}

/**
 * A name with another first letter is another name, though the rest is alike: Devstral is not Codestral. The first letter may
 * be missing or swapped, or have one before it.
 */
function isAnotherName(typed: string, name: string): boolean {
  const isShifted = typed === name.slice(1) || typed.slice(1) === name;
  return typed[0] !== name[0] && !isShifted && sorted(typed) !== sorted(name);
}

const sorted = (word: string): string => Array.from(word).toSorted().join('');

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

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

  private constructor(data: WordRepairData, below: WordRepair | undefined) {
    this.data = data;
    this.#targets = below ? [data.targets, ...below.#targets] : [data.targets];
    this.#below = below;
  }

  static from(data: WordRepairData): WordRepair {
    return new WordRepair(data, data.below && WordRepair.from(data.below));
  }

  /**
   * @param known - Words, and how often each is used: of two words with equal scores the more frequent one is meant.
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
    const { anagrams, others } = this.#candidates(typed);
    const hits = [...search(anagrams, typed, threshold, anagramFactor), ...search(others, typed, threshold)];
    const [best] = hits.toSorted((a, b) => a.score - b.score || this.#frequency(b.word) - this.#frequency(a.word));
    return best?.word ?? typed;
  }

  /** Known words that can be within the threshold, by their lengths and letters. */
  #candidates(typed: string): { anagrams: readonly string[]; others: readonly string[] } {
    const [anagrams, others]: [string[], string[]] = [[], []];
    const [letters, sortedLetters] = [lettersIn(typed), sorted(typed)];
    const maxErrors = Math.floor(TUNING.repair.threshold * bounded(typed).length);
    const isShort = typed.length < TUNING.repair.minSubstitutionLength;
    for (const targets of this.#targets) {
      for (const target of targets) {
        if (Math.abs(target.word.length - typed.length) > maxErrors) continue;
        const missing = countBits(target.letters & ~letters);
        const added = countBits(letters & ~target.letters);
        if (missing > maxErrors || added > maxErrors || (isShort && missing + added > maxErrors)) continue;
        if (isAnotherWord(typed, target)) continue;
        (sorted(target.word) === sortedLetters ? anagrams : others).push(target.word);
      }
    }
    return { anagrams, others };
  }
}

interface Hit {
  readonly word: string;
  readonly score: number;
}

/** Words whose fuse.js score times `factor` is at most `threshold`. */
function search(words: readonly string[], typed: string, threshold: number, factor = 1): readonly Hit[] {
  if (words.length === 0) return [];
  const options = { includeScore: true, ignoreLocation: true, threshold: threshold / factor };
  const results = new Fuse(words.map(bounded), options).search(bounded(typed));
  return results.map(({ refIndex, score }) => ({ word: words[refIndex]!, score: score! * factor }));
}

/** fuse.js looks for a part of a text: bounds make it compare whole words. Without them `event` is a part of `seventy`. */
const bounded = (word: string): string => `^${word}$`;

/** A short word with another letter in it is another word, not a typo. */
function isAnotherWord(typed: string, { word, letters, minSubstitutionLength }: Target): boolean {
  return typed.length < minSubstitutionLength && typed.length === word.length && lettersIn(typed) !== letters;
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

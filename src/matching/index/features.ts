import { stemmer } from 'stemmer';
import { LruCache } from '../../shared/cache.ts';
import { DATE, type Token } from '../reading/tokenize.ts';
import { FUNCTION_WORDS } from '../reading/words.ts';
import { TUNING } from '../tuning.ts';

/** The features of a text. A feature that occurs twice is listed twice. */
export type Features = readonly string[];

interface WordFeatures {
  readonly stem: string;
  /** Empty for function words and placeholders. */
  readonly charNgrams: readonly string[];
  readonly isFunctionWord: boolean;
}

/** The same words come again and again. */
const wordCache = new LruCache<string, WordFeatures>(20_000);

/**
 * Extracts what a text is compared by:
 *
 * - `w:train`: the stem of a word;
 * - `p:was train`: a bigram, two neighbouring stems;
 * - `c:chatgpt train`: a skip-bigram, two stems anywhere in the text, in alphabetical order, function words left out;
 * - `l: tra`: a character n-gram of 3 to 5 letters, including the spaces around the word. They make `trained` resemble
 *   `training`, and a typo resemble the intended word;
 * - `n:gpt-4`: the name of a model, in addition to the `<model>` that replaces it in the text. It is in no bigram.
 *
 * Dates are skipped. They complete a pattern's id, but as a feature they would match "the weather in june 2025" too.
 */
export function featuresOf(tokens: readonly Token[]): Features {
  const found: string[] = [];
  const contentStems = new Set<string>();
  let previous: string | undefined;
  for (const token of tokens) {
    if (token.text === DATE) continue;
    const { stem, charNgrams, isFunctionWord } = featuresOfWord(token.text);
    found.push(`w:${stem}`);
    if (!token.isName) found.push(...charNgrams);
    if (!isFunctionWord) contentStems.add(stem);
    if (token.model !== undefined) found.push(`n:${token.model}`);
    if (previous !== undefined) found.push(`p:${previous} ${stem}`);
    previous = stem;
  }
  found.push(...skipBigrams([...contentStems].slice(0, TUNING.maxSkipBigramWords).toSorted()));
  return found;
}

function skipBigrams(stems: readonly string[]): readonly string[] {
  return stems.flatMap((stem, i) => stems.slice(i + 1).map((other) => `c:${stem} ${other}`));
}

/** Whether a feature is the name of a model. */
export function isName(feature: string): boolean {
  return feature.startsWith('n:');
}

/** Whether a feature is a word or a bigram. */
export function isWordOrBigram(feature: string): boolean {
  return feature.startsWith('w:') || feature.startsWith('p:');
}

/** Whether a feature is a content word: not a function word, and not the placeholder of a name or a date. */
export function isContentWord(feature: string): boolean {
  return feature.startsWith('w:') && !feature.startsWith('w:<') && !FUNCTION_STEMS.has(feature.slice(2));
}

/** The weight of a feature's kind, relative to the 1 of content words and bigrams. */
export function kindWeight(feature: string): number {
  if (feature.startsWith('l:')) return TUNING.charNgramWeight;
  if (feature.startsWith('c:')) return TUNING.skipBigramWeight;
  if (isName(feature)) return TUNING.nameWeight;
  return feature.startsWith('w:') && FUNCTION_STEMS.has(feature.slice(2)) ? TUNING.functionWordWeight : 1;
}

/** The stemmer's patterns are made for words, and nothing longer than this is one. */
const MAX_WORD_LENGTH = 30;

const FUNCTION_STEMS: ReadonlySet<string> = new Set(Array.from(FUNCTION_WORDS, stemOf));

function featuresOfWord(word: string): WordFeatures {
  // Whether a word was used lately matters less than the time to note that down.
  const known = wordCache.peek(word);
  if (known) return known;
  const isFunctionWord = FUNCTION_WORDS.has(word);
  const isPlaceholder = word.startsWith('<');
  const features = {
    stem: isPlaceholder ? word : stemOf(word),
    charNgrams: isPlaceholder || isFunctionWord ? [] : charNgramsOf(word),
    isFunctionWord,
  };
  wordCache.set(word, features);
  return features;
}

function stemOf(word: string): string {
  return word.length <= MAX_WORD_LENGTH ? stemmer(word) : word;
}

function charNgramsOf(word: string): string[] {
  const bordered = ` ${word.slice(0, MAX_WORD_LENGTH)} `;
  const ngrams: string[] = [];
  for (let length = 3; length <= 5; length++) {
    for (let i = 0; i + length <= bordered.length; i++) ngrams.push(`l:${bordered.slice(i, i + length)}`);
  }
  return ngrams;
}

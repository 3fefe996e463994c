import { stemmer } from 'stemmer';
import { LruCache } from '../../shared/cache.ts';
import { DATE, type Token } from '../reading/tokenize.ts';
import { FUNCTION_WORDS } from '../reading/words.ts';
import { TUNING } from '../tuning.ts';

/**
 * A feature of a text, as one whole number: what kind it is, and a hash of its words or letters. Making strings of them and
 * looking those up took a third of the time of training. Of 200,000 features, two have the same number with a probability
 * of 0.002 %.
 */
export type Feature = number;

/** The features of a text. A feature that occurs twice is listed twice. */
export type Features = readonly Feature[];

const CHAR_NGRAM = 0;
const SKIP_BIGRAM = 1;
const NAME = 2;
// From here on: words and bigrams.
const FUNCTION_WORD = 3;
const PLACEHOLDER = 4;
const CONTENT_WORD = 5;
const BIGRAM = 6;

/** The hash's 50 bits are below the kind, so that the lowest bits depend on the text. */
const KIND = 2 ** 50;

interface WordFeatures {
  readonly stem: string;
  readonly word: Feature;
  /** Empty for function words and placeholders. */
  readonly charNgrams: readonly Feature[];
  readonly isFunctionWord: boolean;
}

/** The same words come again and again. */
const wordCache = new LruCache<string, WordFeatures>(20_000);

/**
 * Extracts what a text is compared by:
 *
 * - the stem of each word;
 * - bigrams, two neighbouring stems;
 * - skip-bigrams, two stems anywhere in the text, in alphabetical order, function words left out;
 * - character n-grams of 3 to 5 letters, including the spaces around a word. They make `trained` resemble `training`, and a
 *   typo resemble the intended word;
 * - the name of a model, in addition to the `<model>` that replaces it in the text. It is in no bigram.
 *
 * Dates are skipped. They complete a pattern's id, but as a feature they would match "the weather in june 2025" too.
 */
export function featuresOf(tokens: readonly Token[]): Features {
  const found: Feature[] = [];
  const contentStems = new Set<string>();
  let previous: string | undefined;
  for (const token of tokens) {
    if (token.text === DATE) continue;
    const { stem, word, charNgrams, isFunctionWord } = featuresOfWord(token.text);
    found.push(word);
    if (!token.isName) found.push(...charNgrams);
    if (!isFunctionWord) contentStems.add(stem);
    if (token.model !== undefined) found.push(feature(NAME, token.model));
    if (previous !== undefined) found.push(feature(BIGRAM, previous, stem));
    previous = stem;
  }
  const stems = [...contentStems].slice(0, TUNING.maxSkipBigramWords).toSorted();
  for (const [i, stem] of stems.entries()) {
    for (const other of stems.slice(i + 1)) found.push(feature(SKIP_BIGRAM, stem, other));
  }
  return found;
}

/** Whether a feature is the name of a model. */
export function isName(one: Feature): boolean {
  return kindOf(one) === NAME;
}

/** Whether a feature is two words anywhere in the text. */
export function isSkipBigram(one: Feature): boolean {
  return kindOf(one) === SKIP_BIGRAM;
}

/** Whether a feature is a word or a bigram. */
export function isWordOrBigram(one: Feature): boolean {
  return kindOf(one) >= FUNCTION_WORD;
}

/** Whether a feature is a content word: not a function word, and not the placeholder of a name or a date. */
export function isContentWord(one: Feature): boolean {
  return kindOf(one) === CONTENT_WORD;
}

/** The weight of a feature's kind, relative to the 1 of content words and bigrams. */
export function kindWeight(one: Feature): number {
  const kind = kindOf(one);
  if (kind === CHAR_NGRAM) return TUNING.charNgramWeight;
  if (kind === SKIP_BIGRAM) return TUNING.skipBigramWeight;
  if (kind === NAME) return TUNING.nameWeight;
  return kind === FUNCTION_WORD ? TUNING.functionWordWeight : 1;
}

/** The stemmer's patterns are made for words, and nothing longer than this is one. */
const MAX_WORD_LENGTH = 30;

const FUNCTION_STEMS: ReadonlySet<string> = new Set(Array.from(FUNCTION_WORDS, stemOf));

function featuresOfWord(text: string): WordFeatures {
  // Whether a word was used lately matters less than the time to note that down.
  const known = wordCache.peek(text);
  if (known) return known;
  const isFunctionWord = FUNCTION_WORDS.has(text);
  const isPlaceholder = text.startsWith('<');
  const stem = isPlaceholder ? text : stemOf(text);
  const kind = isPlaceholder ? PLACEHOLDER : FUNCTION_STEMS.has(stem) ? FUNCTION_WORD : CONTENT_WORD;
  const charNgrams = isPlaceholder || isFunctionWord ? [] : charNgramsOf(text);
  const features = { stem, word: feature(kind, stem), charNgrams, isFunctionWord };
  wordCache.set(text, features);
  return features;
}

function stemOf(word: string): string {
  return word.length <= MAX_WORD_LENGTH ? stemmer(word) : word;
}

function charNgramsOf(word: string): Feature[] {
  const bordered = ` ${word.slice(0, MAX_WORD_LENGTH)} `;
  const ngrams: Feature[] = [];
  for (let length = 3; length <= 5; length++) {
    for (let i = 0; i + length <= bordered.length; i++) ngrams.push(feature(CHAR_NGRAM, bordered.slice(i, i + length)));
  }
  return ngrams;
}

/** @param second - Of a bigram. */
function feature(kind: number, first: string, second = ''): Feature {
  const low = hash(second, hash(first, FNV_BASIS, FNV_PRIME), FNV_PRIME);
  const high = hash(second, hash(first, FNV_BASIS, OTHER_FACTOR), OTHER_FACTOR);
  // The lowest bits alone depend on too little.
  return kind * KIND + ((high ^ (high >>> 15)) & 0x3ffff) * 2 ** 32 + ((low ^ (low >>> 15)) >>> 0);
}

const kindOf = (one: Feature): number => Math.floor(one / KIND);

const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const OTHER_FACTOR = 0x9e3779b1;

/** FNV-1a over UTF-16 code units, 32 bits, going on from another text's. A text ends in a space. */
function hash(text: string, from: number, factor: number): number {
  let state = from;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), factor);
  return Math.imul(state ^ 0x20, factor);
}

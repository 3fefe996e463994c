import { stemmer } from 'stemmer';
import { FUNCTION_WORDS } from '../reading/words.ts';
import { DATE, type Token } from '../reading/tokenize.ts';
import { TUNING } from '../tuning.ts';

/** Features of a text, each as often as it occurs. */
export type Features = readonly string[];

/** Longer words are in no language, and the stemmer's patterns are not meant for them. */
const LONGEST_WORD = 30;
const MOST_KEPT = 20_000;
/** Pairs grow with the square of the words: what a question is about, its first dozen say. */
const MOST_PAIRED = 12;

interface WordParts {
  readonly stem: string;
  /** None of a function word. */
  readonly pieces: readonly string[];
  readonly isFunctionWord: boolean;
}

/** What words consist of, kept because the same ones come again and again. */
const kept = new Map<string, WordParts>();

/**
 * What a text is made of, for comparing it with others:
 *
 * - `w:train`, the stem of a word;
 * - `p:was train`, two neighbours;
 * - `c:chatgpt train`, two words that are no function words, anywhere in the text, in alphabetical order;
 * - `l: tra`, the 3- to 5-letter pieces of a word with its borders, by which `trained` resembles `training`, and a typo
 *   what was meant;
 * - `n:gpt-4`, a model's name beside the `<model>` that stands in its place; it takes part in no pair.
 *
 * A date is nothing at all: it completes a pattern, but "the weather in june 2025" has one too.
 */
export function features(tokens: readonly Token[]): Features {
  const found: string[] = [];
  const telling = new Set<string>();
  let before: string | undefined;
  for (const token of tokens) {
    if (token.text === DATE) continue;
    const { stem, pieces, isFunctionWord } = partsOf(token.text);
    found.push(`w:${stem}`);
    if (!token.isName) found.push(...pieces);
    if (!isFunctionWord) telling.add(stem);
    if (token.model !== undefined) found.push(`n:${token.model}`);
    if (before !== undefined) found.push(`p:${before} ${stem}`);
    before = stem;
  }
  found.push(...farPairs([...telling].slice(0, MOST_PAIRED).toSorted()));
  return found;
}

function farPairs(stems: readonly string[]): readonly string[] {
  return stems.flatMap((stem, i) => stems.slice(i + 1).map((other) => `c:${stem} ${other}`));
}

/** Whether it is the name of a model. */
export function isName(feature: string): boolean {
  return feature.startsWith('n:');
}

/** Whether it is a word or two neighbours. */
export function isWordOrPair(feature: string): boolean {
  return feature.startsWith('w:') || feature.startsWith('p:');
}

/** Whether it is a word that tells something by itself: no function word, and none that stands for a name or a date. */
export function isTellingWord(feature: string): boolean {
  return feature.startsWith('w:') && !feature.startsWith('w:<') && !FUNCTION_STEMS.has(feature.slice(2));
}

/** How much a kind of feature counts beside others. */
export function kindWeight(feature: string): number {
  if (feature.startsWith('l:')) return TUNING.pieceWeight;
  if (feature.startsWith('c:')) return TUNING.farPairWeight;
  if (isName(feature)) return TUNING.nameWeight;
  return feature.startsWith('w:') && FUNCTION_STEMS.has(feature.slice(2)) ? TUNING.functionWordWeight : 1;
}

const FUNCTION_STEMS: ReadonlySet<string> = new Set(Array.from(FUNCTION_WORDS, stemOf));

function partsOf(word: string): WordParts {
  let parts = kept.get(word);
  if (!parts) {
    const isFunctionWord = FUNCTION_WORDS.has(word);
    const isPlaceholder = word.startsWith('<');
    parts = {
      stem: isPlaceholder ? word : stemOf(word),
      pieces: isPlaceholder || isFunctionWord ? [] : piecesOf(word),
      isFunctionWord,
    };
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(word, parts);
  }
  return parts;
}

function stemOf(word: string): string {
  return word.length <= LONGEST_WORD ? stemmer(word) : word;
}

function piecesOf(word: string): string[] {
  const bordered = ` ${word.slice(0, LONGEST_WORD)} `;
  const pieces: string[] = [];
  for (let length = 3; length <= 5; length++) {
    for (let i = 0; i + length <= bordered.length; i++) pieces.push(`l:${bordered.slice(i, i + length)}`);
  }
  return pieces;
}

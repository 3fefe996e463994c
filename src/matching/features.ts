import { stemmer } from 'stemmer';
import { DATE, type Token } from './tokenize.ts';
import { TUNING } from './tuning.ts';

/** Features of a text, and how often each occurs. */
export type Features = ReadonlyMap<string, number>;

/** Longer words are in no language, and the stemmer's patterns are not meant for them. */
const LONGEST_WORD = 30;
const MOST_KEPT = 20_000;

interface WordParts {
  readonly stem: string;
  readonly pieces: readonly string[];
}

/** What words consist of, kept because the same ones come again and again. */
const kept = new Map<string, WordParts>();

/**
 * What a text is made of, for comparing it with others: the stems of its words (`w:train`), pairs of neighbours
 * (`p:was train`), and the 3- to 5-letter pieces of each word with its borders (`l: tra`), by which `trained` resembles
 * `training`, and a typo what was meant. A model is `<model>`, and besides its name, which takes part in no pair. A
 * date is nothing at all: it completes a pattern, but "the weather in june 2025" has one too.
 */
export function features(tokens: readonly Token[]): Features {
  const counts = new Map<string, number>();
  const add = (feature: string): void => void counts.set(feature, (counts.get(feature) ?? 0) + 1);
  let before: string | undefined;
  for (const token of tokens) {
    if (token.text === DATE) continue;
    const { stem, pieces } = partsOf(token.text);
    add(`w:${stem}`);
    pieces.forEach(add);
    if (token.model !== undefined) add(`n:${token.model}`);
    if (before !== undefined) add(`p:${before} ${stem}`);
    before = stem;
  }
  return counts;
}

/** Whether it is the name of a model. */
export function isName(feature: string): boolean {
  return feature.startsWith('n:');
}

/** Whether it is a word or a pair of words. */
export function isWordOrPair(feature: string): boolean {
  return feature.startsWith('w:') || feature.startsWith('p:');
}

/** How much a kind of feature counts beside others. */
export function kindWeight(feature: string): number {
  return feature.startsWith('l:') ? TUNING.pieceWeight : 1;
}

function partsOf(word: string): WordParts {
  let parts = kept.get(word);
  if (!parts) {
    parts = word.startsWith('<') ? { stem: word, pieces: [] } : { stem: stemOf(word), pieces: piecesOf(word) };
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

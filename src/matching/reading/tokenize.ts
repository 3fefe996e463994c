import { ABBREVIATIONS } from './words.ts';

/** A word of a question or phrasing. */
export interface Token {
  /** In lower case. `<model>` where a model is named; `<plan>` and `<date>` for dated patterns. */
  readonly text: string;
  /** What is between this word and the previous one: `' '`, `'-'`, `', '`. */
  readonly gap: string;
  /** A term with one usual spelling: its letters resemble nothing else, so it has no character n-grams. */
  readonly isName?: boolean;
  /** Id of the model that is named here. Absent in the phrasings of patterns, where `<model>` is any model. */
  readonly model?: string;
  /** The model is called by the name of its app: `ChatGPT 4`. */
  readonly isCalledByApp?: boolean;
  /** The model is named by a number that other vendors' models have too: `5.1 pro`. */
  readonly isAmbiguous?: boolean;
  /** Id of the plan that is named here. */
  readonly plan?: string;
  /** The date that is named here: `2023`, `2023-04` or `2023-04-14`. */
  readonly date?: string;
}

/** Placeholders for the names of models, the names of plans, and dates. */
export const MODEL = '<model>';
export const PLAN = '<plan>';
export const DATE = '<date>';

/** A text of sixty words is a story: more words would blur the question, and take more time. */
const MAX_WORDS = 60;

/**
 * A dot between a word and a digit belongs to the word: `3.5`, `gpt4.1`. So do the signs after a letter of its own: C is
 * not C++ or C#, and Command R is not Command R+. Each emoji is a word, and so is each character of Chinese and Japanese, which have
 * no spaces: pairs of them are features like pairs of words. Korean puts its particles right behind a name: `gpt-4o랑`.
 */
const WORD =
  /<(?:model|plan|date)>|(?<![\p{L}\p{M}\p{N}])\p{L}(?:\+{1,2}|#)(?![\p{L}\p{N}])|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|\p{sc=Hangul}+|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]]+(?:\.\d[\p{L}\p{N}]*)?|\p{Extended_Pictographic}/gv;

/**
 * Splits a text into words.
 *
 * @example
 * tokenize("What's GPT-3.5?").map((token) => token.text); // ['what', 'gpt', '3.5']
 */
export function tokenize(text: string): Token[] {
  const plain = text
    .toLowerCase()
    .replace(/\bv\/s\b/g, 'vs')
    .replace(/\bb\/w\b/g, 'between')
    .replace(/'(?:s|re|ve|m)\b/g, '')
    // "What s", typed on a phone.
    .replace(/\b(what|who|where|when|how|that|it|there) (?:s|re)\b/g, '$1')
    .replaceAll("'", '');
  const tokens: Token[] = [];
  let end = 0;
  for (const match of plain.matchAll(WORD)) {
    if (tokens.length === MAX_WORDS) break;
    tokens.push({ text: ABBREVIATIONS.get(match[0]) ?? match[0], gap: plain.slice(end, match.index) });
    end = match.index + match[0].length;
  }
  return tokens;
}

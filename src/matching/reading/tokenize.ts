/** A word of a question or phrasing. */
export interface Token {
  /** In lower case; `<model>` where a model is named, and to patterns about a time `<plan>` and `<date>` too. */
  readonly text: string;
  /** What stands between this word and the one before: `' '`, `'-'`, `', '`. */
  readonly gap: string;
  /** It names a thing that people only ever call so: its letters resemble nothing else. */
  readonly isName?: boolean;
  /** Id of the model that is named here. Absent in a pattern's phrasings, where `<model>` is any. */
  readonly model?: string;
  /** The model is called by the app's name, as if that were the model: `ChatGPT 4`. */
  readonly isCalledChatGpt?: boolean;
  /** The model is named by a number that other makers' models have too: `5.1 pro`. */
  readonly isDoubtful?: boolean;
  /** It was typed otherwise, and may have meant another word. */
  readonly isGuessed?: boolean;
  /** Id of the plan that is named here, likewise. */
  readonly plan?: string;
  /** The date that is named here, likewise: `2023`, `2023-04` or `2023-04-14`. */
  readonly date?: string;
}

/** Stands for a model's name. */
export const MODEL = '<model>';
/** Stands for a plan's name. */
export const PLAN = '<plan>';
/** Stands for a date. */
export const DATE = '<date>';

/** Sixty words are a story: what comes later would only blur the question, and the time stays bounded. */
const MOST_WORDS = 60;

/** A dot between a word and a digit belongs to the word: `3.5`, `gpt4.1`. */
const WORD = /<(?:model|plan|date)>|[\p{L}\p{M}\p{N}]+(?:\.\d[\p{L}\p{N}]*)?/gu;

/** How people write in a hurry, where it has no other meaning in a question. */
const SHORTHANDS: ReadonlyMap<string, string> = new Map(
  `u you, ur your, r are, ya you, wat what, wut what, wht what, wich which, pls please, plz please, thx thanks, rn now,
  ppl people, cuz because, diff difference, diffs differences, ver version, vers version, versus vs,
  whats what, hows how, whos who, wheres where, whens when, thats that, im i, ive i`
    .split(/,\s+/)
    .map((pair) => pair.split(' ') as [string, string]),
);

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
    .replaceAll("'", '');
  const tokens: Token[] = [];
  let end = 0;
  for (const match of plain.matchAll(WORD)) {
    if (tokens.length === MOST_WORDS) break;
    tokens.push({ text: SHORTHANDS.get(match[0]) ?? match[0], gap: plain.slice(end, match.index) });
    end = match.index + match[0].length;
  }
  return tokens;
}

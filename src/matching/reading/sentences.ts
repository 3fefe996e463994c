import type { Token } from './tokenize.ts';

/** A message with more sentences tells a story. */
const MAX_SENTENCES = 4;
/** The end of a sentence, or "and" before a question word: "what is RLHF and what is DPO". */
const BOUNDARY =
  /(?<=[?!]|[a-z]{2}\.)\s+(?!\()|[,;]?\s+and\s+(?=(?:what|which|who|when|where|why|how|is|are|does|do|did|can|was|were)\s)/i;

/**
 * The sentences of a text, including those joined by "and". Empty when there is only one, or more than four.
 *
 * @param text - Cleaned of markup, on one line.
 * @example
 * sentencesOf('Hi all. What is RLHF and who made ChatGPT?'); // ['Hi all.', 'What is RLHF', 'who made ChatGPT?']
 */
export function sentencesOf(text: string): readonly string[] {
  const sentences = text.split(BOUNDARY).filter((part) => /\p{L}/u.test(part));
  return sentences.length > 1 && sentences.length <= MAX_SENTENCES ? sentences : [];
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What is between two clauses. */
const BETWEEN_CLAUSES = /[,:;?!.()]| - /;
/** Words that begin a clause wherever they are: "no idea which model that is". */
const CLAUSE_STARTS = wordsOf('what which who whose when where why how');
/** Words before a clause: "my teacher says ChatGPT is GPT-2", "he told me that …", "sorry but …". */
const BEFORE_CLAUSES = wordsOf(
  `but say says said saying think thinks claim claims claimed swears insist insists heard read told reckons believes argues
  know knows wonder wondering`,
);

/**
 * The clauses of a text, as far as punctuation and a few words tell.
 *
 * @example
 * 'hey quick q, anyone know who made chatgpt?' // 'hey quick q', 'anyone know', 'who made chatgpt'
 */
export function clausesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const clauses: Token[][] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1]?.text ?? '';
    const isQuestion = CLAUSE_STARTS.has(token.text) && !CLAUSE_STARTS.has(before);
    const isSaid =
      token.text !== 'that' && BEFORE_CLAUSES.has(before === 'that' ? (tokens[index - 2]?.text ?? '') : before);
    if (index === 0 || isQuestion || isSaid || BETWEEN_CLAUSES.test(token.gap)) clauses.push([]);
    clauses.at(-1)!.push(token);
  }
  return clauses;
}

/** Whether there is punctuation before a clause. */
export function isSetOff([first]: readonly Token[]): boolean {
  return BETWEEN_CLAUSES.test(first!.gap);
}

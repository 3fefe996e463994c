import type { Token } from './tokenize.ts';
import { TUNING } from '../tuning.ts';
import { BEFORE_CLAUSES, CLAUSE_STARTS, CLOSERS, OPENERS } from './words.ts';

/** A message with more sentences tells a story. */
const MAX_SENTENCES = 4;
/** The end of a sentence, or "and" before a question word: "what is RLHF and what is DPO". */
const BOUNDARY =
  /(?<=[?!]|[a-z]{2}\.)\s+(?!\()|(?<=\d\.)\s+(?=[a-z])|[,;]?\s+and\s+(?=(?:what|which|who|when|where|why|how|is|are|does|do|did|can|was|were)\s)/i;

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

const PRONOUNS: ReadonlySet<string> = new Set(['it', 'its', 'they', 'them']);

/**
 * The tokens of sentences, with what "it" stands for in its place: what the sentence before names, if that is one thing.
 *
 * @param vendors - Names that are never meant by it: "is OpenAI's new model out, and what does it cost?"
 * @example
 * 'what is o3' and 'is it retired' // 'what is o3' and 'is o3 retired'
 */
export function withPronounsRead(
  sentences: readonly (readonly Token[])[],
  vendors: ReadonlySet<string>,
): readonly (readonly Token[])[] {
  let subject: Token | undefined;
  return sentences.map((tokens) => {
    const names = tokens.filter(({ text, model, isName }) => model !== undefined || (isName && !vendors.has(text)));
    if (names.length > 0) {
      const isOneThing = names.every(({ text, model }) => text === names[0]!.text && model === names[0]!.model);
      subject = isOneThing ? names[0] : undefined;
      return tokens;
    }
    const at = tokens.findIndex(({ text }) => PRONOUNS.has(text));
    return subject && at !== -1 ? tokens.with(at, { ...subject, gap: tokens[at]!.gap }) : tokens;
  });
}

/** What is between two clauses. */
const BETWEEN_CLAUSES = /[,:;?!.()]| - /;

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

/** A text with more clauses tells a story, and its spans would take long. */
const MAX_CLAUSES = 6;

/** A part of a text, and the rest of it. */
interface Span {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly leftOut: readonly Token[];
}

/** All spans of clauses within a text. "Does ChatGPT use what I write?" has only one, as what follows is not set off by punctuation. */
export function spansOf({ text, tokens }: Omit<Span, 'leftOut'>): readonly Span[] {
  const clauses = clausesOf(tokens);
  if (clauses.length > MAX_CLAUSES) return [];
  const ends = clauses.map((_, at) => clauses[at + 1]?.[0]!.gap ?? text.slice(-1));
  return clauses.flatMap((_first, from) =>
    clauses.flatMap((_last, to): Span | readonly Span[] => {
      const isPart = from <= to && to - from + 1 < clauses.length;
      if (!isPart || (to + 1 < clauses.length && !BETWEEN_CLAUSES.test(ends[to]!))) return [];
      const span = clauses.slice(from, to + 1).flat();
      const asTyped = span.map(({ text: word, model, gap }, at) => (at === 0 ? '' : gap) + (model ?? word)).join('');
      return {
        text: asTyped + (ends[to]!.includes('?') ? '?' : ''),
        tokens: withoutFillers(span),
        leftOut: [...clauses.slice(0, from), ...clauses.slice(to + 1)].flat(),
      };
    }),
  );
}

/** The words without "wait so" before them and "lol" after them, if enough are left to ask something. */
export function withoutFillers(tokens: readonly Token[]): readonly Token[] {
  const text = joined(tokens);
  const opener = OPENERS.exec(text)?.[0].trim() ?? '';
  const closer = CLOSERS.exec(text)?.[0].trim() ?? '';
  if (opener === '' && closer === '') return tokens;
  const asked = tokens.slice(wordsIn(opener), tokens.length - wordsIn(closer));
  return asked.length < TUNING.leastWithoutFillers ? tokens : asked;
}

const wordsIn = (filler: string): number => (filler === '' ? 0 : filler.split(' ').length);

export const joined = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(' ');

import type { Name } from '../Match.ts';
import { MODEL, PLAN, type Token, tokenize } from './tokenize.ts';
import { COMMON_WORDS, FUNCTION_WORDS } from './words.ts';

/** Parts into which people split a name: "chat gpt 4 o mini high". */
export const MAX_PARTS = 6;

export const DECIMAL = /^\d+\.\d+$/;

/** The models whose names have a part: `luna` → GPT-6 Luna, GPT-5.6 Luna. */
export type NamesByPart = ReadonlyMap<string, readonly Name[]>;

/** A name as it is spelled somewhere. */
export interface Hit {
  readonly name: Name;
  /** How many tokens it covers. */
  readonly length: number;
  /** How the spelling refers to the name. */
  readonly marks: Pick<Token, 'isAmbiguous' | 'isCalledByApp'>;
  /** The letters at the beginning of the spelling, which a following "vs 4" leaves out: `gpt`. */
  readonly prefix: string;
}

/** The parts of a model's name: `gpt-6-luna` → gpt, 6, luna. */
export function partsOf(name: Name): readonly string[] {
  const known = partsByName.get(name);
  if (known) return known;
  const parts = name.kind === 'model' ? tokenize(name.id).flatMap(({ text }) => splitWord(text)) : [];
  partsByName.set(name, parts);
  return parts;
}

/** The same names are split for every message. */
const partsByName = new WeakMap<Name, readonly string[]>();

/** "llama4" → llama, 4. */
export function splitWord(word: string): readonly string[] {
  const [, letters, number] = /^(\p{L}{3,})(\d.*)$/u.exec(word) ?? [];
  return letters === undefined ? [word] : [letters, number!];
}

export const hasNumber = (words: readonly string[]): boolean => words.some((word) => /\d/.test(word));

/** Whether a word can name a model beside a number: "2 large" is a size. */
export function isTelling(word: string): boolean {
  return /^\p{L}{3,}$/u.test(word) && !COMMON_WORDS.has(word) && !FUNCTION_WORDS.has(word);
}

/** Whether a model is named without the number in its name: "opus". */
export function isLine({ name }: Hit, typed: readonly Token[]): boolean {
  return name.kind === 'model' && hasNumber(partsOf(name)) && !hasNumber(typed.map(({ text }) => text));
}

/** The models whose names have all these words among their parts. */
export function namesWithAll(words: readonly string[], byPart: NamesByPart): readonly Name[] {
  const [first, ...others] = words.map((word) => byPart.get(word) ?? []);
  return first!.filter((name) => others.every((names) => names.includes(name)));
}

/** The one with the fewest parts, rather a model than a family; none if two have as few. */
export function mostLike(names: readonly Name[]): Name | undefined {
  const [first, second] = names.toSorted((a, b) => cost(a) - cost(b));
  return first && (!second || cost(second) > cost(first)) ? first : undefined;
}

const cost = (name: Name): number => partsOf(name).length + (name.group === undefined ? 0 : MAX_PARTS);

/** What a text has instead of a name. */
export function tokenOf(name: Name, gap: string): Token {
  if (name.kind === 'model') return { text: MODEL, gap, model: name.id };
  return name.kind === 'plan' ? { text: PLAN, gap, plan: name.id } : { text: name.id, gap, isName: true };
}

/** Words between names of which some are short: "4o and 4.1". */
export const LINKS = new Set(['vs', 'and', 'or', 'to', 'than', 'over', 'with', 'from', 'of', 'the', 'between', 'btw']);

export const connects = (word: string): boolean => FUNCTION_WORDS.has(word) || LINKS.has(word);

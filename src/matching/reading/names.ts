import type { Name, NameRules, SpellingRule } from '../Match.ts';
import { normalizeCharacters, undisguise } from './clean.ts';
import { completeNames, isOfModel, type KnownNames, type Piece } from './completeNames.ts';
import {
  connects,
  DECIMAL,
  type Hit,
  hasNumber,
  isLine,
  isTelling,
  LINKS,
  MAX_PARTS,
  mostLike,
  namesWithAll,
  partsOf,
  splitWord,
  tokenOf,
} from './nameParts.ts';
import { MODEL, type Token, tokenize } from './tokenize.ts';

/**
 * A name without what people forget or add: case, spaces, hyphens, dots.
 *
 * @example
 * normalizeName('GPT‑3.5 Turbo'); // 'gpt35turbo'
 */
function normalizeName(text: string): string {
  return undisguise(normalizeCharacters(text))
    .toLowerCase()
    .replaceAll('+', 'plus')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * All spellings of a name, normalised: the name itself first, then what the rules derive from it. A name that is a number
 * has one spelling, with its dot ("4.1"), and none without a dot ("4").
 *
 * @example
 * spellingsOf('GPT-4o mini', rules); // gpt4omini, chatgpt4omini, gtp4omini, …, gpt40mini (a zero), 4ominigpt, 4omini
 */
function spellingsOf(name: string, { rewrite = [], shorten = [] }: NameRules): readonly string[] {
  const normalized = normalizeName(name);
  if (/^\d*$/.test(normalized)) return name.includes('.') ? [name.trim()] : [];
  const found = [normalized];
  for (const rule of rewrite) found.push(...found.flatMap(rewritings(rule)));
  return [...new Set([...found, ...shorten.flatMap((rule) => rewritings(rule)(name.toLowerCase()))])];
}

function rewritings({ from, to }: SpellingRule): (spelling: string) => readonly string[] {
  const pattern = new RegExp(from);
  return (spelling) => (pattern.test(spelling) ? to.map((form) => spelling.replace(pattern, form)) : []);
}

/** A word as it is in a normalised name. */
const normalized = ({ text }: Token): string => text.replace('.', '').replaceAll('+', 'plus');

/** What may be inside a name. A dot with a space after it ends a sentence. */
const WITHIN = /^(?: ?[-_]? ?|\.)$/;
/** What may be between a family and its number. */
const VERSION = new Set(['version', 'ver', 'v']);
/** The shortest spelling that is recognised in several parts: "o 1" and "4 o" are too little to be sure. */
const MIN_SPACED_LETTERS = 3;

export interface NameFinderData extends KnownNames {
  /** Spellings of names as they are listed, without derived ones. */
  readonly listedSpellings: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** Words of a name, with a number after a word that ends in one: `r1 1776`. Elsewhere the two are apart: "gpt-4 2023". */
  readonly numberPairs: ReadonlySet<string>;
  /** How spellings begin: each with one to `BEGINNING` letters. */
  readonly beginnings: ReadonlySet<string>;
  readonly rules: NameRules;
}

/** The pattern of a rule that is not there. It describes no text. */
const NEVER = '(?!)';

/** Longer beginnings would be many more, and rule out few more words. */
const BEGINNING = 4;

/** Finds models and other names in a text, however they are spelled. */
export class NameFinder {
  readonly data: NameFinderData;
  readonly #rules: Readonly<Record<'nameStart' | 'ambiguous' | 'calledByApp' | 'continuedByNumber', RegExp>>;

  constructor(data: NameFinderData) {
    this.data = data;
    const { nameStart, ambiguous, calledByApp, continuedByNumber } = data.rules;
    this.#rules = {
      nameStart: new RegExp(nameStart ?? NEVER),
      ambiguous: new RegExp(ambiguous ?? NEVER),
      calledByApp: new RegExp(calledByApp ?? NEVER),
      continuedByNumber: new RegExp(continuedByNumber ?? NEVER),
    };
  }

  /** @param names - Where two names share a spelling, a listed one wins over a derived one, then the earlier name. */
  static of(names: readonly Name[], rules: NameRules): NameFinder {
    const bySpelling = new Map<string, Name>();
    const listedSpellings = new Set<string>();
    const words = new Set<string>();
    const numberPairs = new Set<string>();
    const byPart = new Map<string, Name[]>();
    const ordinary = new Map<string, Name>();
    const derived: [string, Name][] = [];
    for (const name of names) {
      for (const text of [name.id, ...name.names]) {
        const tokens = tokenize(text);
        for (const [index, token] of tokens.entries()) {
          words.add(token.text);
          const previous = tokens[index - 1];
          if (previous && areNumbersApart(token, previous)) numberPairs.add(`${previous.text} ${token.text}`);
        }
        const [listed, ...others] = spellingsOf(text, rules);
        if (listed !== undefined && !bySpelling.has(listed)) {
          bySpelling.set(listed, name);
          listedSpellings.add(listed);
        }
        // An abbreviation is read as what it stands for: "command r" as "command are".
        for (const other of [...others, tokens.map(normalized).join('')]) derived.push([other, name]);
      }
      for (const word of name.ordinaryNames ?? []) ordinary.set(word.toLowerCase(), name);
      for (const part of partsOf(name)) byPart.set(part, [...(byPart.get(part) ?? []), name]);
    }
    for (const [spelling, name] of derived) {
      if (!bySpelling.has(spelling)) bySpelling.set(spelling, name);
    }
    const beginnings = new Set<string>();
    for (const spelling of bySpelling.keys()) {
      words.add(spelling);
      for (let length = 1; length <= BEGINNING; length++) beginnings.add(spelling.slice(0, length));
    }
    return new NameFinder({ bySpelling, listedSpellings, words, numberPairs, beginnings, byPart, ordinary, rules });
  }

  /** The words of all names, and the names written as one word. None of them is misspelled. */
  get words(): readonly string[] {
    return [...this.data.words];
  }

  /**
   * Replaces each name by one token: `<model>` or `<plan>` with its id, or the id of a term. The leftmost name wins, then
   * the longest. What one name leaves out is taken from the others beside it: "4.5 or 4.6 sonnet", "sol vs luna (gpt-6)".
   */
  find(tokens: readonly Token[]): Token[] {
    const pieces: Omit<Piece, 'words'>[] = [];
    for (let i = 0; i < tokens.length;) {
      const first = tokens[i]!;
      const hit = this.#at(tokens, i);
      const typed = tokens.slice(i, i + (hit?.length ?? 1));
      const token = hit ? { ...tokenOf(hit.name, first.gap), ...hit.marks } : first;
      pieces.push({ token, typed, hit });
      i += typed.length;
    }
    // Where no model is named, there is nothing to complete a name with.
    if (!pieces.some(isOfModel)) return pieces.map(({ token }) => token);
    return completeNames(
      pieces.map(({ token, typed, hit }) => ({
        token,
        typed,
        hit,
        words: typed.flatMap(({ text }) => splitWord(text)),
      })),
      this.data,
    );
  }

  #at(tokens: readonly Token[], start: number): Hit | undefined {
    const { bySpelling, byPart } = this.data;
    const words: string[] = [];
    let typed = '';
    // "GPT v4" is GPT-4; the V of "DeepSeek V3" belongs to the name.
    let withoutV = '';
    let hit: Hit | undefined;
    for (let length = 1; length <= MAX_PARTS; length++) {
      const token = tokens[start + length - 1];
      if (!token || token.text === MODEL || (length > 1 && !this.#continues(token, tokens[start + length - 2]!))) break;
      const next = tokens[start + length];
      const isSpaced = length > 1 && token.gap.includes(' ');
      // Between two names, "o" is "or" in Spanish, Italian and Portuguese.
      if (isSpaced && token.text === 'o' && this.#rules.nameStart.test(next?.text ?? '')) break;
      words.push(...splitWord(token.text));
      // "ChatGPT version 4", "gpt v4"
      if (length > 1 && VERSION.has(token.text)) continue;
      const part = normalized(token);
      typed += part;
      withoutV += length > 1 ? part.replace(/^v(?=\d)/, '') : part;
      // Few words begin a name, and fewer go on with it, so the others are not looked up.
      const isBegun = this.#isBeginning(typed) || this.#isBeginning(length === 1 ? token.text : withoutV);
      if (!isBegun && !words.every((word) => byPart.has(word))) break;
      const spelling = bySpelling.has(typed) ? typed : withoutV;
      const name = bySpelling.get(spelling) ?? (length === 1 ? bySpelling.get(token.text) : this.#byParts(words));
      if (!name || (spelling.length < MIN_SPACED_LETTERS && isSpaced)) continue;
      if (this.#rules.continuedByNumber.test(spelling) && isNumberOf(token, next)) continue;
      const marks = this.#marks(spelling);
      if (marks.isAmbiguous && followsOtherVendor(tokens, start, length)) continue;
      hit = { name, length, marks, prefix: lettersOf(spelling) };
    }
    // "Sonnet 3.6": no version that is known, so not the newest either.
    const isUnknownVersion =
      hit && isLine(hit, tokens.slice(start, start + hit.length)) && hasVersion(tokens, start, hit);
    return isUnknownVersion ? undefined : hit;
  }

  /** Whether a spelling may begin with a text. */
  #isBeginning(text: string): boolean {
    return this.data.beginnings.has(text.slice(0, BEGINNING));
  }

  #continues(token: Token, previous: Token): boolean {
    return belongs(token, previous) || this.data.numberPairs.has(`${previous.text} ${token.text}`);
  }

  #marks(spelling: string): Hit['marks'] {
    if (this.#rules.ambiguous.test(spelling)) return { isAmbiguous: true };
    const isCalledByApp = this.#rules.calledByApp.test(spelling) && !this.data.listedSpellings.has(spelling);
    return isCalledByApp ? { isCalledByApp } : {};
  }

  /** The only model whose name has all these words and few others: "6 luna", "3 opus". */
  #byParts(words: readonly string[]): Name | undefined {
    const isTerm = (word: string): boolean => this.data.bySpelling.get(word)?.kind === 'term';
    if (!hasNumber(words) || !words.some((word) => isTelling(word) && !isTerm(word))) return undefined;
    return mostLike(namesWithAll(words, this.data.byPart));
  }
}

/** Whether a version stands right before or after a name. */
function hasVersion(tokens: readonly Token[], start: number, { length }: Hit): boolean {
  return [start - 1, start + length].some((at) => {
    const gap = tokens[Math.max(at, start)]?.gap;
    return gap !== undefined && WITHIN.test(gap) && DECIMAL.test(tokens[at]?.text ?? '');
  });
}

/** "Claude 4.5", "python 4.1": a number belongs to the word before it, unless that is a function word. */
function followsOtherVendor(tokens: readonly Token[], index: number, length: number): boolean {
  const before = tokens[index - 1];
  if (before === undefined || tokens[index]!.gap !== ' ') return false;
  const isSecond = length === 1 && LINKS.has(before.text) && /^\d/.test(tokens[index - 2]?.text ?? '');
  if (isSecond) return followsOtherVendor(tokens, index - 2, 1);
  return !connects(before.text) && before.model === undefined;
}

/** Two numbers with a space between them are two numbers: "gpt 4 5 times". A size is not a number: "gpt-4 32k". */
function belongs(token: Token, previous: Token): boolean {
  return WITHIN.test(token.gap) && !areNumbersApart(token, previous);
}

const areNumbersApart = (token: Token, previous: Token): boolean =>
  token.gap === ' ' && /^[\d.]+$/.test(token.text) && /\d$/.test(previous.text);

function isNumberOf(token: Token, next: Token | undefined): boolean {
  return next !== undefined && /^\d/.test(next.text) && belongs(next, token);
}

/** The letters at the beginning of a spelling. */
function lettersOf(spelling: string): string {
  return /^\p{L}*/u.exec(spelling)![0];
}

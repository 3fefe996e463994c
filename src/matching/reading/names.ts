import type { Name, NameRules, SpellingRule } from '../Match.ts';
import { normalizeCharacters, undisguise } from './clean.ts';
import { FUNCTION_WORDS, MODEL, PLAN, type Token, tokenize } from './tokenize.ts';

/**
 * A name without what people forget or add: case, spaces, hyphens, dots.
 *
 * @example
 * normalizeName('GPT‑3.5 Turbo'); // 'gpt35turbo'
 */
function normalizeName(text: string): string {
  return undisguise(normalizeCharacters(text))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * All spellings of a name, normalised: the name itself first, then what the rules derive from it. A name that is a number
 * has one spelling, with its dot ("4.1"), and none without a dot ("4").
 *
 * @example
 * spellingsOf('GPT-4o mini', rules); // gpt4omini, chatgpt4omini, gtp4omini, …, gpt40mini (a zero), 4ominigpt, 4omini
 */
function spellingsOf(name: string, { spellings = [], shortForms = [] }: NameRules): readonly string[] {
  const normalized = normalizeName(name);
  if (/^\d*$/.test(normalized)) return name.includes('.') ? [name.trim()] : [];
  const found = [normalized];
  for (const rule of spellings) found.push(...found.flatMap(rewritings(rule)));
  return [...new Set([...found, ...shortForms.flatMap((rule) => rewritings(rule)(name.toLowerCase()))])];
}

function rewritings({ from, to }: SpellingRule): (spelling: string) => readonly string[] {
  const pattern = new RegExp(from);
  return (spelling) => (pattern.test(spelling) ? to.map((form) => spelling.replace(pattern, form)) : []);
}

/** Parts into which people split a name: "chat gpt 4 o mini high". */
const MAX_PARTS = 6;
/** What may be inside a name. A dot with a space after it ends a sentence. */
const WITHIN = /^(?: ?[-_]? ?|\.)$/;
/** What may be between two names of which the second is short: "gpt-3.5 vs 4", "gpt-4/4o", "gpt-3.5, 4 and 5". */
const BETWEEN = /^[ ,/&+-]*$/;
const LINKS = new Set(['vs', 'and', 'or', 'to', 'than', 'over', 'with', 'from']);
/** What may be between a family and its number. */
const VERSION = new Set(['version', 'ver', 'v']);
/** Words after a number that counts something: "gpt-4 and 3 other models". */
const COUNTED = new Set(
  'other others more times people models messages minutes hours days weeks months years of'.split(' '),
);
/** The shortest spelling that is recognised in several parts: "o 1" and "4 o" are too little to be sure. */
const MIN_SPACED_LETTERS = 3;

interface Hit {
  readonly name: Name;
  /** How many tokens it covers. */
  readonly length: number;
  /** How the spelling refers to the name. */
  readonly marks: Pick<Token, 'isAmbiguous' | 'isCalledByApp'>;
  /** The letters at the beginning of the spelling, which a following "vs 4" leaves out: `gpt`. */
  readonly prefix: string;
}

export interface NameFinderData {
  readonly bySpelling: ReadonlyMap<string, Name>;
  /** Spellings of names as they are listed, without derived ones. */
  readonly listedSpellings: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly rules: NameRules;
}

/** Finds models and other names in a text, however they are spelled. */
export class NameFinder {
  readonly data: NameFinderData;
  readonly #nameStart: RegExp;
  readonly #ambiguous: RegExp;
  readonly #calledByApp: RegExp;
  readonly #continuedByNumber: RegExp;

  constructor(data: NameFinderData) {
    const { rules } = data;
    this.data = data;
    this.#nameStart = new RegExp(rules.nameStart ?? NOTHING);
    this.#ambiguous = new RegExp(rules.ambiguous ?? NOTHING);
    this.#calledByApp = new RegExp(rules.calledByApp ?? NOTHING);
    this.#continuedByNumber = new RegExp(rules.continuedByNumber ?? NOTHING);
  }

  /** @param names - Where two names share a spelling, a listed one wins over a derived one, then the earlier name. */
  static of(names: readonly Name[], rules: NameRules): NameFinder {
    const bySpelling = new Map<string, Name>();
    const listedSpellings = new Set<string>();
    const words = new Set<string>();
    const derived: [string, Name][] = [];
    for (const name of names) {
      for (const text of [name.id, ...name.names]) {
        for (const token of tokenize(text)) words.add(token.text);
        const [listed, ...others] = spellingsOf(text, rules);
        if (listed !== undefined && !bySpelling.has(listed)) {
          bySpelling.set(listed, name);
          listedSpellings.add(listed);
        }
        for (const other of others) derived.push([other, name]);
      }
    }
    for (const [spelling, name] of derived) {
      if (!bySpelling.has(spelling)) bySpelling.set(spelling, name);
    }
    for (const spelling of bySpelling.keys()) words.add(spelling);
    return new NameFinder({ bySpelling, listedSpellings, words, rules });
  }

  /** The words of all names, and the names written as one word. None of them is misspelled. */
  get words(): readonly string[] {
    return [...this.data.words];
  }

  /**
   * Replaces each name by one token: `<model>` or `<plan>` with its id, or the id of a term. The leftmost name wins, then
   * the longest.
   */
  find(tokens: readonly Token[]): Token[] {
    const found: Token[] = [];
    /** The previous name, if what follows may leave out its prefix. */
    let previous: Hit | undefined;
    for (let i = 0; i < tokens.length;) {
      const token = tokens[i]!;
      const hit =
        this.#at(tokens, i, '') ?? (previous && asAmbiguousAs(previous, this.#at(tokens, i, previous.prefix)));
      if (hit) {
        const isGuessed = tokens.slice(i, i + hit.length).some((part) => part.isGuessed);
        found.push({ ...tokenOf(hit.name, token.gap), ...hit.marks, ...(isGuessed && { isGuessed }) });
        i += hit.length;
        previous = hit.name.kind === 'model' ? hit : undefined;
        continue;
      }
      const isLink = LINKS.has(token.text) && BETWEEN.test(token.gap);
      if (!isLink) previous = undefined;
      found.push(token);
      i++;
    }
    return this.#completeBackwards(found);
  }

  /** @param prefix - Letters to put before the spelling: none, or those that a short second name leaves out. */
  #at(tokens: readonly Token[], start: number, prefix: string): Hit | undefined {
    if (prefix !== '' && !(/^\d/.test(tokens[start]!.text) && BETWEEN.test(tokens[start]!.gap))) return undefined;
    let typed = prefix;
    // "GPT v4" is GPT-4; the V of "DeepSeek V3" belongs to the name.
    let withoutV = prefix;
    let hit: Hit | undefined;
    for (let length = 1; length <= MAX_PARTS; length++) {
      const token = tokens[start + length - 1];
      if (!token || token.text === MODEL || (length > 1 && !belongs(token, tokens[start + length - 2]!))) break;
      const next = tokens[start + length];
      const isSpaced = length > 1 && token.gap.includes(' ');
      // Between two names, "o" is "or" in Spanish, Italian and Portuguese.
      if (isSpaced && token.text === 'o' && this.#nameStart.test(next?.text ?? '')) break;
      // "ChatGPT version 4", "gpt v4"
      if (length > 1 && VERSION.has(token.text)) continue;
      const part = token.text.replace('.', '');
      typed += part;
      withoutV += length > 1 ? part.replace(/^v(?=\d)/, '') : part;
      const spelling = this.data.bySpelling.has(typed) ? typed : withoutV;
      const name =
        this.data.bySpelling.get(spelling) ?? (length === 1 ? this.data.bySpelling.get(token.text) : undefined);
      if (!name || (spelling.length < MIN_SPACED_LETTERS && isSpaced)) continue;
      if (prefix !== '' && COUNTED.has(next?.text ?? '')) continue;
      if (this.#continuedByNumber.test(spelling) && isNumberOf(token, next)) continue;
      const marks = this.#marks(spelling);
      if (marks.isAmbiguous && followsOtherVendor(tokens, start)) continue;
      hit = { name, length, marks, prefix: lettersOf(spelling) || lettersOf(name.id) };
    }
    return hit;
  }

  #marks(spelling: string): Hit['marks'] {
    if (this.#ambiguous.test(spelling)) return { isAmbiguous: true };
    return this.#calledByApp.test(spelling) && !this.data.listedSpellings.has(spelling) ? { isCalledByApp: true } : {};
  }

  /** "3.5 vs gpt-4", "4 vs 4o": a number before the first whole name. */
  #completeBackwards(tokens: Token[]): Token[] {
    return tokens.map((token, i) => {
      const [link, model] = [tokens[i + 1], tokens[i + 2]];
      if (!/^\d+(?:\.\d+)?$/.test(token.text) || !link || !LINKS.has(link.text) || model?.model === undefined)
        return token;
      if (followsOtherVendor(tokens, i)) return token;
      const prefix = lettersOf(model.model);
      const name = this.data.bySpelling.get(prefix + token.text.replace('.', ''));
      return name ? tokenOf(name, token.gap) : token;
    });
  }
}

/** Source of a regular expression that matches no text. */
const NOTHING = '(?!)';

/** "Claude 4.5", "python 4.1": a number belongs to the word before it, unless that is a function word. */
function followsOtherVendor(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (before === undefined || tokens[index]!.gap !== ' ') return false;
  const isSecond = LINKS.has(before.text) && /^\d/.test(tokens[index - 2]?.text ?? '');
  if (isSecond) return followsOtherVendor(tokens, index - 2);
  return !FUNCTION_WORDS.has(before.text) && !LINKS.has(before.text) && before.model === undefined;
}

/** "4.5 or 5": after an ambiguous number the next one is ambiguous too. */
function asAmbiguousAs({ marks }: Hit, hit: Hit | undefined): Hit | undefined {
  return hit && { ...hit, marks: { ...hit.marks, ...marks } };
}

function tokenOf(name: Name, gap: string): Token {
  if (name.kind === 'model') return { text: MODEL, gap, model: name.id };
  return name.kind === 'plan' ? { text: PLAN, gap, plan: name.id } : { text: name.id, gap, isName: true };
}

/** Two numbers with a space between them are two numbers: "gpt 4 5 times". A size is not a number: "gpt-4 32k". */
function belongs(token: Token, previous: Token): boolean {
  if (!WITHIN.test(token.gap)) return false;
  return !(token.gap === ' ' && /^[\d.]+$/.test(token.text) && /\d$/.test(previous.text));
}

function isNumberOf(token: Token, next: Token | undefined): boolean {
  return next !== undefined && /^\d/.test(next.text) && belongs(next, token);
}

/** The letters at the beginning of a spelling. */
function lettersOf(spelling: string): string {
  return /^\p{L}*/u.exec(spelling)![0];
}

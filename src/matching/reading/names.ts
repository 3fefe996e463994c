import type { Name, NameRules, SpellingRule } from '../Match.ts';
import { normalizeCharacters, undisguise } from './clean.ts';
import { MODEL, PLAN, type Token, tokenize } from './tokenize.ts';
import { COMMON_WORDS, FUNCTION_WORDS } from './words.ts';

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

/** A word as it is in a normalised name. */
const normalized = ({ text }: Token): string => text.replace('.', '').replaceAll('+', 'plus');

/** Parts into which people split a name: "chat gpt 4 o mini high". */
const MAX_PARTS = 6;
/** What may be inside a name. A dot with a space after it ends a sentence. */
const WITHIN = /^(?: ?[-_]? ?|\.)$/;
/** What may be between names of which some are short: "gpt-3.5 vs 4", "gpt-4/4o", "sol, terra and luna (gpt-6)". */
const BETWEEN = /^[ ,/&+()→>–—-]*$/;
const LINKS = new Set(['vs', 'and', 'or', 'to', 'than', 'over', 'with', 'from', 'of', 'the']);
const COMPARING = new Set(
  'better worse newer older faster slower cheaper smarter bigger smaller larger stronger compared different'.split(' '),
);
/** Words between things that are compared, or between a model and what it was made from. */
const RELATING = new Set([
  ...COMPARING,
  ...'vs and or than based built made trained tuned finetuned distilled derived a finetune on from of'.split(' '),
]);
/** What may be between a family and its number. */
const VERSION = new Set(['version', 'ver', 'v']);
/** Words after a number that counts something: "gpt-4 and 3 other models". */
const COUNTED = new Set(
  `other others more times people models messages tokens words users seconds minutes hours days weeks months years of
  percent dollars euros bucks gb mb k m b`.split(/\s+/),
);
/** The shortest spelling that is recognised in several parts: "o 1" and "4 o" are too little to be sure. */
const MIN_SPACED_LETTERS = 3;

/** A name as it is spelled somewhere. */
interface Hit {
  readonly name: Name;
  /** How many tokens it covers. */
  readonly length: number;
  /** How the spelling refers to the name. */
  readonly marks: Pick<Token, 'isAmbiguous' | 'isCalledByApp'>;
  /** The letters at the beginning of the spelling, which a following "vs 4" leaves out: `gpt`. */
  readonly prefix: string;
}

/** A name, or a word that may be a part of one. */
interface Piece {
  /** As it is if nothing completes it. */
  readonly token: Token;
  readonly typed: readonly Token[];
  readonly hit: Hit | undefined;
  /** The typed words, split into parts. */
  readonly words: readonly string[];
}

export interface NameFinderData {
  readonly bySpelling: ReadonlyMap<string, Name>;
  /** Spellings of names as they are listed, without derived ones. */
  readonly listedSpellings: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** Words of a name, with a number after a word that ends in one: `r1 1776`. Elsewhere the two are apart: "gpt-4 2023". */
  readonly numberPairs: ReadonlySet<string>;
  /** How spellings begin: each with one to `BEGINNING` letters. */
  readonly beginnings: ReadonlySet<string>;
  /** The models whose names have a part: `luna` → GPT-6 Luna, GPT-5.6 Luna. */
  readonly byPart: ReadonlyMap<string, readonly Name[]>;
  /** By word: what is called by a name that is an ordinary word too. */
  readonly ordinary: ReadonlyMap<string, Name>;
  readonly rules: NameRules;
}

/** The pattern of a rule that is not there. It describes no text. */
const NEVER = '(?!)';

/** Longer beginnings would be many more, and rule out few more words. */
const BEGINNING = 4;

const isOfModel = ({ hit }: Pick<Piece, 'hit'>): boolean => hit?.name.kind === 'model';

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

  /** Whether a word is part of a model's name and no ordinary word. */
  isPartOfName(word: string): boolean {
    return isTelling(word) && this.data.byPart.has(word);
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
    return this.#complete(
      pieces.map(({ token, typed, hit }) => ({
        token,
        typed,
        hit,
        words: typed.flatMap(({ text }) => splitWord(text)),
      })),
    );
  }

  /** Whether a name can begin with a word. Few words of a question can, so the others are not looked up further. */
  #canBegin(token: Token): boolean {
    const { beginnings, byPart } = this.data;
    return (
      beginnings.has(token.text.slice(0, BEGINNING)) ||
      beginnings.has(normalized(token).slice(0, BEGINNING)) ||
      byPart.has(splitWord(token.text)[0]!)
    );
  }

  #at(tokens: readonly Token[], start: number): Hit | undefined {
    if (!this.#canBegin(tokens[start]!)) return undefined;
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
      // "ChatGPT version 4", "gpt v4"
      if (length > 1 && VERSION.has(token.text)) continue;
      const part = normalized(token);
      typed += part;
      withoutV += length > 1 ? part.replace(/^v(?=\d)/, '') : part;
      const spelling = this.data.bySpelling.has(typed) ? typed : withoutV;
      const name =
        this.data.bySpelling.get(spelling) ??
        (length === 1
          ? this.data.bySpelling.get(token.text)
          : this.#byParts(tokens.slice(start, start + length).flatMap(({ text }) => splitWord(text))));
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
    return mostLike(this.#havingAll(words));
  }

  #havingAll(words: readonly string[]): readonly Name[] {
    const [first, ...others] = words.map((word) => this.data.byPart.get(word) ?? []);
    return first!.filter((name) => others.every((names) => names.includes(name)));
  }

  /** Completes what is short with the names around it. */
  #complete(pieces: readonly Piece[]): Token[] {
    const named = pieces.flatMap((piece, at) => (isOfModel(piece) ? at : []));
    const timesUsed = new Map<number, number>();
    const tokens = pieces.map((piece, at): Token => {
      if (piece.hit && !piece.hit.marks.isAmbiguous && !isLine(piece.hit, piece.typed)) return piece.token;
      const ordinary = this.#ordinaryName(pieces, at, named);
      if (ordinary) return tokenOf(ordinary, piece.token.gap);
      const isVersion = piece.words.some((word) => DECIMAL.test(word));
      if (!piece.hit && (COUNTED.has(pieces[at + 1]?.token.text ?? '') || isOthers(pieces[at - 1], piece)))
        return piece.token;
      const nearestFirst = named
        .filter((other) => other !== at && (isVersion || this.#areBeside(pieces, at, other)))
        .toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at));
      for (const other of nearestFirst) {
        const name = this.#completed(piece, pieces[other]!.hit!);
        if (!name) continue;
        if (isWithin(partsOf(pieces[other]!.hit!.name), partsOf(name)))
          timesUsed.set(other, (timesUsed.get(other) ?? 0) + 1);
        const { isAmbiguous } = pieces[other]!.hit!.marks;
        return { ...tokenOf(name, piece.token.gap), ...(isAmbiguous && { isAmbiguous }) };
      }
      return piece.token;
    });
    // In "sol vs luna (gpt-6)" the family only says which ones are meant.
    return tokens.filter((_, at) => (timesUsed.get(at) ?? 0) < 2);
  }

  /** "Is flash cheaper than haiku?", "is Composer based on Qwen?": an ordinary word is a name beside one. A "raspberry pi" is not Pi. */
  #ordinaryName(pieces: readonly Piece[], at: number, named: readonly number[]): Name | undefined {
    const { hit, token } = pieces[at]!;
    const name = hit ? undefined : this.data.ordinary.get(token.text);
    if (!name) return undefined;
    const before = pieces[at - 1];
    const relates = (piece: Piece): boolean => piece.hit !== undefined || RELATING.has(piece.token.text);
    const isFree = !before || token.gap !== ' ' || relates(before) || connects(before.token.text);
    if (!isFree) return undefined;
    const areRelated = (other: number): boolean => {
      const between = pieces.slice(Math.min(at, other) + 1, Math.max(at, other));
      const isList = between.length === 0 && /[,/]/.test(pieces[Math.max(at, other)]!.token.gap);
      return isList || (between.length > 0 && between.every(relates));
    };
    return named.some(areRelated) ? name : undefined;
  }

  /** Whether only links and parts of names are between two pieces, or the other one is in brackets. */
  #areBeside(pieces: readonly Piece[], one: number, other: number): boolean {
    if (pieces[other]!.token.gap.includes('(')) return true;
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    const isPart = ({ words }: Piece): boolean => words.every((word) => this.data.byPart.has(word));
    return pieces
      .slice(from + 1, to + 1)
      .every(
        (piece, i) =>
          BETWEEN.test(piece.token.gap) &&
          (from + 1 + i === to || piece.hit || isLink(piece.token.text) || isPart(piece)),
      );
  }

  #completed({ words, hit }: Piece, other: Hit): Name | undefined {
    const parts = partsOf(other.name);
    const spelled =
      other.prefix &&
      /^\d/.test(words[0]!) &&
      this.data.bySpelling.get(other.prefix + words.join('').replaceAll('.', ''));
    if (spelled && spelled.kind === 'model') return spelled;
    const candidates = this.#havingAll(words).filter(
      (name) =>
        partsOf(name).every((part) => parts.includes(part) || words.includes(part)) &&
        // "Opus" is the newest one, unless a family says which.
        (!hit || hit.marks.isAmbiguous || isWithin(parts, partsOf(name))),
    );
    return mostLike(candidates);
  }
}

const DECIMAL = /^\d+\.\d+$/;

/** The parts of a model's name: `gpt-6-luna` → gpt, 6, luna. */
function partsOf(name: Name): readonly string[] {
  const known = partsByName.get(name);
  if (known) return known;
  const parts = name.kind === 'model' ? tokenize(name.id).flatMap(({ text }) => splitWord(text)) : [];
  partsByName.set(name, parts);
  return parts;
}

/** The same names are split for every message. */
const partsByName = new WeakMap<Name, readonly string[]>();

/** "llama4" → llama, 4. */
function splitWord(word: string): readonly string[] {
  const [, letters, number] = /^(\p{L}{3,})(\d.*)$/u.exec(word) ?? [];
  return letters === undefined ? [word] : [letters, number!];
}

function isWithin(parts: readonly string[], others: readonly string[]): boolean {
  return parts.length > 0 && parts.length < others.length && parts.every((part) => others.includes(part));
}

/** Whether a word can name a model beside a number: "2 large" is a size. */
function isTelling(word: string): boolean {
  return /^\p{L}{3,}$/u.test(word) && !COMMON_WORDS.has(word) && !FUNCTION_WORDS.has(word);
}

const cost = (name: Name): number => partsOf(name).length + (name.group === undefined ? 0 : MAX_PARTS);

/** The one with the fewest parts, rather a model than a family; none if two have as few. */
function mostLike(names: readonly Name[]): Name | undefined {
  const [first, second] = names.toSorted((a, b) => cost(a) - cost(b));
  return first && (!second || cost(second) > cost(first)) ? first : undefined;
}

const hasNumber = (words: readonly string[]): boolean => words.some((word) => /\d/.test(word));

/** Whether a model is named without the number in its name: "opus". */
function isLine({ name }: Hit, typed: readonly Token[]): boolean {
  return name.kind === 'model' && hasNumber(partsOf(name)) && !hasNumber(typed.map(({ text }) => text));
}

/** Whether a version stands right before or after a name. */
function hasVersion(tokens: readonly Token[], start: number, { length }: Hit): boolean {
  return [start - 1, start + length].some((at) => {
    const gap = tokens[Math.max(at, start)]?.gap;
    return gap !== undefined && WITHIN.test(gap) && DECIMAL.test(tokens[at]?.text ?? '');
  });
}

/** "iphone 5", "python 3.5": a number belongs to the word right before it, unless that is an ordinary one before a version: "i mean 4.1". */
function isOthers(before: Piece | undefined, { token, words }: Piece): boolean {
  if (before === undefined || before.hit || token.gap !== ' ' || !/^\d/.test(words[0]!)) return false;
  const { text } = before.token;
  return !connects(text) && !(DECIMAL.test(words[0]!) && COMMON_WORDS.has(text));
}

/** "Claude 4.5", "python 4.1": a number belongs to the word before it, unless that is a function word. */
function followsOtherVendor(tokens: readonly Token[], index: number, length: number): boolean {
  const before = tokens[index - 1];
  if (before === undefined || tokens[index]!.gap !== ' ') return false;
  const isSecond = length === 1 && LINKS.has(before.text) && /^\d/.test(tokens[index - 2]?.text ?? '');
  if (isSecond) return followsOtherVendor(tokens, index - 2, 1);
  return !connects(before.text) && before.model === undefined;
}

const isLink = (word: string): boolean => LINKS.has(word) || COMPARING.has(word);

const connects = (word: string): boolean => FUNCTION_WORDS.has(word) || LINKS.has(word);

function tokenOf(name: Name, gap: string): Token {
  if (name.kind === 'model') return { text: MODEL, gap, model: name.id };
  return name.kind === 'plan' ? { text: PLAN, gap, plan: name.id } : { text: name.id, gap, isName: true };
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

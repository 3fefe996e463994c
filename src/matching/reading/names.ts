import type { Name } from '../Match.ts';
import { normalizeCharacters, undisguise } from './clean.ts';
import { MODEL, PLAN, type Token, tokenize } from './tokenize.ts';
import { FUNCTION_WORDS } from './words.ts';

/** `GPT` as fingers type it; the last three are what people say who take the app for the model. */
const GPT = ['gpt', 'gtp', 'gbt', 'chatgpt', 'chatgtp', 'chatgbt'] as const;
const CHATGPT = ['chatgpt', 'chatgtp', 'chatgbt', 'chatgp', 'chatgbd'] as const;

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
 * All ways to write a name, in the form of `normalizeName`; the name itself comes first, what is guessed after it.
 *
 * @example
 * spellings('GPT-4o mini'); // gpt4omini, chatgpt4omini, gtp4omini, …, gpt40mini (a zero), 4ominigpt, 4omini
 */
export function spellings(name: string): readonly string[] {
  const key = normalizeName(name);
  // "4.1" means a model only with its dot, and "4" never.
  if (/^\d*$/.test(key)) return name.includes('.') ? [name.trim()] : [];
  return [...new Set([key, ...zeros(key), ...[key, ...zeros(key)].flatMap(prefixed), ...withoutFamily(name)])];
}

/** What is left of "GPT-5.1" and "GPT-5.1 pro" where everybody knows what the talk is of; the number keeps its dot. */
function withoutFamily(name: string): readonly string[] {
  const [, number, kind = ''] = /^gpt-(\d\.\d)(?: (pro|mini|nano|thinking|instant))?$/i.exec(name) ?? [];
  if (number === undefined) return [];
  return [kind === '' ? number : number.replace('.', '') + kind.toLowerCase()];
}

/** A zero for the letter: `gpt-40`, `01 pro`; but `40` and `01` alone are numbers. */
function zeros(key: string): readonly string[] {
  if (!/^(?:gpt.*\do|o\d[a-z])/.test(key)) return [];
  return [key.replace(/(\d)o/, '$10').replace(/^o(?=\d)/, '0')];
}

function prefixed(key: string): readonly string[] {
  const chat = /^chatgpt(.*)/.exec(key)?.[1];
  if (chat !== undefined) return CHATGPT.map((prefix) => prefix + chat);
  if (/^o\d/.test(key)) return [`gpt${key}`, `chatgpt${key}`];
  const rest = /^gpt(.+)/.exec(key)?.[1];
  if (rest === undefined) return [];
  // "4.1 gpt" and "4o mini" say enough; "5 mini" and "5.2 pro" could be somebody else's, "4 gpt" is a number of them.
  return [
    ...GPT.map((prefix) => prefix + rest),
    ...(/^\d$/.test(rest) || !/^\d/.test(rest) ? [] : [`${rest}gpt`]),
    ...(/^(?:4o|\d+turbo)/.test(rest) ? [rest] : []),
  ];
}

/** Parts into which people break a name: "chat gpt 4 o mini high". */
const MOST_PARTS = 6;
/** What may stand inside a name. A dot with a space after it ends a sentence. */
const WITHIN = /^(?: ?[-_]? ?|\.)$/;
/** What may stand between two names of which the second is short: "gpt-3.5 vs 4", "gpt-4/4o", "gpt-3.5, 4 and 5". */
const BETWEEN = /^[ ,/&+-]*$/;
const LINKS = new Set(['vs', 'and', 'or', 'to', 'than', 'over', 'with', 'from']);
/** What may stand between a family and its number. */
const VERSION = new Set(['version', 'ver', 'v']);
/** After a number these say that it counts something: "gpt-4 and 3 other models". */
const COUNTED = new Set(
  'other others more times people models messages minutes hours days weeks months years of'.split(' '),
);

const BEGINS_NAME = /^(?:chat|gpt|o?\d)/;

/** Claude and Gemini have numbers like these, and a Pro; but nobody else has a 4o or a 3.5 Turbo. */
const DOUBTFUL = /^\d+(?:pro|mini|nano|thinking|instant|high)?$/;

interface Hit {
  readonly name: Name;
  /** How many tokens it takes. */
  readonly length: number;
  /** What the spelling says of how the name is meant. */
  readonly marks: Pick<Token, 'isDoubtful' | 'isCalledChatGpt'>;
  /** The letters that the spelling begins with, which a following "vs 4" leaves out: `gpt`. */
  readonly prefix: string;
}

/** Finds models and other names in a question, however they are spelled. */
export class NameFinder {
  readonly #bySpelling = new Map<string, Name>();
  /** Spellings of names as they are listed, without those that are derived from them. */
  readonly #listed = new Set<string>();
  readonly #words = new Set<string>();

  /** @param names - Where two claim one spelling, a listed one goes before a derived one, then the earlier before the later. */
  constructor(names: readonly Name[]) {
    const derived: [string, Name][] = [];
    for (const name of names) {
      for (const text of [name.id, ...name.names]) {
        for (const token of tokenize(text)) this.#words.add(token.text);
        const [listed, ...others] = spellings(text);
        if (listed !== undefined && !this.#bySpelling.has(listed)) {
          this.#bySpelling.set(listed, name);
          this.#listed.add(listed);
        }
        for (const other of others) derived.push([other, name]);
      }
    }
    for (const [spelling, name] of derived) {
      if (!this.#bySpelling.has(spelling)) this.#bySpelling.set(spelling, name);
    }
    for (const spelling of this.#bySpelling.keys()) this.#words.add(spelling);
  }

  /** Words that names consist of, and names written as one word: none of them is misspelled. */
  get words(): readonly string[] {
    return [...this.#words];
  }

  /** Puts one token for each name: `<model>` or `<plan>` with its id, or a term's id. The longest name wins, then the leftmost. */
  find(tokens: readonly Token[]): Token[] {
    const found: Token[] = [];
    /** The name before, where what follows can leave out what it begins with. */
    let before: Hit | undefined;
    for (let i = 0; i < tokens.length;) {
      const token = tokens[i]!;
      const hit = this.#at(tokens, i, '') ?? (before && shortAfter(before, this.#at(tokens, i, before.prefix)));
      if (hit) {
        const isGuessed = tokens.slice(i, i + hit.length).some((part) => part.isGuessed);
        found.push({ ...tokenOf(hit.name, token.gap), ...hit.marks, ...(isGuessed && { isGuessed }) });
        i += hit.length;
        before = hit.name.kind === 'model' ? hit : undefined;
        continue;
      }
      const isLink = LINKS.has(token.text) && BETWEEN.test(token.gap);
      if (!isLink) before = undefined;
      found.push(token);
      i++;
    }
    return this.#completeBackwards(found);
  }

  /** @param prefix - What to put before the spelling: empty, or what a short second name leaves out. */
  #at(tokens: readonly Token[], start: number, prefix: string): Hit | undefined {
    if (prefix !== '' && !(/^\d/.test(tokens[start]!.text) && BETWEEN.test(tokens[start]!.gap))) return undefined;
    let spelling = prefix;
    let hit: Hit | undefined;
    for (let length = 1; length <= MOST_PARTS; length++) {
      const token = tokens[start + length - 1];
      if (!token || token.text === MODEL || (length > 1 && !belongs(token, tokens[start + length - 2]!))) break;
      const isSpaced = length > 1 && token.gap.includes(' ');
      // "gpt-4 o gpt-5": "or" in Spanish, Italian and Portuguese.
      if (isSpaced && token.text === 'o' && BEGINS_NAME.test(tokens[start + length]?.text ?? '')) break;
      // "ChatGPT version 4", "gpt v4"
      if (length > 1 && VERSION.has(token.text)) continue;
      spelling += token.text.replace('.', '').replace(length > 1 ? /^v(?=\d)/ : '', '');
      const name = this.#bySpelling.get(spelling) ?? (length === 1 ? this.#bySpelling.get(token.text) : undefined);
      // "o 1" and "4 o" are too little to be sure of.
      if (!name || (spelling.length < 3 && isSpaced)) continue;
      if (prefix !== '' && COUNTED.has(tokens[start + length]?.text ?? '')) continue;
      // "which came first, gpt-4 or …": not the first GPT.
      if (spelling.endsWith('gpt') && isNumberOf(token, tokens[start + length])) continue;
      const marks = this.#marks(spelling);
      if (marks.isDoubtful && isSomebodyElses(tokens, start)) continue;
      hit = { name, length, marks, prefix: lettersOf(spelling) || lettersOf(name.id) };
    }
    return hit;
  }

  #marks(spelling: string): Hit['marks'] {
    if (DOUBTFUL.test(spelling)) return { isDoubtful: true };
    return spelling.startsWith('chat') && !this.#listed.has(spelling) ? { isCalledChatGpt: true } : {};
  }

  /** "3.5 vs gpt-4", "4 vs 4o": a number before the first whole name. */
  #completeBackwards(tokens: Token[]): Token[] {
    return tokens.map((token, i) => {
      const [link, model] = [tokens[i + 1], tokens[i + 2]];
      if (
        !/^\d+(?:\.\d+)?$/.test(token.text) ||
        !link ||
        !LINKS.has(link.text) ||
        model?.model === undefined ||
        isSomebodyElses(tokens, i)
      )
        return token;
      const prefix = lettersOf(model.model);
      const name = this.#bySpelling.get(prefix + token.text.replace('.', ''));
      return name ? tokenOf(name, token.gap) : token;
    });
  }
}

/** "Claude 4.5", "python 4.1": a number belongs to the word before it, unless that only holds the sentence together. */
function isSomebodyElses(tokens: readonly Token[], place: number): boolean {
  const before = tokens[place - 1];
  if (before === undefined || tokens[place]!.gap !== ' ') return false;
  const isSecond = LINKS.has(before.text) && /^\d/.test(tokens[place - 2]?.text ?? '');
  if (isSecond) return isSomebodyElses(tokens, place - 2);
  return !FUNCTION_WORDS.has(before.text) && !LINKS.has(before.text) && before.model === undefined;
}

/** "4.5 or 5": after a number that others have too, the next is no surer. */
function shortAfter({ marks }: Hit, hit: Hit | undefined): Hit | undefined {
  return hit && { ...hit, marks: { ...hit.marks, ...marks } };
}

function tokenOf(name: Name, gap: string): Token {
  if (name.kind === 'model') return { text: MODEL, gap, model: name.id };
  return name.kind === 'plan' ? { text: PLAN, gap, plan: name.id } : { text: name.id, gap, isName: true };
}

/** Two numbers with a space between them are two numbers: "gpt 4 5 times". A size is no number: "gpt-4 32k". */
function belongs(token: Token, before: Token): boolean {
  if (!WITHIN.test(token.gap)) return false;
  return !(token.gap === ' ' && /^[\d.]+$/.test(token.text) && /\d$/.test(before.text));
}

function isNumberOf(token: Token, next: Token | undefined): boolean {
  return next !== undefined && /^\d/.test(next.text) && belongs(next, token);
}

/** The letters that a spelling begins with. */
function lettersOf(spelling: string): string {
  return /^\p{L}*/u.exec(spelling)![0];
}

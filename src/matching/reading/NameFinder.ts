import { FUNCTION_WORDS } from './functionWords.ts';
import type { Name } from '../Match.ts';
import { spellings } from './spellings.ts';
import { MODEL, PLAN, type Token, tokenize } from './tokenize.ts';

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
      // "ChatGPT version 4", "gpt v4"
      if (length > 1 && VERSION.has(token.text)) continue;
      spelling += token.text.replace('.', '').replace(length > 1 ? /^v(?=\d)/ : '', '');
      const name = this.#bySpelling.get(spelling) ?? (length === 1 ? this.#bySpelling.get(token.text) : undefined);
      // "o 1" and "4 o" are too little to be sure of.
      if (!name || (spelling.length < 3 && isSpaced)) continue;
      if (prefix !== '' && COUNTED.has(tokens[start + length]?.text ?? '')) continue;
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

/** The letters that a spelling begins with. */
function lettersOf(spelling: string): string {
  return /^\p{L}*/u.exec(spelling)![0];
}

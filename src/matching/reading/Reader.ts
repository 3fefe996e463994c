import { runToEnd, type Cooperative } from '../../shared/concurrency.ts';
import type { Match, Name, Named, NameRules } from '../Match.ts';
import { TUNING } from '../tuning.ts';
import { clean, normalizeCharacters, undisguise } from './clean.ts';
import { DATE_WORDS, findDates } from './findDates.ts';
import { NameFinder, type NameFinderData } from './names.ts';
import { joined, sentencesOf, withoutFillers, withPronounsRead } from './sentences.ts';
import { type Token, tokenize } from './tokenize.ts';
import { WordRepair, type WordRepairData } from './WordRepair.ts';
import { GREETINGS, LEAD_INS, QUESTION_WORDS } from './words.ts';

/** A text, or a sentence of one, ready to be matched. */
export interface ReadText extends Pick<Match, 'repaired'> {
  /** Cleaned of markup. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Of a question in a message, what is said around it. */
  readonly leftOut: readonly Token[];
  /** Whether "does anybody know" or the like is left out of the tokens. */
  readonly hasLeadIn: boolean;
  /** Whether it is not for everybody who reads it. */
  readonly isForOthers: boolean;
}

/** A whole message, ready to be matched. */
export interface ReadQuestion extends ReadText {
  /** Its sentences; empty when there is only one, or too many for a question. */
  readonly parts: readonly ReadText[];
}

/** What a question says about models, plans and dates. */
export interface Mentions extends Named {
  /** The tokens as dated patterns see them; empty when the question names no date. */
  readonly datedTokens: readonly Token[];
  /** All models are named by numbers that other vendors' models have too, and no word shows which vendor is meant. */
  readonly isAmbiguous: boolean;
}

export interface ReaderData {
  readonly names: NameFinderData;
  readonly plans: NameFinderData;
  readonly repair: WordRepairData;
  readonly vendorWords: ReadonlySet<string>;
}

const EMOJI = /^\p{Extended_Pictographic}$/u;

/** Reads what people type: removes markup, splits words, repairs typos, finds names. */
export class Reader {
  readonly data: ReaderData;
  readonly #names: NameFinder;
  readonly #plans: NameFinder;
  readonly #repair: WordRepair;

  constructor(data: ReaderData) {
    this.data = data;
    this.#names = new NameFinder(data.names);
    this.#plans = new NameFinder(data.plans);
    this.#repair = new WordRepair(data.repair);
  }

  /** A Reader that knows names and no other words yet. */
  static of(names: readonly Name[], rules: NameRules): Reader {
    const { true: plans = [], false: models = [] } = Object.groupBy(names, ({ kind }) => `${kind === 'plan'}`);
    const finder = NameFinder.of(models, rules);
    const known = new Map([...finder.words, ...DATE_WORDS].map((word) => [word, 0]));
    return new Reader({
      names: finder.data,
      plans: NameFinder.of(plans, rules).data,
      repair: runToEnd(WordRepair.of(known)).data,
      vendorWords: new Set(rules.ambiguousUnless),
    });
  }

  /** A Reader that also knows the words of further phrasings and counter-examples. */
  *withWordsOf(examples: readonly (readonly Token[])[]): Cooperative<Reader> {
    const counts = new Map<string, number>();
    for (const tokens of examples) {
      for (const { text } of tokens) counts.set(text, (counts.get(text) ?? 0) + 1);
      yield;
    }
    return new Reader({ ...this.data, repair: (yield* WordRepair.of(counts, this.#repair)).data });
  }

  /** The tokens of a phrasing. Nothing is repaired in it. */
  phrasing(text: string): readonly Token[] {
    return withoutFillers(this.#names.find(withoutLeadIns(tokenize(undisguise(normalizeCharacters(text))))));
  }

  /** @param message - As typed, with Discord's markup; any string. */
  read(message: string): ReadQuestion {
    const { text, isForOthers } = clean(message);
    const sentences = sentencesOf(text).map((sentence) => this.#readCleaned(sentence, isForOthers));
    const read = withPronounsRead(
      sentences.map(({ tokens }) => tokens),
      this.data.vendorWords,
    );
    const parts = sentences
      .map((sentence, at) => Object.assign(sentence, { tokens: read[at]! }))
      .filter(({ tokens }) => tokens.length >= TUNING.leastAskedWords);
    return { ...this.#readCleaned(text, isForOthers), parts };
  }

  mentions(tokens: readonly Token[]): Mentions {
    const dated = findDates(tokens);
    const datedTokens = dated.some(({ date }) => date !== undefined) ? this.#plans.find(dated) : [];
    const named = tokens.filter(({ model }) => model !== undefined);
    return {
      datedTokens,
      isAmbiguous:
        named.length > 0 &&
        named.every(({ isAmbiguous }) => isAmbiguous) &&
        !tokens.some(({ text }) => this.data.vendorWords.has(text)),
      models: distinct(tokens.flatMap(({ model }) => model ?? [])),
      plans: distinct(datedTokens.flatMap(({ plan }) => plan ?? [])),
      dates: distinct(datedTokens.flatMap(({ date }) => date ?? [])),
    };
  }

  #readCleaned(text: string, isForOthers: boolean): ReadText {
    const repaired: { typed: string; read: string }[] = [];
    const words = tokenize(text).filter(({ text: word }) => !this.#isDecoration(word));
    const read = this.#repairAll(words, repaired);
    const asked = withoutLeadIns(read);
    const tokens = this.#names.find(asked);
    return {
      text,
      tokens: withoutFillers(tokens),
      leftOut: [],
      hasLeadIn: asked.length < read.length,
      isForOthers: isForOthers || callsSomebody(tokens),
      repaired,
    };
  }

  /** "Please", and emoji of no phrasing, tell no question from another. */
  #isDecoration(word: string): boolean {
    return word === 'please' || (EMOJI.test(word) && !this.#repair.knows(word));
  }

  /** @param repaired - Filled with what was repaired. */
  #repairAll(tokens: readonly Token[], repaired: { typed: string; read: string }[]): Token[] {
    let repairs = 0;
    return tokens.flatMap((token): Token | Token[] => {
      if (!this.#repair.isUnknown(token.text) || ++repairs > TUNING.repair.maxWords) return token;
      const read = this.#repair.read(token.text);
      if (read === token.text) return token;
      repaired.push({ typed: token.text, read });
      return read.split(' ').map((text, i) => ({ text, gap: i === 0 ? token.gap : ' ' }));
    });
  }
}

/** "Hey ChatGPT what is RLHF", "ChatGPT, what is RLHF?": meant for another bot. */
function callsSomebody([first, second, third]: readonly Token[]): boolean {
  if (!first || !second) return false;
  if (!GREETINGS.has(first.text)) return first.isName === true && second.gap.startsWith(',');
  const isName = second.isName === true || second.model !== undefined;
  return isName && third !== undefined && (third.gap.startsWith(',') || QUESTION_WORDS.has(third.text));
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** The words without "does anybody know whether" and the like. */
function withoutLeadIns(tokens: readonly Token[]): readonly Token[] {
  const text = joined(tokens);
  const leadIns = [...text.matchAll(LEAD_INS)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
  if (leadIns.length === 0) return tokens;
  let next = 0;
  return tokens.filter((token) => {
    const start = next;
    next += token.text.length + 1;
    return !leadIns.some(({ from, to }) => from <= start && start < to);
  });
}

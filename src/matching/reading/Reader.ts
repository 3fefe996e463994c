import { runToEnd, type Cooperative } from '../../shared/concurrency.ts';
import type { Match, Name, Named } from '../Match.ts';
import { cleanQuestion, normalizeCharacters } from './clean.ts';
import { DATE_WORDS, findDates } from './findDates.ts';
import { NameFinder } from './names.ts';
import { type Token, tokenize } from './tokenize.ts';
import { isSureSlip, WordRepair } from './WordRepair.ts';
import { COMMON_WORDS, FUNCTION_WORDS, markFillers } from './words.ts';

/** Repairing a word is what takes time; a text with more unknown ones is no question to this bot. */
const MOST_REPAIRS = 12;

/** A text as it is matched. */
export interface Read extends Pick<Match, 'repaired'> {
  /** Cleaned of markup. */
  readonly question: string;
  readonly tokens: readonly Token[];
}

/** What the words of a question say of models, plans and dates. */
export interface Mentions extends Named {
  /** The words as patterns about a time see them; none, when no date is named. */
  readonly inTime: readonly Token[];
  /** All models are named by numbers that other makers' models have too, and nothing says whose are meant. */
  readonly isDoubtful: boolean;
  /** Share of the telling words, names among them, that are guesses of what somebody meant to type, 0 to 1. */
  readonly guessed: number;
  /** Beside names there are words, and no phrasing has any of them that tells something: another language, perhaps. */
  readonly isForeign: boolean;
}

/** Reads what people type: markup off, words apart, slips repaired, names found. */
export class Reader {
  readonly #names: NameFinder;
  readonly #plans: NameFinder;
  readonly #repair: WordRepair;

  private constructor(names: NameFinder, plans: NameFinder, repair: WordRepair) {
    this.#names = names;
    this.#plans = plans;
    this.#repair = repair;
  }

  /** One that knows how to read names, and no words yet. */
  static of(names: readonly Name[]): Reader {
    const models = new NameFinder(names.filter(({ kind }) => kind !== 'plan'));
    const plans = new NameFinder(names.filter(({ kind }) => kind === 'plan'));
    const known = new Map([...models.words, ...DATE_WORDS].map((word) => [word, 0]));
    return new Reader(models, plans, runToEnd(WordRepair.of(known)));
  }

  /** One that repairs words to those of further phrasings and counter-examples too. */
  *knowing(
    phrasings: readonly (readonly Token[])[],
    counterExamples: readonly (readonly Token[])[],
  ): Cooperative<Reader> {
    const counts = new Map<string, number>();
    for (const line of phrasings) {
      for (const { text } of line) counts.set(text, (counts.get(text) ?? 0) + 1);
      yield;
    }
    for (const line of counterExamples) {
      for (const { text } of line) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    yield;
    return new Reader(this.#names, this.#plans, yield* WordRepair.of(counts, this.#repair));
  }

  /** The words of a phrasing, which is taken as it is written. */
  line(text: string): readonly Token[] {
    return this.#names.find(tokenize(normalizeCharacters(text)));
  }

  /** @param text - As typed, with Discord's markup; any string. */
  question(text: string): Read {
    return this.cleaned(cleanQuestion(text));
  }

  /** @param question - Cleaned of markup. */
  cleaned(question: string): Read {
    const repaired: { typed: string; read: string }[] = [];
    const tokens = this.#names.find(this.#repaired(markFillers(tokenize(question)), repaired));
    return { question, tokens, repaired };
  }

  mentions(tokens: readonly Token[]): Mentions {
    const dated = findDates(tokens);
    const inTime = dated.some(({ date }) => date !== undefined) ? this.#plans.find(dated) : [];
    const named = tokens.filter(({ model }) => model !== undefined);
    const telling = tokens.filter(({ text }) => !FUNCTION_WORDS.has(text));
    const nameless = telling.filter(({ model }) => model === undefined);
    return {
      guessed: telling.filter(({ isGuessed }) => isGuessed).length / Math.max(telling.length, 1),
      inTime,
      isDoubtful:
        named.length > 0 &&
        named.every(({ isDoubtful }) => isDoubtful) &&
        !tokens.some(({ text }) => OPENAIS.has(text)),
      isForeign:
        nameless.length > 0 && !nameless.some(({ text }) => this.#repair.knows(text) || COMMON_WORDS.has(text)),
      models: distinct(tokens.flatMap(({ model }) => model ?? [])),
      plans: distinct(inTime.flatMap(({ plan }) => plan ?? [])),
      dates: distinct(inTime.flatMap(({ date }) => date ?? [])),
    };
  }

  #repaired(tokens: readonly Token[], repaired: { typed: string; read: string }[]): Token[] {
    let repairs = 0;
    return tokens.flatMap((token): Token | Token[] => {
      if (token.isFiller || !this.#repair.isUnknown(token.text) || ++repairs > MOST_REPAIRS) return token;
      const read = this.#repair.read(token.text);
      if (read === token.text) return token;
      repaired.push({ typed: token.text, read });
      const isGuessed = !isSureSlip(token.text, read);
      return read.split(' ').map((word, i) => ({ text: word, gap: i === 0 ? token.gap : ' ', isGuessed }));
    });
  }
}

/** Whoever says one of these means OpenAI's models. */
const OPENAIS = new Set(['gpt', 'chatgpt', 'openai']);

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** More than that is a story. */
const MOST_PARTS = 4;
/** The end of a sentence, or "and" before a question word: "what is RLHF and what is DPO". */
const BORDER =
  /(?<=[?!]|[a-z]{2}\.)\s+|[,;]?\s+and\s+(?=(?:what|which|who|when|where|why|how|is|are|does|do|did|can|was|were)\s)/i;

/**
 * The sentences of a question, and what "and" puts together; none when it is a single one, or a story.
 *
 * @param question - Cleaned of markup, on one line.
 * @example
 * partsOf('Hi all. What is RLHF and who made ChatGPT?'); // ['Hi all.', 'What is RLHF', 'who made ChatGPT?']
 */
export function partsOf(question: string): readonly string[] {
  const parts = question.split(BORDER).filter((part) => /\p{L}/u.test(part));
  return parts.length > 1 && parts.length <= MOST_PARTS ? parts : [];
}

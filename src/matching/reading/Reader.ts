import { FUNCTION_WORDS } from './functionWords.ts';
import type { Match, Name, Named } from '../Match.ts';
import { finish, type Steps } from '../Steps.ts';
import { cleanQuestion } from './cleanQuestion.ts';
import { COMMON_WORDS } from './commonWords.ts';
import { FILLER_WORDS } from './fillerWords.ts';
import { DATE_WORDS, findDates } from './findDates.ts';
import { NameFinder } from './NameFinder.ts';
import { normalizeCharacters } from './normalizeCharacters.ts';
import { type Token, tokenize } from './tokenize.ts';
import { isSureSlip, WordRepair } from './WordRepair.ts';

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
  /** Filler words that no phrasing has: they say nothing here. */
  readonly #fillers: ReadonlySet<string>;

  private constructor(names: NameFinder, plans: NameFinder, repair: WordRepair, fillers: ReadonlySet<string>) {
    this.#names = names;
    this.#plans = plans;
    this.#repair = repair;
    this.#fillers = fillers;
  }

  /** One that knows how to read names, and no words yet. */
  static of(names: readonly Name[]): Reader {
    const models = new NameFinder(names.filter(({ kind }) => kind !== 'plan'));
    const plans = new NameFinder(names.filter(({ kind }) => kind === 'plan'));
    const known = new Map([...models.words, ...DATE_WORDS].map((word) => [word, 0]));
    return new Reader(models, plans, finish(WordRepair.of(known)), FILLER_WORDS);
  }

  /** One that repairs words to those of further phrasings and counter-examples too. */
  *knowing(phrasings: readonly (readonly Token[])[], counterExamples: readonly (readonly Token[])[]): Steps<Reader> {
    const counts = new Map<string, number>();
    const fillers = new Set(this.#fillers);
    for (const line of phrasings) {
      for (const { text } of line) {
        counts.set(text, (counts.get(text) ?? 0) + 1);
        fillers.delete(text);
      }
      yield;
    }
    for (const line of counterExamples) {
      for (const { text } of line) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    yield;
    return new Reader(this.#names, this.#plans, yield* WordRepair.of(counts, this.#repair), fillers);
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
    const said = tokenize(question).filter(({ text }) => !this.#fillers.has(text));
    const tokens = this.#names.find(this.#repaired(said, repaired));
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
    return tokens.flatMap((token) => {
      if (!this.#repair.isUnknown(token.text) || ++repairs > MOST_REPAIRS) return token;
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

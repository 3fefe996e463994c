import type { Answer } from '../../knowledge/Answer.ts';
import type { Mode } from '../../matching/Match.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import type { AskResult, Choice, ModelNames, OpenAnswerBook } from '../AnswerBook.ts';
import { askedByTitle, type KnowledgeBook } from '../KnowledgeBook.ts';
import { AnswerOffers } from '../offers.ts';
import { changedBetween, type ServerAnswers } from './serverAnswer.ts';

/** The AnswerBook of a server with answers of its own: these lie on the curated ones, which all servers share. */
export class ServerBook implements OpenAnswerBook {
  readonly matcher: Matcher;
  readonly answers: ServerAnswers;
  readonly #curated: KnowledgeBook;
  readonly #offers: AnswerOffers;

  /** @param matcher - Stands on that of the curated answers, and finds exactly what this server gives. */
  constructor(curated: KnowledgeBook, answers: ServerAnswers, matcher: Matcher) {
    this.#curated = curated;
    this.answers = answers;
    this.matcher = matcher;
    const hides = new Set([...answers.hidden, ...answers.own.keys()]);
    this.#offers = new AnswerOffers(answers.own.values(), curated.offers, hides);
  }

  get models(): ModelNames {
    return this.#curated.models;
  }

  ask(question: string, mode: Mode): AskResult {
    return this.#curated.askThrough(this, question, mode);
  }

  answer(id: string): Answer | undefined {
    return this.answers.own.get(id) ?? (this.answers.hidden.has(id) ? undefined : this.#curated.answer(id));
  }

  titleOf(id: string): string | undefined {
    return this.answers.own.get(id)?.title ?? (this.answers.hidden.has(id) ? undefined : this.#curated.titleOf(id));
  }

  offerAnswers(text: string, limit: number): readonly Choice[] {
    return this.#offers.search(text, limit, this.matcher.match(text, 'direct').candidates);
  }
}

/** A server's answers at one time, matched in one layer on the curated ones. Later changes can lie on it. */
export interface Base {
  readonly matcher: Matcher;
  readonly states: ServerAnswers['states'];
}

/**
 * So many changes are laid over the base; with more it is built anew. Building takes 5 ms of work an answer, alone or
 * among others; a layer of changes 35 ms an answer on a base of 2,000 (`npm run bench -- servers`).
 */
const MOST_CHANGES = 50;

/** Everything anew: one layer on the curated answers. */
export function* buildBase(curated: KnowledgeBook, { own, hidden, states }: ServerAnswers): Cooperative<Base> {
  const matcher = yield* curated.matcher.plus(Array.from(own.values(), askedByTitle), { hides: [...hidden] });
  return { matcher, states };
}

/** Whether to lay what has changed over a base, instead of building another one. */
export function canStandOn(base: Base, { own, states }: ServerAnswers): boolean {
  return own.size > MOST_CHANGES && changedBetween(base.states, states).length <= MOST_CHANGES;
}

/**
 *     changes since   what was changed, removed or hidden after the base was built
 *     base            the server's answers
 *     curated         shared by all servers
 */
export function* layOver(base: Base, curated: KnowledgeBook, answers: ServerAnswers): Cooperative<ServerBook> {
  const changed = changedBetween(base.states, answers.states);
  if (changed.length === 0) return new ServerBook(curated, answers, base.matcher);
  const given = changed.flatMap((id): readonly Answer[] => {
    // A curated answer that was hidden or replaced lies beneath what hides it: it is given once more, on top.
    const answer = answers.own.get(id) ?? (answers.hidden.has(id) ? undefined : curated.curated.get(id));
    return answer ? [answer] : [];
  });
  const matcher = yield* base.matcher.plus(given.map(askedByTitle), { hides: changed });
  return new ServerBook(curated, answers, matcher);
}

/** A server without answers: an entry in a map. */
export const BYTES_OF_NOTHING = 300;

/** What a book takes however few answers it has. */
const BYTES_OF_BOOK = 60_000;

/**
 * Of a title or phrasing, by letter: the features that it is matched by, and the list they stand in. Measured 120 where
 * phrasings are like curated ones, 50 where they repeat each other, 220 where words are drawn by lot.
 */
const BYTES_A_MATCHED_LETTER = 220;

/** Of text that is only kept. */
const BYTES_A_LETTER = 2;

/** About what a server's book takes in memory. `npm run bench -- servers` holds it against what is measured. */
export function bytesOfBook({ own }: ServerAnswers): number {
  let bytes = BYTES_OF_BOOK;
  for (const { title, questions, notThis, short, body, sources } of own.values()) {
    const matched = [title, ...questions, ...notThis].reduce((sum, text) => sum + text.length + 1, 0);
    const kept = short.length + body.length + sources.reduce((sum, { url }) => sum + url.length, 0);
    bytes += matched * BYTES_A_MATCHED_LETTER + kept * BYTES_A_LETTER;
  }
  return bytes;
}

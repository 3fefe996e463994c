import type { Answer } from '../../knowledge/Answer.ts';
import type { Mode } from '../../matching/Match.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import type { AnswerBook, AskResult, Choice, ModelNames } from '../AnswerBook.ts';
import { askedByTitle, type KnowledgeBook } from '../KnowledgeBook.ts';
import { ChoiceSearch } from '../ChoiceSearch.ts';
import { answersOfLayer, changedBetween, type ServerAnswers, visibleAnswer } from './serverAnswer.ts';

/** The AnswerBook of a server with answers of its own, matched together with the curated answers that all servers share. */
export class ServerBook implements AnswerBook {
  readonly matcher: Matcher;
  readonly answers: ServerAnswers;
  readonly #curated: KnowledgeBook;
  readonly #offers: ChoiceSearch;

  /** @param matcher - Finds exactly the answers that this server gives, on top of the curated matcher. */
  constructor(curated: KnowledgeBook, answers: ServerAnswers, matcher: Matcher) {
    this.#curated = curated;
    this.answers = answers;
    this.matcher = matcher;
    const added = [...answersOfLayer(answers, curated.curated)];
    const hides = new Set([...answers.hidden, ...added.map(({ id }) => id)]);
    this.#offers = ChoiceSearch.ofAnswers(added, curated.offers, hides);
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
    return this.#curated.offerThrough(this, this.#offers, text, limit);
  }
}

/** A server's answers at one time, matched in one layer on top of the curated ones. Later changes go on top of it. */
export interface BaseLayer extends Pick<ServerAnswers, 'latest' | 'taught'> {
  readonly matcher: Matcher;
}

/**
 * How many changes go on top of a base before it is rebuilt. Building takes 5 ms of work per answer; a layer of changes
 * takes 35 ms per answer on a base of 2,000 (`npm run bench -- servers`).
 */
const MAX_CHANGES = 50;

export function* buildBase(curated: KnowledgeBook, answers: ServerAnswers): Cooperative<BaseLayer> {
  const { hidden, latest, taught } = answers;
  const given = Array.from(answersOfLayer(answers, curated.curated), askedByTitle);
  const matcher = yield* curated.matcher.plus(given, { hides: [...hidden] });
  return { matcher, latest, taught };
}

/** Whether a base can be kept, with the changes since it was built on top. */
export function canBuildOn(base: BaseLayer, answers: ServerAnswers): boolean {
  return answers.own.size > MAX_CHANGES && changedBetween(base, answers).length <= MAX_CHANGES;
}

/**
 *     changes         answers changed, removed or hidden since the base was built
 *     base            the server's answers
 *     curated         shared by all servers
 */
export function* buildBook(base: BaseLayer, curated: KnowledgeBook, answers: ServerAnswers): Cooperative<ServerBook> {
  const changed = changedBetween(base, answers);
  if (changed.length === 0) return new ServerBook(curated, answers, base.matcher);
  // The base may hide the curated answer, so one that is shown again is added on top.
  const given = changed.flatMap((id) => visibleAnswer({ ...answers, curated: curated.curated }, id) ?? []);
  const matcher = yield* base.matcher.plus(given.map(askedByTitle), { hides: changed });
  return new ServerBook(curated, answers, matcher);
}

/** The memory that a server without answers takes: an entry in a map. */
const BYTES_OF_EMPTY_SERVER = 300;

/** The memory that a book takes however few answers it has. */
const BYTES_OF_BOOK = 60_000;

/** Per character of a title or phrasing: 72 with 20 answers, 31 with 2,000 (`npm run bench -- servers`). */
const BYTES_PER_MATCHED_CHARACTER = 80;

const BYTES_PER_CHARACTER = 2;

/** Estimates how much memory a server's book takes. `npm run bench -- servers` compares it with measurements. */
export function bytesOfBook({ own, hidden, taught }: ServerAnswers): number {
  if (own.size + hidden.size + taught.size === 0) return BYTES_OF_EMPTY_SERVER;
  let bytes = BYTES_OF_BOOK;
  for (const { title, questions, notThis, short, body, sources } of own.values()) {
    const matched = [title, ...questions, ...notThis].reduce((sum, text) => sum + text.length + 1, 0);
    const kept = short.length + body.length + sources.reduce((sum, { url }) => sum + url.length, 0);
    bytes += matched * BYTES_PER_MATCHED_CHARACTER + kept * BYTES_PER_CHARACTER;
  }
  for (const { questions, notThis } of taught.values()) {
    bytes += [...questions, ...notThis].join(' ').length * BYTES_PER_MATCHED_CHARACTER;
  }
  return bytes;
}

import { LruCache } from '../../shared/cache.ts';
import { type Clock, DAY_MS } from '../../shared/clock.ts';
import { type Cooperative, runCooperatively } from '../../shared/concurrency.ts';
import { UserError } from '../../shared/UserError.ts';
import type { KeptQuestion, LearningStore } from '../../store/LearningStore.ts';
import type { AnswerBook, AskResult } from '../AnswerBook.ts';
import type { Person } from '../editing/changes.ts';
import * as strings from '../editing/strings.ts';
import type { ServerState } from '../servers/serverAnswer.ts';
import type { ServerBooks } from '../servers/ServerBooks.ts';
import { groupAlike, wordingsOf } from './groupAlike.ts';

/** Alike questions that wait for a moderator. */
export interface ReviewGroup {
  /** Id of its oldest question. */
  readonly id: string;
  /** The most frequent wording first, then those with a question mark, then the newest. Each once. */
  readonly texts: readonly string[];
  readonly people: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
  readonly questions: readonly KeptQuestion[];
  /** How many of the groups that follow may ask the same. */
  readonly followedBy: number;
  /** Answers that may be meant: those that people chose, then the nearest. At most five, none generated, none disputed. */
  readonly nearest: readonly AnswerOfGroup[];
  /** Answers that people marked as wrong. */
  readonly disputed: readonly AnswerOfGroup[];
}

interface AnswerOfGroup {
  readonly answerId: string;
  readonly title: string;
  /** How many chose it or marked it as wrong. */
  readonly people: number;
}

interface ReviewOptions {
  readonly store: Pick<LearningStore, 'questions' | 'hide'>;
  readonly books: ServerBooks;
  readonly clock: Pick<Clock, 'now'>;
}

/** "Later" means next week. */
const LATER_MS = 7 * DAY_MS;
const MAX_NEAREST = 5;

/** What was asked without a right answer, for moderators. Nothing changes without one of them. */
export class Review {
  readonly #options: ReviewOptions;
  /** By book: what it says to a text. A book never changes. */
  readonly #asked = new WeakMap<AnswerBook, LruCache<string, AskResult>>();

  /** By book: what was put together last. */
  readonly #grouped = new WeakMap<AnswerBook, { readonly key: string; readonly topics: number[][][] }>();

  constructor(options: ReviewOptions) {
    this.#options = options;
  }

  /** What most people asked comes first, then what may be the same. Questions that are answered by now are left out. */
  async groups(guildId: string): Promise<readonly ReviewGroup[]> {
    const { store, books, clock } = this.#options;
    const [questions, state, book] = await Promise.all([
      store.questions(guildId),
      books.state(guildId),
      books.of(guildId),
    ]);
    return runCooperatively(this.#groupsOf(questions, state, book, clock.now()));
  }

  /** @throws UserError `no-such-group` */
  async group(guildId: string, id: string): Promise<ReviewGroup> {
    const found = (await this.groups(guildId)).find(({ questions }) => questions.some((one) => one.id === id));
    if (!found) throw new UserError('no-such-group', strings.GROUP_GONE);
    return found;
  }

  /** Puts a group aside: for a week, or for as long as its questions are kept. @returns What was put aside. */
  async hide({ guildId }: Person, id: string, until: 'later' | 'ever'): Promise<ReviewGroup> {
    const { store, clock } = this.#options;
    const group = await this.group(guildId, id);
    const time = until === 'later' ? clock.now() + LATER_MS : Number.MAX_SAFE_INTEGER;
    await store.hide(guildId, idsOf(group.questions), time);
    return group;
  }

  /**
   * Takes back that a question was put aside, with all that ask the same.
   *
   * @throws UserError `no-such-group` when it is no longer kept
   */
  async unhide({ guildId }: Person, id: string): Promise<void> {
    const { store, books } = this.#options;
    const [questions, book] = await Promise.all([store.questions(guildId), books.of(guildId)]);
    const topics = await runCooperatively(this.#alike(questions, book));
    const alike = topics.flat().find((indexes) => indexes.some((index) => questions[index]!.id === id));
    if (!alike) throw new UserError('no-such-group', strings.GROUP_GONE);
    await store.hide(guildId, idsOf(alike.map((index) => questions[index]!)), 0);
  }

  *#groupsOf(
    questions: readonly KeptQuestion[],
    state: ServerState,
    book: AnswerBook,
    now: number,
  ): Cooperative<readonly ReviewGroup[]> {
    const topics: ReviewGroup[][] = [];
    for (const alike of yield* this.#alike(questions, book)) {
      const topic: ReviewGroup[] = [];
      for (const indexes of alike) {
        const members = indexes.map((index) => questions[index]!);
        // Putting one aside puts all aside that ask the same.
        if (members.some(({ hiddenUntil }) => hiddenUntil > now)) continue;
        const waiting: KeptQuestion[] = [];
        for (const member of members) {
          yield;
          if (this.#isWaiting(member, state, book)) waiting.push(member);
        }
        if (waiting.length > 0) topic.push(this.#groupOf(waiting, state, book));
      }
      if (topic.length > 0) topics.push(topic.toSorted(byPeople));
    }
    return topics
      .toSorted(([one], [other]) => byPeople(one!, other!))
      .flatMap((topic) => topic.map((group, index) => ({ ...group, followedBy: topic.length - 1 - index })));
  }

  /** A moderator who goes through the groups has them put together once. */
  *#alike(questions: readonly KeptQuestion[], book: AnswerBook): Cooperative<readonly (readonly number[][])[]> {
    const texts = questions.map(({ text }) => text);
    const key = texts.join('\n');
    const known = this.#grouped.get(book);
    if (known?.key === key) return known.topics;
    const topics = yield* groupAlike(texts, book.matcher);
    this.#grouped.set(book, { key, topics });
    return topics;
  }

  #isWaiting({ kind, text, answerId, at }: KeptQuestion, state: ServerState, book: AnswerBook): boolean {
    if (kind !== 'disputed') return this.#ask(text, book).decision !== 'answer';
    const id = answerId ?? '';
    return Math.max(state.latest.get(id)?.at ?? 0, state.taught.get(id)?.at ?? 0) <= at;
  }

  #ask(text: string, book: AnswerBook): AskResult {
    let known = this.#asked.get(book);
    if (!known) this.#asked.set(book, (known = new LruCache(5_000)));
    return known.getOrCreate(text, () => book.ask(text, 'direct'));
  }

  #groupOf(questions: readonly KeptQuestion[], { own, curated }: ServerState, book: AnswerBook): ReviewGroup {
    const texts = wordingsOf(questions);
    const named = (ids: Iterable<string>, people: ReadonlyMap<string, number>): AnswerOfGroup[] =>
      [...ids].flatMap((answerId) => {
        const title = book.titleOf(answerId);
        return title === undefined ? [] : { answerId, title, people: people.get(answerId) ?? 0 };
      });
    const disputed = peopleByAnswer(questions.filter(({ kind }) => kind === 'disputed'));
    const chosen = peopleByAnswer(questions.filter(({ kind }) => kind === 'chosen'));
    const found = texts.slice(0, 3).flatMap((text) => this.#ask(text, book).candidates.map(({ id }) => id));
    const ids = new Set([...chosen.keys(), ...found].filter((id) => own.has(id) || curated.has(id)));
    const nearest = named(ids.difference(disputed), chosen);
    return {
      id: questions.reduce((oldest, one) => (one.at < oldest.at ? one : oldest)).id,
      texts,
      people: new Set(questions.map(({ person }) => person)).size,
      lastAt: Math.max(...questions.map(({ at }) => at)),
      questions,
      followedBy: 0,
      nearest: nearest.slice(0, MAX_NEAREST),
      disputed: named(disputed.keys(), disputed),
    };
  }
}

const idsOf = (questions: readonly KeptQuestion[]): string[] => questions.map(({ id }) => id);

/** How many people each answer comes from, most first. */
function peopleByAnswer(questions: readonly KeptQuestion[]): ReadonlyMap<string, number> {
  const people = new Map<string, Set<string>>();
  for (const { answerId, person } of questions) {
    if (answerId !== null) people.set(answerId, (people.get(answerId) ?? new Set()).add(person));
  }
  return new Map([...people].map(([id, of]) => [id, of.size] as const).toSorted(([, one], [, other]) => other - one));
}

const byPeople = (one: ReviewGroup, other: ReviewGroup): number =>
  other.people - one.people || other.lastAt - one.lastAt;

import Fuse from 'fuse.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Answer } from '../../knowledge/Answer.ts';
import { isGenerated } from '../../lineage/ids.ts';
import type { AnswerContent, AnswerVersion, UseCount } from '../../store/Store.ts';
import { answerOfVersion } from '../servers/serverAnswer.ts';
import type { EditingOptions } from './changes.ts';
import { type Difference, differenceBetween } from './difference.ts';
import { LIMITS } from './rules.ts';
import {
  type AnswerStatus,
  contentOfVersion,
  contentSeen,
  isGone,
  noSuchAnswer,
  noSuchVersion,
  notThere,
  statusOf,
} from './status.ts';

export interface ListedAnswer {
  readonly answerId: string;
  /** If it was removed, its last title. */
  readonly title: string;
  readonly status: AnswerStatus;
  /** The latest version on this server; absent if a curated answer was never changed. */
  readonly latest?: AnswerVersion;
  readonly uses: number;
  /** Absent if it was never given. */
  readonly lastUsedAt?: number;
  readonly reviewBy?: string;
  readonly isStale: boolean;
}

/**
 * Which answers a list shows. `server`: written on the server. `curated`: the same as everywhere. `removed`: removed and
 * hidden ones. `stale`: past their review date, longest first. `unused`: available but never given.
 */
export const LIST_KINDS = ['server', 'curated', 'removed', 'stale', 'unused', 'all'] as const;

type ListKind = (typeof LIST_KINDS)[number];

export interface ShownAnswer extends ListedAnswer {
  /** What members see, or saw last if it is removed or hidden. */
  readonly answer: Answer;
}

/** Without a version, the curated answer. */
export type ShownVersion = Pick<ShownAnswer, 'answerId' | 'answer'> & { readonly version?: AnswerVersion };

export interface HistoryEntry {
  readonly version: AnswerVersion;
  /** From the version before, or the curated answer below the first one. Empty if no word changed. */
  readonly difference: Difference;
}

export type Why = Awaited<ReturnType<AnswerQueries['why']>>;

const IS_OF_KIND: Readonly<Record<ListKind, (answer: ListedAnswer) => boolean>> = {
  server: ({ status }) => status === 'own' || status === 'replaced',
  curated: ({ status }) => status === 'curated',
  removed: ({ status }) => isGone(status),
  stale: ({ isStale }) => isStale,
  unused: ({ uses }) => uses === 0,
  all: () => true,
};

/** A letter in three may be wrong. */
const NEARLY = { keys: ['title', 'answerId'], threshold: 0.34, ignoreDiacritics: true };
const MAX_NEAR = 3;
/** fuse.js takes time for each letter. */
const MAX_TYPED = 64;

export class AnswerQueries {
  readonly #options: EditingOptions;

  constructor(options: EditingOptions) {
    this.#options = options;
  }

  /**
   * All versions of an answer, newest first. Empty for a curated answer that was never changed.
   *
   * @throws UserError `no-such-answer`, `made-answer`
   */
  async history(guildId: string, answerId: string): Promise<readonly HistoryEntry[]> {
    const original = this.#original(answerId);
    const versions = await this.#options.store.history(guildId, answerId);
    if (versions.length === 0 && !original) throw notThere(answerId, undefined, this.#options.curated);
    const entries: HistoryEntry[] = [];
    for (const [index, version] of versions.entries()) {
      const before = contentSeen(versions[index + 1], original);
      entries.push({ version, difference: differenceBetween(before, contentSeen(version, original)) });
      await nextTurn();
    }
    return entries;
  }

  /**
   * Sorted by title, except stale answers.
   *
   * @param filter - `text`: words that must all be in the id, the title or a phrasing, also one that the server adds.
   */
  async list(
    guildId: string,
    { kind = 'server', text = '' }: { readonly kind?: ListKind; readonly text?: string } = {},
  ): Promise<readonly ListedAnswer[]> {
    const { store, books, curated } = this.#options;
    const [{ latest, taught }, uses] = await Promise.all([books.state(guildId), store.uses(guildId)]);
    const words = text.toLowerCase().split(/\s+/);
    const listed: ListedAnswer[] = [];
    for (const answerId of new Set([...latest.keys(), ...curated.curated.keys()])) {
      const version = latest.get(answerId);
      const status = statusOf(version, this.#original(answerId));
      // Reading the history of what is gone takes a query each, so it is left out where it isn't wanted.
      if (!status || (isGone(status) && kind !== 'removed' && kind !== 'all')) continue;
      const seen = isGone(status) ? await this.#lastSeen(guildId, answerId) : version;
      const texts = seen?.content ?? this.#original(answerId);
      if (!texts) continue;
      const answer = this.#listed(answerId, status, texts, version, uses.get(answerId));
      const added = taught.get(answerId)?.questions ?? [];
      const found = [answerId, texts.title, ...texts.questions, ...added].join('\n').toLowerCase();
      if (IS_OF_KIND[kind](answer) && words.every((word) => found.includes(word))) listed.push(answer);
    }
    return listed.toSorted(kind === 'stale' ? byReviewDate : byTitle);
  }

  /** The answers whose id or title nearly is what somebody typed, the nearest first, at most three. */
  async near(guildId: string, typed: string): Promise<readonly ListedAnswer[]> {
    const all = await this.list(guildId, { kind: 'all' });
    const found = new Fuse(all, NEARLY).search(typed.slice(0, MAX_TYPED), { limit: MAX_NEAR });
    return found.map(({ item }) => item);
  }

  /** Whether the server has or ever had an answer with this id, or a curated one has it. */
  async knows(guildId: string, answerId: string): Promise<boolean> {
    return Boolean(this.#original(answerId) ?? (await this.#options.store.answer(guildId, answerId)));
  }

  /** @throws UserError `no-such-answer`, `made-answer` */
  async show(guildId: string, answerId: string): Promise<ShownAnswer> {
    const { store, curated } = this.#options;
    const original = this.#original(answerId);
    const [latest, uses] = await Promise.all([store.answer(guildId, answerId), store.uses(guildId)]);
    const status = statusOf(latest, original);
    if (!status) throw notThere(answerId, latest, curated);
    const seen = isGone(status) ? await this.#lastSeen(guildId, answerId) : latest;
    const answer = seen?.content ? answerOfVersion(seen, seen.content, original) : original;
    if (!answer) throw noSuchAnswer(answerId);
    return { ...this.#listed(answerId, status, answer, latest, uses.get(answerId)), answer };
  }

  /** What members got in one of the versions; 0 is the curated answer. @throws UserError `no-such-version` */
  async showVersion(guildId: string, answerId: string, version: number): Promise<ShownVersion> {
    const original = this.#original(answerId);
    const history = await this.#options.store.history(guildId, answerId);
    if (!contentOfVersion(history, version, original)) throw noSuchVersion(answerId, version);
    const wanted = history.find((one) => one.version === version);
    if (!wanted?.content) return { answerId, answer: original! };
    return { answerId, version: wanted, answer: answerOfVersion(wanted, wanted.content, original) };
  }

  /**
   * @param question - Cut after 200 characters.
   * @returns What it gets `direct`, by command, mention or direct message, with the candidates, best first; and what it would
   *   get in a channel, `passive`, not addressed to the bot.
   */
  async why(guildId: string, question: string) {
    const book = await this.#options.books.of(guildId);
    const { matcher } = book;
    const asked = Array.from(question).slice(0, LIMITS.question).join('');
    const direct = matcher.explain(asked, 'direct');
    await nextTurn();
    const passive = matcher.explain(asked, 'passive');
    const candidates = direct.candidates.map(({ id, confidence }) => {
      const answer = book.answer(id);
      return { answerId: id, title: answer?.title ?? id, status: this.#statusOfFound(id, answer), confidence };
    });
    return { direct, passive, candidates };
  }

  #statusOfFound(id: string, answer: Answer | undefined): AnswerStatus | 'generated' {
    if (isGenerated(id)) return 'generated';
    const original = this.#original(id);
    if (!original) return 'own';
    return answer === original ? 'curated' : 'replaced';
  }

  #listed(
    answerId: string,
    status: AnswerStatus,
    { title, reviewBy }: Pick<AnswerContent, 'title' | 'reviewBy'>,
    latest: AnswerVersion | undefined,
    use: UseCount | undefined,
  ): ListedAnswer {
    return {
      answerId,
      title,
      status,
      ...(latest && { latest }),
      uses: use?.count ?? 0,
      ...(use && { lastUsedAt: use.lastAt }),
      ...(reviewBy !== undefined && { reviewBy }),
      isStale: !isGone(status) && reviewBy !== undefined && reviewBy < this.#options.today(),
    };
  }

  /** The last version before the answer was removed; absent if a curated one was never changed. */
  async #lastSeen(guildId: string, answerId: string): Promise<AnswerVersion | undefined> {
    const original = this.#original(answerId);
    const history = await this.#options.store.history(guildId, answerId);
    return history.find((version) => contentSeen(version, original));
  }

  #original(answerId: string): Answer | undefined {
    return this.#options.curated.curated.get(answerId);
  }
}

const collator = new Intl.Collator('en', { numeric: true });

const byTitle = (a: ListedAnswer, b: ListedAnswer): number => collator.compare(a.title, b.title);

const byReviewDate = (a: ListedAnswer, b: ListedAnswer): number => (a.reviewBy! < b.reviewBy! ? -1 : 1);

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Answer } from '../../knowledge/Answer.ts';
import type { AnswerContent, AnswerVersion, UseCount } from '../../store/Store.ts';
import { hidesCurated, serverAnswer } from '../servers/serverAnswer.ts';
import { LIMITS } from './content.ts';
import { noSuchAnswer, noSuchVersion, notThere } from './editingErrors.ts';
import { contentOfAnswer } from './form.ts';
import type {
  AnswerEditing,
  EditingOptions,
  HistoryEntry,
  ListedAnswer,
  ListFilter,
  ShownAnswer,
  ShownVersion,
  Standing,
  Why,
} from './types.ts';
import { differenceBetween } from './wordDifference.ts';

const STANDINGS: Readonly<Record<'server' | 'curated' | 'removed', ReadonlySet<Standing>>> = {
  server: new Set(['own', 'replaced']),
  curated: new Set(['curated']),
  removed: new Set(['removed', 'hidden']),
};

/** Whether a list of that kind shows an answer. */
export function isOfKind({ standing, isStale, uses }: ListedAnswer, kind: NonNullable<ListFilter['kind']>): boolean {
  switch (kind) {
    case 'all':
      return true;
    case 'stale':
      return isStale;
    case 'unused':
      return uses === 0;
    default:
      return STANDINGS[kind].has(standing);
  }
}

/** Whether each word of a text is in the id, the title or a phrasing of an answer. */
export function hasWords(
  answerId: string,
  { title, questions }: Pick<AnswerContent, 'title' | 'questions'>,
  text: string,
): boolean {
  const all = [answerId, title, ...questions].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/**
 * What an answer is on a server in one of its states.
 *
 * @param version - Absent before the server's moderators first touched it.
 * @param curated - The curated answer of this id, if there is one.
 */
export function standingOf(version: AnswerVersion | undefined, curated: Answer | undefined): Standing | undefined {
  if (!version) return curated && 'curated';
  if (version.content) return curated ? 'replaced' : 'own';
  if (!curated) return 'removed';
  return hidesCurated(version) ? 'hidden' : 'curated';
}

/** What members get in that state, as a moderator could have written it; `null` for nothing. */
export function contentSeen(version: AnswerVersion | undefined, curated: Answer | undefined): AnswerContent | null {
  if (version?.content) return version.content;
  return curated && standingOf(version, curated) === 'curated' ? contentOfAnswer(curated) : null;
}

/**
 * What members got in one of the versions; 0 is the curated answer. `null` where there was nothing, or is no such version.
 *
 * @param history - All versions.
 */
export function contentOfVersion(
  history: readonly AnswerVersion[],
  version: number,
  curated: Answer | undefined,
): AnswerContent | null {
  const wanted = history.find((one) => one.version === version);
  return wanted || version === 0 ? contentSeen(wanted, curated) : null;
}

/** What there is, what there was, and why a question gets what it gets. Changes nothing. */
export class Looking implements Pick<AnswerEditing, 'history' | 'list' | 'knows' | 'show' | 'showVersion' | 'why'> {
  readonly #options: EditingOptions;

  constructor(options: EditingOptions) {
    this.#options = options;
  }

  async history(guildId: string, answerId: string): Promise<readonly HistoryEntry[]> {
    const original = this.#original(answerId);
    const versions = await this.#options.store.history(guildId, answerId);
    if (versions.length === 0 && !original) throw notThere(answerId, undefined, this.#options.curated);
    const entries: HistoryEntry[] = [];
    for (const [place, version] of versions.entries()) {
      const before = contentSeen(versions[place + 1], original);
      entries.push({ version, difference: differenceBetween(before, contentSeen(version, original)) });
      await nextTurn();
    }
    return entries;
  }

  async list(guildId: string, { kind = 'server', text = '' }: ListFilter = {}): Promise<readonly ListedAnswer[]> {
    const { store, curated } = this.#options;
    const [versions, uses] = await Promise.all([store.current(guildId), store.uses(guildId)]);
    const latest = new Map(versions.map((version) => [version.answerId, version]));
    const listed: ListedAnswer[] = [];
    for (const answerId of new Set([...latest.keys(), ...curated.curated.keys()])) {
      const version = latest.get(answerId);
      const standing = standingOf(version, this.#original(answerId));
      // Of what is gone the history must be read, so it is passed over where it is not wanted.
      if (!standing || (isGone(standing) && kind !== 'removed' && kind !== 'all')) continue;
      const texts = await this.#texts(guildId, answerId, version, standing);
      if (!texts) continue;
      const answer = this.#listed(answerId, standing, texts, version, uses.get(answerId));
      if (isOfKind(answer, kind) && hasWords(answerId, texts, text)) listed.push(answer);
    }
    return listed.toSorted(kind === 'stale' ? byReviewDate : byTitle);
  }

  async knows(guildId: string, answerId: string): Promise<boolean> {
    return Boolean(this.#original(answerId) ?? (await this.#options.store.answer(guildId, answerId)));
  }

  async show(guildId: string, answerId: string): Promise<ShownAnswer> {
    const { store, curated } = this.#options;
    const original = this.#original(answerId);
    const [latest, uses] = await Promise.all([store.answer(guildId, answerId), store.uses(guildId)]);
    const standing = standingOf(latest, original);
    if (!standing) throw notThere(answerId, latest, curated);
    const seen = isGone(standing) ? await this.#lastSeen(guildId, answerId) : latest;
    const answer = seen?.content ? serverAnswer(seen, seen.content, original) : original;
    if (!answer) throw noSuchAnswer(answerId);
    return { ...this.#listed(answerId, standing, answer, latest, uses.get(answerId)), answer };
  }

  async showVersion(guildId: string, answerId: string, version: number): Promise<ShownVersion> {
    const original = this.#original(answerId);
    const history = await this.#options.store.history(guildId, answerId);
    if (!contentOfVersion(history, version, original)) throw noSuchVersion(answerId, version);
    const wanted = history.find((one) => one.version === version);
    if (!wanted?.content) return { answerId, answer: original! };
    return { answerId, version: wanted, answer: serverAnswer(wanted, wanted.content, original) };
  }

  async why(guildId: string, question: string): Promise<Why> {
    const book = await this.#options.books.of(guildId);
    const asked = Array.from(question).slice(0, LIMITS.question).join('');
    const direct = book.matcher.explain(asked, 'direct');
    await nextTurn();
    const passive = book.matcher.explain(asked, 'passive');
    const candidates = direct.candidates.map(({ id, confidence }) => {
      const answer = book.answer(id);
      return { answerId: id, title: answer?.title ?? id, standing: this.#standingOfFound(id, answer), confidence };
    });
    return { direct, passive, candidates };
  }

  #standingOfFound(id: string, answer: Answer | undefined): Standing | 'made' {
    if (id.includes(':')) return 'made';
    const original = this.#original(id);
    if (!original) return 'own';
    return answer === original ? 'curated' : 'replaced';
  }

  #listed(
    answerId: string,
    standing: Standing,
    { title, reviewBy }: Texts,
    latest: AnswerVersion | undefined,
    use: UseCount | undefined,
  ): ListedAnswer {
    return {
      answerId,
      title,
      standing,
      ...(latest && { latest }),
      uses: use?.count ?? 0,
      ...(use && { lastUsedAt: use.lastAt }),
      ...(reviewBy !== undefined && { reviewBy }),
      isStale: !isGone(standing) && reviewBy !== undefined && reviewBy < this.#options.today(),
    };
  }

  async #texts(
    guildId: string,
    answerId: string,
    latest: AnswerVersion | undefined,
    standing: Standing,
  ): Promise<Texts | undefined> {
    const seen = isGone(standing) ? await this.#lastSeen(guildId, answerId) : latest;
    return seen?.content ?? this.#original(answerId);
  }

  /** The last version before the answer was removed; absent when a curated one was never changed. */
  async #lastSeen(guildId: string, answerId: string): Promise<AnswerVersion | undefined> {
    const original = this.#original(answerId);
    const history = await this.#options.store.history(guildId, answerId);
    return history.find((version) => contentSeen(version, original));
  }

  #original(answerId: string): Answer | undefined {
    return this.#options.curated.curated.get(answerId);
  }
}

/** What lists show and search, of a server's answer or a curated one. */
type Texts = Pick<AnswerContent, 'title' | 'questions' | 'reviewBy'>;

function isGone(standing: Standing): boolean {
  return standing === 'removed' || standing === 'hidden';
}

const collator = new Intl.Collator('en', { numeric: true });

const byTitle = (a: ListedAnswer, b: ListedAnswer): number => collator.compare(a.title, b.title);

/** Stale ones all have one. */
const byReviewDate = (a: ListedAnswer, b: ListedAnswer): number => (a.reviewBy! < b.reviewBy! ? -1 : 1);

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Answer } from '../../knowledge/Answer.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import type { AnswerVersion } from '../../store/AnswerVersion.ts';
import type { UseCount } from '../../store/UseCount.ts';
import { serverAnswer } from '../servers/serverAnswer.ts';
import type { AnswerEditing } from './AnswerEditing.ts';
import { noSuchAnswer, noSuchVersion, notThere } from './editingErrors.ts';
import type { EditingOptions } from './EditingOptions.ts';
import { hasWords, isOfKind } from './isListed.ts';
import { LIMITS } from './limits.ts';
import type { HistoryEntry, ListedAnswer, ListFilter, ShownAnswer, ShownVersion, Standing, Why } from './SeenAnswer.ts';
import { contentOfVersion, contentSeen, standingOf } from './standingOf.ts';
import { differenceBetween } from './wordDifference.ts';

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
    const direct = book.explain(asked, 'direct');
    await nextTurn();
    const passive = book.explain(asked, 'passive');
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

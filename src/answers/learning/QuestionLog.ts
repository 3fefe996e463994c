import { clean } from '../../matching/reading/clean.ts';
import { LruCache } from '../../shared/cache.ts';
import { WriteBehind } from '../../shared/concurrency.ts';
import type { Clock } from '../../shared/clock.ts';
import { clipped } from '../../shared/text.ts';
import type {
  DayCount,
  Heard,
  LearningStore,
  NewQuestion,
  Outcome,
  QuestionKind,
  Vote,
} from '../../store/LearningStore.ts';

interface QuestionLogOptions {
  readonly store: Pick<
    LearningStore,
    'record' | 'recordAll' | 'erase' | 'vote' | 'personOn' | 'dropQuestion' | 'addNote'
  >;
  /** For how many days a server keeps questions; 0 for none. */
  readonly retentionDaysOf: (guildId: string) => Promise<number>;
  readonly clock: Pick<Clock, 'now'>;
  readonly onFault: (error: unknown) => void;
}

/** A question that the bot has replied to, or could nearly have answered. */
export interface HeardQuestion {
  /** Discord's id of the message or interaction that asks. */
  readonly id: string;
  readonly guildId: string;
  readonly personId: string;
  /** As typed. */
  readonly text: string;
  readonly outcome: Exclude<Outcome, 'taken'>;
}

/** How many questions of one server can wait to be written: far more than people ask in five seconds. */
const MAX_WAITING = 500;

/** How many servers can wait. If the store fails for long, further servers are left out. */
const MAX_SERVERS = 10_000;

/** How many of the latest questions are in memory, in case somebody says that the answer was wrong. */
const MAX_RECENT = 1_000;

/** A question is one or two sentences. */
const MAX_KEPT_TEXT = 200;

interface Waiting {
  readonly questions: Map<string, NewQuestion>;
  readonly choices: Map<string, string>;
  readonly counts: Map<string, DayCount>;
}

/** What is kept of a text: its author's own words, without mentions, links and markup. */
const keptText = (text: string): string => clipped(clean(text).text, MAX_KEPT_TEXT);

const keyOf = ({ guildId, id }: Pick<HeardQuestion, 'guildId' | 'id'>): string => `${guildId} ${id}`;

const KINDS: Readonly<Partial<Record<Outcome, QuestionKind>>> = { passed: 'unanswered', offered: 'offered' };

/**
 * Keeps questions without an answer for moderators, and counts all. They are written a few seconds later.
 */
export class QuestionLog {
  readonly #options: QuestionLogOptions;
  readonly #behind = new WriteBehind(() => this.#writeAll());
  readonly #recent = new LruCache<string, HeardQuestion>(MAX_RECENT);
  #waiting = new Map<string, Waiting>();

  constructor(options: QuestionLogOptions) {
    this.#options = options;
  }

  heard(question: HeardQuestion): void {
    this.#recent.set(keyOf(question), question);
    this.#count(question.guildId, question.outcome);
    const kind = KINDS[question.outcome];
    if (kind !== undefined) this.keep(question.guildId, { ...question, kind, note: '', answerId: null });
  }

  /** Keeps a question, in place of the one with its id. Its text may be as typed. */
  keep(guildId: string, { id, personId, kind, text, note, answerId }: Omit<NewQuestion, 'at'>): void {
    const { questions } = this.#waitingOf(guildId) ?? {};
    const kept = keptText(text);
    if (!questions || questions.size >= MAX_WAITING || kept === '') return;
    questions.set(id, { id, personId, kind, text: kept, note, answerId, at: this.#options.clock.now() });
  }

  /** The person who asked a question was offered several answers, and took this one. */
  chose(guildId: string, questionId: string, answerId: string): void {
    const waiting = this.#waitingOf(guildId);
    if (!waiting || waiting.choices.size >= MAX_WAITING) return;
    waiting.choices.set(questionId, answerId);
    this.#count(guildId, 'taken');
  }

  /**
   * Saves what a person says about a reply: their last word counts. A reply that is wrong is kept with its question, if that
   * is one of the latest, or else with the answer's title.
   *
   * @param reply - `askedBy`: the id of the message or interaction that asked.
   */
  async vote(
    { guildId, id: personId }: { readonly guildId: string; readonly id: string },
    { askedBy = '', title, ...vote }: Vote & { readonly askedBy?: string | undefined; readonly title: string },
  ): Promise<void> {
    const { store, retentionDaysOf, clock } = this.#options;
    await store.vote(guildId, personId, vote);
    const id = await this.#disputeId(guildId, vote.replyId, personId);
    if (vote.verdict === 'solved') return store.dropQuestion(guildId, id);
    if ((await retentionDaysOf(guildId)) === 0) return;
    const text = keptText(this.#recent.peek(keyOf({ guildId, id: askedBy }))?.text ?? '') || title;
    const about = { kind: 'disputed', answerId: vote.answerId, at: clock.now() } as const;
    await store.record(guildId, [{ id, personId, text, note: vote.verdict, ...about }], []);
  }

  /** Adds a line to what a person said was wrong with a reply. */
  async addNote(
    { guildId, id: personId }: { readonly guildId: string; readonly id: string },
    replyId: string,
    note: string,
  ): Promise<void> {
    const { store } = this.#options;
    await store.addNote(guildId, await this.#disputeId(guildId, replyId, personId), personId, keptText(note));
  }

  async #disputeId(guildId: string, replyId: string, personId: string): Promise<string> {
    return `${replyId}-${await this.#options.store.personOn(guildId, personId)}`;
  }

  /** Writes what there is so far. If that fails, reports it and tries again next time. */
  write(): Promise<void> {
    return this.#behind.write();
  }

  /** Deletes everything of a person, here and in the store. */
  async erase(personId: string): Promise<void> {
    await this.#behind.settled();
    for (const { questions } of this.#waiting.values()) {
      for (const [id, question] of questions) if (question.personId === personId) questions.delete(id);
    }
    for (const question of this.#recent.values()) {
      if (question.personId === personId) this.#recent.delete(keyOf(question));
    }
    await this.#options.store.erase(personId);
  }

  stop(): Promise<void> {
    return this.#behind.stop();
  }

  #waitingOf(guildId: string): Waiting | undefined {
    let waiting = this.#waiting.get(guildId);
    if (!waiting && this.#waiting.size < MAX_SERVERS) {
      this.#waiting.set(guildId, (waiting = { questions: new Map(), choices: new Map(), counts: new Map() }));
    }
    return waiting;
  }

  #count(guildId: string, outcome: Outcome, count = 1, day?: string): void {
    const counts = this.#waitingOf(guildId)?.counts;
    const on = day ?? new Date(this.#options.clock.now()).toISOString().slice(0, 10);
    const key = `${on} ${outcome}`;
    counts?.set(key, { day: on, outcome, count: (counts.get(key)?.count ?? 0) + count });
  }

  async #writeAll(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const written = this.#waiting;
    this.#waiting = new Map();
    const { store, retentionDaysOf, onFault } = this.#options;
    try {
      const heard: Heard[] = [];
      for (const [guildId, { questions, choices, counts }] of written) {
        const keeps = questions.size > 0 && (await retentionDaysOf(guildId)) > 0;
        const kept = keeps ? [...questions.values()] : [];
        heard.push({ guildId, questions: kept, counts: [...counts.values()], choices: [...choices] });
      }
      await store.recordAll(heard);
    } catch (error) {
      onFault(error);
      for (const [guildId, { questions, choices, counts }] of written) {
        const waiting = this.#waitingOf(guildId);
        for (const [id, question] of questions) waiting?.questions.set(id, question);
        for (const [id, answerId] of choices) waiting?.choices.set(id, answerId);
        for (const { day, outcome, count } of counts.values()) this.#count(guildId, outcome, count, day);
      }
    }
  }
}

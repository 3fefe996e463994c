import { countedId } from '../../lineage/ids.ts';
import { clean } from '../../matching/reading/clean.ts';
import { LruCache } from '../../shared/cache.ts';
import { WriteBehind } from '../../shared/concurrency.ts';
import { type Clock, dayOf } from '../../shared/clock.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type {
  DayCount,
  Heard,
  LearningStore,
  NewQuestion,
  Outcome,
  QuestionKind,
  Vote,
} from '../../store/LearningStore.ts';
import { NO_QUESTION, NOTE_NOT_KEPT } from '../editing/strings.ts';

interface QuestionLogOptions {
  readonly store: Pick<LearningStore, 'record' | 'erase' | 'vote' | 'addNote'>;
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
  /** Whether the bot is certain of what it offers, so that nobody has to read the question. Default: false. */
  readonly isCertain?: boolean;
}

/** An answer that a member proposes. Its question may be as typed. */
type Proposal = Pick<NewQuestion, 'id' | 'personId' | 'text' | 'note'>;

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
  /** By the answer's id. */
  readonly uses: Map<string, number>;
}

/** What is kept of a text: its author's own words, without mentions, links and markup. */
const keptText = (text: string): string => clipped(clean(text).text, MAX_KEPT_TEXT);

const keyOf = ({ guildId, id }: Pick<HeardQuestion, 'guildId' | 'id'>): string => `${guildId} ${id}`;

const KINDS: Readonly<Partial<Record<Outcome, QuestionKind>>> = { passed: 'unanswered', offered: 'offered' };

/**
 * Keeps questions without an answer for moderators, and counts all, and the answers that are given. Written a few seconds later.
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
    const { id, guildId, personId } = question;
    const kind = question.isCertain ? undefined : KINDS[question.outcome];
    const { questions } = this.#waitingOf(guildId) ?? {};
    if (!kind || !questions || questions.size >= MAX_WAITING) return;
    const text = keptText(question.text);
    if (text === '') return;
    questions.set(id, { id, personId, kind, text, note: '', answerId: null, at: this.#options.clock.now() });
  }

  /** An answer was given. @param answerId - Of any answer: curated, generated or the server's own. */
  used(guildId: string, answerId: string, uses = 1): void {
    const counts = this.#waitingOf(guildId)?.uses;
    const id = countedId(answerId);
    counts?.set(id, (counts.get(id) ?? 0) + uses);
  }

  /** The person who asked a question was offered several answers, and took this one. */
  chose(guildId: string, questionId: string, answerId: string): void {
    const waiting = this.#waitingOf(guildId);
    if (!waiting || waiting.choices.size >= MAX_WAITING) return;
    waiting.choices.set(questionId, answerId);
    this.#count(guildId, 'taken');
  }

  /** Keeps what a member proposes. Resolves once it is saved. @throws UserError `no-question` */
  async propose(guildId: string, { id, personId, text: typed, note }: Proposal): Promise<void> {
    const text = keptText(typed);
    if (text === '') throw new UserError('no-question', NO_QUESTION);
    const at = this.#options.clock.now();
    const question = { id, personId, kind: 'proposed', text, note, answerId: null, at } as const;
    await this.#options.store.record([{ guildId, questions: [question] }]);
  }

  /**
   * Saves what a person says about a reply: their last word counts. A reply that is wrong is kept with its question, if that
   * is one of the latest, or else with the answer's title.
   *
   * @param reply - `askedBy`: the id of the message or interaction that asked.
   * @returns Whether the question is kept, so that something can be added to it.
   */
  async vote(
    { guildId, id: personId }: { readonly guildId: string; readonly id: string },
    { askedBy = '', title, ...vote }: Vote & { readonly askedBy?: string | undefined; readonly title: string },
  ): Promise<boolean> {
    const { store, retentionDaysOf } = this.#options;
    const isKept = vote.verdict !== 'solved' && (await retentionDaysOf(guildId)) > 0;
    const asked = this.#recent.peek(keyOf({ guildId, id: askedBy }));
    const question = { text: keptText(asked?.text ?? '') || title, askerId: asked?.personId };
    const answerId = countedId(vote.answerId);
    await store.vote(guildId, personId, { ...vote, answerId }, isKept ? question : undefined);
    return isKept;
  }

  /** Adds a line to what a person said was wrong with a reply. @throws UserError `not-kept` */
  async addNote(
    { guildId, id: personId }: { readonly guildId: string; readonly id: string },
    replyId: string,
    note: string,
  ): Promise<void> {
    const isKept = await this.#options.store.addNote(guildId, replyId, personId, keptText(note));
    if (!isKept) throw new UserError('not-kept', NOTE_NOT_KEPT);
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
      waiting = { questions: new Map(), choices: new Map(), counts: new Map(), uses: new Map() };
      this.#waiting.set(guildId, waiting);
    }
    return waiting;
  }

  #count(guildId: string, outcome: Outcome, count = 1, day?: string): void {
    const counts = this.#waitingOf(guildId)?.counts;
    const on = day ?? dayOf(this.#options.clock.now());
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
      for (const [guildId, { questions, counts, ...more }] of written) {
        const keeps = questions.size > 0 && (await retentionDaysOf(guildId)) > 0;
        heard.push({ guildId, questions: keeps ? [...questions.values()] : [], counts: [...counts.values()], ...more });
      }
      await store.record(heard);
    } catch (error) {
      onFault(error);
      for (const [guildId, { questions, choices, counts, uses }] of written) {
        const waiting = this.#waitingOf(guildId);
        for (const [id, question] of questions) waiting?.questions.set(id, question);
        for (const [id, answerId] of choices) waiting?.choices.set(id, answerId);
        for (const { day, outcome, count } of counts.values()) this.#count(guildId, outcome, count, day);
        for (const [answerId, count] of uses) this.used(guildId, answerId, count);
      }
    }
  }
}

import type { Answer } from '../../knowledge/Answer.ts';
import { runCooperatively } from '../../shared/concurrency.ts';
import { UserError } from '../../shared/UserError.ts';
import type { LearningStore, TaughtVersion } from '../../store/LearningStore.ts';
import type { Person } from '../editing/changes.ts';
import { tidyFields } from '../editing/form.ts';
import { checkAgainstServer, checkContent } from '../editing/rules.ts';
import { takesQuestions } from '../editing/warnings.ts';
import * as strings from '../editing/strings.ts';
import { answerGiven, asTaught, type ServerState } from '../servers/serverAnswer.ts';
import type { ServerBooks } from '../servers/ServerBooks.ts';

export interface TeachingOptions {
  readonly store: Pick<LearningStore, 'teach' | 'taughtHistory'>;
  readonly books: ServerBooks;
}

/** The phrasings and counter-examples that a server has for an answer, beside the answer's own. */
export interface Taught {
  readonly answerId: string;
  readonly title: string;
  readonly questions: readonly string[];
  readonly notThis: readonly string[];
  /** 0 if nobody has added any. */
  readonly version: number;
}

/**
 * Adds phrasings and counter-examples to answers without changing the answers: a curated answer keeps its date, and is still
 * brought up to date with the curated set.
 */
export class Teaching {
  readonly #options: TeachingOptions;

  constructor(options: TeachingOptions) {
    this.#options = options;
  }

  /** @throws UserError `no-such-answer` */
  async of(guildId: string, answerId: string): Promise<Taught> {
    const state = await this.#options.books.state(guildId);
    return taughtIn(state, givenAnswer(state, answerId));
  }

  /**
   * Replaces what is taught.
   *
   * @param lines - One per line, as typed.
   * @throws UserError `no-such-answer`, `changed-since`, `question-taken`, `takes-questions`, `server-full`, and those of
   *   phrasings
   */
  async teach(
    person: Person,
    answerId: string,
    lines: { readonly questions: string; readonly notThis: string },
    expectedVersion: number,
  ): Promise<Taught> {
    const change = { questions: tidyLines(lines.questions), notThis: tidyLines(lines.notThis) };
    const state = await this.#options.books.state(person.guildId);
    await this.#check(person.guildId, state, givenAnswer(state, answerId), change);
    return this.#write(person, answerId, change, expectedVersion);
  }

  /** Brings back what was taught before a version, while that is the latest. @throws UserError `changed-since` */
  async undo(person: Person, answerId: string, version: number): Promise<Taught> {
    const [latest, before] = await this.#options.store.taughtHistory(person.guildId, answerId);
    if (latest?.version !== version) throw new UserError('changed-since', strings.NOTHING_TO_UNDO);
    const change = { questions: before?.questions ?? [], notThis: before?.notThis ?? [] };
    return this.#write(person, answerId, change, version);
  }

  async #check(
    guildId: string,
    state: ServerState,
    answer: Answer,
    change: Pick<TaughtVersion, 'questions' | 'notThis'>,
  ): Promise<void> {
    const { title } = answer;
    for (const questions of [change.questions, change.notThis]) {
      const [refusal] = checkContent({ title, questions, body: title, sources: [] });
      if (refusal) throw refusal;
    }
    const withIt = asTaught(answer, change);
    const phrased = { id: answer.id, title, questions: change.questions };
    const [conflict] = await runCooperatively(checkAgainstServer(phrased, state));
    if (conflict) throw conflict;
    const book = await this.#options.books.of(guildId);
    // Part of a phrasing may fit either answer; refusing for that left moderators with nothing that they could correct.
    const [taken] = await runCooperatively(takesQuestions(withIt, state, book, { wholeOnly: true }));
    if (taken !== undefined) throw new UserError('takes-questions', taken);
  }

  async #write(
    person: Person,
    answerId: string,
    change: Pick<TaughtVersion, 'questions' | 'notThis'>,
    expectedVersion: number,
  ): Promise<Taught> {
    const { store, books } = this.#options;
    const written = await store.teach(person.guildId, { answerId, ...change, expectedVersion }, person);
    if (!written) throw new UserError('changed-since', strings.TAUGHT_SINCE);
    await books.refresh(person.guildId);
    return this.of(person.guildId, answerId);
  }
}

const tidyLines = (lines: string): readonly string[] =>
  tidyFields({ title: '', questions: lines, body: '', sources: '', reviewBy: '' }).questions;

/** @throws UserError `no-such-answer` */
function givenAnswer(state: ServerState, answerId: string): Answer {
  const answer = answerGiven(state, answerId);
  if (!answer) throw new UserError('no-such-answer', strings.noAnswerToTeach(answerId));
  return answer;
}

function taughtIn({ taught }: ServerState, { id, title }: Answer): Taught {
  const { questions = [], notThis = [], version = 0 } = taught.get(id) ?? {};
  return { answerId: id, title, questions, notThis, version };
}

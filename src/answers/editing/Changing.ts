import type { Answer } from '../../knowledge/Answer.ts';
import { runCooperatively, type KeyedMutex } from '../../shared/concurrency.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerVersion, Change, WriteOptions } from '../../store/Store.ts';
import { serverAnswer } from '../servers/serverAnswer.ts';
import { changedMeanwhile, changedSince, noSuchAnswer, noSuchVersion, notThere } from './editingErrors.ts';
import { contentOfVersion, contentSeen, standingOf } from './queries.ts';
import { checkAgainstServer, readServerState } from './serverState.ts';
import type { AnswerEditing, EditingOptions, Person, Written } from './types.ts';
import { differenceBetween } from './wordDifference.ts';

/** A state that an answer can be in, as far as it must be written. */
type NextState = Pick<Change, 'kind' | 'content'>;

const GONE: NextState = Object.freeze({ kind: 'remove', content: null });
const AS_CURATED: NextState = Object.freeze({ kind: 'restore', content: null });

/** Taking answers away, and bringing back what there was. */
export class Changing implements Pick<AnswerEditing, 'remove' | 'restore' | 'undo'> {
  readonly #options: EditingOptions;
  readonly #inTurn: KeyedMutex;

  constructor(options: EditingOptions, inTurn: KeyedMutex) {
    this.#options = options;
    this.#inTurn = inTurn;
  }

  remove(person: Person, answerId: string): Promise<Written> {
    return this.#change(person, answerId, ([latest], curated) => {
      if (!contentSeen(latest, curated)) throw notThere(answerId, latest, this.#options.curated);
      return GONE;
    });
  }

  restore(person: Person, answerId: string, version?: number): Promise<Written> {
    return this.#change(person, answerId, (history, curated) => {
      const [latest] = history;
      if (!standingOf(latest, curated)) throw notThere(answerId, latest, this.#options.curated);
      if (version === undefined) return beforeRemoval(history, curated, answerId);
      const isNow = version === 0 ? standingOf(latest, curated) === 'curated' : version === latest?.version;
      if (isNow) {
        throw new UserError('same-version', `Version ${version} is what "${answerId}" is now. Choose an earlier one.`);
      }
      if (!contentOfVersion(history, version, curated)) throw noSuchVersion(answerId, version);
      return stateAgain(
        history.find((one) => one.version === version),
        curated,
      );
    });
  }

  undo(person: Person, answerId: string, version: number): Promise<Written> {
    return this.#change(person, answerId, (history, curated) => {
      const [latest, before] = history;
      if (!history.some((one) => one.version === version)) throw noSuchVersion(answerId, version);
      if (latest && latest.version !== version) throw changedSince(latest, person);
      return stateAgain(before, curated);
    });
  }

  /** @param next - Says what is to be written, by the history, newest first, and the curated answer of this id. */
  async #change(
    person: Person,
    answerId: string,
    next: (history: readonly AnswerVersion[], curated: Answer | undefined) => NextState,
  ): Promise<Written> {
    const { store, books, curated } = this.#options;
    const original = curated.curated.get(answerId);
    const attempt = async (): Promise<Written> => {
      const history = await store.history(person.guildId, answerId);
      const [latest] = history;
      const change = { answerId, expectedVersion: latest?.version ?? 0, ...next(history, original) };
      const fresh = { ...change, version: change.expectedVersion + 1, guildId: person.guildId };
      const version: AnswerVersion = { ...fresh, editorId: person.id, editorName: person.name, at: this.#now() };
      const checked = await this.#check(version, original);
      const result = await store.write(person.guildId, [change], person, checked);
      // Another process has changed something else here.
      if (!result.isWritten && result.conflicts.length === 0) return attempt();
      if (!result.isWritten) throw changedMeanwhile(result.conflicts[0]!.latest);
      const [before, after] = [contentSeen(latest, original), contentSeen(version, original)];
      const title = (after ?? before)?.title ?? answerId;
      return { kind: 'written', version: result.versions[0]!, title, difference: differenceBetween(before, after) };
    };
    const written = await this.#inTurn.run(person.guildId, attempt);
    await books.refresh(person.guildId);
    return written;
  }

  /**
   * What comes back must not clash with what came meanwhile.
   *
   * @returns When that was so.
   * @throws UserError the first that is wrong
   */
  async #check(version: AnswerVersion, original: Answer | undefined): Promise<WriteOptions> {
    const comesBack = version.content
      ? serverAnswer(version, version.content, original)
      : standingOf(version, original) === 'curated' && original;
    if (!comesBack) return {};
    const { store, curated } = this.#options;
    const state = await readServerState(store, curated.curated, version.guildId);
    const [refusal] = await runCooperatively(checkAgainstServer(comesBack, state, 'coming back'));
    if (refusal) throw refusal;
    return { asOf: state.revision };
  }

  #now(): number {
    return Date.parse(this.#options.today());
  }
}

/** What to write so that an answer is as it was in one of its states. */
function stateAgain(version: AnswerVersion | undefined, curated: Answer | undefined): NextState {
  if (version?.content) return { kind: 'restore', content: version.content };
  return standingOf(version, curated) === 'curated' ? AS_CURATED : GONE;
}

function beforeRemoval(history: readonly AnswerVersion[], curated: Answer | undefined, answerId: string): NextState {
  if (contentSeen(history[0], curated)) {
    const what = `"${answerId}" is not removed.`;
    throw new UserError('not-removed', `${what} To go back to an earlier version of it, name the version.`);
  }
  const last = history.find((version) => contentSeen(version, curated));
  if (!last && !curated) throw noSuchAnswer(answerId);
  return stateAgain(last, curated);
}

import type { Answer } from '../../knowledge/Answer.ts';
import { runCooperatively } from '../../shared/concurrency.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerVersion, Change } from '../../store/Store.ts';
import type { ServerState } from '../servers/serverAnswer.ts';
import { type EditingOptions, type Person, type Written, writtenChange } from './changes.ts';
import { checkAgainstServer } from './rules.ts';
import { contentOfVersion, contentSeen, noSuchAnswer, noSuchVersion, notThere, statusOf } from './status.ts';
import * as strings from './strings.ts';

type NextVersion = Pick<Change, 'kind' | 'content'>;

const GONE: NextVersion = { kind: 'remove', content: null };
const AS_CURATED: NextVersion = { kind: 'restore', content: null };

export class VersionCommands {
  readonly #options: EditingOptions;

  constructor(options: EditingOptions) {
    this.#options = options;
  }

  /**
   * Hides a curated answer on the server, or removes one that was written there. `restore` and `undo` bring it back.
   *
   * @throws UserError `no-such-answer`, `made-answer`
   */
  remove(person: Person, answerId: string): Promise<Written> {
    return this.#change(person, answerId, ([latest], curated) => {
      if (!contentSeen(latest, curated)) throw notThere(answerId, latest, this.#options.curated);
      return GONE;
    });
  }

  /**
   * Brings a version back, as a new one.
   *
   * @param version - Default: the last one before the answer was removed or hidden. 0 is the curated answer, which then
   *   takes the place of the server's version of it.
   * @throws UserError `no-such-answer`; `not-removed` without a version if the answer is there; `no-such-version`;
   *   `same-version` if it is the current one; `question-taken` if another answer has one of its phrasings by now;
   *   `server-full`
   */
  restore(person: Person, answerId: string, version?: number): Promise<Written> {
    return this.#change(person, answerId, (history, curated) => {
      const [latest] = history;
      if (!statusOf(latest, curated)) throw notThere(answerId, latest, this.#options.curated);
      if (version === undefined) return beforeRemoval(history, curated, answerId);
      const isCurrent = version === 0 ? statusOf(latest, curated) === 'curated' : version === latest?.version;
      if (isCurrent) throw new UserError('same-version', strings.isCurrentVersion(answerId, version));
      if (!contentOfVersion(history, version, curated)) throw noSuchVersion(answerId, version);
      const wanted = history.find((one) => one.version === version);
      return again(wanted, curated);
    });
  }

  /**
   * Brings back what there was before a version, while that is the latest one. Undoing an undo repeats the change.
   *
   * @throws UserError `no-such-version`, `changed-since`, `question-taken`, `server-full`
   */
  undo(person: Person, answerId: string, version: number): Promise<Written> {
    return this.#change(person, answerId, (history, curated) => {
      const [latest, before] = history;
      if (!history.some((one) => one.version === version)) throw noSuchVersion(answerId, version);
      if (latest && latest.version !== version) {
        const editor = latest.editorId === person.id ? undefined : latest.editorName;
        throw new UserError('changed-since', strings.changedSince(answerId, latest.version, editor));
      }
      return again(before, curated);
    });
  }

  /** @param decide - Gets all versions, newest first, and the curated answer with this id. */
  #change(
    person: Person,
    answerId: string,
    decide: (history: readonly AnswerVersion[], curated: Answer | undefined) => NextVersion,
  ): Promise<Written> {
    const { store, books } = this.#options;
    return books.change(person.guildId, person, async (state) => {
      const original = state.curated.get(answerId);
      const history = await store.history(person.guildId, answerId);
      const [latest] = history;
      const next = decide(history, original);
      await checkReturn(answerId, next, state);
      return {
        changes: [{ answerId, expectedVersion: latest?.version ?? 0, ...next }],
        result: ([version]) => writtenChange(version!, contentSeen(latest, original), contentSeen(next, original)),
      };
    });
  }
}

/** Checks an answer that comes back against those added since. @throws UserError the first rule that it breaks. */
async function checkReturn(answerId: string, next: NextVersion, state: ServerState): Promise<void> {
  const original = state.curated.get(answerId);
  const returning = next.content
    ? { ...next.content, id: answerId }
    : statusOf(next, original) === 'curated' && original;
  if (!returning) return;
  const [refusal] = await runCooperatively(checkAgainstServer(returning, state));
  if (!refusal) return;
  if (refusal.code !== 'question-taken') throw refusal;
  throw new UserError(refusal.code, `${refusal.message} ${strings.EDIT_BEFORE_RESTORING}`);
}

/** What to write so that an answer is as it was in one of its versions. */
function again(version: AnswerVersion | undefined, curated: Answer | undefined): NextVersion {
  if (version?.content) return { kind: 'restore', content: version.content };
  return statusOf(version, curated) === 'curated' ? AS_CURATED : GONE;
}

function beforeRemoval(history: readonly AnswerVersion[], curated: Answer | undefined, answerId: string): NextVersion {
  if (contentSeen(history[0], curated)) throw new UserError('not-removed', strings.notRemoved(answerId));
  const last = history.find((version) => contentSeen(version, curated));
  if (!last && !curated) throw noSuchAnswer(answerId);
  return again(last, curated);
}

import { randomBytes } from 'node:crypto';
import type { Answer } from '../../knowledge/Answer.ts';
import { runCooperatively } from '../../shared/concurrency.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent, AnswerDraft, AnswerVersion } from '../../store/Store.ts';
import { serverAnswer, type ServerState } from '../servers/serverAnswer.ts';
import type { PlannedChange } from '../servers/ServerBooks.ts';
import { type EditingOptions, type Person, type Written, writtenChange } from './changes.ts';
import { type Difference, differenceBetween } from './difference.ts';
import {
  type AnswerFields,
  type AnswerForm,
  answerIdFor,
  EMPTY_FIELDS,
  fieldsOfContent,
  type Target,
  tidyFields,
} from './form.ts';
import { checkAgainstServer, checkContent, isIdTaken } from './rules.ts';
import { contentOfVersion, contentSeen, noSuchVersion, notThere } from './status.ts';
import * as strings from './strings.ts';
import { warningsFor } from './warnings.ts';

interface Draft {
  /** At most 32 characters of `[0-9a-f]`, for a `custom_id`. */
  readonly draftId: string;
}

export interface Accepted extends Draft {
  readonly kind: 'accepted';
  /** Exactly what members will get. A new answer's id can still change if another one with its title comes first. */
  readonly answer: Answer;
  readonly warnings: readonly string[];
}

/** A draft that breaks rules. It is kept until it is corrected, discarded or a day old. */
export interface Refused extends Draft {
  readonly kind: 'refused';
  /** Everything that must be corrected, at least one. */
  readonly refusals: readonly UserError[];
}

/** A draft of an answer that somebody changed after the editor opened it. */
export interface TooLate extends Draft {
  readonly kind: 'too-late';
  readonly latest: AnswerVersion;
  /** What they changed, from the version that the editor saw to the latest. */
  readonly theirs: Difference;
  /** What publishing the draft would change about the latest version. */
  readonly ours: Difference;
}

export type Proposal = Accepted | Refused | TooLate;

type Drafted = Omit<AnswerDraft, 'at' | 'content'> & { readonly content: AnswerContent };

export class DraftCommands {
  readonly #options: EditingOptions;

  constructor(options: EditingOptions) {
    this.#options = options;
  }

  /**
   * Fills a dialog: with empty fields for a new answer, or with the answer as this server sees it. For a curated one,
   * the server's own version begins with its short answer as the first paragraph and its table as a list.
   *
   * @param answerId - Absent for a new answer.
   * @param version - Begin with an earlier version, also of a removed or hidden answer; 0 is the curated one. What is
   *   published then comes after the latest version.
   * @throws UserError `no-such-answer` (also if removed or hidden, unless a version is given), `made-answer`,
   *   `no-such-version`
   */
  async begin(guildId: string, answerId?: string, version?: number): Promise<AnswerForm> {
    if (answerId === undefined) return { target: { expectedVersion: 0 }, fields: EMPTY_FIELDS };
    const { store, curated } = this.#options;
    const original = curated.curated.get(answerId);
    const history = await store.history(guildId, answerId);
    const [latest] = history;
    const content = contentOfVersion(history, version ?? latest?.version ?? 0, original);
    if (content) {
      return { target: { answerId, expectedVersion: latest?.version ?? 0 }, fields: fieldsOfContent(content) };
    }
    throw version === undefined ? notThere(answerId, latest, curated) : noSuchVersion(answerId, version);
  }

  /**
   * Checks what was typed and saves it as a draft, accepted or not. Nobody else sees it.
   *
   * @param target - From the form, or from an earlier draft.
   * @param draftId - The draft to replace. If it no longer exists or is not theirs, a new one is saved instead.
   */
  async propose(person: Person, target: Target, fields: AnswerFields, draftId?: string): Promise<Proposal> {
    const content = tidyFields(fields);
    const state = await this.#options.books.state(person.guildId);
    const earlier = draftId === undefined ? undefined : await this.#draftOf(person, draftId);
    const answerId = target.answerId !== undefined && isIdTaken(state, target.answerId) ? target.answerId : undefined;
    const draft: Drafted = {
      id: earlier?.id ?? randomBytes(8).toString('hex'),
      guildId: person.guildId,
      editorId: person.id,
      answerId: answerId ?? newId(content, state),
      kind: answerId === undefined ? 'add' : 'edit',
      content,
      expectedVersion: answerId === undefined ? 0 : target.expectedVersion,
    };
    await this.#options.store.saveDraft(draft);
    return this.#proposal(draft, state);
  }

  /** A draft as it was typed, to fill the dialog again. Not checked, so quick. @throws UserError `no-such-draft` */
  async form(person: Person, draftId: string): Promise<AnswerForm> {
    const { kind, answerId, expectedVersion, content } = await this.#draftOrThrow(person, draftId);
    return { target: { ...(kind === 'edit' && { answerId }), expectedVersion }, fields: fieldsOfContent(content) };
  }

  /** @throws UserError `no-such-draft` */
  async preview(person: Person, draftId: string): Promise<Proposal> {
    const draft = await this.#draftOrThrow(person, draftId);
    return this.#proposal(draft, await this.#options.books.state(person.guildId));
  }

  /**
   * Publishes a draft and deletes it. It is checked once more, as the server may have changed since the preview.
   *
   * @param over - The version, seen in `TooLate.latest`, that the person wants to replace anyway.
   * @throws UserError `no-such-draft`
   */
  publish(person: Person, draftId: string, over?: number): Promise<Written | TooLate | Refused> {
    return this.#options.books.change(person.guildId, person, async (state) =>
      this.#planOf(await this.#draftOrThrow(person, draftId), state, over),
    );
  }

  /** Deletes a draft. Does nothing if it does not exist or is not theirs. */
  async discard(person: Person, draftId: string): Promise<void> {
    if (await this.#draftOf(person, draftId)) await this.#options.store.deleteDraft(draftId);
  }

  async #planOf(
    draft: Drafted,
    state: ServerState,
    over: number | undefined,
  ): Promise<PlannedChange<Written | TooLate | Refused>> {
    const isNew = draft.kind === 'add';
    // The id shown in the preview, unless it has been taken since.
    const isTaken = isNew && isIdTaken(state, draft.answerId);
    const answerId = isTaken ? newId(draft.content, state) : draft.answerId;
    const latest = state.latest.get(answerId);
    const expectedVersion = isNew ? 0 : (over ?? draft.expectedVersion);
    const tooLate = await this.#tooLate(draft, latest, expectedVersion);
    if (tooLate) return nothingToWrite(tooLate);
    const { content } = draft;
    const refusals = await this.#refusalsOf(draft, answerId, state);
    if (refusals.length > 0) return nothingToWrite({ kind: 'refused', draftId: draft.id, refusals });
    const original = state.curated.get(answerId);
    const kind = latest || original ? 'edit' : 'add';
    return {
      changes: [{ answerId, kind, content, expectedVersion: latest?.version ?? 0 }],
      result: async ([version]) => {
        await this.#options.store.deleteDraft(draft.id).catch(this.#options.onFault);
        return writtenChange(version!, contentSeen(latest, original), content);
      },
    };
  }

  async #refusalsOf({ content, guildId, kind }: Drafted, answerId: string, state: ServerState): Promise<UserError[]> {
    const seen = contentSeen(state.latest.get(answerId), state.curated.get(answerId));
    if (kind !== 'add' && seen && Object.keys(differenceBetween(seen, content)).length === 0) {
      return [new UserError('unchanged', strings.UNCHANGED)];
    }
    const own = await this.#options.invites?.codesIn([content.title, content.body, ...content.sources], guildId);
    const conflicts = await runCooperatively(checkAgainstServer({ ...content, id: answerId }, state));
    return [...checkContent(content, own), ...conflicts];
  }

  async #proposal(draft: Drafted, state: ServerState): Promise<Proposal> {
    const { id: draftId, content, answerId, expectedVersion } = draft;
    const refusals = await this.#refusalsOf(draft, answerId, state);
    if (refusals.length > 0) return { kind: 'refused', draftId, refusals };
    const latest = draft.kind === 'add' ? undefined : state.latest.get(answerId);
    const tooLate = await this.#tooLate(draft, latest, expectedVersion);
    if (tooLate) return tooLate;
    const today = this.#options.today();
    const answer = serverAnswer({ answerId, checked: today }, content, state.curated.get(answerId));
    const book = await this.#options.books.of(draft.guildId);
    const warnings = await runCooperatively(warningsFor(answer, content, { state, book, today }));
    return { kind: 'accepted', draftId, answer, warnings };
  }

  /** @returns `undefined` if the latest version is the expected one, or there is none. */
  async #tooLate(
    { id: draftId, guildId, content }: Drafted,
    latest: AnswerVersion | undefined,
    expected: number,
  ): Promise<TooLate | undefined> {
    if (!latest || latest.version === expected) return undefined;
    const { store, curated } = this.#options;
    const original = curated.curated.get(latest.answerId);
    const before = contentOfVersion(await store.history(guildId, latest.answerId), expected, original);
    const now = contentSeen(latest, original);
    const [theirs, ours] = [differenceBetween(before, now), differenceBetween(now, content)];
    return { kind: 'too-late', draftId, latest, theirs, ours };
  }

  async #draftOf(person: Person, draftId: string): Promise<Drafted | undefined> {
    const draft = await this.#options.store.draft(draftId);
    if (draft?.guildId !== person.guildId || draft.editorId !== person.id || !draft.content) return undefined;
    return { ...draft, content: draft.content };
  }

  async #draftOrThrow(person: Person, draftId: string): Promise<Drafted> {
    const draft = await this.#draftOf(person, draftId);
    if (!draft) throw new UserError('no-such-draft', strings.NO_SUCH_DRAFT);
    return draft;
  }
}

const nothingToWrite = <T>(result: T): PlannedChange<T> => ({ changes: [], result: () => result });

const newId = ({ title }: AnswerContent, state: ServerState): string =>
  answerIdFor(title, (id) => isIdTaken(state, id));

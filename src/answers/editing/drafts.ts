import { randomBytes } from 'node:crypto';
import { runCooperatively, KeyedMutex } from '../../shared/concurrency.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent, AnswerDraft, AnswerVersion } from '../../store/Store.ts';
import { serverAnswer } from '../servers/serverAnswer.ts';
import { Changing } from './Changing.ts';
import { checkContent } from './content.ts';
import { noSuchDraft, noSuchVersion, notThere } from './editingErrors.ts';
import { answerIdFor, EMPTY_FIELDS, fieldsOfContent, formOfMessage } from './form.ts';
import { contentOfVersion, contentSeen, Looking } from './queries.ts';
import { checkAgainstServer, isIdTaken, readServerState, type ServerState } from './serverState.ts';
import { tidyFields } from './tidy.ts';
import type {
  AnswerEditing,
  AnswerFields,
  AnswerForm,
  EditingOptions,
  Person,
  Proposal,
  Refused,
  Target,
  TooLate,
  Written,
} from './types.ts';
import { warningsFor } from './warnings.ts';
import { differenceBetween } from './wordDifference.ts';

type Drafted = Omit<AnswerDraft, 'at' | 'content'> & { readonly content: AnswerContent };

/** From a filled dialog to a published answer. */
export class Drafting implements Pick<
  AnswerEditing,
  'begin' | 'beginWith' | 'propose' | 'form' | 'preview' | 'publish' | 'discard'
> {
  readonly #options: EditingOptions;
  readonly #inTurn: KeyedMutex;

  /** @param inTurn - Shared by all that changes answers: what one change checks must hold when it is written. */
  constructor(options: EditingOptions, inTurn: KeyedMutex) {
    this.#options = options;
    this.#inTurn = inTurn;
  }

  async begin(guildId: string, answerId?: string, version?: number): Promise<AnswerForm> {
    if (answerId === undefined) return { target: { expectedVersion: 0 }, fields: EMPTY_FIELDS };
    if (version !== undefined) return this.#beginAgain(guildId, answerId, version);
    const { store, curated } = this.#options;
    const latest = await store.answer(guildId, answerId);
    const content = contentSeen(latest, curated.curated.get(answerId));
    if (content) {
      return { target: { answerId, expectedVersion: latest?.version ?? 0 }, fields: fieldsOfContent(content) };
    }
    throw notThere(answerId, latest, curated);
  }

  beginWith(text: string, source?: string): AnswerForm {
    return formOfMessage(text, source);
  }

  async propose(person: Person, target: Target, fields: AnswerFields, draftId?: string): Promise<Proposal> {
    const content = tidyFields(fields);
    const state = await this.#read(person.guildId);
    const earlier = draftId === undefined ? undefined : await this.#theirs(person, draftId);
    const answerId = target.answerId !== undefined && isIdTaken(state, target.answerId) ? target.answerId : undefined;
    const draft: Drafted = {
      id: earlier?.id ?? randomBytes(8).toString('hex'),
      guildId: person.guildId,
      editorId: person.id,
      answerId: answerId ?? answerIdFor(content.title, (id) => isIdTaken(state, id)),
      kind: answerId === undefined ? 'add' : 'edit',
      content,
      expectedVersion: answerId === undefined ? 0 : target.expectedVersion,
    };
    await this.#options.store.saveDraft(draft);
    return this.#proposal(draft, state);
  }

  async form(person: Person, draftId: string): Promise<AnswerForm> {
    return formOf(await this.#theirsOrFail(person, draftId));
  }

  async preview(person: Person, draftId: string): Promise<Proposal> {
    const draft = await this.#theirsOrFail(person, draftId);
    return this.#proposal(draft, await this.#read(person.guildId));
  }

  async publish(person: Person, draftId: string, over?: number): Promise<Written | TooLate | Refused> {
    const result = await this.#inTurn.run(person.guildId, async () => {
      const draft = await this.#theirsOrFail(person, draftId);
      return this.#publish(person, draft, over);
    });
    if (result.kind === 'written') await this.#options.books.refresh(person.guildId);
    return result;
  }

  async discard(person: Person, draftId: string): Promise<void> {
    if (await this.#theirs(person, draftId)) await this.#options.store.deleteDraft(draftId);
  }

  async #beginAgain(guildId: string, answerId: string, version: number): Promise<AnswerForm> {
    const { store, curated } = this.#options;
    const history = await store.history(guildId, answerId);
    const content = contentOfVersion(history, version, curated.curated.get(answerId));
    if (!content) throw noSuchVersion(answerId, version);
    return { target: { answerId, expectedVersion: history[0]?.version ?? 0 }, fields: fieldsOfContent(content) };
  }

  async #publish(person: Person, draft: Drafted, over: number | undefined): Promise<Written | TooLate | Refused> {
    const state = await this.#read(person.guildId);
    const isNew = draft.kind === 'add';
    const answerId = isNew ? freeId(draft, state) : draft.answerId;
    const latest = state.latest.get(answerId);
    const expectedVersion = isNew ? 0 : (over ?? draft.expectedVersion);
    if (latest && latest.version !== expectedVersion) return this.#tooLate(draft, expectedVersion, latest);
    const refusals = await this.#refusals({ ...draft, answerId }, state);
    if (refusals.length > 0) return { kind: 'refused', draftId: draft.id, form: formOf(draft), refusals };

    const kind = latest || state.curated.has(answerId) ? 'edit' : 'add';
    const change = { answerId, kind, content: draft.content, expectedVersion: latest?.version ?? 0 } as const;
    const result = await this.#options.store.write(person.guildId, [change], person, { asOf: state.revision });
    if (!result.isWritten) {
      const faster = result.conflicts[0]?.latest;
      // Another process has changed something here: an id may be taken by now, or a phrasing.
      return isNew || !faster ? this.#publish(person, draft, over) : this.#tooLate(draft, expectedVersion, faster);
    }
    await this.#options.store.deleteDraft(draft.id).catch(this.#options.onFault);
    const before = contentSeen(latest, state.curated.get(answerId));
    const difference = differenceBetween(before, draft.content);
    return { kind: 'written', version: result.versions[0]!, title: draft.content.title, difference };
  }

  async #proposal(draft: Drafted, state: ServerState): Promise<Proposal> {
    const { content, answerId, expectedVersion } = draft;
    const latest = draft.kind === 'add' ? undefined : state.latest.get(answerId);
    const tooLate =
      latest && latest.version !== expectedVersion ? await this.#tooLate(draft, expectedVersion, latest) : undefined;
    const base = { draftId: draft.id, form: formOf(draft) };
    const refusals = await this.#refusals(draft, state);
    if (refusals.length > 0) return { kind: 'refused', ...base, refusals };
    const answer = this.#answer(draft, state);
    const book = await this.#options.books.of(draft.guildId);
    const warnings = await runCooperatively(
      warningsFor(answer, content, { state, book, today: this.#options.today() }),
    );
    return { kind: 'accepted', ...base, answer, warnings, ...(tooLate && { tooLate }) };
  }

  async #refusals(draft: Drafted, state: ServerState): Promise<UserError[]> {
    const { content, answerId } = draft;
    const seen = contentSeen(state.latest.get(answerId), state.curated.get(answerId));
    if (draft.kind === 'edit' && seen && Object.keys(differenceBetween(seen, content)).length === 0) {
      return [new UserError('unchanged', 'That is what it says already. Change something, or discard the draft.')];
    }
    const clashes = await runCooperatively(checkAgainstServer(this.#answer(draft, state), state));
    return [...checkContent(content), ...clashes];
  }

  #answer({ answerId, content }: Drafted, state: ServerState) {
    return serverAnswer({ answerId, at: Date.parse(this.#options.today()) }, content, state.curated.get(answerId));
  }

  async #tooLate(draft: Drafted, expected: number, latest: AnswerVersion): Promise<TooLate> {
    const { store, curated } = this.#options;
    const { answerId } = latest;
    const original = curated.curated.get(answerId);
    const history = await store.history(draft.guildId, answerId);
    const before = contentSeen(
      history.find(({ version }) => version === expected),
      original,
    );
    const now = contentSeen(latest, original);
    return {
      kind: 'too-late',
      draftId: draft.id,
      form: { ...formOf(draft), target: { answerId, expectedVersion: latest.version } },
      latest,
      theirs: differenceBetween(before, now),
      ours: differenceBetween(now, draft.content),
    };
  }

  async #theirs(person: Person, draftId: string): Promise<Drafted | undefined> {
    const draft = await this.#options.store.draft(draftId);
    if (draft?.guildId !== person.guildId || draft.editorId !== person.id || !draft.content) return undefined;
    return { ...draft, content: draft.content };
  }

  async #theirsOrFail(person: Person, draftId: string): Promise<Drafted> {
    const draft = await this.#theirs(person, draftId);
    if (!draft) throw noSuchDraft();
    return draft;
  }

  #read(guildId: string): Promise<ServerState> {
    return readServerState(this.#options.store, this.#options.curated.curated, guildId);
  }
}

function formOf({ kind, answerId, expectedVersion, content }: Drafted): AnswerForm {
  return {
    target: { ...(kind === 'edit' && { answerId }), expectedVersion },
    fields: fieldsOfContent(content),
  };
}

/** That of the preview, unless it has been taken meanwhile. */
function freeId({ answerId, content }: Drafted, state: ServerState): string {
  return isIdTaken(state, answerId) ? answerIdFor(content.title, (id) => isIdTaken(state, id)) : answerId;
}

/**
 * Editing over the store. Changes of one server are made one after the other in this process, so that each is checked
 * against what the one before has written. When another process was faster, the store writes nothing, and the change is
 * checked again.
 *
 * @param inTurn - Shared with all else that changes answers of servers in this process.
 * @example
 * const editing = openEditing({ store, curated, books, today, onFault });
 * const form = await editing.begin(guildId, 'rules');
 * const proposal = await editing.propose(person, form.target, { ...form.fields, body: 'See #rules.' });
 * if (proposal.kind === 'accepted') await editing.publish(person, proposal.draftId);
 */
export function openEditing(options: EditingOptions, inTurn = new KeyedMutex()): AnswerEditing {
  const drafting = new Drafting(options, inTurn);
  const changing = new Changing(options, inTurn);
  const looking = new Looking(options);
  return {
    begin: (...args) => drafting.begin(...args),
    beginWith: (...args) => drafting.beginWith(...args),
    propose: (...args) => drafting.propose(...args),
    form: (...args) => drafting.form(...args),
    preview: (...args) => drafting.preview(...args),
    publish: (...args) => drafting.publish(...args),
    discard: (...args) => drafting.discard(...args),
    remove: (...args) => changing.remove(...args),
    restore: (...args) => changing.restore(...args),
    undo: (...args) => changing.undo(...args),
    history: (...args) => looking.history(...args),
    list: (...args) => looking.list(...args),
    knows: (...args) => looking.knows(...args),
    show: (...args) => looking.show(...args),
    showVersion: (...args) => looking.showVersion(...args),
    why: (...args) => looking.why(...args),
  };
}

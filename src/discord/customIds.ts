import { LIST_KINDS, type ListKind } from '../answers/editing/AnswerQueries.ts';

/** https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id */
const MAX_CUSTOM_ID = 100;

/** Of the way in which states are written. Whoever changes that counts it up, and what was sent before is not believed any more. */
const VERSION = 'w1';

type Fields<State> = { readonly [Name in keyof State]-?: IdField<State[Name]> };

type Entries<State> = readonly (readonly [name: keyof State, field: IdField<State[keyof State]>])[];

/**
 * How one kind of button, select or dialog writes all that it must know into its `custom_id`. Nothing is remembered in
 * between, so what was sent before a restart works after it. Whoever may use it is decided when it is used, by other
 * things than this text.
 *
 * @example
 * const UNDO = new CustomIdCodec<{ version: number; answerId: string }>('undo', { version: VERSION_NUMBER, answerId: ANSWER_ID });
 * UNDO.write({ version: 3, answerId: 'our-rules' }); // 'w1:undo:3:our-rules'
 */
export class CustomIdCodec<State extends object> {
  readonly kind: string;
  readonly #fields: Entries<State>;
  readonly #pattern: RegExp;

  /** @param fields - In the order in which they are written. */
  constructor(kind: string, fields: Fields<State>) {
    this.kind = kind;
    this.#fields = Object.entries(fields) as unknown as Entries<State>;
    const patterns = this.#fields.map(([, { pattern }]) => `:(${pattern})`);
    this.#pattern = new RegExp(`^${VERSION}:${kind}${patterns.join('')}$`, 'su');
  }

  /** @returns `undefined` when the id would be longer than Discord allows: leave that control out. */
  write(state: State): string | undefined {
    let customId = `${VERSION}:${this.kind}`;
    for (const [name, field] of this.#fields) customId += `:${field.write(state[name])}`;
    return customId.length <= MAX_CUSTOM_ID ? customId : undefined;
  }

  /** @returns `undefined` for all that {@link write} does not make: other versions, other bots' ids, forgeries. */
  read(customId: string): State | undefined {
    if (customId.length > MAX_CUSTOM_ID) return undefined;
    const found = this.#pattern.exec(customId);
    if (!found) return undefined;
    const values = this.#fields.map(([name, field], index) => [name, field.read(found[index + 1]!)] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as State;
  }
}

/** The kind that a `custom_id` says it is, whether or not the rest can be read. */
export function kindOf(customId: string): string | undefined {
  const [version, kind] = customId.split(':', 2);
  return version === VERSION ? kind : undefined;
}

/** One value within a `custom_id`. */
export interface IdField<Value> {
  /** What its text looks like, without groups that capture. */
  readonly pattern: string;
  readonly read: (text: string) => Value;
  readonly write: (value: Value) => string;
}

function textField<Value extends string>(pattern: string): IdField<Value> {
  return { pattern, read: (it) => it as Value, write: (it) => it };
}

/** Of any answer: also of those made from model facts. */
export const ANY_ANSWER_ID = textField<string>('[a-z0-9][a-z0-9.:+-]*');

/** Of an answer that can be edited: kebab-case. */
export const ANSWER_ID = textField<string>('[a-z0-9]+(?:-[a-z0-9]+)*');

export const USER_ID = textField<string>(String.raw`\d{17,20}`);

export const DRAFT_ID = textField<string>('[0-9a-f]{1,32}');

/** Stands for one import plan: 32 characters, so that nobody finds another plan with the same. */
export const DIGEST = textField<string>('[0-9a-f]{32}');

/** A version, a page: written as people do, without zeros in front. */
export const NUMBER: IdField<number> = { pattern: '0|[1-9][0-9]{0,8}', read: Number, write: String };

/** One of several words. */
export function oneOf<Word extends string>(...words: readonly Word[]): IdField<Word> {
  return textField<Word>(words.join('|'));
}

/** Whatever a person typed, on one line. Nothing can follow it. */
export const TYPED = textField<string>('[^\n]*');

/** A value that may be missing: then there is nothing between the colons. */
export function optional<Value>({ pattern, read, write }: IdField<Value>): IdField<Value | undefined> {
  return {
    pattern: `(?:${pattern})?`,
    read: (it) => (it === '' ? undefined : read(it)),
    write: (value) => (value === undefined ? '' : write(value)),
  };
}

/** Who asked, and for whom. */
export interface People {
  /** Who may change the message by its buttons; others get an answer of their own. */
  readonly askerId: string;
  /** The user for whom the asker asked. */
  readonly forUserId?: string | undefined;
}

const PEOPLE: IdField<People> = {
  pattern: `${USER_ID.pattern}(?:,${USER_ID.pattern})?`,
  read(text) {
    const [askerId, forUserId] = text.split(',');
    return { askerId: askerId!, ...(forUserId !== undefined && { forUserId }) };
  },
  write: ({ askerId, forUserId }) => (forUserId === undefined ? askerId : `${askerId},${forUserId}`),
};

interface Shown {
  readonly people: People;
  readonly answerId: string;
}

/** Shows an answer: `w1:show:80351110224678912:model:gpt-4`. */
export const SHOW = new CustomIdCodec<Shown>('show', { people: PEOPLE, answerId: ANY_ANSWER_ID });

/** Shows the whole of an answer that was cut. */
export const MORE = new CustomIdCodec<Shown>('more', { people: PEOPLE, answerId: ANY_ANSWER_ID });

/** Takes the message away. */
export const DISMISS = new CustomIdCodec<{ readonly askerId: string }>('dismiss', { askerId: USER_ID });

// What moderators press, choose and send. Who they are and where is never in here: that is taken from the press itself.

export interface OfAnswer {
  readonly answerId: string;
}

export interface OfVersion extends OfAnswer {
  readonly version: number;
}

export interface OfDraft {
  readonly draftId: string;
  /** The version by somebody else that the person has been shown, and wants to build on or to replace. */
  readonly over?: number | undefined;
}

/** The dialog in which an answer is written. */
export interface Writing {
  /** The version that the person saw, 0 for none. */
  readonly expectedVersion: number;
  /** Of the draft that this is a new state of. */
  readonly draftId?: string | undefined;
  /** Absent for a new answer. */
  readonly answerId?: string | undefined;
}

export const WRITE = new CustomIdCodec<Writing>('write', {
  expectedVersion: NUMBER,
  draftId: optional(DRAFT_ID),
  answerId: optional(ANSWER_ID),
});

const draft = { draftId: DRAFT_ID, over: optional(NUMBER) };

export const PUBLISH = new CustomIdCodec<OfDraft>('publish', draft);
/** Opens the dialog again, filled from the draft. */
export const CHANGE = new CustomIdCodec<OfDraft>('change', draft);
export const DISCARD = new CustomIdCodec<{ readonly draftId: string }>('discard', { draftId: DRAFT_ID });
/** Shows a draft again, the beginning or the whole of it. */
export const PREVIEW = new CustomIdCodec<{ readonly extent: Extent; readonly draftId: string }>('preview', {
  extent: oneOf('begin', 'whole'),
  draftId: DRAFT_ID,
});

/** How much of an answer is shown: as much as members see at first, or all of it. */
export type Extent = 'begin' | 'whole';

export const UNDO = new CustomIdCodec<OfVersion>('undo', { version: NUMBER, answerId: ANSWER_ID });

/** Shows an answer with its facts. */
export const CARD = new CustomIdCodec<OfAnswer & { readonly extent: Extent }>('card', {
  extent: oneOf('begin', 'whole'),
  answerId: ANSWER_ID,
});
export const EDIT = new CustomIdCodec<OfAnswer>('edit', { answerId: ANSWER_ID });
export const REMOVE = new CustomIdCodec<OfAnswer>('remove', { answerId: ANSWER_ID });
/** Brings back what there was before it was removed. */
export const RESTORE = new CustomIdCodec<OfAnswer>('restore', { answerId: ANSWER_ID });

export const HISTORY = new CustomIdCodec<OfAnswer & { readonly page: number }>('history', {
  page: NUMBER,
  answerId: ANSWER_ID,
});
/** The menu of versions to look at, and to bring back then. */
export const VERSIONS = new CustomIdCodec<OfAnswer>('versions', { answerId: ANSWER_ID });
export const BRING_BACK = new CustomIdCodec<OfVersion>('bring-back', { version: NUMBER, answerId: ANSWER_ID });
/** Opens the dialog filled in as a version was. */
export const EDIT_VERSION = new CustomIdCodec<OfVersion>('edit-version', { version: NUMBER, answerId: ANSWER_ID });

/** One page of a list. */
export interface ListPage {
  readonly page: number;
  readonly kind: ListKind;
  /** What the answers must contain; empty for all. */
  readonly text: string;
}

export const LIST = new CustomIdCodec<ListPage>('list', { page: NUMBER, kind: oneOf(...LIST_KINDS), text: TYPED });
/** The menu of answers to look at. */
export const OPEN_CARD = new CustomIdCodec<object>('open-card', {});

/** What somebody agrees to who has seen what an import would do. The file itself is on the message. */
export interface AgreedImport {
  /** Of the plan that was shown. */
  readonly digest: string;
  /** Whether the file wins over what moderators have done here since. */
  readonly mode: 'keep' | 'overwrite';
}

export const IMPORT = new CustomIdCodec<AgreedImport>('import', { mode: oneOf('keep', 'overwrite'), digest: DIGEST });
export const DISCARD_IMPORT = new CustomIdCodec<object>('discard-import', {});

export const EDITOR_ROLES = new CustomIdCodec<object>('editor-roles', {});
export const LOG_CHANNEL = new CustomIdCodec<object>('log-channel', {});

import { LIST_KINDS } from '../answers/editing/AnswerQueries.ts';
import { ID } from '../knowledge/ids.ts';

/** https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id */
const MAX_CUSTOM_ID = 100;

/** Of the format. Changing the format changes this, and then ids sent before are no longer accepted. */
const VERSION = 'w1';

/**
 * The method of discord.js that tells whether an interaction comes from such a control. Nothing in Discord prevents a client
 * from sending a button's id with a modal.
 */
export type Source = 'isButton' | 'isStringSelectMenu' | 'isRoleSelectMenu' | 'isChannelSelectMenu' | 'isModalSubmit';

type Fields = Readonly<Record<string, IdField<unknown>>>;
type Values<F extends Fields> = { readonly [Name in keyof F]: ReturnType<F[Name]['read']> };
type MissingIn<T> = { [Name in keyof T]: undefined extends T[Name] ? Name : never }[keyof T];
/** The state that an id with these fields holds: a record that may lack what may be missing. */
type StateIn<F extends Fields> = Omit<Values<F>, MissingIn<Values<F>>> & Partial<Pick<Values<F>, MissingIn<Values<F>>>>;
export type StateOf<Codec> = Codec extends CustomIdCodec<infer State> ? State : never;

/**
 * Encodes the state of one kind of button, menu or modal in its `custom_id`. The bot remembers nothing about it, so it
 * still works after a restart. Ids can be forged: who may use a control is checked from the interaction, not from the id.
 *
 * @example
 * const UNDO = new CustomIdCodec('isButton', 'undo', { version: NUMBER, answerId: ANSWER_ID });
 * UNDO.write({ version: 3, answerId: 'our-rules' }); // 'w1:undo:3:our-rules'
 */
export class CustomIdCodec<State extends object, From extends Source = Source> {
  readonly kind: string;
  readonly from: From;
  readonly #fields: [name: string, field: IdField<unknown>][];
  readonly #pattern: RegExp;

  /** @param fields - In the order in which the id has them. */
  constructor(from: From, kind: string, fields: Fields) {
    this.from = from;
    this.kind = kind;
    this.#fields = Object.entries(fields);
    const patterns = this.#fields.map(([, { pattern }]) => `:(${pattern})`);
    this.#pattern = new RegExp(`^${VERSION}:${kind}${patterns.join('')}$`, 'su');
  }

  /** @returns `undefined` when the id would be longer than Discord allows: leave that control out. */
  write(state: State): string | undefined {
    let customId = `${VERSION}:${this.kind}`;
    for (const [name, field] of this.#fields) customId += `:${field.write(state[name as keyof State])}`;
    return customId.length <= MAX_CUSTOM_ID ? customId : undefined;
  }

  /** @returns `undefined` for ids that {@link write} does not produce: of other versions or bots, or malformed. */
  read(customId: string): State | undefined {
    if (customId.length > MAX_CUSTOM_ID) return undefined;
    const found = this.#pattern.exec(customId);
    if (!found) return undefined;
    const values = this.#fields.map(([name, field], index) => [name, field.read(found[index + 1]!)] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as State;
  }
}

export function kindOf(customId: string): string | undefined {
  const [version, kind] = customId.split(':', 2);
  return version === VERSION ? kind : undefined;
}

interface IdField<Value> {
  /** A regular expression for its text, without capturing groups. */
  readonly pattern: string;
  read(text: string): Value;
  write(value: Value): string;
}

function textField<Value extends string>(pattern: string): IdField<Value> {
  return { pattern, read: (it) => it as Value, write: (it) => it };
}

/** Of any answer, generated ones included. */
const ANY_ANSWER_ID = textField<string>('[a-z0-9][a-z0-9.:+-]*');

const ANSWER_IDS: IdField<readonly string[]> = {
  pattern: `${ANY_ANSWER_ID.pattern}(?:,${ANY_ANSWER_ID.pattern})*`,
  read: (it) => it.split(','),
  write: (ids) => ids.join(','),
};

/** Of an answer that can be edited: `ID` without the anchors around it. */
const ANSWER_ID = textField<string>(ID.source.slice(1, -1));

const DISCORD_ID = textField<string>(String.raw`\d{17,20}`);
const DRAFT_ID = textField<string>('[0-9a-f]{1,32}');

/** Identifies an import plan. 32 characters make collisions infeasible. */
const DIGEST = textField<string>('[0-9a-f]{32}');

const NUMBER: IdField<number> = { pattern: '0|[1-9][0-9]{0,8}', read: Number, write: String };

function oneOf<Word extends string>(...words: readonly Word[]): IdField<Word> {
  return textField<Word>(words.join('|'));
}

/** Any text on one line. Must be the last field. */
const TYPED = textField<string>('[^\n]*');

const JSON_STRING = String.raw`"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"`;

/** What was typed into the fields of a dialog, as JSON. Must be the last field. */
const TYPED_VALUES: IdField<readonly string[]> = {
  pattern: String.raw`\[${JSON_STRING}(?:,${JSON_STRING})*\]`,
  read: (it) => JSON.parse(it) as string[],
  write: (values) => JSON.stringify(values),
};

/** A value that may be missing; then nothing is between the colons. */
function optional<Value>(field: IdField<Value>): IdField<Value | undefined> {
  return {
    pattern: `(?:${field.pattern})?`,
    read: (it) => (it === '' ? undefined : field.read(it)),
    write: (value) => (value === undefined ? '' : field.write(value)),
  };
}

export interface People {
  /** Whose presses update the message. Others get a private answer. */
  readonly askerId: string;
  /** Another user that the asker asked for. */
  readonly forUserId?: string | undefined;
}

const PEOPLE: IdField<People> = {
  pattern: `${DISCORD_ID.pattern}(?:,${DISCORD_ID.pattern})?`,
  read(text) {
    const [askerId, forUserId] = text.split(',');
    return { askerId: askerId!, ...(forUserId !== undefined && { forUserId }) };
  },
  write: ({ askerId, forUserId }) => (forUserId === undefined ? askerId : `${askerId},${forUserId}`),
};

/** How much of an answer is shown: as much as members see first, or all of it. */
const extent = oneOf('begin', 'whole');
export type Extent = ReturnType<typeof extent.read>;
const version = { version: NUMBER, answerId: ANSWER_ID };
const from = optional(oneOf('review'));

const of =
  <From extends Source>(source: From) =>
  <F extends Fields>(kind: string, fields: F) =>
    new CustomIdCodec<StateIn<F>, From>(source, kind, fields);
const [buttonId, menuId, modalId] = [of('isButton'), of('isStringSelectMenu'), of('isModalSubmit')];
const [roleMenuId, channelMenuId] = [of('isRoleSelectMenu'), of('isChannelSelectMenu')];

// What each of them does is said where it is handled: controls/. Here is what it has to know.

export const SHOW = buttonId('show', { people: PEOPLE, answerId: ANY_ANSWER_ID });
export const RELATED = buttonId('related', { answerId: ANY_ANSWER_ID });
export const MORE = buttonId('more', { people: PEOPLE, answerId: ANY_ANSWER_ID });
export const OFFER = buttonId('offer', { askerId: DISCORD_ID, answerIds: ANSWER_IDS });
export const SHARE = buttonId('share', { answerId: ANY_ANSWER_ID });
export const DISMISS = buttonId('dismiss', { askerId: DISCORD_ID });

export const SOLVED = buttonId('solved', { askerId: DISCORD_ID, answerId: ANY_ANSWER_ID });
export const WRONG = buttonId('wrong', { askerId: DISCORD_ID, answerId: ANY_ANSWER_ID });
export const WHY_WRONG = menuId('why-wrong', {
  replyId: DISCORD_ID,
  askedBy: optional(DISCORD_ID),
  answerId: ANY_ANSWER_ID,
});
export const SAY_MORE = buttonId('say-more', { replyId: DISCORD_ID });
export const SAVE_NOTE = modalId('save-note', { replyId: DISCORD_ID });
export const ERASE = buttonId('erase', {});

// Controls for moderators. Their ids never hold who the person is or where: the interaction states that.

/** The modal in which an answer is written. */
export const WRITE = modalId('write', {
  /** The version that the editor saw, 0 for none. */
  expectedVersion: NUMBER,
  /** The draft that submitting the modal replaces. */
  draftId: optional(DRAFT_ID),
  /** Absent for a new answer. */
  answerId: optional(ANSWER_ID),
});

/** `over`: the other person's version that the editor was shown and wants to edit or replace. */
const draft = { draftId: DRAFT_ID, over: optional(NUMBER) };
export const PUBLISH = buttonId('publish', draft);
export const CHANGE = buttonId('change', draft);
export const DISCARD = buttonId('discard', { draftId: DRAFT_ID });
export const PREVIEW = buttonId('preview', { extent, draftId: DRAFT_ID });

export const CARD = buttonId('card', { extent, answerId: ANSWER_ID });
export const EDIT = buttonId('edit', { answerId: ANSWER_ID });
export const REMOVE = buttonId('remove', { answerId: ANSWER_ID });
export const RESTORE = buttonId('restore', { answerId: ANSWER_ID });
export const UNDO = buttonId('undo', version);
export const HISTORY = buttonId('history', { page: NUMBER, answerId: ANSWER_ID });
export const VERSIONS = menuId('versions', { answerId: ANSWER_ID });
export const BRING_BACK = buttonId('bring-back', version);
export const EDIT_VERSION = buttonId('edit-version', version);

/** `text`: words that the answers contain; empty for all. */
export const LIST = buttonId('list', { page: NUMBER, kind: oneOf(...LIST_KINDS), text: TYPED });
export const OPEN_CARD = menuId('open-card', {});

/** The digest is of the plan that was shown. With `overwrite`, the file wins over what moderators have changed since. */
export const IMPORT = buttonId('import', { mode: oneOf('keep', 'overwrite'), digest: DIGEST });
export const DISCARD_IMPORT = buttonId('discard-import', {});

/** Of a kept question: of what asked, perhaps with a hash of who disputes the answer. */
const QUESTION_ID = textField<string>(String.raw`\d{17,20}(?:-[\w-]{22})?`);
const until = oneOf('later', 'ever');

/** The page; or the one after a group, if that still waits: somebody else may have worked some off. */
export const REVIEW = buttonId('review', { page: NUMBER, after: optional(QUESTION_ID) });
export const REVIEW_COUNTER = buttonId('review-counter', { questionId: QUESTION_ID });
export const REVIEW_ANSWER = buttonId('review-answer', { questionId: QUESTION_ID });
export const REVIEW_HIDE = buttonId('review-hide', { until, page: NUMBER, questionId: QUESTION_ID });
export const REVIEW_UNHIDE = buttonId('review-unhide', { questionId: QUESTION_ID });
export const REVIEW_ADOPT = menuId('review-adopt', { questionId: QUESTION_ID });
export const TEACH_WHY = menuId('teach-why', {});
export const TEACH = modalId('teach', { ...version, from });
export const TEACH_AGAIN = buttonId('teach-again', { ...version, from });
export const UNDO_TEACH = buttonId('undo-teach', version);

export const EDITOR_ROLES = roleMenuId('editor-roles', {});
export const LOG_CHANNEL = channelMenuId('log-channel', {});
export const CHANNEL_TO_SET = channelMenuId('channel-to-set', {});
/** Of a channel or category; of all others without one. */
export const MODE = menuId('mode', { channelId: optional(DISCORD_ID) });
export const UNLIMITED = channelMenuId('unlimited', {});
export const PICTURES = buttonId('pictures', { turn: oneOf('on', 'off') });
export const CHECK = buttonId('check', {});

const name = oneOf('limits', 'quietHours', 'retention');
export type SettingsDialogName = ReturnType<typeof name.read>;
export const SET = buttonId('set', { name });
/** `shown`: what the dialog was filled in with. */
export const SAVE = modalId('save', { name, shown: TYPED_VALUES });
/** Opens a dialog of settings again with what was refused. */
export const SET_AGAIN = buttonId('set-again', { name, typed: TYPED_VALUES });

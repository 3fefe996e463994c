import { IdForm } from './IdForm.ts';
import { ANSWER_ID, DIGEST, DRAFT_ID, NUMBER, oneOf, optional, TYPED } from './idFields.ts';

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

export const WRITE = new IdForm<Writing>('write', {
  expectedVersion: NUMBER,
  draftId: optional(DRAFT_ID),
  answerId: optional(ANSWER_ID),
});

const draft = { draftId: DRAFT_ID, over: optional(NUMBER) };

export const PUBLISH = new IdForm<OfDraft>('publish', draft);
/** Opens the dialog again, filled from the draft. */
export const CHANGE = new IdForm<OfDraft>('change', draft);
export const DISCARD = new IdForm<{ readonly draftId: string }>('discard', { draftId: DRAFT_ID });
/** Shows a draft again, the beginning or the whole of it. */
export const PREVIEW = new IdForm<{ readonly extent: Extent; readonly draftId: string }>('preview', {
  extent: oneOf('begin', 'whole'),
  draftId: DRAFT_ID,
});

/** How much of an answer is shown: as much as members see at first, or all of it. */
export type Extent = 'begin' | 'whole';

export const UNDO = new IdForm<OfVersion>('undo', { version: NUMBER, answerId: ANSWER_ID });

/** Shows an answer with its facts. */
export const CARD = new IdForm<OfAnswer & { readonly extent: Extent }>('card', {
  extent: oneOf('begin', 'whole'),
  answerId: ANSWER_ID,
});
export const EDIT = new IdForm<OfAnswer>('edit', { answerId: ANSWER_ID });
export const REMOVE = new IdForm<OfAnswer>('remove', { answerId: ANSWER_ID });
/** Brings back what there was before it was removed. */
export const RESTORE = new IdForm<OfAnswer>('restore', { answerId: ANSWER_ID });

export const HISTORY = new IdForm<OfAnswer & { readonly page: number }>('history', {
  page: NUMBER,
  answerId: ANSWER_ID,
});
/** The menu of versions to look at, and to bring back then. */
export const VERSIONS = new IdForm<OfAnswer>('versions', { answerId: ANSWER_ID });
export const BRING_BACK = new IdForm<OfVersion>('bring-back', { version: NUMBER, answerId: ANSWER_ID });
/** Opens the dialog filled in as a version was. */
export const EDIT_VERSION = new IdForm<OfVersion>('edit-version', { version: NUMBER, answerId: ANSWER_ID });

export const LIST_KINDS = ['server', 'curated', 'removed', 'stale', 'unused', 'all'] as const;

/** One page of a list. */
export interface ListPage {
  readonly page: number;
  readonly kind: (typeof LIST_KINDS)[number];
  /** What the answers must contain; empty for all. */
  readonly text: string;
}

export const LIST = new IdForm<ListPage>('list', { page: NUMBER, kind: oneOf(...LIST_KINDS), text: TYPED });
/** The menu of answers to look at. */
export const OPEN_CARD = new IdForm<object>('open-card', {});

/** What somebody agrees to who has seen what an import would do. The file itself is on the message. */
export interface AgreedImport {
  /** Of the plan that was shown. */
  readonly digest: string;
  /** Whether the file wins over what moderators have done here since. */
  readonly mode: 'keep' | 'overwrite';
}

export const IMPORT = new IdForm<AgreedImport>('import', { mode: oneOf('keep', 'overwrite'), digest: DIGEST });
export const DISCARD_IMPORT = new IdForm<object>('discard-import', {});

export const EDITOR_ROLES = new IdForm<object>('editor-roles', {});
export const LOG_CHANNEL = new IdForm<object>('log-channel', {});

import type { AnswerContent } from './AnswerContent.ts';
import type { AnswerVersion, ChangeKind } from './AnswerVersion.ts';

/** Who changes something. */
export interface Editor {
  /** Discord's id of the person. */
  readonly id: string;
  /** What to call them in the history. */
  readonly name: string;
}

/** The next version of one server answer, as somebody would like it. */
export interface Change {
  readonly answerId: string;
  readonly kind: ChangeKind;
  /** `null` removes the server answer, or hides a curated one. */
  readonly content: AnswerContent | null;
  /**
   * The version that the editor saw, `0` for none at all. Another one in the store means that somebody else was
   * faster, and then nothing is written. A removed answer still has its versions: adding it again expects the last of them.
   */
  readonly expectedVersion: number;
}

/** One change that came too late. */
export interface Conflict {
  readonly answerId: string;
  readonly expectedVersion: number;
  /** What is there instead; absent when it was expected and there is nothing. */
  readonly latest?: AnswerVersion;
}

/** What a write may depend on beside the versions that its changes expect. */
export interface WriteOptions {
  /**
   * A revision that was read before all that the changes were checked against: when anybody has changed anything of the
   * server after it, nothing is written. Default: whatever the server has will do.
   */
  readonly asOf?: number;
}

/**
 * All changes were written, or none because of the conflicts. Both in the order of the changes. Without conflicts nothing
 * is written when the server has changed since `asOf`: to be checked again, and tried again.
 */
export type WriteResult =
  | { readonly isWritten: true; readonly versions: readonly AnswerVersion[] }
  | { readonly isWritten: false; readonly conflicts: readonly Conflict[] };

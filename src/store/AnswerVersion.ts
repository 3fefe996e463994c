import type { AnswerContent } from './AnswerContent.ts';

/** How a version came about. */
export type ChangeKind = 'add' | 'edit' | 'remove' | 'restore' | 'import';

/**
 * One state of a server answer. Every change makes a new version and leaves those before it as they are, so that
 * history can be shown and brought back.
 */
export interface AnswerVersion {
  /** Discord's id of the server. */
  readonly guildId: string;
  /** Kebab-case and unique in its server. One that a curated answer has too replaces that one there. */
  readonly answerId: string;
  /** 1, 2, 3 … without gaps. */
  readonly version: number;
  readonly kind: ChangeKind;
  /**
   * `null`: from this version on the server does not have this answer of its own. A curated one of this id is hidden
   * there, unless the kind is `restore`: then it is seen as it is everywhere.
   */
  readonly content: AnswerContent | null;
  /** Discord's id of the person. */
  readonly editorId: string;
  /** What that person was called at the time, to be shown when Discord no longer knows. */
  readonly editorName: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

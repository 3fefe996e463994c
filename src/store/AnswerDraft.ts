import type { Change } from './Change.ts';

/** Drafts are forgotten after a day: nobody comes back to a preview that long after closing it. */
export const DRAFT_LIFE_MS = 24 * 60 * 60 * 1000;

/** A change that its editor has written but not yet published: what the buttons under its preview act upon. */
export interface AnswerDraft extends Change {
  /** Short random text of at most 32 characters, so that it fits into a button's `custom_id`. */
  readonly id: string;
  readonly guildId: string;
  /** Discord's id of the person who wrote it. Nobody else may use it. */
  readonly editorId: string;
  /** Milliseconds since 1970, when it was last saved. */
  readonly at: number;
}

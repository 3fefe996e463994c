/** A server answer as a moderator types it: each field is the whole text of one input of a dialog. */
export interface AnswerFields {
  readonly title: string;
  /** Phrasings, one a line. */
  readonly questions: string;
  /** Markdown. */
  readonly body: string;
  /** Links, one a line. */
  readonly sources: string;
  /** `YYYY-MM-DD`, or nothing. */
  readonly reviewBy: string;
}

/**
 * What is written or changed: short enough to travel in a dialog's `custom_id`, so that a dialog which is sent after a
 * restart still knows.
 */
export interface Target {
  /** Absent for a new answer: its id is made from its title. */
  readonly answerId?: string;
  /** The version that the editor saw, 0 for none: a new answer, or a curated one that this server has left as it is. */
  readonly expectedVersion: number;
}

/** What to fill a dialog with. */
export interface AnswerForm {
  readonly target: Target;
  readonly fields: AnswerFields;
}

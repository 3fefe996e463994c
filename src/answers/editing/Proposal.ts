import type { Answer } from '../../knowledge/Answer.ts';
import type { AnswerVersion } from '../../store/AnswerVersion.ts';
import type { UserError } from '../../UserError.ts';
import type { AnswerForm } from './AnswerForm.ts';
import type { Difference } from './Difference.ts';
import type { Warning } from './Warning.ts';

interface Draft {
  /** At most 32 characters of `[0-9a-f]`, for a `custom_id`. */
  readonly draftId: string;
  /** What was typed, to open the dialog with again. Accepted text comes tidied: no empty and no repeated lines. */
  readonly form: AnswerForm;
}

/** A draft that can be published. */
export interface Accepted extends Draft {
  readonly kind: 'accepted';
  /** Exactly what members will get. A new answer's id can still change when another one of that title is faster. */
  readonly answer: Answer;
  readonly warnings: readonly Warning[];
  /** Somebody has changed the answer since the editor saw it: publishing would be too late, and will show this again. */
  readonly tooLate?: TooLate;
}

/** A draft that breaks rules. Nothing typed is lost: it stays as a draft until it is put right, discarded or a day old. */
export interface Refused extends Draft {
  readonly kind: 'refused';
  /** All that must be put right, at least one; each with a sentence that says how. */
  readonly refusals: readonly UserError[];
}

/** What becomes of what an editor wrote. */
export type Proposal = Accepted | Refused;

/** Somebody else was faster. */
export interface TooLate {
  readonly kind: 'too-late';
  readonly draftId: string;
  /** To open the dialog again; its target expects the latest version, so that what is proposed then is not too late. */
  readonly form: AnswerForm;
  readonly latest: AnswerVersion;
  /** What they changed, from the version that the editor saw to the latest. */
  readonly theirs: Difference;
  /** What publishing the draft over it would change. */
  readonly ours: Difference;
}

/** What was written, with what is needed to tell of it in a log. */
export interface Written {
  readonly kind: 'written';
  readonly version: AnswerVersion;
  /** What the answer is called now, or was before it was taken away. */
  readonly title: string;
  /** From what members had before. */
  readonly difference: Difference;
}

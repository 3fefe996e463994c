import type { Answer } from '../../knowledge/Answer.ts';
import type { Explanation } from '../../matching/explain.ts';
import type { UserError } from '../../shared/UserError.ts';
import type { AnswerContent, AnswerVersion, Editor, Store } from '../../store/Store.ts';
import type { OpenAnswerBook } from '../AnswerBook.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';

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

/** A piece of two texts. `same` and `removed` together are the text before, `same` and `added` the text after. */
export interface Part {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What is different between two states of an answer, word by word. Only fields that differ are there. */
export type Difference = { readonly [Field in keyof AnswerContent]?: readonly Part[] };

/** What editing needs of the books of servers. */
export interface EditedBooks {
  of(guildId: string): Promise<OpenAnswerBook>;
  /** Resolves when the next question is answered by all that was written before the call; never rejects. */
  refresh(guildId: string): Promise<void>;
}

export interface EditingOptions {
  readonly store: Store;
  readonly curated: KnowledgeBook;
  readonly books: EditedBooks;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Is told of what failed after a change was written, and nobody needs to know who made it. */
  readonly onFault: (error: unknown) => void;
}

/** Who does something, and on which server. That they may is for the caller to check, each time. */
export interface Person extends Editor {
  /** Discord's id of the server. Nothing of any other server is read or written. */
  readonly guildId: string;
}

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

/**
 * What an answer is on one server:
 * `own`, written there; `replaced`, the server's own version of a curated one; `curated`, as it is everywhere;
 * `hidden`, a curated one that is not given there; `removed`, one that was written there and is gone.
 */
export type Standing = 'own' | 'replaced' | 'curated' | 'hidden' | 'removed';

/** One line of a list of answers. */
export interface ListedAnswer {
  readonly answerId: string;
  /** Of a removed one, what it was called last. */
  readonly title: string;
  readonly standing: Standing;
  /** The latest version on this server; absent where a curated answer was never touched. */
  readonly latest?: AnswerVersion;
  /** How often it was given on this server. */
  readonly uses: number;
  /** Milliseconds since 1970; absent when it was never given. */
  readonly lastUsedAt?: number;
  /** `YYYY-MM-DD` */
  readonly reviewBy?: string;
  /** Its review date lies behind. */
  readonly isStale: boolean;
}

export interface ListFilter {
  /** Words of which each must be in the id, the title or a phrasing, in any case. Default: none. */
  readonly text?: string;
  /**
   * `server`: written here. `curated`: as they are everywhere. `removed`: removed and hidden ones. `stale`: past their
   * review date, longest first. `unused`: never given, of those that are. `all`: all. Default: `server`.
   */
  readonly kind?: 'server' | 'curated' | 'removed' | 'stale' | 'unused' | 'all';
}

export interface ShownAnswer extends ListedAnswer {
  /** What members see, or saw last when it is removed or hidden. */
  readonly answer: Answer;
}

/** An answer as it was in one of its versions. */
export interface ShownVersion {
  readonly answerId: string;
  /** Absent for the curated answer as it is everywhere. */
  readonly version?: AnswerVersion;
  readonly answer: Answer;
}

/** One version, with what it changed. */
export interface HistoryEntry {
  readonly version: AnswerVersion;
  /** From what members had before: the version before, or the curated answer under the first one. Empty: no word changed. */
  readonly difference: Difference;
}

/** Why a question gets the answer that it gets on this server. */
export interface Why {
  /** Asked directly: by command, mention or direct message. */
  readonly direct: Explanation;
  /** The same text in a channel, where nobody asked the bot. */
  readonly passive: Explanation;
  /** The candidates of `direct`, best first, with what they are here. */
  readonly candidates: readonly {
    readonly answerId: string;
    readonly title: string;
    readonly standing: Standing | 'made';
    readonly confidence: number;
  }[];
}

/** Something that an editor should know before publishing, with the sentence that says it. */
export type Warning = WarningFacts & {
  /** One or two sentences in plain text, with the next step where there is one. */
  readonly message: string;
};

export type WarningFacts =
  /** Members see the beginning and a button for the rest. */
  | { readonly kind: 'long' }
  /** Neither its first paragraph nor its first sentence fits a phone's notification, so that shows a cut one. */
  | { readonly kind: 'no-short-answer' }
  | { readonly kind: 'no-source' }
  /** The review date is today or lies behind: the answer will say that it may be out of date. */
  | { readonly kind: 'overdue'; readonly reviewBy: string }
  /** `@everyone` and `@here` were changed so that they mention nobody. */
  | { readonly kind: 'made-inert' }
  /** On this server it takes the place of a curated answer, which others keep up to date. */
  | { readonly kind: 'replaces-curated'; readonly answerId: string; readonly title: string }
  /** Phrasings of that curated answer that its dialog has no room for. */
  | {
      readonly kind: 'leaves-phrasings';
      readonly answerId: string;
      readonly title: string;
      readonly questions: readonly string[];
    }
  /** Some of its phrasings get another answer today: that one perhaps says it already. */
  | {
      readonly kind: 'near-duplicate';
      readonly answerId: string;
      readonly title: string;
      /** Phrasings of the draft, at most five. */
      readonly questions: readonly string[];
    }
  /** What asks for another answer now would get this one. */
  | {
      readonly kind: 'take-over';
      readonly answerId: string;
      readonly title: string;
      /** Phrasings of the other answer, whole or a word shorter, at most five. */
      readonly questions: readonly string[];
    };

/**
 * All that moderators do with their server's answers, whatever they do it with: dialogs of Discord or a terminal.
 *
 *     begin -> (dialog) -> propose -> preview -> publish -> undo
 *                  ^          |  ^                  |
 *                  '- refused-'  '----- too late ---'
 *
 * Permission is for the caller to check, at every step. Every call is about one server and touches no other. A draft is
 * of use to the person who wrote it, on the server where they did; to all others it does not exist.
 *
 * What is written is on disk when the promise resolves, and the next question to this process is answered by it.
 * Where a UserError is named, it is thrown; its message is one or two sentences for the person, with the next step.
 */
export interface AnswerEditing {
  /**
   * What to fill a dialog with: a new answer's empty fields, or those of the answer as this server sees it. Of a curated
   * one the server's own version is begun, with its short answer as the first paragraph and its table as a list.
   *
   * @param answerId - Absent for a new answer.
   * @param version - To begin with what an earlier version said, of an answer that is removed or hidden too: what is
   *   published then comes after the latest. 0 is the curated answer.
   * @throws UserError `no-such-answer` (also when it is removed or hidden, without a version); `made-answer` for one that
   *   is made from model facts; `no-such-version`
   */
  begin(guildId: string, answerId?: string, version?: number): Promise<AnswerForm>;
  /**
   * The same for "Save as answer": fields filled from somebody's message. Where that begins with a question on a line of
   * its own, this becomes the title.
   *
   * @param text - With mentions written out as names: mentions are refused when proposed.
   * @param source - The link to the message, if it should be named.
   */
  beginWith(text: string, source?: string): AnswerForm;
  /**
   * Checks what was typed and keeps it as a draft, accepted or not. Nobody else sees anything of it.
   *
   * @param target - The form's, or that of an earlier draft.
   * @param draftId - Of the draft that this is a new state of: it is saved in its place. One that is not theirs or no
   *   longer there is passed over, and a new draft made: what was typed counts more.
   */
  propose(person: Person, target: Target, fields: AnswerFields, draftId?: string): Promise<Proposal>;
  /** A draft as it was typed, to fill the dialog with again: unchecked, so at once. @throws UserError `no-such-draft` */
  form(person: Person, draftId: string): Promise<AnswerForm>;
  /** The draft, checked anew. @throws UserError `no-such-draft` */
  preview(person: Person, draftId: string): Promise<Proposal>;
  /**
   * Writes a draft, and deletes it. Checked once more: what was accepted an hour ago may clash by now.
   *
   * @param over - The version that the person has seen in `TooLate.latest` and wants to be replaced all the same.
   * @throws UserError `no-such-draft`
   */
  publish(person: Person, draftId: string, over?: number): Promise<Written | TooLate | Refused>;
  /** Deletes a draft. One that is not theirs or not there is left alone. */
  discard(person: Person, draftId: string): Promise<void>;

  /**
   * Takes an answer away from the server: hides a curated one, and removes one that was written there. `restore` and
   * `undo` bring it back.
   *
   * @throws UserError `no-such-answer`, `made-answer`, `changed-meanwhile`
   */
  remove(person: Person, answerId: string): Promise<Written>;
  /**
   * Brings back a version, as a new one.
   *
   * @param version - By default what there was before the answer was removed or hidden. 0 is the curated answer as it is
   *   everywhere, in place of the server's own version of it.
   * @throws UserError `no-such-answer`; `not-removed` without a version when it is there; `no-such-version`;
   *   `same-version` when that is what there is; `changed-meanwhile`; and what `propose` refuses: a phrasing that
   *   another answer has got since, a server that is full
   */
  restore(person: Person, answerId: string, version?: number): Promise<Written>;
  /**
   * Brings back what there was before a version, while that is the latest one. Undoing what `undo` wrote does it again.
   *
   * @throws UserError `no-such-version`; `changed-since`, saying who did; and what `propose` refuses
   */
  undo(person: Person, answerId: string, version: number): Promise<Written>;

  /** Newest first. Empty for a curated answer that was never touched. @throws UserError `no-such-answer`, `made-answer` */
  history(guildId: string, answerId: string): Promise<readonly HistoryEntry[]>;
  /** By title, but for stale ones. */
  list(guildId: string, filter?: ListFilter): Promise<readonly ListedAnswer[]>;
  /** Whether an answer of this id is or once was on the server, or is curated. */
  knows(guildId: string, answerId: string): Promise<boolean>;
  /** @throws UserError `no-such-answer`, `made-answer` */
  show(guildId: string, answerId: string): Promise<ShownAnswer>;
  /**
   * What members got in one of the versions, to be looked at before `restore` brings it back; 0 is the curated answer.
   *
   * @throws UserError `no-such-version`
   */
  showVersion(guildId: string, answerId: string, version: number): Promise<ShownVersion>;
  /** @param question - Cut after 200 characters. */
  why(guildId: string, question: string): Promise<Why>;
}

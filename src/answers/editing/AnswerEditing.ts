import type { AnswerFields, AnswerForm, Target } from './AnswerForm.ts';
import type { Person } from './Person.ts';
import type { Proposal, Refused, TooLate, Written } from './Proposal.ts';
import type { HistoryEntry, ListedAnswer, ListFilter, ShownAnswer, ShownVersion, Why } from './SeenAnswer.ts';

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

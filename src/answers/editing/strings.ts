/** Every sentence about editing and learning that a moderator reads, except for Discord's buttons and headings. */
import { formatDate } from '../../knowledge/dates.ts';
import { clippedAtWord, number } from '../../shared/text.ts';

/** What an answer is on a server, for a list. */
export const STATUS_LABELS = Object.freeze({
  own: 'written on this server',
  replaced: "this server's version of a curated answer",
  curated: 'curated answer',
  hidden: 'curated answer, hidden on this server',
  removed: 'removed from this server',
  generated: 'generated from model facts',
});

// Answers, versions and drafts that are not there

export const noSuchAnswer = (id: string): string =>
  `This server has no answer "${id}". Pick one from the list that appears while you type.`;
export const isHidden = (id: string): string =>
  `"${id}" is hidden on this server. Use /answer restore to bring it back.`;
export const wasRemoved = (id: string): string =>
  `"${id}" was removed from this server. Use /answer restore to bring it back.`;
export const isGenerated = (id: string): string =>
  `"${id}" is generated from model facts and is the same on every server. Add your own answer to the question instead.`;
export const noSuchVersion = (id: string, version: number): string =>
  `"${id}" has no version ${version} to go back to. Use /answer history to see its versions.`;
export const NO_SUCH_DRAFT = 'That draft no longer exists. Start again with /answer add or /answer edit.';

// Changes that cannot be made

export const UNCHANGED = 'Nothing has changed. Edit something or discard the draft.';
export const isCurrentVersion = (id: string, version: number): string =>
  `Version ${version} of "${id}" is the current one. Choose another version.`;
export const notRemoved = (id: string): string =>
  `"${id}" has not been removed. To go back to an earlier version, choose the version.`;
/** @param editor - Absent for the reader. */
export const changedSince = (id: string, version: number, editor?: string): string =>
  `${editor === undefined ? 'You have' : `${editor} has`} changed "${id}" since then; it is now at version ${version}. Check /answer history before you bring anything back.`;
export const EDIT_BEFORE_RESTORING = 'To change a version before it comes back, edit it from /answer history.';

// An answer that breaks a rule by itself

export const TITLE = 'The title';
export const BODY = 'The answer';
export const phrasing = (text: string): string => `The phrasing "${clippedAtWord(text, 60)}"`;
export const source = (address: string): string => `The source "${clippedAtWord(address, 60)}"`;
/** @param what - Of these strings too: a part of an answer. */
export const tooLong = (what: string, length: number, limit: number): string =>
  `${what} is ${number(length)} characters long. Shorten it to at most ${number(limit)}.`;
export const TITLE_MISSING = 'The title is missing. Write the question that this answers.';
export const phrasingWithoutWords = (text: string): string =>
  `${phrasing(text)} contains no words. Write what members ask, or remove it.`;
export const tooManyPhrasings = (count: number, limit: number): string =>
  `There are ${number(count)} phrasings, but an answer can have at most ${number(limit)}. Keep those that differ most.`;
export const phrasingsTooLong = (length: number, limit: number): string =>
  `The phrasings are ${number(length)} characters long together, but only ${number(limit)} fit. Keep those that differ most.`;
export const BODY_MISSING = 'The answer is missing. Write what the bot should say.';
export const bodyTooLong = (length: number, limit: number): string =>
  `The answer is ${number(length)} characters long, but only ${number(limit)} fit in a message with the title and the sources. Shorten it or split it into two answers.`;
export const FAR_TOO_LONG = 'This answer is far too long. Shorten it or split it into several answers.';
export const tooManySources = (count: number, limit: number): string =>
  `There are ${number(count)} sources, but an answer can have at most ${number(limit)}. Keep the best ones.`;
export const SOURCES_TOO_LONG =
  'The source links are too long together for one message. Remove some, or drop everything after the "?" in the links.';
export const badSource = (address: string): string =>
  `${source(address)} is not an https link. Write it like https://example.com/page.`;
export const sourceInvites = (address: string): string =>
  `${source(address)} is an invitation to a Discord server. Remove it.`;
export const badReviewDate = (day: string): string =>
  `The review date "${clippedAtWord(day, 60)}" is not a date. Write it like 2027-01-31, or leave it empty.`;
export const tooMuchMarkdown = (what: string): string =>
  `${what} has too many lists, quotes or signs like * and _ to be checked. Remove some, or format them as code.`;
export const unsafeLink = (what: string, words: string, address: string): string =>
  `${what} has a link on "${words}" to "${address}", which is not an https address. Write the whole address, starting with https://.`;
export const misleadingLink = (what: string, shown: string, host: string): string =>
  `${what} has a link that shows ${shown} but leads to ${host}. Let its text say where it leads, or write the address by itself.`;
export const invites = (what: string, invitation: string): string =>
  `${what} contains an invitation to a Discord server: ${clippedAtWord(invitation, 60)}. Remove it.`;
export const mentions = (what: string, mention: string, isRole: boolean): string =>
  `${what} mentions a ${isRole ? 'role' : 'person'}: ${mention}. Write the name instead.`;

// An answer that breaks a rule beside the others of its server

export const questionTaken = (isTitle: boolean, text: string, owner: { id: string; title: string }): string =>
  `The ${isTitle ? 'title' : 'phrasing'} "${clippedAtWord(text, 100)}" already belongs to "${owner.title}" (${owner.id}). Change it in one of the two answers.`;
export const tooManyAnswers = (limit: number): string =>
  `This server already has ${number(limit)} answers of its own, which is the limit. Remove one first.`;
export const tooManyServerPhrasings = (count: number, limit: number): string =>
  `With this answer, the answers of this server would have ${number(count)} phrasings, but the limit is ${number(limit)}. Remove some from this answer or from others.`;

// Phrasings beside answers, and the review of questions

export const noAnswerToTeach = (answerId: string): string =>
  `There is no answer "${answerId}" to add phrasings to. Answers about single models are generated: write your own answer instead, with /answer add.`;
export const TAUGHT_SINCE =
  'Somebody else has changed these phrasings meanwhile. Open the dialog again to see what they are now.';
export const NO_QUESTION = 'Write a question in words: links and mentions are not kept.';
export const NOTE_NOT_KEPT =
  'What you marked as wrong is no longer kept, so nothing can be added to it. Press "Wrong?" again.';
export const GROUP_GONE = 'This is no longer waiting. Use /review to see what is.';
export const NOTHING_TO_UNDO = 'These phrasings have been changed since. Use /answer phrasings to change them.';

// Warnings

export const replacesCurated = (title: string): string =>
  `On this server, this replaces the curated answer "${title}" and won't change when that one is updated.`;
export const leavesOutPhrasings = (title: string, count: number, left: readonly string[]): string =>
  `The dialog has no room for ${number(left.length)} of the ${number(count)} phrasings of "${title}", so they are left out: ${someOf(left)}. Swap in those that your members use.`;
export const takesQuestions = (title: string, id: string, questions: readonly string[]): string =>
  `Some questions that "${title}" (${id}) answers now would get this answer instead: ${someOf(questions)}.`;
export const nearDuplicate = (title: string, id: string, questions: readonly string[]): string =>
  `"${title}" (${id}) already answers ${someOf(questions)}. Maybe that answer only needs an edit.`;
export const nearDuplicateOfGenerated = (title: string, id: string, questions: readonly string[]): string =>
  `"${title}" (${id}) already answers ${someOf(questions)}. It is generated from model facts, so nobody can edit it, and it may come first.`;
export const NO_SOURCE = "It has no source, so members can't check whether it still holds.";
export const overdue = (day: string): string =>
  `Its review date is ${formatDate(day)}. From the day after, it says that it may be out of date.`;
export const long = (shown: number): string =>
  `It is long: members see about ${number(shown)} characters, and the rest only after "Show more".`;
export const noShortAnswer = (limit: number): string =>
  `Neither its first paragraph nor its first sentence fits in ${number(limit)} characters, so notifications show only part of it. Start with a short sentence.`;
export const MENTIONS_DISABLED = '@everyone and @here in it look the same but notify nobody.';
/** At most this many are listed: nobody reads more. */
export const MAX_LISTED = 5;

function someOf(questions: readonly string[]): string {
  const shown = questions.slice(0, MAX_LISTED).map((text) => `"${text}"`);
  const more = questions.length - shown.length;
  return [...shown, ...(more > 0 ? [`${number(more)} more`] : [])].join(', ');
}

/** What moderators read while they keep answers: dialogs, previews, histories, lists, the change log and files. */
import type { ImportPlan } from '../../answers/exchange/plan.ts';
import { formatDate } from '../../knowledge/dates.ts';
import { clipped, number } from '../../shared/text.ts';

const answers = (count: number): string => (count === 1 ? '1 answer' : `${number(count)} answers`);

export const LIST_CHOICES = {
  server: 'Written on this server',
  curated: 'Curated, unchanged here',
  removed: 'Removed or hidden',
  stale: 'Past their review date',
  unused: 'Never given',
  all: 'All',
};

export const EXPORT_CHOICES = {
  json: 'JSON, for backups and programs',
  csv: 'CSV, for spreadsheets',
  md: 'Markdown, for text editors',
};

// Writing an answer

export const NEW_ANSWER = 'New answer';
export const editAnswer = (id: string): string => `Edit ${id}`;

/** At most 45 characters for a label and 100 for a description. */
export const FORM = {
  title: {
    label: 'Title',
    description: 'The question that this answers. Members see it as the heading.',
    placeholder: 'Where do I ask for help?',
  },
  questions: {
    label: 'Phrasings, one per line',
    description: 'Other ways in which members ask this.',
    placeholder: 'how can i get help\nwho can help me',
  },
  body: {
    label: 'Answer',
    description: 'Markdown. Start with the short answer in one sentence, because notifications show only that.',
  },
  sources: {
    label: 'Sources, one per line',
    description: 'Where members can read more, best one first.',
    placeholder: 'https://example.com/page',
  },
  reviewBy: {
    label: 'Review date',
    description: 'When somebody should check that the answer still holds.',
    placeholder: 'YYYY-MM-DD',
  },
};

export const BUTTONS = {
  publish: 'Publish',
  publishAnyway: 'Publish anyway',
  edit: 'Edit',
  discard: 'Discard',
  previewAll: 'Preview all of it',
  previewStart: 'Preview the start',
  restore: 'Restore',
  editFirst: 'Edit it first',
  history: 'History',
  remove: 'Remove',
  showAll: 'Show all of it',
  show: 'Show',
  undo: 'Undo',
  review: 'Unanswered questions',
  newer: 'Newer',
  older: 'Older',
  previousPage: 'Previous page',
  nextPage: 'Next page',
};

/** On a button, which holds 80 characters. */
export const editOther = (title: string): string => `Edit "${clipped(title, 60)}"`;

export const PREVIEW = '**Preview.** This is what members will see. Only you can see it until you publish.';
export const REFUSED = '**This cannot be published yet.** Your text is saved: press Edit to correct it.';
export const DISCARDED = 'Discarded. Nothing has changed for members.';
export const lostDraft = (apology: string): string =>
  `${apology} I couldn't save your draft. Here is your text so you can paste it back in.`;

/** @param version - `version 3, edited by Ada, …` @param isOwn - The reader made the other change. */
export const conflict = (version: string, isOwn: boolean): string =>
  `**${isOwn ? 'You have already changed this answer.' : 'Somebody else changed this answer first.'}** Since you started, there is ${version}. Your text is saved.`;
export const theirChanges = (isOwn: boolean): string => (isOwn ? 'What you changed' : 'What they changed');
export const yourChanges = (isOwn: boolean): string =>
  isOwn ? 'What this version would change' : 'What your version would change';
export const NO_CHANGES = 'No text changes.';

// Answers and their versions

export const DEEDS = { add: 'written', edit: 'edited', remove: 'removed', restore: 'restored', import: 'imported' };

export const versionBy = (version: number, deed: string, editor: string): string =>
  `version ${version}, ${deed} by ${editor}`;
/** At most 100 characters. */
export const versionChoice = (version: number, deed: string, editor: string, day: string): string =>
  `${version}, ${deed} by ${editor} on ${formatDate(day)}`;
export const CURATED_CHOICE = '0, the curated answer';
export const CURATED_VERSION = 'The curated answer';

export const NEVER_GIVEN = 'never given';
export const given = (times: number, lastDay: string | undefined): string => {
  const often = times === 1 ? 'given once' : `given ${number(times)} times`;
  return lastDay === undefined ? often : `${often}, last on ${formatDate(lastDay)}`;
};
export const review = (day: string, isOverdue: boolean): string =>
  isOverdue ? `**review was due on ${formatDate(day)}**` : `review on ${formatDate(day)}`;

export const FIELD_NAMES = {
  title: 'Title',
  questions: 'Phrasings',
  body: 'Answer',
  sources: 'Sources',
  reviewBy: 'Review date',
};

/** In place of names that are unknown. */
export const UNKNOWN = { user: 'somebody', role: 'some role', channel: 'some channel' };

export const historyOf = (title: string): string => `History of ${title}`;
export const NO_HISTORY = 'This is a curated answer. Nobody has changed it on this server.';
export const CHOOSE_VERSION = 'Look at a version or restore it';
export const pageOf = (page: number, pages: number): string => `page ${page} of ${pages}`;

export const LIST_TITLES = {
  server: "This server's answers",
  curated: 'Curated answers, unchanged here',
  removed: 'Removed and hidden answers',
  stale: 'Answers past their review date',
  unused: 'Answers that were never given',
  all: 'All answers',
};
export const EMPTY_LISTS = {
  server: 'None yet. Write one with `/answer add`, or edit a curated one with `/answer edit`.',
  curated: 'None: this server has its own version of each, or hides it.',
  removed: 'None.',
  stale: 'None. All of them are up to date.',
  unused: 'None. Each of them has been given.',
  all: 'None.',
};
export const NOTHING_FOUND = 'Nothing found. Try fewer words or another list.';
export const listWith = (title: string, text: string): string => `${title} with "${text}"`;
export const listCount = (count: number, page: number, pages: number): string =>
  pages > 1 ? `${answers(count)}, ${pageOf(page, pages)}` : answers(count);
export const CHOOSE_ANSWER = 'Look at one of them';

// Changes that were made

/** @param what - The answer: `**Title** (\`id\`, version 3)`. */
export const published = (what: string): string => `Published ${what}. Members get it from now on.`;
export const restored = (what: string): string => `Restored ${what}. Members get it from now on.`;
export const removed = (what: string): string =>
  `Removed ${what}. Members no longer get it; use \`/answer restore\` to bring it back.`;
export const backToCurated = (what: string): string => `This server now uses the curated answer ${what} again.`;
export const changedBy = (title: string, deed: string, who: string): string => `**${title}** was ${deed} by ${who}`;
export const versionNumber = (version: number): string => `version ${version}`;

// The change log channel

export const NOT_LOGGED_DELETED =
  "I couldn't post this to the log channel because it no longer exists. Pick another with `/settings`.";
export const notLoggedLocked = (mention: string): string =>
  `I couldn't post this to ${mention} because I don't have permission to view or post there. Give me access or pick another channel with \`/settings\`.`;
export const notLoggedRejected = (mention: string): string =>
  `I couldn't post this to ${mention} because Discord rejected the message. The change is saved; see \`/answer history\`.`;

// Why a question gets its answer

export const WHY = {
  title: 'Why',
  found: 'Found',
  nothing: 'Nothing.',
  because: 'Because',
  yes: 'yes',
  no: '**no**',
  direct: 'Asked directly',
  passive: 'In a channel, not addressed to me',
};
/** What the bot does with each decision when it is asked directly. */
export const WHEN_ASKED = {
  answer: 'I give the first of these answers.',
  suggest: 'I ask whether one of these is meant.',
  pass: 'I say that I have no answer.',
};
/** The same for a message that is not addressed to the bot. */
export const WHEN_NOT_ASKED = { answer: WHEN_ASKED.answer, suggest: 'I stay silent.', pass: 'I stay silent.' };
export const foundAnswer = (title: string, id: string, status: string, confidence: string): string =>
  `${title} (\`${id}\`, ${status}): ${confidence} sure`;
export const TEACH_MENU = 'Add this question as a phrasing of …';
export const WRONG_ANSWER_HINT =
  'Wrong answer? Add the question to the right one with `/answer phrasings`. The answer itself stays as it is.';
export const NO_ANSWER_HINT =
  'Add the question to the right answer with `/answer phrasings`, or write a new one with `/answer add`.';

// Files of answers

export const importTitle = (counts: string): string => `This import: ${counts}`;
export const IMPORT_EMPTY = 'The file contains no answers';
export const NOTHING_TO_IMPORT = 'There is nothing to import.';
export const NOT_IMPORTED_YET = 'Nothing has been changed yet.';
export const PLAN_CHANGED =
  '**Somebody changed answers in the meantime, so nothing was imported.** Here is the updated plan.';
export const OVERWRITE_HINT =
  'With `overwrite`, the file wins over what moderators have removed, changed or hidden here.';
export const moreInFile = (count: number, file: string): string => `… and ${number(count)} more; see ${file}.`;

type Written = Pick<ImportPlan['counts'], 'added' | 'changed' | 'hidden' | 'phrasings'>;

export const importButton = (counts: Written): string => written(counts, 'Import', 'Hide');

function written({ added, changed, hidden, phrasings }: Written, imports: string, hides: string): string {
  const brought = [
    ...(added + changed > 0 ? [answers(added + changed)] : []),
    ...(phrasings > 0 ? [`phrasings of ${answers(phrasings)}`] : []),
  ].join(' and ');
  if (hidden === 0) return `${imports} ${brought}`;
  if (brought === '') return `${hides} ${answers(hidden)}`;
  return `${imports} ${brought}, ${hides.toLowerCase()} ${number(hidden)}`;
}

export const importDone = (counts: Written, details: string): string =>
  `${written(counts, 'Imported', 'Hid')}: ${details}. This takes effect immediately.`;
export const IMPORT_VERSIONS =
  'Each imported answer is saved as a new version; use `/answer history` to view or restore earlier ones.';

const were = (count: number, deed: string): string[] =>
  count === 0 ? [] : [`**${answers(count)}** ${count === 1 ? 'was' : 'were'} ${deed}`];

/** For the change log. @param who - A mention and a name. */
export function importLogged({ added, changed, hidden, phrasings }: Written, who: string): string {
  const deeds = [
    ...were(added + changed, 'imported'),
    ...were(phrasings, 'given more phrasings'),
    ...were(hidden, 'hidden'),
  ];
  return `${deeds.join(', ')} by ${who}`;
}
export const andMore = (list: string, count: number): string => `${list} and ${number(count)} more`;

export const NOTHING_TO_EXPORT =
  'This server has no answers or phrasings of its own and hides none, so there is nothing to export.';
export function exported(counts: { answers: number; hidden: number; phrasings: number }): string {
  const added = counts.phrasings === 0 ? '' : `, **added phrasings of ${answers(counts.phrasings)}**`;
  const hidden = `**${number(counts.hidden)} hidden ${counts.hidden === 1 ? 'one' : 'ones'}**`;
  return `This file contains **${answers(counts.answers)}**${added} and ${hidden}.`;
}
export const IMPORT_AGAIN = 'Use `/answer import` to import it, here or on another server.';
export const SPLIT_BEFORE_IMPORT = 'It exceeds the 1 MB limit of `/answer import`, so split it before you import it.';
export const EXPORT_TOO_LARGE =
  "This server's answers don't fit in one Discord file. Ask the people who run this bot to export them.";

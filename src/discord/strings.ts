/** Every sentence, label and heading that people read in Discord, except those of the answers and of `/settings`. */
import { clipped } from '../shared/text.ts';
import { formatDate } from '../knowledge/dates.ts';

export const number = (count: number): string => count.toLocaleString('en-US');

const answers = (count: number): string => (count === 1 ? '1 answer' : `${number(count)} answers`);

// Failures

export const APOLOGY = 'Sorry, something went wrong on my side. Please try again in a moment.';
export const STORE_GONE =
  "This server's answers can't be read or changed right now, because the database isn't available. Nothing that was saved is lost. Please try again in a few minutes.";
export const TOO_SLOW = 'Sorry, that took me too long to open. Please try again; it should be faster now.';
export const UNKNOWN_BUTTON = 'This button no longer works. Ask again with /ask.';
export const UNKNOWN_COMMAND = 'That command no longer exists. Use /help to see the current ones.';
export const unknownSubcommand = (command: string): string =>
  `That command no longer exists. Type /${command} to see what you can do.`;
export const ANSWER_GONE = 'That answer is no longer available. Ask again with /ask.';
export const NO_TEXT_TO_ANSWER = 'That message has no text to answer. Use /ask instead.';
export const NO_TEXT_TO_SAVE = 'That message has no text to save. Write the answer with /answer add.';

/** In place of a model in `/lineage`. */
export const ALL_MODELS = 'All models of all makers';

const hintAt = (nearest: readonly string[]): string =>
  `${nearest.length > 0 ? `Did you mean ${nearest.join(', ')}? ` : ''}Pick one from the suggestions.`;
export const noSuchModel = (typed: string, nearest: readonly string[]): string =>
  `There is no model called "${typed}". ${hintAt(nearest)}`;
export const sameModel = (name: string): string =>
  `You named only one model, ${name}. Name at least two different ones to compare.`;
export const noAnswerCalled = (typed: string, nearest: readonly string[] = []): string =>
  `There is no answer called "${typed}". ${hintAt(nearest.map((title) => `“${title}”`))}`;
export const UNKNOWN_CHOICE = 'There is no such choice. Pick one of those offered.';

export const FILTERED =
  "This server's AutoMod or link filter blocks my answer. A moderator can allow it under Server Settings › AutoMod.";

// Permissions

export const NOT_DISMISSIBLE = 'Only the person who asked, or a member with Manage Messages, can dismiss this.';
export const SERVER_ONLY = 'You can only manage answers inside a server. Run this command there.';
export const NOT_ALLOWED = {
  'edit-answers':
    "Only members with Manage Server, or with a role chosen in /settings, can edit this server's answers. Ask one of them.",
  'change-settings': "Only members with Manage Server can change this server's settings. Ask one of them.",
};
export const NOT_YOUR_IMPORT = 'Only the person who started this import can confirm or discard it.';

// Replies

export const SHOW_MORE = 'Show more';
/** Below `/answer why`. */
export const TEACH_MENU = 'Add this question as a phrasing of …';
export const SOLVED = 'That solved it';
export const WRONG = 'Wrong?';
export const DISMISS = 'Dismiss';
export const SHARE = 'Share';
export const OFFER = 'I may know this';
export const OFFER_NOT_YOURS =
  'This is for the person who wrote the message above. Use /ask for a question of your own.';
export const MAY_NOT_SHARE = "You can't send messages in this channel, so I can't share this here for you.";
export const SHARED_ALREADY = 'This channel has had that answer, or enough answers, in the last minutes.';
export const answeredAbove = (link: string): string => `I have just answered that here: ${link}`;
/** @param hasButtons - One for each answer. */
export const fullNotice = (minutes: number, hasButtons: boolean): string => {
  const soon = `I have written enough here for ${minutes === 1 ? 'a minute' : `${number(minutes)} minutes`}.`;
  return hasButtons
    ? `${soon} Press for your answer, which only you will see, or use \`/ask\`:`
    : `${soon} Until then, use \`/ask\`.`;
};
export const corrected = (when: string): string => `Corrected by the moderators ${when}`;
export const WITHDRAWN = "The moderators have taken this answer back. It is no longer one of this server's answers.";
export const askedFor = (mention: string): string => `For ${mention}`;

export const HELP = {
  title: 'Ask me where ChatGPT comes from',
  short: 'I answer which model ChatGPT is based on, and everything around it, with sources and dates.',
  members: `- \`/ask\` answers a question; suggestions appear while you type
- \`/model\` shows what is known about one model
- \`/compare\` puts two to four models side by side
- \`/lineage\` shows where a model comes from, or what ChatGPT has run on; \`/lineage all\` shows every maker's models
- Or mention me with your question, or send me a direct message`,
  editors:
    '- You can edit this server\'s answers: write one with `/answer add`, see them all with `/answer list`, or turn a message into one with "Save as answer" in its menu',
};

// Commands and their options: at most 100 characters each

export const COMMANDS = {
  private: 'Show the answer only to you (default: everyone in the channel sees it)',
  ask: {
    description: 'Ask which model ChatGPT is based on, and anything around it',
    question: 'Your question, or one of the suggestions',
    for: 'Who the answer is for; they are named above it but not pinged',
  },
  answerThis: 'Answer this',
  model: {
    description: 'Show what is known about a model: origin, release, context window and more',
    name: 'The model, by any of its names',
  },
  compare: {
    description: 'Put two to four models side by side',
    models: ['The first model, by any of its names', 'The second model', 'A third model', 'A fourth model'],
  },
  lineage: {
    description: 'Show where a model comes from, or what ChatGPT has run on since its launch',
    model: 'The model, by any of its names, or "all" (default: ChatGPT itself)',
  },
  help: 'Show what you can ask, and how',
  settings: 'Choose what I do in channels, who can edit answers and where changes are logged',
  check: 'Check each channel: what will happen there, what is missing and how to mend it',
  saveAsAnswer: 'Save as answer',
  answer: {
    description: "Manage this server's answers",
    add: 'Write a new answer',
    edit: "Edit an answer, or make this server's own version of a curated one",
    remove: 'Remove an answer, or hide a curated one on this server',
    restore: 'Bring back a removed answer or an earlier version',
    history: 'Show who changed an answer, when and how; any version can be restored',
    list: 'List answers, how often each was given, and which ones are due for review',
    show: 'Show an answer as members see it, who wrote it and how often it was given',
    phrasings: 'Add ways to ask for an answer on this server, without changing the answer',
    why: 'Explain why a question gets its answer, or none',
    export: "Download this server's answers as a file",
    import: 'Preview what an answers file would change, then import it',
  },
  answerOptions: {
    edit: 'The answer to edit',
    phrasings: 'The answer to find by more phrasings',
    remove: 'The answer to remove',
    restore: 'The answer to bring back',
    version: 'The version to restore; 0 is the curated answer (default: the last one before it was removed)',
    history: 'The answer',
    show: 'The answer',
    kind: 'Which answers (default: those written on this server)',
    text: 'Only answers with these words in their title or phrasings',
    question: 'The question as a member would type it',
    format: 'All formats hold the same (default: JSON)',
    file: "An export of answers, or another bot's tags; at most 1 MB",
    overwrite: 'Let the file win over what moderators removed, changed or hid here (default: no)',
    map: 'What columns mean, if their names do not tell: question=Frage,answer=Antwort',
    second: 'A file that belongs to the first, such as the responses to Rasa intents',
  },
};

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
export const LOST_DRAFT = `${APOLOGY} I couldn't save your draft. Here is your text so you can paste it back in.`;

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
/** @param lastDay - `YYYY-MM-DD` */
export const given = (times: number, lastDay: string | undefined): string => {
  const often = times === 1 ? 'given once' : `given ${number(times)} times`;
  return lastDay === undefined ? often : `${often}, last on ${formatDate(lastDay)}`;
};
/** @param day - `YYYY-MM-DD` */
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
export const WRONG_ANSWER_HINT =
  'Wrong answer? Add the question to the phrasings of the right one with `/answer edit`.';
export const NO_ANSWER_HINT =
  'Add the question to the phrasings of the right answer with `/answer edit`, or write a new answer with `/answer add`.';

// Files of answers

export const FILE_TOO_LARGE = 'The file exceeds the 1 MB limit. Split it into several files.';
export const FILE_NOT_FETCHED = "I couldn't download the file from Discord. Try again in a moment.";
export const IMPORT_GONE = 'The file is no longer available. Import it again with /answer import.';

export const importTitle = (counts: string): string => `This import: ${counts}`;
export const IMPORT_EMPTY = 'The file contains no answers';
export const NOTHING_TO_IMPORT = 'There is nothing to import.';
export const NOT_IMPORTED_YET = 'Nothing has been changed yet.';
export const PLAN_CHANGED =
  '**Somebody changed answers in the meantime, so nothing was imported.** Here is the updated plan.';
export const OVERWRITE_HINT =
  'With `overwrite`, the file wins over what moderators have removed, changed or hidden here.';
export const moreInFile = (count: number, file: string): string => `… and ${number(count)} more; see ${file}.`;

interface Written {
  readonly added: number;
  readonly changed: number;
  readonly hidden: number;
  readonly phrasings: number;
}

export const importButton = (counts: Written): string => written(counts, 'Import', 'Hide');
const imported = (counts: Written): string => written(counts, 'Imported', 'Hid');

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
  `${imported(counts)}: ${details}. This takes effect immediately.`;
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

// For operators, when the bot starts

export const NO_SESSIONS_LEFT =
  'The bot has connected too often today: Discord allows about 1,000 starts a day, and fewer are left than it has shards. Wait until tomorrow, and find out in the log why it restarts so often.';
export const INTENT_NOT_GRANTED =
  'Discord has not granted the Message Content intent. Enable it at https://discord.com/developers/applications ' +
  '(Bot, Privileged Gateway Intents), or set MESSAGE_CONTENT=false.';
export const BAD_TOKEN =
  'Discord does not accept this token. Copy it again from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN.';
export const connectionClosed = (code: number): string =>
  `Discord closed the connection permanently (code ${code}). Restart the bot; if that doesn't help, look the code up at https://discord.com/developers/docs/topics/opcodes-and-status-codes.`;
export const discordUnreachable = (url: string | undefined, reason: string): string =>
  `Could not reach Discord at ${url} (${reason}). Check the network and DISCORD_API_URL, then restart the bot.`;
export const shardDied = (shard: number): string =>
  `Shard ${shard} ended before it was ready. Its own message, above, says why. Correct that, and start the bot again.`;
export const INVALID_SIGNATURE = 'invalid request signature';
export const interactionsPortInUse = (port: number): string =>
  `Port ${port} is taken. Stop what listens there, or choose another port with INTERACTIONS_PORT; 0 takes any free one.`;
export const answeredWith = (status: number): string => `it answered ${status}`;
export const NO_ANSWER_IN_TIME = 'no answer in time';
export const guildNotFound = (id: string): string =>
  `The bot is not in the server ${id}. Invite it there, or remove DISCORD_GUILD_ID to register its commands everywhere.`;

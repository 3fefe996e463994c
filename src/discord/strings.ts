/** Every sentence, label and heading that people read in Discord, except those of the answers and of `/settings`. */
import { number } from '../shared/text.ts';

export const minutesOf = (count: number): string => (count === 1 ? 'a minute' : `${number(count)} minutes`);

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
export const REFUSED =
  "Discord doesn't accept my answer here. Ask me in another channel or in a direct message, and tell the people who run me.";

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
export const SOLVED = 'Solved it';
export const WRONG = 'Wrong?';
export const DISMISS = 'Dismiss';
export const SHARE = 'Share';
export const OFFER = 'I may know this';
export const OFFER_NOT_YOURS =
  'This is for the person who wrote the message above. Use /ask for a question of your own.';
export const MAY_NOT_SHARE = "You can't send messages in this channel, so I can't share this here for you.";
export const OFF_HERE = "I am switched off in this channel, so I can't share this here for you.";
export const SHARED_ALREADY =
  'This channel has had that answer, or enough answers, in the last minutes. Try again a little later.';
export const answeredAbove = (link: string): string => `I have just answered that here: ${link}`;
export const fullNotice = (minutes: number, hasButtons: boolean): string => {
  const press = 'Press for your answer, which only you will see, or use `/ask`:';
  const then = hasButtons ? press : 'Use `/ask` for now.';
  return `I answer each person and each channel only so often in ${minutesOf(minutes)}. ${then}`;
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

// Files

export const FILE_TOO_LARGE = 'The file exceeds the 1 MB limit. Split it into several files.';
export const FILE_NOT_FETCHED = "I couldn't download the file from Discord. Try again in a moment.";
export const IMPORT_GONE = 'The file is no longer available. Import it again with /answer import.';

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

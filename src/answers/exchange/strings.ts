/**
 * Every sentence about files of answers that a moderator or operator reads, except for Discord's buttons and headings.
 *
 * Parameters that repeat something of a file, such as names and texts, come quoted.
 */

import { counted, number } from '../../shared/text.ts';

const MAP_EXAMPLE = 'the option map: question=NAME,answer=NAME';

// Files that cannot be read

export const fileTooLarge = (bytes: number, limit: number): string =>
  `The file has ${megabytes(bytes)} MB, but at most ${megabytes(limit)} MB can be read. Split it into several files.`;
export const NOT_TEXT = 'The file is not UTF-8 or UTF-16 text. In a spreadsheet, save it as "CSV UTF-8".';
export const READ_AS_1252 =
  'The file is not UTF-8, so it was read as Windows-1252, as Excel saves it in Western Europe and the Americas. If letters such as ä or é look wrong, save it as "CSV UTF-8".';
export const UNKNOWN_FORMAT =
  'The format of this file is unknown. Bring a table (.csv, .tsv), .json, .jsonl, .md, .txt, .yml or .toml.';
export const EMPTY_TEXT = 'The file is empty. Bring one with questions and answers.';
export const tooManyEntries = (limit: number): string =>
  `The file has more than ${number(limit)} entries. Split it into several files.`;
export const JSON_ENDS_EARLY = 'The JSON ends too early. Correct it, or export it again.';
export const badJson = (text: string): string =>
  `This is not valid JSON: ${text} cannot be read. Correct it, or export it again.`;
export const BAD_YAML = 'This is not valid YAML. Correct it, or put the text in quotes.';
/** @param why - In the parser's words, such as `unrecognized escape sequence`. */
export const badToml = (why: string): string => `This is not valid TOML: ${why}. Correct it.`;
export const TOO_DEEP = 'This is nested too deeply, or refers to another place. Write it out, with fewer levels.';
export const YAML_TOO_LONG = 'The YAML that starts here is too long. Shorten it, or split it into several files.';
export const NO_FRONT_MATTER = 'An answer must start here, with its fields between two lines "---".';
export const NO_FIELDS = 'There are no fields below this line. Write them like "title: Server rules".';
export const noRecords = (names: string): string =>
  `No questions with answers were found${names === '' ? '' : ` among the fields ${names}`}. Say which fields they are with ${MAP_EXAMPLE}.`;
export const formatTooNew = (version: string, known: number): string =>
  `The file uses version ${version} of the format, but this bot reads version ${known}. Update the bot, or export the answers from one as old as this.`;
/** @param fault - A sentence. */
export const badFile = (fault: string): string => `The file of answers has a mistake: ${fault}`;
export const TEXT_AFTER_QUOTE = 'The cell continues after its closing quote. Write quotes within a cell twice.';
export const MISSING_QUOTE = 'The cell that starts here has no closing quote. Add it.';
export const unknownColumns = (names: string): string =>
  `No column is known as the question or as the answer: ${names}. Rename them to question and answer, or say which they are with ${MAP_EXAMPLE}.`;
export const EMPTY_TABLE =
  'The table is empty. Give it a row that names the columns, such as question,answer, and a row for each answer.';
export const badMap = (part: string, roles: readonly string[]): string =>
  `${part} does not say what a column means. Write it like question=Frage,answer=Antwort; the words before the sign are ${roles.join(', ')}.`;
export const mapNotInFile = (name: string, names: string): string =>
  `The file has no column or field ${name}. It has ${names}.`;

// Entries that cannot be read

export const NOT_AN_ANSWER = 'This is not an answer. Give it an id, a title, questions and a body.';

/**
 * @param message - Completes the sentence: `is empty: fill it in`.
 * @param index - Which line of the field, from 1.
 */
export const badField = (field: string, message: string, index?: number): string =>
  `${field}${index === undefined ? '' : `, entry ${index},`} ${message}.`;
export const keyTwice = (key: string): string => `It has ${key} twice. Keep one of them.`;
export const NO_QUESTION = 'It has no question, title or name. Give it one.';
export const noPair = (text: string): string =>
  `${text} stands alone. Write a question and an answer, like the others here.`;
export const noAnswer = (question: string): string => `${question} has no answer. Write one.`;
export const tooManyCells = (count: number, expected: number): string =>
  `The row has ${count} cells, but the first row names ${expected}. Put cells that contain the separator in quotes.`;
export const noResponse = (intent: string, response: string): string =>
  `The intent ${intent} has no response. Import the file with the response ${response} together with this one.`;
export const noIntent = (response: string): string =>
  `No intent leads to the response ${response}. Import the file with its examples together with this one.`;

// What a file was recognised as

/** @param format - `JSON` */
export const recognisedExport = (format: string): string => `Read as answers in this bot's own ${format}.`;
/** @param kind - `column` @param parts - `"query" as question`, `"response" as answer`, each with what it was recognised by. */
export function recognised(kind: string, parts: ReadonlyMap<string, 'name' | 'shape'>): string {
  const by = [...parts.values()];
  const read = `Read ${by[0] === 'name' ? `${kind} ` : ''}${[...parts.keys()].join(', ')}.`;
  return by.includes('name') ? `${read} If that is wrong, correct it with ${MAP_EXAMPLE}.` : read;
}
export const recognisedHeaderless = (question: number, answer: number): string =>
  `The first row names no known columns, so it was read as an answer: column ${question} as question, column ${answer} as answer.`;
export const columnName = (position: number): string => `column ${position}`;
/** @example meantAs('"q"', 'reviewBy'); // '"q" as review date' */
export const meantAs = (names: string, role: string): string =>
  `${names} as ${role === 'reviewBy' ? 'review date' : role}`;
export const RECOGNISED_MAP = 'Read each name as question, and its text as answer.';
export const TEXT_BELOW = 'the text below as answer';
export const FILE_AS_QUESTION = "the file's name as question";
export const NAME_AS_QUESTION = 'each name as question';
export const PAIRS = 'the first of each pair as question, the second as answer';
export const CONVERSATION = 'what a user says as question, and what the assistant replies as answer';
export const RECOGNISED_RASA =
  'Read as Rasa: the first example of each intent as question, its response as answer, other examples as phrasings.';
export const RECOGNISED_TEXT = "Read the file's name as question, and its text as answer.";
export const recognisedProse = (style: keyof typeof PROSE_STYLES): string =>
  `Read ${PROSE_STYLES[style]} as questions, and the text below each as its answer.`;
const PROSE_STYLES = {
  headings: 'headings',
  bold: 'bold lines',
  marks: 'lines marked Q',
  details: 'summaries',
  lines: 'lines that ask something',
} as const;

// What an import leaves out or changes

/** @param kind - `column` */
export const ignored = (kind: string, names: string): string =>
  `These ${kind}s don't belong to answers and are left out: ${names}.`;
export const groupTitles = (titles: string): string => `These headings are not questions and are left out: ${titles}.`;
export const textOutside = (lines: number, text: string): string =>
  `${lines === 1 ? 'A line is' : `${number(lines)} lines are`} not below a question, so left out: ${text}.`;
export const entitiesAsWords = (marks: string): string =>
  `Marks of entities were removed from the examples, as in ${marks}.`;
export const LINE_BREAKS_READ = '"\\n", written as two characters, and "<br>" were read as line breaks.';
export const WAS_RESTRICTED =
  'Only some roles got it where it comes from. Here, all members will: leave it out if they should not.';
export const HTML_SHOWN = 'It has HTML tags, which Discord shows as they are written. Use Markdown instead.';
export const HTML_READ = 'Its HTML tags were turned into Markdown.';
export const ENTITIES_READ = 'Characters that HTML writes as names, such as "&amp;", were read as what they mean.';
export const LINKS_WRITTEN_OUT =
  'Discord has no images in a text, and no links but to https: so other addresses were written next to their words.';
export const noLink = (link: string): string =>
  `The source ${link} is not an https link, or one too many, so it is left out.`;
export const unquotedSeparators = (text: string): string =>
  `The row has more cells than the first row names, so all of this was read as the answer: ${text}. Put such texts in quotes.`;
export const SWITCHED_OFF =
  'It was switched off or a draft where it comes from. Here, members will get it: leave it out if they should not.';
export const PATTERN_AS_QUESTION =
  'The question looks like a search pattern. Write it as members would ask, or they will read the pattern as a title.';
export const CONTEXT_ONLY =
  'The other bot gave this answer only after another one. Here, members get it whenever they ask.';
export const otherResponses = (others: string): string =>
  `The other bot picked one of several responses. The first is taken; left out: ${others}.`;
export const titleShortened = (title: string): string =>
  `The title is too long, so it is shortened, and the whole of ${title} is a phrasing.`;
export const phrasingTooLong = (phrasing: string): string => `The phrasing ${phrasing} is too long, so it is left out.`;
export const phrasingsLeftOut = (count: number): string =>
  `There is no room for the last ${count === 1 ? 'phrasing' : `${number(count)} phrasings`}, so ${count === 1 ? 'it is' : 'they are'} left out.`;
export const phrasingShared = (phrasing: string, owner: { id: string; title: string }): string =>
  `The phrasing ${phrasing} belongs to "${owner.title}" (${owner.id}), so it is left out here.`;
export const keywordWithoutLetter = (keyword: string): string =>
  `The keyword ${keyword} has no letter or digit, so it is left out.`;
export const placeholders = (texts: string): string =>
  `The other bot filled in ${texts}. This one will show that unchanged.`;

// What a plan says about entries

/** @param what - What two entries have in common. @param first - Where it is first. */
export const repeated = (what: 'question' | 'id', first: string): string =>
  `The file has this ${what} twice, first at ${first}. Keep one of them${what === 'id' ? ', or give it another id' : ''}.`;
export const NOTHING_TO_HIDE = 'There is no curated answer with this id to hide. Remove it.';
export const NOTHING_TO_FIND =
  'This server has no answer with this id to add phrasings to. Import the answer as well, or remove this.';
export const REPLACED_HERE = 'This server has its own version of it, which would be removed.';
export const HIDDEN_HERE = 'Moderators have hidden this answer here.';
export const REMOVED_HERE = 'Moderators have removed this answer here.';
export const changedSinceExport = (exported: number, now: number): string =>
  `The file has version ${exported}, but this server is at version ${now} by now.`;
export const versionOfUnknownServer = (exported: number, now: number): string =>
  `The file has version ${exported} from a server that it doesn't name; this server is at version ${now}. Compare the two.`;
export const onlyFirstCompared = (count: number): string =>
  `Only the first ${count} answers were compared with the questions of others. Check the rest with /answer why after the import.`;
export const warningForSeveral = (count: number, warning: string): string =>
  `${number(count)} of these answers: ${warning}`;
/** @example phrasingCounts(2, 1); // '2 phrasings, 1 counter-example' */
export const phrasingCounts = (questions: number, notThis: number): string =>
  [
    ...(questions > 0 ? [counted(questions, 'phrasing')] : []),
    ...(notThis > 0 ? [counted(notThis, 'counter-example')] : []),
  ].join(', ') || 'none';
export const phrasingsChangedSince = (ids: string): string =>
  `Somebody else has just changed the phrasings of ${ids}, so those were not imported. Import the file again to add them: everything else is there.`;
const EMPTY_FILE = 'The file contains no answers.';
export const OUTCOMES = Object.freeze({
  added: 'added',
  changed: 'changed',
  hidden: 'hidden',
  phrasings: 'phrasings for',
  same: 'unchanged',
  conflict: 'conflict',
  refused: 'refused',
});

/** How many entries have each outcome: `2 added, 1 unchanged, 3 conflicts`. */
export function countsOf(counts: Readonly<Record<keyof typeof OUTCOMES, number>>): string {
  const words = {
    ...OUTCOMES,
    phrasings: 'with more phrasings',
    conflict: counts.conflict === 1 ? 'conflict' : 'conflicts',
  };
  const parts = (Object.keys(words) as (keyof typeof OUTCOMES)[])
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${number(counts[outcome])} ${words[outcome]}`);
  return parts.length > 0 ? parts.join(', ') : EMPTY_FILE;
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1).replace(/\.0$/, '');
/** Enough to recognise a text by. */
const MAX_QUOTED = 60;

/**
 * Quotes from an unknown file in a message: short, on one line, and without what could disturb a terminal or a message.
 *
 * @example
 * quoted('a\nb\u001b[31m'); // '"a b [31m"'
 */
export function quoted(text: string): string {
  const plain = text
    .slice(0, 4 * MAX_QUOTED)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim();
  const characters = Array.from(plain);
  return `"${characters.length > MAX_QUOTED ? `${characters.slice(0, MAX_QUOTED - 1).join('')}…` : plain}"`;
}

/** As many as one reads in a message. */
const MAX_LISTED = 12;
export const quotedList = (texts: readonly string[]): string =>
  texts.slice(0, MAX_LISTED).map(quoted).join(', ') + (texts.length > MAX_LISTED ? ', …' : '');

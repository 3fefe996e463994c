/** Every sentence about files of answers that a moderator or operator reads, except for Discord's buttons and headings. */

// Where something is in a file

export const atLine = (line: number): string => `line ${line}`;
export const atAnswer = (index: number): string => `answer ${index}`;
export const atHidden = (index: number): string => `hidden ${index}`;
export const atTag = (index: number): string => `tag ${index}`;

// Files that cannot be read

export const fileTooLarge = (bytes: number, limit: number): string =>
  `The file has ${megabytes(bytes)} MB, but at most ${megabytes(limit)} MB can be read. Split it into several files.`;

export const NOT_TEXT = 'The file is not UTF-8 text. In a spreadsheet, save it as "CSV UTF-8".';

export const UNKNOWN_FORMAT =
  'The format of this file is unknown. Give it a name that ends in .json, .csv, .md or .toml; see docs/answers-file.md.';

export const tooManyEntries = (limit: number): string =>
  `The file has more than ${number(limit)} entries. Split it into several files.`;

export const JSON_ENDS_EARLY = 'The file is not valid JSON: it ends too early. Correct it, or export it again.';

export const badJson = (line: number, text: string): string =>
  `The file is not valid JSON: line ${line} cannot be read at ${text}. Correct it, or export it again.`;

export const jsonWithoutFormat = (format: string, version: number): string =>
  `This JSON is not a file of answers: it must start with { "format": "${format}", "version": ${version}, … }. See docs/answers-file.md.`;

export const formatTooNew = (version: number, known: number): string =>
  `The file uses version ${version} of the format, but this bot reads version ${known}. Update the bot, or export the answers from one as old as this.`;

/** @param field - Quoted. @param message - Completes the sentence: `is empty: fill it in`. */
export const badFile = (field: string, message: string): string =>
  `The file of answers has a mistake: ${field} ${message}.`;

export const textAfterQuote = (line: number): string =>
  `Line ${line} continues after the quote that ends a cell. Write quotes within a cell twice.`;

export const missingQuote = (line: number): string =>
  `The cell that starts in line ${line} has no closing quote. Add it.`;

export const unknownColumn = (name: string, columns: readonly string[]): string =>
  `The first row must name the columns, but ${name} is not one of them. ${expectedColumns(columns)}`;

export const noTitleColumn = (columns: readonly string[]): string =>
  `The first row must name the columns, but "title" is missing. ${expectedColumns(columns)}`;

export const columnTwice = (name: string): string =>
  `The first row names the column "${name}" twice. Keep one of them.`;

export const fieldsTooLong = (line: number): string =>
  `The fields that start in line ${line} are too long. Shorten them.`;

export const fieldsNotFlat = (line: number): string =>
  `The fields that start in line ${line} are not just texts and lists. Put texts in quotes if they start with { [ * & or contain ": ".`;

export const badYaml = (line: number): string =>
  `Line ${line} is not valid YAML. Correct it, or put the text in quotes.`;

export const noFields = (line: number): string =>
  `There are no fields after line ${line}. Write them like "title: Server rules".`;

export const noFrontMatter = (line: number): string =>
  `An answer must start in line ${line}, with its fields between two lines "---".`;

export const badToml = (line: number): string => `The file is not valid TOML: line ${line} cannot be read. Correct it.`;

// Entries that cannot be read

export const NOT_AN_ANSWER = 'This is not an answer. Give it an id, a title, questions and a body.';

/**
 * @param field - Quoted.
 * @param message - Completes the sentence: `is empty: fill it in`.
 * @param index - Which line of the field, from 1.
 */
export const badField = (field: string, message: string, index?: number): string =>
  `${field}${index === undefined ? '' : `, entry ${index},`} ${message}.`;

/** @param id - Quoted; absent if it is no text. */
export const badId = (id = 'This'): string => `${id} is not the id of an answer. Correct it or remove it.`;

export const outsideColumns = (text: string): string =>
  `${text} is not in any column. Put cells that contain commas in quotes.`;

export const HIDDEN_ROW_WITH_CONTENT =
  'An answer is either hidden or written. Empty the other cells, or the cell "hidden".';
export const HIDDEN_WITH_CONTENT =
  'An answer is either hidden or written. Keep only the field "id", or remove "hidden".';
export const BAD_HIDDEN_CELL = '"hidden" must be yes or empty.';
export const BAD_HIDDEN_FIELD = '"hidden" must be true or absent.';

export const curatedField = (field: string): string =>
  `Only curated answers have "${field}". Remove it, or write it into the body.`;

export const BODY_TWICE = 'The body is there twice, as a field and below the fields. Keep one of them.';

export const TAG_WITHOUT_NAME = 'The tag has no name. Give it one.';

export const notATag = (name: string): string =>
  `${name} is not a tag. It needs a content, and perhaps keywords, as text.`;

// What an import leaves out

export const ignoredColumns = (names: string): string =>
  `These columns don't belong to answers and are left out: ${names}.`;
export const ignoredFields = (names: string): string =>
  `These fields don't belong to answers and are left out: ${names}.`;

export const keywordWithoutLetter = (keyword: string): string =>
  `The keyword ${keyword} has no letter or digit, so it is left out.`;

export const placeholder = (text: string): string =>
  `The other bot filled in ${text}. This one will show it unchanged.`;

// What a plan says about entries

export const repeatedId = (first: string): string =>
  `The file has this id twice, first at ${first}. Keep one of them, or give it another id.`;

export const NOTHING_TO_HIDE = 'There is no curated answer with this id to hide. Remove it.';
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

const EMPTY_FILE = 'The file contains no answers.';

export const OUTCOMES = Object.freeze({
  added: 'added',
  changed: 'changed',
  hidden: 'hidden',
  same: 'unchanged',
  conflict: 'conflict',
  refused: 'refused',
});

/** How many entries have each outcome: `2 added, 1 unchanged, 3 conflicts`. */
export function countsOf(counts: Readonly<Record<keyof typeof OUTCOMES, number>>): string {
  const words = { ...OUTCOMES, conflict: counts.conflict === 1 ? 'conflict' : 'conflicts' };
  const parts = (Object.keys(words) as (keyof typeof OUTCOMES)[])
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${number(counts[outcome])} ${words[outcome]}`);
  return parts.length > 0 ? parts.join(', ') : EMPTY_FILE;
}

const expectedColumns = (columns: readonly string[]): string =>
  `Use ${columns.join(', ')}; or name and content, for another bot's tags.`;

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1).replace(/\.0$/, '');

const number = (count: number): string => count.toLocaleString('en-US');

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

import { UserError } from '../../shared/UserError.ts';
import { idOfTitle } from '../editing/form.ts';
import {
  type AnswerSet,
  EntryList,
  entryOf,
  type ExportedAnswer,
  hiddenEntryOf,
  isGuildId,
  quoted,
  refused,
} from './entries.ts';
import type { AnswersFile, FileEntry } from './readAnswersFile.ts';
import { readTagRows, tagColumns } from './tags.ts';

export interface CsvRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV as RFC 4180 has it: a cell in quotes may hold separators, line breaks, and quotes written twice. Rows without
 * any text are passed over. Reads row by row, so that whoever has enough can stop.
 *
 * @param text - With `\n` as line ends.
 * @throws UserError `bad-csv` with the line
 */
export function* parseCsv(text: string, separator: string): Generator<CsvRow> {
  const bare = new RegExp(`[^${separator}\n]*`, 'y');
  let [at, line] = [0, 1];
  while (at < text.length) {
    const cells: string[] = [];
    const begin = line;
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, line) : bareCell(text, at, bare);
      cells.push(cell.text);
      line += cell.text.split('\n').length - 1;
      at = cell.end;
      if (text[at] !== separator) break;
      at += 1;
    }
    if (at < text.length && text[at] !== '\n') {
      throw bad(`Line ${line} goes on after the quote that ends a cell: write a quote within a cell twice.`);
    }
    at += 1;
    line += 1;
    if (cells.some((cell) => cell.trim() !== '')) yield { line: begin, cells };
  }
}

function bareCell(text: string, start: number, bare: RegExp): { text: string; end: number } {
  bare.lastIndex = start;
  const cell = bare.exec(text)![0];
  return { text: cell, end: start + cell.length };
}

function quotedCell(text: string, start: number, line: number): { text: string; end: number } {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) throw bad(`The cell that begins in line ${line} has no closing quote: add it.`);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  return { text: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

const bad = (message: string): UserError => new UserError('bad-csv', message);

/**
 * What a spreadsheet may take for a formula, which could send what is in the sheet to a stranger
 * (https://owasp.org/www-community/attacks/CSV_Injection), and what looks guarded already.
 */
const NEEDS_GUARD = /^(?:\t|\s*[=+\-@＝＋－＠])/;

/**
 * Puts a tab before a cell that a spreadsheet could run, so that it is text there. OWASP prefers a tab to the usual
 * apostrophe, which Excel drops when it saves the file.
 *
 * @example
 * guarded('=1+1'); // '\t=1+1'
 */
export const guarded = (cell: string): string => (NEEDS_GUARD.test(cell) ? `\t${cell}` : cell);

/** Takes the tab away again. A cell that begins with a tab of its own was given a second one, so nothing is lost. */
export const unguarded = (cell: string): string => (cell.startsWith('\t') ? cell.slice(1) : cell);

/** The columns of a CSV file of ours, in the order in which they are written. */
export const COLUMNS = [
  'id',
  'version',
  'title',
  'questions',
  'body',
  'sources',
  'reviewBy',
  'hidden',
  'guildId',
] as const;

export type Column = (typeof COLUMNS)[number];

/** Before an id of Discord's, of which a spreadsheet would keep the first fifteen digits alone. */
export const TEXT_MARK = '#';

/** Without it, Excel takes UTF-8 for the alphabet of the country. */
const BYTE_ORDER_MARK = '\uFEFF';

/** One row an answer, for a spreadsheet. Phrasings and sources stand in one cell each, one a line. */
export function writeCsv({ guildId, answers, hidden }: AnswerSet): string {
  const rows = [
    ...answers.map((answer) => rowOfAnswer(answer, guildId)),
    ...hidden.map((id): Row => ({ id, hidden: 'yes' })),
  ];
  const lines = [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => cellOf(row[name] ?? '')).join(','))];
  return BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join('');
}

type Row = Readonly<Partial<Record<Column, string>>>;

function rowOfAnswer({ id, version, content }: ExportedAnswer, guildId: string): Row {
  const { title, questions, body, sources, reviewBy = '' } = content;
  return {
    id,
    version: String(version),
    title,
    questions: questions.join('\n'),
    body,
    sources: sources.join('\n'),
    reviewBy,
    guildId: `${TEXT_MARK}${guildId}`,
  };
}

function cellOf(text: string): string {
  const cell = guarded(text);
  return /^\s|\s$|[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Spreadsheets save with what their country writes between cells. */
const SEPARATOR = /[,;\t]/;

/** What Excel may be told on a line of its own before all others, and other programs take for a row. */
const SEPARATOR_LINE = /^"?sep=([,;\t])"?[^\S\n]*(?=\n|$)/i;

/**
 * Reads a table whose first row names its columns: those that an export writes, in any order and as many as there are,
 * or those of another bot's tags.
 *
 * @throws UserError `bad-csv`, `unknown-columns`, `too-many-entries`
 */
export function readCsv(text: string): AnswersFile {
  const [line, told] = SEPARATOR_LINE.exec(text) ?? [''];
  // The line itself stays, empty, since lines are counted.
  const rows = parseCsv(text.slice(line.length), told ?? separatorOf(text));
  const header = rows.next().value as CsvRow | undefined;
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  const tags = tagColumns(names);
  if (tags) return readTagRows(rows, tags);
  const columns = ourColumns(names);
  const list = new EntryList();
  for (const row of rows) list.add(entryOfRow(row, columns));
  return { entries: list.entries, notes: [] };
}

/** The one that the first row has, outside of quotes, before the others. */
function separatorOf(text: string): string {
  const [head = ''] = text.split('\n', 1);
  return SEPARATOR.exec(head.replaceAll(/"[^"]*"/g, ''))?.[0] ?? ',';
}

function ourColumns(names: readonly string[]): readonly (Column | undefined)[] {
  const columns = names.map((name) => COLUMNS.find((column) => column.toLowerCase() === name));
  const unknown = names.find((name, place) => name !== '' && columns[place] === undefined);
  const twice = columns.find((column, place) => column !== undefined && columns.indexOf(column) !== place);
  const expected = `Write ${COLUMNS.join(', ')}; or name and content, for the tags of another bot.`;
  if (unknown !== undefined)
    throw unknownColumns(`The first row must name the columns, and ${quoted(unknown)} is none. ${expected}`);
  if (twice !== undefined) throw unknownColumns(`The first row names the column "${twice}" twice. Keep one of them.`);
  if (!columns.includes('title') && !columns.includes('hidden')) {
    throw unknownColumns(`The first row must name the columns, and there is no "title". ${expected}`);
  }
  return columns;
}

function entryOfRow({ line, cells }: CsvRow, columns: readonly (Column | undefined)[]): FileEntry {
  const place = `line ${line}`;
  const astray = cells.find((cell, index) => columns[index] === undefined && cell.trim() !== '');
  if (astray !== undefined) {
    return refused(place, undefined, `${quoted(astray)} stands in no column: quote cells with commas`);
  }
  const textIn = (column: Column): string => unguarded(cells[columns.indexOf(column)] ?? '');
  const wordIn = (column: Column): string => textIn(column).trim();
  const [id, hidden, version, reviewBy] = [wordIn('id'), wordIn('hidden'), wordIn('version'), wordIn('reviewBy')];
  const title = textIn('title');
  if (/^(?:yes|true|1|x)$/i.test(hidden)) {
    if (!/\S/.test(title + textIn('questions') + textIn('body'))) return hiddenEntryOf(place, id);
    return refused(place, { id }, 'an answer is either hidden or written: empty the other cells, or the cell "hidden"');
  }
  if (!/^(?:no|false|0|)$/i.test(hidden)) return refused(place, { id }, '"hidden" must be yes, or empty');
  const guildId = wordIn('guildId').replace(TEXT_MARK, '');
  const answer = {
    ...(id || title.trim() ? { id: id || idOfTitle(title) } : {}),
    ...(version && { version: /^\d{1,9}$/.test(version) ? Number(version) : version }),
    title,
    questions: linesOf(textIn('questions')),
    body: textIn('body'),
    sources: linesOf(textIn('sources')),
    ...(reviewBy && { reviewBy }),
  };
  return entryOf(place, answer, isGuildId(guildId) ? guildId : undefined);
}

const linesOf = (cell: string): string[] => cell.split('\n').filter((line) => line.trim() !== '');

const unknownColumns = (message: string): UserError => new UserError('unknown-columns', message);

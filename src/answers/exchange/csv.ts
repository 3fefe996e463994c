import { UserError } from '../../shared/UserError.ts';
import { fieldsOfContent, idOfTitle } from '../editing/form.ts';
import { type CsvRow, guarded, parseCsv, unguarded } from './csvText.ts';
import { type AnswerSet, entryOf, type FileEntry, hiddenEntryOf, isGuildId, type Reading, refused } from './entries.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';
import { readTagRows, tagColumns } from './tags.ts';

/** The columns of an exported CSV file, in order. */
const COLUMNS = ['id', 'version', 'title', 'questions', 'body', 'sources', 'reviewBy', 'hidden', 'guildId'] as const;

type Column = (typeof COLUMNS)[number];

/** Put before Discord ids: a spreadsheet would keep only their first fifteen digits. */
const TEXT_MARK = '#';

/** Without it, Excel doesn't recognise UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Writes one row per answer. Phrasings and sources take one cell each, one per line. */
export function writeCsv({ guildId, answers, hidden }: AnswerSet): string {
  const rows: readonly Partial<Record<Column, string>>[] = [
    ...answers.map(({ id, version, content }) => ({
      id,
      version: String(version),
      guildId: `${TEXT_MARK}${guildId}`,
      ...fieldsOfContent(content),
    })),
    ...hidden.map((id) => ({ id, hidden: 'yes' })),
  ];
  const lines = [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => cellOf(row[name] ?? '')).join(','))];
  return BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join('');
}

function cellOf(text: string): string {
  const cell = guarded(text);
  return /^\s|\s$|[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Spreadsheets use the separator of their locale. */
const SEPARATOR = /[,;\t]/;

/** A first line `sep=;` tells Excel the separator; other programs take it for a row. */
const SEPARATOR_LINE = /^"?sep=([,;\t])"?[^\S\n]*(?=\n|$)/i;

/**
 * Reads a table whose first row names its columns: some of the ones that an export writes, in any order, or those of another
 * bot's tags.
 *
 * @throws UserError `bad-csv`, `unknown-columns`
 */
export function* readCsv(text: string): Reading {
  const [line, given] = SEPARATOR_LINE.exec(text) ?? [''];
  // The line stays as an empty one, so that line numbers are right.
  const rows = parseCsv(text.slice(line.length), given ?? separatorOf(text));
  const header = rows.next().value as CsvRow | undefined;
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  const tags = tagColumns(names);
  if (tags) return yield* readTagRows(rows, tags);
  const columns = ourColumns(names);
  for (const row of rows) yield entryOfRow(row, columns);
  return [];
}

/** The first separator outside quotes in the first row. */
function separatorOf(text: string): string {
  const [head = ''] = text.split('\n', 1);
  return SEPARATOR.exec(head.replaceAll(/"[^"]*"/g, ''))?.[0] ?? ',';
}

function ourColumns(names: readonly string[]): readonly (Column | undefined)[] {
  const columns = names.map((name) => COLUMNS.find((column) => column.toLowerCase() === name));
  const unknown = names.find((name, index) => name !== '' && columns[index] === undefined);
  const twice = columns.find((column, index) => column !== undefined && columns.indexOf(column) !== index);
  if (unknown !== undefined) throw unknownColumns(strings.unknownColumn(quoted(unknown), COLUMNS));
  if (twice !== undefined) throw unknownColumns(strings.columnTwice(twice));
  if (!columns.includes('title') && !columns.includes('hidden')) throw unknownColumns(strings.noTitleColumn(COLUMNS));
  return columns;
}

function entryOfRow({ line, cells }: CsvRow, columns: readonly (Column | undefined)[]): FileEntry {
  const location = strings.atLine(line);
  const astray = cells.find((cell, index) => columns[index] === undefined && cell.trim() !== '');
  if (astray !== undefined) return refused(location, undefined, strings.outsideColumns(quoted(astray)));
  const textIn = (column: Column): string => unguarded(cells[columns.indexOf(column)] ?? '');
  const wordIn = (column: Column): string => textIn(column).trim();
  const [id, hidden, version, reviewBy] = [wordIn('id'), wordIn('hidden'), wordIn('version'), wordIn('reviewBy')];
  const title = textIn('title');
  if (/^(?:yes|true|1|x)$/i.test(hidden)) {
    if (!/\S/.test(title + textIn('questions') + textIn('body'))) return hiddenEntryOf(location, id);
    return refused(location, { id }, strings.HIDDEN_ROW_WITH_CONTENT);
  }
  if (!/^(?:no|false|0|)$/i.test(hidden)) return refused(location, { id }, strings.BAD_HIDDEN_CELL);
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
  return entryOf(location, answer, isGuildId(guildId) ? guildId : undefined);
}

const linesOf = (cell: string): string[] => cell.split('\n').filter((line) => line.trim() !== '');

const unknownColumns = (message: string): UserError => new UserError('unknown-columns', message);

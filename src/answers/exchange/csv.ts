import { fieldsOfContent } from '../editing/form.ts';
import { type CsvRow, guarded, parseCsv, unguarded } from './csvText.ts';
import { type AnswerSet, entryOfFields, type FileEntry, type Reading, refused } from './entries.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';
import type { GivenRoles } from './foreign/fields.ts';
import { hasKnownColumns, readTable } from './foreign/table.ts';
import type { SourceText } from './source.ts';

/** The columns of an exported CSV file, in order. The last two are there if anything was added to how answers are found. */
const COLUMNS = [
  'id',
  'version',
  'title',
  'questions',
  'body',
  'sources',
  'reviewBy',
  'hidden',
  'guildId',
  'addedQuestions',
  'notThis',
] as const;

type Column = (typeof COLUMNS)[number];

/** One per line. */
const LISTS: ReadonlySet<Column> = new Set(['questions', 'sources', 'addedQuestions', 'notThis']);

/** Put before Discord ids: a spreadsheet would keep only their first fifteen digits. */
const TEXT_MARK = '#';

/** Without it, Excel doesn't recognise UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Writes one row per answer. Phrasings and sources take one cell each, one per line. */
export function writeCsv({ guildId, answers, hidden, phrasings }: AnswerSet): string {
  const rows: readonly Partial<Record<Column, string>>[] = [
    ...answers.map(({ id, version, content }) => ({
      id,
      version: String(version),
      guildId: `${TEXT_MARK}${guildId}`,
      ...fieldsOfContent(content),
    })),
    ...hidden.map((id) => ({ id, hidden: 'yes' })),
    ...phrasings.map(({ id, addedQuestions, notThis }) => ({
      id,
      addedQuestions: addedQuestions.join('\n'),
      notThis: notThis.join('\n'),
    })),
  ];
  const columns = phrasings.length > 0 ? COLUMNS : COLUMNS.slice(0, COLUMNS.indexOf('addedQuestions'));
  const lines = [columns.join(','), ...rows.map((row) => columns.map((name) => cellOf(row[name] ?? '')).join(','))];
  return BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join('');
}

function cellOf(text: string): string {
  const cell = guarded(text);
  return /^\s|\s$|[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Spreadsheets use the separator of their locale. */
const SEPARATORS = [',', ';', '\t', '|'] as const;

/** A first line `sep=;` tells Excel the separator; other programs take it for a row. */
const SEPARATOR_LINE = /^\s*"?sep=([,;\t|])"?[^\S\n]*(?=\n|$)/i;

/**
 * Reads a table whose first row names its columns: those that an export writes, in any order, or any that somebody else
 * uses for questions and answers.
 *
 * @throws UserError `bad-csv`, `unknown-columns`, `bad-map`
 */
export function* readCsv(source: SourceText, given: GivenRoles): Reading {
  const [line, named] = SEPARATOR_LINE.exec(source.text) ?? [''];
  const separator = named ?? separatorOf(source.text, given);
  const rows = parseCsv(source, separator, line.length);
  const header = rows.next().value as CsvRow | undefined;
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  const isOurs = names.some((name) => ONLY_OURS.has(name)) || ALL_OURS.every((name) => names.includes(name));
  const isExport = given.size === 0 && isOurs;
  if (!isExport) return yield* readTable(header ? chained(header, rows) : [], separator, source, given);
  const columns = ourColumns(names, source);
  for (const row of rows) yield entryOfRow(row, columns, source);
  return [strings.recognisedExport('CSV')];
}

/** Columns that only an export has. A table with others is read like anybody's. */
const ONLY_OURS = new Set(['version', 'hidden', 'guildid', 'reviewby', 'addedquestions']);
const ALL_OURS = ['title', 'questions', 'body'];

function* chained(first: CsvRow, rows: Iterable<CsvRow>): Generator<CsvRow> {
  yield first;
  yield* rows;
}

/**
 * The separator with which the first row has names that are known. Without any, the one that most of the first rows have
 * equally often, outside quotes.
 */
export function separatorOf(text: string, given: GivenRoles): string {
  const lines = text
    .slice(0, 20_000)
    .replaceAll(/"(?:[^"]|"")*"/g, (quote) => quote.replaceAll(/[,;\t|\n]/g, ' '))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const [head = ''] = lines;
  const possible = SEPARATORS.filter((separator) => head.includes(separator));
  const cells = (separator: string): string[] => head.split(separator).map((cell) => cell.replaceAll('"', '').trim());
  const known =
    possible.find((separator) => hasKnownColumns(cells(separator), given)) ??
    possible.find((separator) =>
      cells(separator).some((cell) => COLUMNS.some((column) => column.toLowerCase() === cell.toLowerCase())),
    );
  if (known) return known;
  const alike = (separator: string): number =>
    lines.filter((line) => counts(line, separator) === counts(head, separator)).length * 10 -
    (separator === ',' ? 1 : 0);
  return possible.toSorted((one, other) => alike(other) - alike(one))[0] ?? ',';
}

function ourColumns(names: readonly string[], source: SourceText): readonly (Column | undefined)[] {
  const columns = names.map((name) => COLUMNS.find((column) => column.toLowerCase() === name));
  const unknown = names.find((name, index) => name !== '' && columns[index] === undefined);
  const twice = columns.find((column, index) => column !== undefined && columns.indexOf(column) !== index);
  if (unknown !== undefined) throw source.fault('unknown-columns', 0, strings.unknownColumn(quoted(unknown), COLUMNS));
  if (twice !== undefined) throw source.fault('unknown-columns', 0, strings.columnTwice(twice));
  if (!(['title', 'hidden', 'addedQuestions'] as const).some((column) => columns.includes(column)))
    throw source.fault('unknown-columns', 0, strings.noTitleColumn(COLUMNS));
  return columns;
}

function entryOfRow({ line, cells }: CsvRow, columns: readonly (Column | undefined)[], source: SourceText): FileEntry {
  const location = source.atLine(line);
  const astray = cells.find((cell, index) => columns[index] === undefined && cell.trim() !== '');
  if (astray !== undefined) return refused(location, undefined, strings.outsideColumns(quoted(astray)));
  const fields = columns.flatMap((column, index) => {
    const value = column && fieldIn(column, unguarded(cells[index] ?? ''));
    return value === undefined || value === '' ? [] : [[column, value] as const];
  });
  return entryOfFields(location, Object.fromEntries(fields), { title: '', questions: [], body: '' });
}

/** What a cell says; `undefined` if it leaves its field out. */
function fieldIn(column: Column, text: string): unknown {
  const word = text.trim();
  if (column === 'title' || column === 'body') return text;
  if (LISTS.has(column)) return word === '' ? undefined : linesOf(text);
  if (column === 'guildId') return word.replace(TEXT_MARK, '');
  if (column === 'version' && /^\d{1,9}$/.test(word)) return Number(word);
  if (column !== 'hidden') return word;
  return /^(?:yes|true|1|x)$/i.test(word) || (!/^(?:no|false|0|)$/i.test(word) && word);
}

const linesOf = (cell: string): string[] => cell.split('\n').filter((line) => line.trim() !== '');

const counts = (line: string, separator: string): number => line.split(separator).length - 1;

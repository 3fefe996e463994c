import { UserError } from '../../../UserError.ts';
import type { AnswersFile, FileEntry } from '../AnswersFile.ts';
import { EntryList } from '../EntryList.ts';
import { entryOf, hiddenEntryOf, refused } from '../entryOf.ts';
import { idOfTitle } from '../../editing/idOfTitle.ts';
import { quoted } from '../quoted.ts';
import { unguarded } from './formulaGuard.ts';
import { parseCsv, type CsvRow } from './parseCsv.ts';
import { readTagRows, tagColumns } from './readTagRows.ts';
import { isGuildId } from './isGuildId.ts';
import { type Column, COLUMNS, TEXT_MARK } from './writeCsv.ts';

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

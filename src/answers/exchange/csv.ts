import { areOurs, type FileEntry, type Reading, refused } from './entries.ts';
import { RecordReader } from './records.ts';
import { checkGiven, foldedName, type GivenRoles, keyOfName, rolesOf, sayBoth } from './roles.ts';
import { ASKS, scalarTree, type SourceText, type Tree } from './source.ts';
import * as strings from './strings.ts';
import { quoted, quotedList } from './strings.ts';

export interface Row {
  /** The line on which it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Parses CSV as in RFC 4180: a quoted cell may contain separators, line breaks, and quotes written twice. Skips rows without
 * any text.
 *
 * @param start - Where the table starts in the source, at the start of a line.
 * @throws UserError `bad-csv` with the place
 */
export function* parseCsv(source: SourceText, separator: string, start = 0): Generator<Row> {
  const { text } = source;
  const bare = new RegExp(`[^${separator}\n]*`, 'y');
  let [at, line] = [start, text.slice(0, start).split('\n').length];
  while (at < text.length) {
    const cells: string[] = [];
    const first = line;
    for (let isLast = false; !isLast; at += 1) {
      QUOTED.lastIndex = bare.lastIndex = at;
      const [quote = '', within = '', closing] = QUOTED.exec(text) ?? [];
      if (closing === '') throw source.fault('bad-csv', at, strings.MISSING_QUOTE);
      const next = text[at + quote.length];
      const isWhole = next === undefined || next === separator || next === '\n';
      // Otherwise the quotes are part of a text: `"Why?" they ask`
      const isQuoted = quote !== '' && (isWhole || within.includes('\n'));
      const cell = isQuoted ? quote : bare.exec(text)![0];
      cells.push(isQuoted ? within.replaceAll('""', '"') : cell);
      line += cell.split('\n').length - 1;
      at += cell.length;
      isLast = text[at] !== separator;
      if (isLast && at < text.length && text[at] !== '\n') throw source.fault('bad-csv', at, strings.TEXT_AFTER_QUOTE);
    }
    line += 1;
    if (cells.some((cell) => cell.trim() !== '')) yield { line: first, cells };
  }
}

/** The last group is empty if the quote is never closed. */
const QUOTED = /"([^"]*(?:""[^"]*)*)("?)/y;

/**
 * Cells that a spreadsheet may run as a formula, which could send the sheet's content to a stranger
 * (https://owasp.org/www-community/attacks/CSV_Injection), and cells that already start with a tab.
 */
const NEEDS_GUARD = /^(?:\t|\s*[=+\-@＝＋－＠])/;

/**
 * Puts a tab before a cell that a spreadsheet could run, so that it stays text. OWASP prefers a tab to the usual
 * apostrophe, which Excel drops when it saves the file.
 *
 * @example
 * guarded('=1+1'); // '\t=1+1'
 */
export const guarded = (cell: string): string => (NEEDS_GUARD.test(cell) ? `\t${cell}` : cell);

/** Removes the tab again. A cell that starts with its own tab got a second one, so nothing is lost. */
export const unguarded = (cell: string): string => (cell.startsWith('\t') ? cell.slice(1) : cell);

/** Spreadsheets use the separator of their locale. */
const SEPARATORS = [',', ';', '\t', '|'] as const;

/** A first line `sep=;` tells Excel the separator; other programs take it for a row. */
const SEPARATOR_LINE = /^\s*"?sep=([,;\t|])"?[^\S\n]*(?=\n|$)/i;

/** An empty line, or one around or below the names in a table that is drawn: `+----+------+` */
export const BORDER = /^(?=[^+|]*[+|]|\s*$)[\s+|:=-]*$/;

/**
 * The separator with which the first row has names that are known. Without any, the one that most of the first rows have
 * equally often, outside quotes.
 *
 * @returns Also whether the text is a table, and not prose with commas: it has such names, or its rows are as long as the first.
 */
export function separatorOf(
  text: string,
  given: GivenRoles,
): { readonly separator: string; readonly isTable: boolean } {
  const lines = text
    .slice(0, 20_000)
    .replaceAll(/"(?:[^"]|"")*"/g, (quote) => quote.replaceAll(/[,;\t|\n]/g, ' '))
    .split('\n')
    .filter((line) => !BORDER.test(line))
    .slice(0, 20);
  const [head = ''] = lines;
  const cellsOf = (separator: string): string[] => head.split(separator).map((cell) => cell.replaceAll('"', '').trim());
  const alike = (separator: string): number =>
    lines.filter((line) => line.split(separator).length === cellsOf(separator).length).length;
  const possible = SEPARATORS.filter((separator) => head.includes(separator));
  const known = possible.find((separator) => isHeader(cellsOf(separator), given));
  const separator = known ?? possible.toSorted((one, other) => alike(other) - alike(one))[0];
  if (separator === undefined) return { separator: ',', isTable: false };
  return {
    separator,
    isTable: known !== undefined || SEPARATOR_LINE.test(text) || alike(separator) > lines.length * 0.7,
  };
}

/** Whether the first row of a table names the columns of an export, or says which is the question and which the answer. */
const isHeader = (names: readonly string[], given: GivenRoles): boolean =>
  (given.size === 0 && areOurs(names)) || sayBoth(names, given);

/** How many rows may come before the one with the names. */
const MAX_ABOVE = 10;

/**
 * Reads a table of questions and answers, as an export writes it, or as other bots, knowledge bases and people keep them.
 *
 * @throws UserError `bad-csv`, `unknown-columns`, `bad-map`
 */
export function* readCsv(source: SourceText, given: GivenRoles): Reading {
  const [line, named] = SEPARATOR_LINE.exec(source.text) ?? [''];
  const separator = named ?? separatorOf(source.text, given).separator;
  const rows = [...parseCsv(source, separator, line.length)].map(({ line: at, cells }) => {
    return { line: at, cells: separator === '|' ? withoutOuter(cells) : cells.map(unguarded) };
  });
  return yield* readTable(rows, separator, source, given);
}

/** @throws UserError `unknown-columns`, `bad-map` */
export function* readTable(rows: readonly Row[], separator: string, source: SourceText, given: GivenRoles): Reading {
  // Without the row of dashes below the names of a Markdown table.
  const all = rows.filter(({ cells }) => !cells.every((cell) => /^\s*[:+]?[-=]{2}[-=+:]*\s*$/.test(cell)));
  // Sheets often begin with a heading above the names.
  const above = Math.max(
    0,
    all.slice(0, MAX_ABOVE).findIndex(({ cells }) => isHeader(cells, given)),
  );
  const outside = all.splice(0, above);
  const table = tableOf(all, separator, given);
  checkGiven(given, table.names);
  if (!table.isKnown) {
    const why = all.length === 0 ? strings.EMPTY_TABLE : strings.unknownColumns(quotedList(table.names));
    throw source.fault('unknown-columns', 0, why);
  }
  const reader = new RecordReader(table.given);
  for (const group of groupsOf(all.slice(table.isHeaderless ? 0 : 1), table))
    yield entryOf(group, table, reader, source);
  const [question, answer] = [table.roles.indexOf('question') + 1, table.roles.indexOf('answer') + 1];
  const instead = table.isOurs ? strings.recognisedExport('CSV') : undefined;
  return [
    ...reader.notes('column', table.isHeaderless ? strings.recognisedHeaderless(question, answer) : instead),
    ...(above > 0 ? [strings.textOutside(above, quoted(outside.flatMap(({ cells }) => cells).join(' ')))] : []),
  ];
}

/** `| question | answer |` has an empty cell at both ends. */
export function withoutOuter(row: readonly string[]): string[] {
  const cells = row.map((cell) => cell.trim());
  if (cells.length < 3) return cells;
  return cells.slice(cells[0] === '' ? 1 : 0, cells.at(-1) === '' ? -1 : undefined);
}

type Table = ReturnType<typeof tableOf>;

/** What the first row says: names that are known or given, or of two columns without known names, a question and its answer. */
function tableOf(rows: readonly Row[], separator: string, given: GivenRoles) {
  const names = (rows[0]?.cells ?? []).map((cell) => cell.trim());
  const isOurs = given.size === 0 && areOurs(names);
  // Each row has an empty cell more, which the first has not.
  const isPadded = rows.slice(1).every(({ cells }) => cells.length > names.length);
  const table = { separator, names, given, roles: rolesOf(names, given), isOurs, isPadded, isHeaderless: false };
  if (isHeader(names, given)) return { ...table, isKnown: true };
  const below = rows.slice(1);
  const counts = (count: (cell: string) => number, of = rows): number[] =>
    names.map((_, column) => of.reduce((sum, { cells }) => sum + count(cells[column] ?? ''), 0));
  const lengths = counts((cell) => cell.trim().length);
  const asking = counts((cell) => Number(ASKS.test(cell)), below);
  const isPair = names.length > 1 && lengths.slice(2).every((length) => length === 0);
  const question = asking.indexOf(Math.max(...asking));
  const areAsking = asking[question]! > below.length / 2;
  if (given.size > 0 || names.length < 2 || (!isPair && !areAsking)) return { ...table, isKnown: false };
  // The longest texts of the others.
  const others = lengths.map((length, column) =>
    column === question || (!isPair && asking[column]! > below.length / 2) ? -1 : length,
  );
  const answer = others.indexOf(Math.max(...others));
  // Names that nobody knows, above questions.
  const areNames =
    table.roles.some((role) => role === 'question' || role === 'answer') ||
    (areAsking && names.every((name) => !ASKS.test(name) && !/\s\S+\s/.test(name)));
  const [asked, said] = [names[question]!, names[answer]!].map(keyOfName);
  const guessed: GivenRoles = new Map([[asked!, 'question'] as const, [said!, 'answer'] as const]);
  if (areNames && asked !== said) return { ...table, given: guessed, roles: rolesOf(names, guessed), isKnown: true };
  // The first row is an answer like the others.
  const columns = names.map((_, column) => strings.columnName(column + 1));
  columns[question] = 'question';
  columns[answer] = 'answer';
  return { ...table, names: columns, roles: rolesOf(columns, given), isHeaderless: true, isKnown: true };
}

/** QnA Maker has a row for each alternative question. Other tables have a row for each answer. */
function groupsOf(rows: readonly Row[], { names, roles }: Table): readonly (readonly Row[])[] {
  const keys = names.map(foldedName);
  if (!['qnaid', 'suggestedquestions', 'metadata'].some((key) => keys.includes(key))) return rows.map((row) => [row]);
  const keyOf = ({ cells }: Row): string =>
    cells[keys.indexOf('qnaid')]?.trim() || cells.filter((_, index) => roles[index] !== 'question').join('\t');
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && keyOf(last[0]!) === keyOf(row)) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function entryOf(rows: readonly Row[], table: Table, reader: RecordReader, source: SourceText): FileEntry {
  const { names, roles, isOurs } = table;
  const location = source.atLine(rows[0]!.line);
  const warnings: string[] = [];
  const fitting = rows.map(({ cells }) => fitted(cells, table, warnings));
  const tooLong = fitting.indexOf(undefined);
  if (tooLong !== -1) return refused(location, strings.tooManyCells(rows[tooLong]!.cells.length, names.length));
  const valueOf = (column: number): Tree => {
    const [text = '', ...more] = new Set(fitting.map((cells) => cells![column] ?? ''));
    const role = isOurs ? undefined : roles[column];
    const texts = role === 'question' ? [text, ...more].flatMap(questionsIn) : [text, ...more];
    const isList = texts.length > 1 && (role === 'question' || role === 'phrasings');
    return isList
      ? { at: location, kind: 'list', items: texts.map((item) => scalarTree(location, item)) }
      : scalarTree(location, text);
  };
  const pairs = names.map((key, index) => ({ key, at: location, value: valueOf(index) }));
  return reader.read(pairs, { location, warnings });
}

/** A cell with several questions, one per line, is a list of them. The first is the title. One that is wrapped is a single one. */
function questionsIn(cell: string): readonly string[] {
  const lines = cell.split('\n').filter((line) => line.trim() !== '');
  const isWrapped = lines.length > 1 && ASKS.test(lines.at(-1)!) && !lines.slice(0, -1).some((line) => ASKS.test(line));
  return isWrapped ? [lines.map((line) => line.trim()).join(' ')] : lines;
}

/**
 * A row with more cells than the first has a text with separators and without quotes. If the answer comes last, the rest of
 * the row is the answer, or, if a cell before it ends with a question mark, all up to there is the question.
 *
 * @returns `undefined` if nobody could tell which cell belongs where.
 */
function fitted(
  cells: readonly string[],
  { names, roles, isOurs, isPadded, separator }: Table,
  warnings: string[],
): readonly string[] | undefined {
  const extra = cells.length - names.length;
  if (extra <= 0) return cells;
  const [question, answer] = [roles.indexOf('question'), roles.indexOf('answer')];
  const isEmptyFrom = (column: number): boolean => cells.slice(column).every((cell) => cell.trim() === '');
  // With anything between, it may be the rest of the answer.
  const isInPlace = isOurs || isPadded || isEmptyFrom(answer + 1);
  if (isEmptyFrom(names.length) && isInPlace) return cells.slice(0, names.length);
  if (isOurs || answer !== names.length - 1) return undefined;
  const join = (from: number, to: number): string => cells.slice(from, to).join(separator);
  const asked = cells.findIndex((cell, index) => index >= question && index <= question + extra && ASKS.test(cell));
  const taken = question === answer - 1 && asked > question ? asked - question : 0;
  warnings.push(strings.unquotedSeparators(quoted(join(answer + taken, cells.length))));
  return [
    ...cells.slice(0, question),
    join(question, question + taken + 1),
    ...cells.slice(question + taken + 1, answer + taken),
    join(answer + taken, cells.length),
  ];
}

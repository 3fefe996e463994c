import { type CsvRow, unguarded } from '../csvText.ts';
import type { Reading } from '../entries.ts';
import type { SourceText } from '../source.ts';
import * as strings from '../strings.ts';
import { quoted } from '../strings.ts';
import { FieldReader } from './FieldReader.ts';
import { checkGiven, foldedName, type GivenRoles, listOf, type Mapping, mappingOf } from './fields.ts';
import { entryOfFound, type Found } from './found.ts';
import type { Pair, Tree } from './tree.ts';

/** How a table's columns are read. */
interface Columns {
  readonly names: readonly string[];
  readonly mapping: Mapping;
  /** Whether the first row is an answer like the others. */
  readonly isHeaderless: boolean;
}

const isComplete = ({ question, answer }: Mapping): boolean => question.length > 0 && answer.length > 0;

const ASKS = /[?？؟]["'”»)*_\s]*$/u;

/**
 * Reads the first row: names that are known or given, or of two columns without known names, the question and its answer.
 *
 * @returns `undefined` if nobody could tell the columns.
 */
function columnsOf(rows: readonly CsvRow[], given: GivenRoles): Columns | undefined {
  const names = (rows[0]?.cells ?? []).map((cell) => unguarded(cell).trim());
  const mapping = mappingOf(names, given);
  if (isComplete(mapping)) return { names, mapping, isHeaderless: false };
  if (given.size > 0) return undefined;
  const { length } = names;
  const isPlain =
    length >= 2 && rows.every(({ cells }) => cells.length === 2 || cells.slice(2).every((cell) => cell === ''));
  const two = length === 2 || isPlain;
  if (!two) return undefined;
  // A name that nobody knows, above questions.
  const below = rows.slice(1).map(({ cells }) => cells.map((cell) => ASKS.test(cell)));
  const asking = [0, 1].map((column) => below.filter((cells) => cells[column] === true).length);
  const question = asking[1]! > asking[0]! ? 1 : 0;
  const isHeader =
    mapping.question.length + mapping.answer.length > 0 ||
    (asking[question]! > below.length / 2 &&
      !names.some((name) => ASKS.test(name)) &&
      names.every((name) => !/\s\S+\s/.test(name)));
  const none = { phrasings: [], sources: [], id: [], reviewBy: [], ignored: [] };
  return { names, mapping: { ...none, question: [question], answer: [1 - question] }, isHeaderless: !isHeader };
}

/** Whether a table with these names in its first row says which column is the question, and which the answer. */
export function hasKnownColumns(names: readonly string[], given: GivenRoles): boolean {
  return isComplete(mappingOf(names, given));
}

/** How many rows may come before the one with the names. */
const MAX_ABOVE = 10;

/**
 * Reads a table of questions and answers, as other bots, knowledge bases and people keep them.
 *
 * @throws UserError `unknown-columns`, `bad-map`
 */
export function* readTable(all: Iterable<CsvRow>, separator: string, source: SourceText, given: GivenRoles): Reading {
  // The row of dashes below the names of a Markdown table.
  const everything = [...all]
    .map(withoutOuter(separator))
    .filter(({ cells }) => !cells.every((cell) => /^\s*:?-{2,}:?\s*$/.test(cell)));
  // Sheets often begin with a heading above the names.
  const above = Math.max(
    0,
    everything.slice(0, MAX_ABOVE).findIndex(({ cells }) => hasKnownColumns(cells, given)),
  );
  const rows = everything.slice(above);
  const columns = columnsOf(rows, given);
  const names = columns?.names ?? (rows[0]?.cells ?? []).map((cell) => cell.trim());
  checkGiven(given, names);
  if (!columns) {
    const why = rows.length === 0 ? strings.EMPTY_TABLE : strings.unknownColumns(listOf(names));
    throw source.fault('unknown-columns', 0, why);
  }
  const { mapping, isHeaderless } = columns;
  const keys = names.map(foldedName);
  const twice = [...mapping.question, ...mapping.answer].find(
    (index) => keys.indexOf(keys[index]!) !== keys.lastIndexOf(keys[index]!),
  );
  if (twice !== undefined && !isHeaderless)
    throw source.fault('unknown-columns', 0, strings.columnTwice(names[twice]!));
  const reader = new FieldReader(source, given);
  const isQna = keys.some((key) => ['qnaid', 'suggestedquestions', 'metadata'].includes(key));
  let held: (Found & { key: string; phrasings: string[] }) | undefined;
  for (const row of isHeaderless ? rows : rows.slice(1)) {
    const warnings: string[] = [];
    const cells = fitted(row.cells.map(unguarded), columns, separator, warnings);
    const location = source.atLine(row.line);
    if (!cells) {
      yield entryOfFound({ location, why: strings.tooManyCells(row.cells.length, names.length) });
      continue;
    }
    const found = reader.read(pairsOf(cells, columns), { location, warnings }, mapping);
    // QnA Maker has a row for each alternative question.
    if (!isQna || 'why' in found) {
      yield entryOfFound(found);
      continue;
    }
    const key = cells[keys.indexOf('qnaid')]?.trim() || `${found.body}\n${cells.slice(2, 4).join('\t')}`;
    if (held?.key === key) held.phrasings.push(found.question, ...found.phrasings);
    else {
      if (held) yield entryOfFound(held);
      held = Object.assign({}, found, { key, phrasings: [...found.phrasings] });
    }
  }
  if (held) yield entryOfFound(held);
  const [question, answer] = [mapping.question[0]! + 1, mapping.answer[0]! + 1];
  const outside = everything.slice(0, above).map(({ cells }) => cells.join(' ').trim());
  return [
    ...reader.notes('column', isHeaderless ? strings.recognisedHeaderless(question, answer) : undefined),
    ...(above > 0 ? [strings.textOutside(above, quoted(outside.join(' ')))] : []),
  ];
}

/** A cell with several questions, one per line, is a list of them. The first is the title. */
function pairsOf(cells: readonly string[], { names, mapping }: Columns): Pair[] {
  return names.map((name, index): Pair => {
    const text = cells[index] ?? '';
    const value: Tree = { at: 0, kind: 'text', text };
    if (!mapping.question.includes(index) || !text.includes('\n')) return { key: name, at: 0, value };
    const items = text.split('\n').map((line): Tree => ({ at: 0, kind: 'text', text: line }));
    return { key: name, at: 0, value: { at: 0, kind: 'list', items } };
  });
}

/** `| question | answer |` has an empty cell at both ends. */
const withoutOuter =
  (separator: string) =>
  (row: CsvRow): CsvRow => {
    if (separator !== '|') return row;
    const cells = row.cells.map((cell) => cell.trim());
    const [first] = cells;
    return {
      ...row,
      cells: cells.slice(
        first === '' && cells.length > 2 ? 1 : 0,
        cells.at(-1) === '' && cells.length > 2 ? -1 : undefined,
      ),
    };
  };

/**
 * A row with more cells than the first has a text with separators and without quotes. If the answer comes last, the rest of
 * the row is the answer, or, if a cell before it ends with a question mark, all up to there is the question.
 */
function fitted(
  cells: readonly string[],
  { names, mapping }: Columns,
  separator: string,
  warnings: string[],
): readonly string[] | undefined {
  const extra = cells.length - names.length;
  if (extra <= 0) return cells;
  if (cells.slice(names.length).every((cell) => cell.trim() === '')) return cells.slice(0, names.length);
  const [question, answer] = [mapping.question[0]!, mapping.answer[0]!];
  if (answer !== names.length - 1) return undefined;
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

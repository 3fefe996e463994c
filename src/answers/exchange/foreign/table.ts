import { unguarded, type CsvRow } from '../csvText.ts';
import { type Reading, refused } from '../entries.ts';
import type { SourceText } from '../source.ts';
import * as strings from '../strings.ts';
import { quoted } from '../strings.ts';
import { checkGiven, foldedName, type GivenRoles, listOf, type Mapping, mappingOf } from './fields.ts';
import { answerOf, type Found, isUsableId, withLineBreaks } from './found.ts';
import { keywordsIn } from './records.ts';
import { treeOfJson } from './tree.ts';

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
  const columns = {
    question: [question],
    answer: [1 - question],
    phrasings: [],
    sources: [],
    id: [],
    reviewBy: [],
    ignored: [],
  };
  return { names, mapping: columns, isHeaderless: !isHeader };
}

/** Whether a table with these names in its first row says which column is the question, and which the answer. */
export function hasKnownColumns(names: readonly string[], given: GivenRoles): boolean {
  return isComplete(mappingOf(names, given));
}

/**
 * Reads a table of questions and answers, as other bots, knowledge bases and people keep them.
 *
 * @throws UserError `unknown-columns`, `bad-map`
 */
export function* readTable(all: Iterable<CsvRow>, separator: string, source: SourceText, given: GivenRoles): Reading {
  // The row of dashes below the names of a Markdown table.
  const rows = [...all]
    .map(withoutOuter(separator))
    .filter(({ cells }) => !cells.every((cell) => /^\s*:?-{2,}:?\s*$/.test(cell)));
  const columns = columnsOf(rows, given);
  const names = columns?.names ?? (rows[0]?.cells ?? []).map((cell) => cell.trim());
  checkGiven(given, names);
  if (!columns)
    throw source.fault(
      'unknown-columns',
      0,
      rows.length === 0 ? strings.EMPTY_TABLE : strings.unknownColumns(listOf(names)),
    );
  const { mapping, isHeaderless } = columns;
  const keys = names.map(foldedName);
  const twice = [...mapping.question, ...mapping.answer].find(
    (index) => keys.indexOf(keys[index]!) !== keys.lastIndexOf(keys[index]!),
  );
  if (twice !== undefined && !isHeaderless)
    throw source.fault('unknown-columns', 0, strings.columnTwice(names[twice]!));
  const reader = new RowReader(columns, separator, source);
  const qnaId = keys.indexOf('qnaid');
  const isQna = keys.some((key) => ['qnaid', 'suggestedquestions', 'metadata'].includes(key));
  let held: (Found & { key: string; phrasings: string[] }) | undefined;
  for (const row of isHeaderless ? rows : rows.slice(1)) {
    const found = reader.read(row);
    if ('why' in found) {
      yield refused(found.location, undefined, found.why);
      continue;
    }
    // QnA Maker has a row for each alternative question.
    const id = qnaId === -1 ? undefined : row.cells[qnaId]?.trim();
    const key = id || `${found.body}\n${row.cells.slice(2, 4).join('\t')}`;
    if (isQna && held?.key === key) {
      held.phrasings.push(found.question, ...found.phrasings);
      continue;
    }
    if (held) yield answerOf(held);
    held = undefined;
    if (isQna) held = Object.assign({}, found, { key, phrasings: [...found.phrasings] });
    else yield answerOf(found);
  }
  if (held) yield answerOf(held);
  const columnNames = (indexes: readonly number[]): string => indexes.map((index) => quoted(names[index]!)).join(', ');
  const parts = [
    `${columnNames(mapping.question.slice(0, 1))} as question`,
    `${columnNames(mapping.answer)} as answer`,
    ...([...mapping.question.slice(1), ...mapping.phrasings].length > 0
      ? [`${columnNames([...mapping.question.slice(1), ...mapping.phrasings])} as phrasings`]
      : []),
    ...(mapping.sources.length > 0 ? [`${columnNames(mapping.sources)} as sources`] : []),
    ...(mapping.id.length > 0 ? [`${columnNames(mapping.id)} as id`] : []),
    ...(mapping.reviewBy.length > 0 ? [`${columnNames(mapping.reviewBy)} as review date`] : []),
  ];
  return [
    isHeaderless
      ? strings.recognisedHeaderless(mapping.question[0]! + 1, mapping.answer[0]! + 1)
      : strings.recognisedColumns(parts.join(', ')),
    ...reader.notes(),
  ];
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

class RowReader {
  readonly #columns: Columns;
  readonly #separator: string;
  readonly #source: SourceText;
  readonly #ignored = new Set<string>();
  readonly #noLinks = new Set<string>();
  #breaks = 0;

  constructor(columns: Columns, separator: string, source: SourceText) {
    this.#columns = columns;
    this.#separator = separator;
    this.#source = source;
  }

  read(row: CsvRow): Found | { readonly location: string; readonly why: string } {
    const location = this.#source.atLine(row.line);
    const { names, mapping } = this.#columns;
    const warnings: string[] = [];
    const cells = this.#fitted(row.cells.map(unguarded), warnings);
    if (!cells) return { location, why: strings.tooManyCells(row.cells.length, names.length) };
    const textsOf = (indexes: readonly number[]): string[] =>
      indexes.map((index) => cells[index] ?? '').filter((text) => text.trim() !== '');
    const [question, ...others] = textsOf(mapping.question);
    const written = textsOf(mapping.answer)[0] ?? '';
    const body = withLineBreaks(written);
    if (body !== written) this.#breaks += 1;
    if (question === undefined) return { location, why: strings.NO_QUESTION };
    if (body.trim() === '') return { location, why: strings.NO_ANSWER };
    for (const index of mapping.ignored) {
      if (/[^\s[\]{}]/.test(cells[index] ?? '') && !/^(?:false|0)$/i.test(cells[index]!.trim()))
        this.#ignored.add(names[index]!);
    }
    const id = textsOf(mapping.id)[0]?.trim() ?? '';
    if (id !== '' && !isUsableId(id)) this.#ignored.add(names[mapping.id[0]!]!);
    const contextOnly = names.findIndex((name) => foldedName(name) === 'iscontextonly');
    if (/^true$/i.test(cells[contextOnly]?.trim() ?? '')) warnings.push(strings.CONTEXT_ONLY);
    const links = textsOf(mapping.sources).flatMap((text) => text.split(/[\s|]+|,(?=\s*https?:)/));
    for (const link of links.filter((text) => !/^https?:\/\//i.test(text))) if (link !== '') this.#noLinks.add(link);
    // A list of phrasings that serves as the question: the first is the title.
    const [title = '', ...more] = question.includes('\n')
      ? question.split('\n').filter((line) => line.trim() !== '')
      : [question];
    return {
      location,
      question: title,
      phrasings: [...more, ...others, ...textsOf(mapping.phrasings).flatMap((text) => this.#phrasingsIn(text))],
      body,
      sources: links.filter((text) => /^https?:\/\//i.test(text)),
      ...(isUsableId(id) && { id }),
      ...(mapping.reviewBy.length > 0 && { reviewBy: textsOf(mapping.reviewBy)[0]?.trim() ?? '' }),
      ...(warnings.length > 0 && { warnings }),
    };
  }

  /** Suggested questions of QnA Maker are JSON. */
  #phrasingsIn(text: string): string[] {
    if (!/^\s*\[/.test(text)) return keywordsIn(text);
    try {
      JSON.parse(text);
    } catch {
      return keywordsIn(text);
    }
    const found: string[] = [];
    const visit = (tree: ReturnType<typeof treeOfJson>, key = ''): void => {
      if (tree.kind === 'text') {
        if (/[\p{L}]/u.test(tree.text) && !/count|type|date|id$/i.test(key)) found.push(tree.text);
      } else if (tree.kind === 'list') for (const item of tree.items) visit(item, key);
      else for (const pair of tree.pairs) visit(pair.value, pair.key);
    };
    visit(treeOfJson(text, this.#source));
    return found;
  }

  /**
   * A row with more cells than the first has a text with separators and without quotes. If the answer comes last, the rest of
   * the row is the answer, or, if a cell before it ends with a question mark, all up to there is the question.
   */
  #fitted(cells: readonly string[], warnings: string[]): readonly string[] | undefined {
    const { names, mapping } = this.#columns;
    const extra = cells.length - names.length;
    if (extra <= 0) return cells;
    if (cells.slice(names.length).every((cell) => cell.trim() === '')) return cells.slice(0, names.length);
    const [question, answer] = [mapping.question[0]!, mapping.answer[0]!];
    if (answer !== names.length - 1) return undefined;
    const join = (from: number, to: number): string => cells.slice(from, to).join(this.#separator);
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

  notes(): string[] {
    return [
      ...(this.#breaks > 0 ? [strings.lineBreaksRead(this.#breaks)] : []),
      ...(this.#noLinks.size > 0 ? [strings.noLinks(listOf([...this.#noLinks]))] : []),
      ...(this.#ignored.size > 0 ? [strings.ignoredColumns(listOf([...this.#ignored]))] : []),
    ];
  }
}

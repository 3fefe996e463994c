import type { SourceText } from './source.ts';
import * as strings from './strings.ts';

export interface CsvRow {
  /** The line on which it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Parses CSV as in RFC 4180: a quoted cell may contain separators, line breaks, and quotes written twice. Skips rows
 * without any text. Yields row by row, so that the caller can stop early.
 *
 * @param start - Where the table starts in the source, at the start of a line.
 * @throws UserError `bad-csv` with the place
 */
export function* parseCsv(source: SourceText, separator: string, start = 0): Generator<CsvRow> {
  const { text } = source;
  const bare = new RegExp(`[^${separator === '|' ? '\\|' : separator}\n]*`, 'y');
  let [at, line] = [start, text.slice(0, start).split('\n').length];
  while (at < text.length) {
    const cells: string[] = [];
    const first = line;
    for (;;) {
      const cell = (text[at] === '"' && quotedCell(source, at, separator)) || bareCell(text, at, bare);
      cells.push(cell.text);
      line += cell.text.split('\n').length - 1;
      at = cell.end;
      if (text[at] !== separator) break;
      at += 1;
    }
    if (at < text.length && text[at] !== '\n') throw source.fault('bad-csv', at, strings.TEXT_AFTER_QUOTE);
    at += 1;
    line += 1;
    if (cells.some((cell) => cell.trim() !== '')) yield { line: first, cells };
  }
}

function bareCell(text: string, start: number, bare: RegExp): { text: string; end: number } {
  bare.lastIndex = start;
  const cell = bare.exec(text)![0];
  return { text: cell, end: start + cell.length };
}

/** @returns `undefined` if the quotes are part of a text that isn't quoted as a whole: `"Why?" they ask` */
function quotedCell(source: SourceText, start: number, separator: string): { text: string; end: number } | undefined {
  const { text } = source;
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) throw source.fault('bad-csv', start, strings.MISSING_QUOTE);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const cell = text.slice(start + 1, end);
  const after = text[end + 1] ?? '\n';
  if (after !== separator && after !== '\n' && !cell.includes('\n')) return undefined;
  return { text: cell.replaceAll('""', '"'), end: end + 1 };
}

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

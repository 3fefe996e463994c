import { UserError } from '../../shared/UserError.ts';
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
 * @param text - With `\n` as line ends.
 * @throws UserError `bad-csv` with the line
 */
export function* parseCsv(text: string, separator: string): Generator<CsvRow> {
  const bare = new RegExp(`[^${separator}\n]*`, 'y');
  let [at, line] = [0, 1];
  while (at < text.length) {
    const cells: string[] = [];
    const start = line;
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, line) : bareCell(text, at, bare);
      cells.push(cell.text);
      line += cell.text.split('\n').length - 1;
      at = cell.end;
      if (text[at] !== separator) break;
      at += 1;
    }
    if (at < text.length && text[at] !== '\n') {
      throw bad(strings.textAfterQuote(line));
    }
    at += 1;
    line += 1;
    if (cells.some((cell) => cell.trim() !== '')) yield { line: start, cells };
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
    if (end === -1) throw bad(strings.missingQuote(line));
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  return { text: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

const bad = (message: string): UserError => new UserError('bad-csv', message);

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

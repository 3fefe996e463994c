import { UserError } from '../../../UserError.ts';

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

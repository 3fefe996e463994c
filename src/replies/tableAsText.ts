import { createRequire } from 'node:module';
import type { Tokens } from 'marked';
import type StringWidth from 'string-width';
import type { Table } from '../knowledge/Answer.ts';
import { blocksOf } from '../shared/markdown.ts';
import { plainText } from './plainText.ts';

/** Nearly all text. Splitting it into graphemes would take a tenth of a reply's time: `npm run bench -- reply`. */
const ONE_COLUMN_EACH = /^[ -~·–—’…→]*$/;

const require = createRequire(import.meta.url);

/** Loaded by the first text that needs it: making its patterns takes a twentieth of `npm run ask`. */
const stringWidth = (text: string): number =>
  (require('string-width') as { default: typeof StringWidth }).default(text);

/**
 * The width of a text in columns of a monospaced font: two for East Asian characters and emoji, none for invisible and
 * combining characters.
 *
 * @example
 * displayWidth('GPT-4 语言'); // 10
 */
export const displayWidth = (text: string): number => (ONE_COLUMN_EACH.test(text) ? text.length : stringWidth(text));

/** Columns of a code block that Discord shows on a phone before it wraps lines. */
export const PHONE_COLUMNS = 40;

const GAP = '  ';

/**
 * A table for a phone: aligned columns in a code block if they are narrow enough, otherwise one block per row with its first
 * cell as the heading.
 *
 * @example
 * tableAsText({ columns: ['Model', 'Year'], rows: [[cell('GPT-3'), cell('2020')]] });
 * // ```
 * // Model  Year
 * // GPT-3  2020
 * // ```
 */
export function tableAsText(table: Table): string {
  const rows = table.rows.map((row) => row.map(({ text }) => shown(text)));
  const lines = aligned([table.columns, ...rows].map((row) => row.map(inCode)));
  if (lines.every((line) => displayWidth(line) <= PHONE_COLUMNS)) return ['```', ...lines, '```'].join('\n');
  return rows.map((row) => asBlock(table.columns, row)).join('\n\n');
}

/** The line between a table's head and its rows. */
const isRule = (line: string): boolean => /^[ |:-]+$/.test(line) && line.includes('|') && line.includes('-');

/** Markdown with its tables as {@link tableAsText} has them, because Discord shows their marks: moderators write such tables. */
export function withTablesAsText(markdown: string): string {
  if (!markdown.split('\n').some(isRule)) return markdown;
  const blocks = blocksOf(markdown).map((token) => {
    if (token.type !== 'table') return token.raw;
    const { header, rows } = token as Tokens.Table;
    const cells = rows.map((row) => row.map(({ text }) => ({ text, sources: [] })));
    const shown = tableAsText({ columns: header.map(({ text }) => text), rows: cells });
    return shown + token.raw.slice(token.raw.trimEnd().length);
  });
  return blocks.join('');
}

/** A line with both of two cells is at most this long, or else each has a line of its own. About two lines of a phone. */
const MAX_PAIR = 90;

/** Things side by side: one cell of each row for each of them. */
export interface Comparison {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

/**
 * Things side by side, for a phone. Two have a line for each fact; more have a block each.
 *
 * @param isShort - With few facts, which do not need a line each. Default: false.
 * @example
 * comparisonAsText({ columns: ['GPT-3', 'GPT-4'], rows: [{ label: 'Released', cells: ['2020', '2023'] }] });
 * // **GPT-3 → GPT-4**
 * // **Released:** 2020 → 2023
 */
export function comparisonAsText({ columns, rows }: Comparison, isShort = false): string {
  const texts = rows.map(({ label, cells }) => ({ label: plainText(label), cells: cells.map(shown) }));
  if (columns.length > 2) {
    const [afterFact, afterBlock] = isShort ? [' · ', '\n'] : ['\n', '\n\n'];
    const factsOf = (column: number): string[] => texts.map(({ label, cells }) => `${label}: ${cells[column]!}`);
    return columns
      .map((name, column) => [`**${plainText(name)}**`, ...factsOf(column)].join(afterFact))
      .join(afterBlock);
  }
  const lines = texts.map(({ label, cells }) => {
    const pair = cells.join(' → ');
    if (displayWidth(pair) <= MAX_PAIR) return `**${label}:** ${pair}`;
    // A blank line ends the list: the next label would be part of its last item.
    return [`**${label}:**`, ...cells.map((cell, column) => `- ${columns[column]!}: ${cell}`), ''].join('\n');
  });
  return [`**${columns.map((name) => plainText(name)).join(' → ')}**`, ...lines].join('\n').trimEnd();
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((text, column) => text + ' '.repeat(widths[column]! - displayWidth(text)))
      .join(GAP)
      .trimEnd(),
  );
}

function asBlock(columns: readonly string[], [heading, ...cells]: readonly string[]): string {
  return [`**${plainText(heading!)}**`, ...cells.map((text, index) => `${columns[index + 1]!}: ${text}`)].join('\n');
}

/** A code block shows Markdown unformatted, and ends at three backticks. */
const inCode = (text: string): string => plainText(text).replaceAll('```', "'''");

/** On one line, and never blank. */
const shown = (text: string): string => text.replace(/\s+/g, ' ').trim() || '–';

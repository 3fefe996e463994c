import type { Table } from '../knowledge/Answer.ts';
import { displayWidth } from './displayWidth.ts';
import { plainText } from './plainText.ts';

/** Columns of a code block that Discord shows on a phone before it wraps the line. */
export const PHONE_COLUMNS = 40;

const GAP = '  ';

/**
 * A table in the form that fits a phone: aligned columns in a code block where they are narrow enough, otherwise one
 * short block a row, headed by its first cell.
 *
 * @example
 * tableAsText({ columns: ['Model', 'Year'], rows: [[cell('GPT-3'), cell('2020')]] });
 * // ```
 * // Model  Year
 * // GPT-3  2020
 * // ```
 */
export function tableAsText(table: Table): string {
  const cells = [table.columns, ...table.rows.map((row) => row.map(({ text }) => shown(text)))];
  const lines = aligned(cells.map((row) => row.map(inCode)));
  if (lines.every((line) => displayWidth(line) <= PHONE_COLUMNS)) return ['```', ...lines, '```'].join('\n');
  return table.rows
    .map((row) =>
      asBlock(
        table.columns,
        row.map(({ text }) => shown(text)),
      ),
    )
    .join('\n\n');
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

/** A code block shows Markdown as it is typed, and ends at three backticks. */
const inCode = (text: string): string => plainText(text).replaceAll('```', "'''");

/** One line, and never blank. */
const shown = (text: string): string => text.replace(/\s+/g, ' ').trim() || '–';

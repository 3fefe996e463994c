import type { ComparisonPicture } from '../../shared/Picture.ts';
import { clippedAtWord } from '../../shared/text.ts';
import { LABELS, moreFacts, NEVER, pictureAlt } from '../strings.ts';

/**
 * By the number of columns: characters that fit a cell without making its row much taller than the others, characters in a
 * line of it, and the lines of all rows that a phone's screen has room for.
 */
const ROOM = {
  2: { cell: 60, line: 22, lines: 7 },
  3: { cell: 48, line: 16, lines: 10 },
  4: { cell: 44, line: 12, lines: 13 },
} as const;

/** What people ask about when they compare models, most often first. */
const USEFUL: readonly string[] = [
  LABELS.maker,
  LABELS.released,
  LABELS.pricePerMillion,
  LABELS.windowInTokens,
  LABELS.knowledgeCutoff,
  LABELS.input,
  LABELS.output,
  LABELS.inChatGpt,
  LABELS.reasoning,
  LABELS.size,
  LABELS.weights,
];

/** More of them make a picture that is longer than a phone's screen. */
const MOST_ROWS = 6;

/** That a model of another maker was never in ChatGPT says little. */
const usefulness = ({ label, cells }: ComparisonPicture['rows'][number]): number =>
  USEFUL.includes(label) && !cells.includes(NEVER) ? USEFUL.length - USEFUL.indexOf(label) : 0;

/**
 * Models side by side, with the facts that say most, cut to what a phone has room for. The text of the answer has all of it.
 *
 * @param parts - With whole cells.
 * @param linesOfText - How many more lines than usual the text around it has.
 */
export function comparisonPicture(
  parts: Pick<ComparisonPicture, 'title' | 'columns' | 'rows'>,
  linesOfText = 0,
): ComparisonPicture {
  const { columns, title } = parts;
  const { lines: usual, ...sizes } = ROOM[columns.length as keyof typeof ROOM];
  const room = { ...sizes, lines: usual - linesOfText };
  const useful = parts.rows
    .toSorted((one, other) => usefulness(other) - usefulness(one))
    .map(({ label, cells }) => ({ label, cells: cells.map((cell) => shortened(cell, room.cell)) }));
  const rows = rowsThatFit(useful, columns, room);
  const leftOut = useful.length - rows.length;
  const more = leftOut > 0 ? moreFacts(leftOut) : '';
  const lines = rows.map(
    ({ label, cells }) => `${label}: ${cells.map((cell, index) => `${columns[index]!} ${cell}`).join('; ')}`,
  );
  return { ...parts, kind: 'comparison', rows, more, alt: pictureAlt(title, [...lines, more]) };
}

const linesOf = (texts: readonly string[], line: number): number =>
  Math.max(...texts.map(({ length }) => Math.ceil(length / line)));

/** The first rows, without those that are too tall for what is left of the screen. */
function rowsThatFit(
  rows: ComparisonPicture['rows'],
  columns: readonly string[],
  room: { readonly line: number; readonly lines: number },
): ComparisonPicture['rows'] {
  // Names have larger letters. There is a line for them in any case.
  let free = room.lines + 1 - linesOf(columns, room.line - 2);
  const fitting = rows.filter(({ cells }) => {
    const lines = linesOf(cells, room.line);
    if (lines > free) return false;
    free -= lines;
    return true;
  });
  return fitting.slice(0, MOST_ROWS);
}

/** Without what is in brackets if that takes more than half of the room, then only the first parts if the rest is too long. */
export function shortened(text: string, room: number): string {
  const plain = text.length <= room / 2 ? text : text.replaceAll(/ \([^()]*\)/g, '');
  if (plain.length <= room) return plain;
  const parts = plain.slice(0, room).lastIndexOf('; ');
  return parts > 0 ? `${plain.slice(0, parts)}…` : clippedAtWord(plain, room);
}

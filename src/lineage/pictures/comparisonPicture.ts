import type { ComparisonPicture } from '../../shared/Picture.ts';
import { clippedAtWord } from '../../shared/text.ts';
import { LABELS, moreFacts, pictureAlt } from '../strings.ts';

/** Characters that fit a cell without making its row much taller than the others, by the number of columns. */
const ROOM: Readonly<Record<number, number>> = { 2: 60, 3: 48, 4: 44 };

/** What people ask about when they compare models, most often first. */
const USEFUL: readonly string[] = [
  LABELS.maker,
  LABELS.released,
  LABELS.pricePerMillion,
  LABELS.windowInTokens,
  LABELS.knowledgeCutoff,
  LABELS.inputToOutput,
  LABELS.inChatGpt,
  LABELS.reasoning,
  LABELS.size,
  LABELS.weights,
];

/** More of them make a picture that is longer than a phone's screen. */
const MOST_ROWS = 6;

const usefulness = ({ label }: { readonly label: string }): number =>
  USEFUL.includes(label) ? USEFUL.length - USEFUL.indexOf(label) : 0;

/**
 * Models side by side, with the facts that say most, cut to what a phone has room for. The text of the answer has all of it.
 *
 * @param parts - With whole cells, or those of another picture.
 */
export function comparisonPicture(
  parts: Pick<ComparisonPicture, 'title' | 'columns' | 'rows'> & Partial<Pick<ComparisonPicture, 'more'>>,
): ComparisonPicture {
  const { columns, title } = parts;
  const room = ROOM[columns.length] ?? ROOM[4]!;
  const useful = parts.rows.toSorted((one, other) => usefulness(other) - usefulness(one)).slice(0, MOST_ROWS);
  const leftOut = parts.rows.length - useful.length;
  const more = leftOut > 0 ? moreFacts(leftOut) : (parts.more ?? '');
  const rows = useful.map(({ label, cells }) => ({ label, cells: cells.map((cell) => shortened(cell, room)) }));
  const lines = rows.map(
    ({ label, cells }) => `${label}: ${cells.map((cell, index) => `${columns[index]!} ${cell}`).join('; ')}`,
  );
  return { ...parts, kind: 'comparison', rows, more, alt: pictureAlt(title, [...lines, more]) };
}

/** Without what is in brackets if that takes more than half of the room, then only the first parts if the rest is too long. */
export function shortened(text: string, room: number): string {
  const plain = text.length <= room / 2 ? text : text.replaceAll(/ \([^()]*\)/g, '');
  if (plain.length <= room) return plain;
  const parts = plain.slice(0, room).lastIndexOf('; ');
  return parts > 0 ? `${plain.slice(0, parts)}…` : clippedAtWord(plain, room).replace(/[,;:]…$/, '…');
}

import type { ComparisonPicture } from '../../shared/Picture.ts';
import { clippedAtWord } from '../../shared/text.ts';
import { pictureAlt } from '../strings.ts';

/** Characters that fit a cell without making its row much taller than the others, by the number of columns. */
const ROOM: Readonly<Record<number, number>> = { 2: 75, 3: 60, 4: 48 };

/**
 * Models side by side, with their cells cut to what a phone has room for. The text of the answer has all of it.
 *
 * @param parts - With whole cells, or those of another picture.
 */
export function comparisonPicture(parts: Omit<ComparisonPicture, 'kind' | 'alt'>): ComparisonPicture {
  const { columns, title } = parts;
  const room = ROOM[columns.length] ?? ROOM[4]!;
  const rows = parts.rows.map(({ label, cells }) => ({ label, cells: cells.map((cell) => shortened(cell, room)) }));
  const lines = rows.map(
    ({ label, cells }) => `${label}: ${cells.map((cell, index) => `${columns[index]!} ${cell}`).join('; ')}`,
  );
  return { ...parts, kind: 'comparison', rows, alt: pictureAlt(title, lines) };
}

/** Without what is in brackets, then only its first parts, if the whole is too long. */
function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  const plain = text.replaceAll(/ \([^()]*\)/g, '');
  if (plain.length <= room) return plain;
  const parts = plain.slice(0, room).lastIndexOf('; ');
  return parts > 0 ? `${plain.slice(0, parts)}; …` : clippedAtWord(plain, room).replace(/[,;:]…$/, '…');
}

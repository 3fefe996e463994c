import type { ComparisonPicture, Picture } from '../shared/Picture.ts';
import { type Drawing, framed, type Measure, type Shape, textBlock } from './Drawing.ts';
import { PADDING } from './theme.ts';

/** By the number of columns: narrow enough that a phone shows its letters large enough. */
const WIDTHS: Readonly<Record<number, number>> = { 2: 380, 3: 440, 4: 500 };

const GAP = 14;
const ROW_GAP = 9;

/** Models side by side. Their names are title enough. The label of a row stands above its cells, so that they have the whole width. */
export function layoutComparison(picture: ComparisonPicture & Pick<Picture, 'checked'>, measure: Measure): Drawing {
  const { columns, rows, checked, more } = picture;
  const width = WIDTHS[columns.length] ?? WIDTHS[4]!;
  const inside = width - 2 * PADDING;
  const cellWidth = (inside - GAP * (columns.length - 1)) / columns.length;
  const rowOf = (texts: readonly string[], y: number, style: { font: 'name' | 'text'; color: 'accent' | 'text' }) => {
    const blocks = texts.map((text, column) =>
      textBlock(text, { ...style, x: PADDING + column * (cellWidth + GAP), y, width: cellWidth }, measure),
    );
    return { shapes: blocks.flatMap(({ shapes }) => shapes), bottom: Math.max(...blocks.map(({ bottom }) => bottom)) };
  };
  return framed({ checked, width, note: more }, measure, (top) => {
    const head = rowOf(columns, top, { font: 'name', color: 'accent' });
    const shapes: Shape[] = [...head.shapes];
    let y = head.bottom;
    for (const { label, cells } of rows) {
      y += ROW_GAP;
      const from = [PADDING, y] as const;
      shapes.push({ kind: 'line', points: [from, [width - PADDING, y]], color: 'line' });
      const name = { x: PADDING, y: y + ROW_GAP - 2, width: inside, font: 'label', color: 'muted' } as const;
      const labelled = textBlock(label, name, measure);
      const row = rowOf(cells, labelled.bottom + 1, { font: 'text', color: 'text' });
      shapes.push(...labelled.shapes, ...row.shapes);
      y = row.bottom;
    }
    return { shapes, bottom: y };
  });
}

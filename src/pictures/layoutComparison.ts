import type { ComparisonPicture, Picture } from '../shared/Picture.ts';
import { type Drawing, framed, type Measure } from './Drawing.ts';
import { PADDING } from './theme.ts';

/** By the number of columns: narrow enough that a phone shows its letters large enough. */
const WIDTHS: Readonly<Record<number, number>> = { 2: 360, 3: 400, 4: 440 };

const GAP = 14;
const ROW_GAP = 9;

/** Models side by side. Their names are title enough. The label of a row stands above its cells, so that they have the whole width. */
export function layoutComparison(picture: ComparisonPicture & Pick<Picture, 'checked'>, measure: Measure): Drawing {
  const { columns, rows, checked, more } = picture;
  const width = WIDTHS[columns.length] ?? WIDTHS[4]!;
  const inside = width - 2 * PADDING;
  const cellWidth = (inside - GAP * (columns.length - 1)) / columns.length;
  return framed({ checked, width, note: more }, measure, (sketch, top) => {
    const writeRow = (texts: readonly string[], y: number, font: 'name' | 'text', color: 'accent' | 'text'): number => {
      const xOf = (column: number): number => PADDING + column * (cellWidth + GAP);
      const ends = texts.map((text, column) =>
        sketch.write(text, { x: xOf(column), y, width: cellWidth, font, color }),
      );
      return Math.max(...ends);
    };
    let y = writeRow(columns, top, 'name', 'accent');
    for (const { label, cells } of rows) {
      y += ROW_GAP;
      sketch.rule(y, width);
      const name = { x: PADDING, y: y + ROW_GAP - 2, width: inside, font: 'label', color: 'muted' } as const;
      y = writeRow(cells, sketch.write(label, name) + 1, 'text', 'text');
    }
    return y;
  });
}

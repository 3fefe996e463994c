import type { ComparisonPicture, Picture } from '../shared/Picture.ts';
import { type Drawing, framed, type Measure, sumOf } from './Drawing.ts';
import { PADDING } from './theme.ts';

/** By the number of columns: narrow enough that a phone shows its letters large enough. */
const WIDTHS: Readonly<Record<number, number>> = { 2: 360, 3: 400, 4: 440 };

const GAP = 14;
const ROW_GAP = 9;

/** A column whose texts are shorter or longer than this, on one line, is neither narrower nor wider for it. */
const TEXT_WIDTHS = { min: 70, max: 200 } as const;

/** Models or the columns of a table side by side. The label of a row stands above its cells, so that they have the whole width. */
export function layoutComparison(picture: ComparisonPicture & Pick<Picture, 'checked'>, measure: Measure): Drawing {
  const { columns, rows, checked, more } = picture;
  const width = WIDTHS[columns.length] ?? WIDTHS[4]!;
  const inside = width - 2 * PADDING;
  const shares = columns.map((name, column) => {
    const cellWidths = rows.map(({ cells }) => measure(cells[column]!, 'text'));
    return Math.min(Math.max(measure(name, 'name'), ...cellWidths, TEXT_WIDTHS.min), TEXT_WIDTHS.max);
  });
  const unit = (inside - GAP * (columns.length - 1)) / sumOf(shares);
  let x = PADDING;
  const places = shares.map((share) => {
    const place = { x, width: share * unit };
    x += place.width + GAP;
    return place;
  });
  return framed({ checked, width, note: more }, measure, (sketch, top) => {
    const writeRow = (cells: readonly string[], y: number, font: 'name' | 'text', color: 'accent' | 'text'): number =>
      Math.max(...cells.map((text, column) => sketch.write(text, { ...places[column]!, y, font, color })));
    let y = writeRow(columns, top, 'name', 'accent');
    for (const { label, cells } of rows) {
      y += ROW_GAP;
      sketch.rule(y, PADDING, inside);
      const name = { x: PADDING, y: y + ROW_GAP - 2, width: inside, font: 'label', color: 'muted' } as const;
      y = writeRow(cells, sketch.write(label, name) + 1, 'text', 'text');
    }
    return y;
  });
}

import type { ComparisonPicture, Picture } from '../shared/Picture.ts';
import { type Drawing, framed, longestWord, type Measure, sumOf, wrapped } from './Drawing.ts';
import { lineHeight, PADDING } from './theme.ts';

/** By the number of columns: narrow enough that a phone shows its letters large enough. */
const WIDTHS: Readonly<Record<number, number>> = { 2: 360, 3: 400, 4: 440 };

/** A picture of long words is wider than that, but not more than this: a phone would show its letters too small. */
const WIDEST = 460;

/** Times the width: of a phone's screen, on which a picture is 300 wide, 345 units; fewer for a table, whose answer says more. */
const TALLEST = { labelled: 1.15, table: 1.05 } as const;

const GAP = 14;
/** Above and below the line between two rows. Rows that have no label, as in a table, can stand closer together. */
const ROW_GAPS = { labelled: 7, table: 6 } as const;

type Dated = ComparisonPicture & Pick<Picture, 'checked'>;

/** Models or the columns of a table side by side. The label of a row stands above its cells, so that they have the whole width. */
export function layoutComparison(picture: Dated, measure: Measure): Drawing {
  const isTable = picture.rows.every(({ label }) => label === '');
  const usual = WIDTHS[picture.columns.length] ?? WIDTHS[4]!;
  const form = isTable ? 'table' : 'labelled';
  const rowGap = ROW_GAPS[form];
  const drawing = layoutWithin(picture, { usual, rowGap }, measure);
  // Much text needs a wider place, and lines that are closer together, to fit the height of a phone's screen.
  const isTall = drawing.height > drawing.width * TALLEST[form];
  return isTall ? layoutWithin(picture, { usual: WIDEST, rowGap: ROW_GAPS.table }, measure) : drawing;
}

interface Spacing {
  /** Unless long words need more. */
  readonly usual: number;
  readonly rowGap: number;
}

function layoutWithin(picture: Dated, { usual, rowGap }: Spacing, measure: Measure): Drawing {
  const { columns, rows, checked, more } = picture;
  const texts = columns.map((name, column): ColumnTexts => [name, ...rows.map(({ cells }) => cells[column]!)]);
  const gaps = GAP * (columns.length - 1);
  const least = texts.map((column) => leastWidth(column, measure));
  const needed = sumOf(least) + gaps + 2 * PADDING;
  const width = Math.min(Math.max(usual, Math.ceil(needed)), WIDEST);
  const inside = width - 2 * PADDING;
  let x = PADDING;
  const places = columnWidths(texts, least, inside - gaps, measure).map((room) => {
    const place = { x, width: room };
    x += room + GAP;
    return place;
  });
  return framed({ checked, width, note: more }, measure, (sketch, top) => {
    const writeRow = (cells: readonly string[], y: number, font: 'name' | 'text', color: 'accent' | 'text'): number =>
      Math.max(...cells.map((text, column) => sketch.write(text, { ...places[column]!, y, font, color })));
    let y = writeRow(columns, top, 'name', 'accent');
    for (const { label, cells } of rows) {
      y += rowGap;
      sketch.rule(y, PADDING, inside);
      const name = { x: PADDING, y: y + rowGap - 2, width: inside, font: 'label', color: 'muted' } as const;
      y = writeRow(cells, sketch.write(label, name) + 1, 'text', 'text');
    }
    return y;
  });
}

/** The name of a column and its cells. */
type ColumnTexts = readonly [name: string, ...cells: string[]];

const fontOf = (row: number) => (row === 0 ? 'name' : 'text');

/** Of a column in which no word is broken. */
const leastWidth = (texts: ColumnTexts, measure: Measure): number =>
  Math.max(...texts.map((text, row) => longestWord(text, fontOf(row), measure)));

/** The room that columns share out has so many parts. */
const PARTS = 12;

/**
 * Every column gets what its longest word needs. What is left is shared out in the way that makes the picture lowest, and of
 * several such ways in the most even one.
 */
function columnWidths(
  texts: readonly ColumnTexts[],
  least: readonly number[],
  room: number,
  measure: Measure,
): readonly number[] {
  const free = room - sumOf(least);
  if (free <= 0) return least.map((width) => (width * room) / sumOf(least));
  const widthOf = (column: number, parts: number): number => least[column]! + (free * parts) / PARTS;
  /** By column, by its parts of the room, by row. */
  const lineCounts = texts.map((column, index) =>
    Array.from({ length: PARTS + 1 }, (_, parts) =>
      column.map((text, row) => wrapped(text, fontOf(row), widthOf(index, parts), measure).length),
    ),
  );
  const heightOf = (shares: readonly number[]): number =>
    sumOf(
      texts[0]!.map((_, row) => {
        const lines = Math.max(...shares.map((parts, column) => lineCounts[column]![parts]![row]!));
        return lines * lineHeight(fontOf(row));
      }),
    );
  const [lowest] = sharesOf(PARTS, texts.length)
    .map((shares) => ({ shares, height: heightOf(shares), unevenness: sumOf(shares.map((parts) => parts ** 2)) }))
    .toSorted((one, other) => one.height - other.height || one.unevenness - other.unevenness);
  return lowest!.shares.map((parts, column) => widthOf(column, parts));
}

/** All ways to share out so many parts. */
function sharesOf(parts: number, columns: number): readonly (readonly number[])[] {
  if (columns === 1) return [[parts]];
  return Array.from({ length: parts + 1 }, (_, first) =>
    sharesOf(parts - first, columns - 1).map((others) => others.concat(first)),
  ).flat();
}

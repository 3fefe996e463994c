import type { EdgeKind, Picture, PosterPicture, TreeNode, TreePicture } from '../shared/Picture.ts';
import { type Drawing, framed, type Measure, middleOf, type Place, type Sketch, sumOf } from './Drawing.ts';
import { earlier, later, LEGEND } from './strings.ts';
import { DASHES, lineHeight, PADDING } from './theme.ts';

/** Children in this order leave their parent on rails that never cross each other. */
const KINDS = ['product', 'disclosed', 'release-order'] as const satisfies readonly EdgeKind[];

/** A node in the order of the rows. */
export interface Row {
  readonly node: TreeNode;
  /** How far it is indented. */
  readonly column: number;
  /** Whether it continues the column of its parent, below the parent's branches. */
  readonly isTrunk: boolean;
}

/**
 * The rows of a forest, like the history of a repository: below each node come its branches, one column further right,
 * and then the child that continues in its own column.
 *
 * @param trunkTo - A node whose ancestors, and itself, continue the column. Elsewhere the child with the most descendants does.
 */
export function rowsOf(nodes: readonly TreeNode[], trunkTo?: string): readonly Row[] {
  const children = Map.groupBy(nodes, ({ from }) => from?.id);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path = new Set<string>();
  for (let id = trunkTo; id !== undefined && !path.has(id); id = byId.get(id)?.from?.id) path.add(id);
  const sizes = new Map<string, number>();
  for (const { id, from, leftOut = 0 } of nodes.toReversed()) {
    const size = (sizes.get(id) ?? 0) + leftOut;
    sizes.set(id, size);
    if (from) sizes.set(from.id, (sizes.get(from.id) ?? 0) + 1 + size);
  }
  // Of children with as many descendants, the one that only came next continues the family.
  const weight = ({ id, from }: TreeNode): number => sizes.get(id)! + (from!.how === 'release-order' ? 0.5 : 0);
  const rows: Row[] = [];
  const add = (node: TreeNode, column: number, isTrunk: boolean): void => {
    rows.push({ node, column, isTrunk });
    const all = children.get(node.id) ?? [];
    const models = all.filter(({ from }) => from!.how !== 'product');
    const largest = models.toSorted((one, other) => weight(one) - weight(other)).at(-1);
    const trunk = models.find(({ id }) => path.has(id)) ?? largest;
    const branches = all.filter((one) => one !== trunk);
    for (const kind of KINDS) {
      for (const branch of branches) if (branch.from!.how === kind) add(branch, column + 1, false);
    }
    if (trunk) add(trunk, column, true);
  };
  for (const root of nodes) if (!root.from || !byId.has(root.from.id)) add(root, 0, true);
  return rows;
}

/** What differs between the large form and the poster. */
interface Metrics {
  /** From one column to the next. */
  readonly indent: number;
  /** Where the rail of each kind of branch leaves a node, from its left edge. None is shared with the trunk. */
  readonly rails: Readonly<Record<EdgeKind | 'trunk', number>>;
}

interface Placed {
  readonly row: Row;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Draws the line from a parent to each of its children. */
function drawEdges(sketch: Sketch, placed: readonly Placed[], { rails }: Metrics): void {
  const byId = new Map(placed.map((one) => [one.row.node.id, one]));
  for (const { row, x, top, bottom } of placed) {
    const { from } = row.node;
    const parent = from && byId.get(from.id);
    if (!parent) continue;
    const rail = parent.x + rails[row.isTrunk ? 'trunk' : from.how];
    const middle = (top + bottom) / 2;
    const end = row.isTrunk ? [[rail, top] as const] : [[rail, middle] as const, [x, middle] as const];
    sketch.line([[rail, parent.bottom], ...end], edgeStyle(from.how));
  }
}

const edgeStyle = (how: EdgeKind) => ({ color: how, dashes: DASHES[how], isArrow: true }) as const;

const WIDTH = 420;
const CARD: Metrics = { indent: 38, rails: { trunk: 9, 'release-order': 15, disclosed: 21, product: 27 } };
const INSET = 10;
const CARD_PADDING = 3;
const ROW_GAP = 7;

/** The models around one model, from top to bottom. */
export function layoutTree(picture: TreePicture & Pick<Picture, 'checked'>, measure: Measure): Drawing {
  const rows = rowsOf(picture.nodes, picture.nodes.find(({ isSubject }) => isSubject)?.id);
  const inside = { x: PADDING, width: WIDTH - 2 * PADDING };
  // The model that it is about stands out, which is title enough.
  return framed({ checked: picture.checked, width: WIDTH }, measure, (sketch, start) => {
    let y = drawLegend(sketch, picture.nodes, { ...inside, y: start }) + 10;
    if (picture.earlier !== '') {
      const words = { ...inside, y: y - 4, font: 'small', color: 'muted', maxLines: 2 } as const;
      y = sketch.write(earlier(picture.earlier), words) + 5;
    }
    const placed = rows.map((row): Placed => {
      const indent = row.column * CARD.indent;
      const top = y;
      const bottom = drawCard(sketch, row.node, { x: PADDING + indent, y, width: inside.width - indent });
      y = bottom + ROW_GAP;
      return { row, x: PADDING + indent, top, bottom };
    });
    drawEdges(sketch, placed, CARD);
    return y - ROW_GAP;
  });
}

/** The name and the date, with the fact between them if there is room, or else below them. */
function drawCard(sketch: Sketch, node: TreeNode, { x, y, width }: Place): number {
  const { name, when, fact, isSubject, leftOut, from } = node;
  const words = [fact, leftOut ? later(leftOut) : ''].filter(Boolean).join(' · ');
  const inside = { x: x + INSET, width: width - 2 * INSET };
  const small = { ...inside, font: 'small', color: 'muted' } as const;
  const room = inside.width - (when === '' ? 0 : sketch.measure(when, 'small') + 10);
  const head = sketch.write(name, { ...inside, y: y + CARD_PADDING, width: room, font: 'name', color: 'text' });
  sketch.write(when, { ...small, y: y + CARD_PADDING + 2, align: 'right' });
  const after = sketch.measure(name, 'name') + 9;
  const fits = after + sketch.measure(words, 'small') <= room;
  const facts = fits
    ? sketch.write(words, { ...small, x: inside.x + after, y: y + CARD_PADDING + 2 })
    : sketch.write(words, { ...small, y: head - 1, maxLines: 2 });
  const bottom = Math.max(head, facts) + CARD_PADDING;
  const isProduct = from?.how === 'product';
  sketch.box({
    x,
    y,
    width,
    height: bottom - y,
    radius: isProduct ? 14 : 7,
    fill: isSubject ? 'subject' : 'panel',
    ...(isSubject ? { edge: 'accent' } : isProduct && { edge: 'product' }),
  });
  return bottom;
}

const SAMPLE = 24;
const SAMPLE_GAP = 6;
const LEGEND_GAP = 11;

/** A sample of each kind of line with its meaning, in as many lines as it takes. */
function drawLegend(sketch: Sketch, nodes: readonly TreeNode[], { x, y, width }: Place): number {
  const kinds = KINDS.toReversed().filter((kind) => nodes.some(({ from }) => from?.how === kind));
  let [left, top] = [x, y];
  for (const kind of kinds) {
    const length = SAMPLE + SAMPLE_GAP + sketch.measure(LEGEND[kind], 'small');
    if (left > x && left + length > x + width) [left, top] = [x, top + lineHeight('small') + 4];
    sketch.rule(top + middleOf('small'), left, SAMPLE, edgeStyle(kind));
    sketch.write(LEGEND[kind], { x: left + SAMPLE + SAMPLE_GAP, y: top, width, font: 'small', color: 'muted' });
    left += length + LEGEND_GAP;
  }
  return kinds.length > 0 ? top + lineHeight('small') : y;
}

const COLUMN_WIDTH = 340;
const COLUMN_GAP = 26;
const COLUMNS = 5;
const POSTER_ROW = 21;
/** It is seen on a large screen, or enlarged. */
const POSTER_SCALE = 1.25;
const GROUP_GAP = 22;
const LINE: Metrics = { indent: 18, rails: { trunk: 5, 'release-order': 8.5, disclosed: 12, product: 12 } };
/** From the left edge of a row to its text. */
const MARK = 14;

/** All makers' trees in columns, one line for each model. */
export function layoutPoster(picture: PosterPicture & Pick<Picture, 'checked'>, measure: Measure): Drawing {
  const groups = picture.groups.map(({ label, nodes }) => ({ label, rows: rowsOf(nodes) }));
  const heights = groups.map(({ rows }) => lineHeight('name') + 8 + rows.length * POSTER_ROW + GROUP_GAP);
  const most = Math.max(sumOf(heights) / COLUMNS, ...heights);
  const columns = Math.min(COLUMNS, groups.length);
  const width = 2 * PADDING + columns * (COLUMN_WIDTH + COLUMN_GAP) - COLUMN_GAP;
  return framed({ ...picture, width, scale: POSTER_SCALE }, measure, (sketch, start) => {
    const nodes = picture.groups.flatMap((group) => group.nodes);
    const begin = drawLegend(sketch, nodes, { x: PADDING, y: start, width: width - 2 * PADDING }) + 16;
    const filled: number[] = Array<number>(columns).fill(begin);
    for (const [index, { label, rows }] of groups.entries()) {
      const fitting = filled.findIndex((y) => y + heights[index]! - begin <= most);
      const column = fitting === -1 ? filled.indexOf(Math.min(...filled)) : fitting;
      const place = { x: PADDING + column * (COLUMN_WIDTH + COLUMN_GAP), y: filled[column]!, width: COLUMN_WIDTH };
      const head = sketch.write(label, { ...place, font: 'name', color: 'accent', maxLines: 1 });
      drawLines(sketch, rows, { ...place, y: head + 8 });
      filled[column]! += heights[index]!;
    }
    return Math.max(...filled) - GROUP_GAP;
  });
}

function drawLines(sketch: Sketch, rows: readonly Row[], { x, y, width }: Place): void {
  const placed = rows.map((row, index): Placed => {
    const middle = y + index * POSTER_ROW + POSTER_ROW / 2;
    return { row, x: x + row.column * LINE.indent, top: middle - 5, bottom: middle + 5 };
  });
  for (const { row, x: left, top, bottom } of placed) {
    const { name, when, fact } = row.node;
    const middle = (top + bottom) / 2;
    sketch.box({ x: left + 2, y: middle - 3, width: 6, height: 6, radius: 3, fill: 'muted' });
    const room = x + width - left - MARK;
    const note = [when, fact].filter(Boolean).join(' · ');
    const noteWidth = Math.min(sketch.measure(note, 'small'), room / 2);
    const nameRoom = room - (noteWidth > 0 ? noteWidth + 8 : 0);
    const text = { x: left + MARK, y: middle - middleOf('text'), font: 'text', color: 'text', maxLines: 1 } as const;
    sketch.write(name, { ...text, width: nameRoom });
    const after = text.x + Math.min(sketch.measure(name, 'text'), nameRoom) + 8;
    const small = { y: middle - middleOf('small'), font: 'small', color: 'muted', maxLines: 1 } as const;
    sketch.write(note, { ...small, x: after, width: noteWidth + 1 });
  }
  drawEdges(sketch, placed, LINE);
}

import type { EdgeKind, Picture, PosterPicture, TreeNode, TreePicture } from '../shared/Picture.ts';
import { type Drawing, framed, type Measure, middleOf, type Shape, textBlock } from './Drawing.ts';
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
  /** Where the rail of each kind of branch leaves a node, from its left edge; the trunk leaves at the last one. */
  readonly rails: Readonly<Record<EdgeKind, number>>;
}

interface Placed {
  readonly row: Row;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** The line from a parent to each of its children. */
function edgesOf(placed: readonly Placed[], { indent, rails }: Metrics): readonly Shape[] {
  const byId = new Map(placed.map((one) => [one.row.node.id, one]));
  return placed.flatMap(({ row: { node, isTrunk }, x, top, bottom }): Shape[] => {
    const parent = node.from && byId.get(node.from.id);
    if (!parent || !node.from) return [];
    const { how } = node.from;
    const line = { kind: 'line', color: how, dashes: DASHES[how], isArrow: true } as const;
    if (isTrunk) {
      const rail = x + rails['release-order'];
      return [
        {
          ...line,
          points: [
            [rail, parent.bottom],
            [rail, top],
          ],
        },
      ];
    }
    const rail = x - indent + rails[how];
    const middle = (top + bottom) / 2;
    return [
      {
        ...line,
        points: [
          [rail, parent.bottom],
          [rail, middle],
          [x, middle],
        ],
      },
    ];
  });
}

const WIDTH = 460;
const CARD: Metrics = { indent: 42, rails: { 'release-order': 12, disclosed: 21, product: 30 } };
const INSET = 11;
const ROW_GAP = 11;

/** The models around one model, from top to bottom. */
export function layoutTree(picture: TreePicture & Pick<Picture, 'checked'>, measure: Measure): Drawing {
  const rows = rowsOf(picture.nodes, picture.nodes.find(({ isSubject }) => isSubject)?.id);
  // The model that it is about stands out, which is title enough.
  return framed({ checked: picture.checked, width: WIDTH }, measure, (start) => {
    const right = WIDTH - PADDING;
    const shapes: Shape[] = [];
    const legend = legendOf(kindsIn(picture.nodes), { x: PADDING, y: start, width: right - PADDING }, measure);
    let y = legend.bottom + 12;
    if (picture.earlier !== '') {
      const words = textBlock(
        earlier(picture.earlier),
        { x: PADDING, y: y - 2, width: right - PADDING, font: 'small', color: 'muted', maxLines: 2 },
        measure,
      );
      shapes.push(...words.shapes);
      y = words.bottom + 6;
    }
    const placed = rows.map((row): Placed => {
      const x = PADDING + row.column * CARD.indent;
      const card = cardOf(row.node, { x, y, width: right - x }, measure);
      shapes.push(...card.shapes);
      const one = { row, x, top: y, bottom: card.bottom };
      y = card.bottom + ROW_GAP;
      return one;
    });
    return { shapes: [...legend.shapes, ...edgesOf(placed, CARD), ...shapes], bottom: y - ROW_GAP };
  });
}

const kindsIn = (nodes: readonly TreeNode[]): readonly EdgeKind[] =>
  ['disclosed', 'release-order', 'product'].filter((kind) =>
    nodes.some(({ from }) => from?.how === kind),
  ) as EdgeKind[];

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function cardOf(node: TreeNode, { x, y, width }: Place, measure: Measure) {
  const { name, when, fact, isSubject, leftOut, from } = node;
  const inner = width - 2 * INSET;
  const dated = when === '' ? 0 : measure(when, 'small') + 10;
  const head = textBlock(name, { x: x + INSET, y: y + 7, width: inner - dated, font: 'name', color: 'text' }, measure);
  const date = textBlock(
    when,
    { x: x + INSET, y: y + 9, width: inner, font: 'small', color: 'muted', align: 'right' },
    measure,
  );
  const words = { x: x + INSET, width: inner, font: 'small', color: 'muted' } as const;
  const facts = textBlock(fact, { ...words, y: head.bottom, maxLines: 2 }, measure);
  const more = textBlock(leftOut ? later(leftOut) : '', { ...words, color: 'accent', y: facts.bottom }, measure);
  const bottom = more.bottom + 7;
  const card: Shape = {
    kind: 'box',
    x,
    y,
    width,
    height: bottom - y,
    radius: from?.how === 'product' ? 16 : 7,
    fill: isSubject ? 'subject' : 'panel',
    ...(isSubject ? { edge: 'accent' } : from?.how === 'product' && { edge: 'product' }),
  };
  return { shapes: [card, ...head.shapes, ...date.shapes, ...facts.shapes, ...more.shapes], bottom };
}

const SAMPLE = 34;
const LEGEND_GAP = 18;

/** A sample of each kind of line with its meaning, in as many lines as it takes. */
function legendOf(kinds: readonly EdgeKind[], { x, y, width }: Place, measure: Measure) {
  const shapes: Shape[] = [];
  let [left, top] = [x, y];
  for (const kind of kinds) {
    const length = SAMPLE + 8 + measure(LEGEND[kind], 'small');
    if (left > x && left + length > x + width) [left, top] = [x, top + lineHeight('small') + 4];
    const middle = top + middleOf('small');
    shapes.push({
      kind: 'line',
      points: [
        [left, middle],
        [left + SAMPLE, middle],
      ],
      color: kind,
      dashes: DASHES[kind],
      isArrow: true,
    });
    const words = { x: left + SAMPLE + 8, y: top, width, font: 'small', color: 'muted' } as const;
    shapes.push(...textBlock(LEGEND[kind], words, measure).shapes);
    left += length + LEGEND_GAP;
  }
  return { shapes, bottom: kinds.length > 0 ? top + lineHeight('small') : y };
}

const COLUMN_WIDTH = 340;
const COLUMN_GAP = 26;
const COLUMNS = 5;
const POSTER_ROW = 21;
/** It is seen on a large screen, or enlarged. */
const POSTER_SCALE = 1.25;
const GROUP_GAP = 22;
const LINE: Metrics = { indent: 18, rails: { 'release-order': 5, disclosed: 9, product: 9 } };
/** From the left edge of a row to its text. */
const MARK = 14;

/** All makers' trees in columns, one line for each model. A group that is too long goes on in the next column. */
export function layoutPoster(picture: PosterPicture & Pick<Picture, 'checked'>, measure: Measure): Drawing {
  const groups = picture.groups.map(({ label, nodes }) => ({ label, rows: rowsOf(nodes) }));
  const heights = groups.map(({ rows }) => lineHeight('name') + 8 + rows.length * POSTER_ROW + GROUP_GAP);
  const most = Math.max(heights.reduce((sum, one) => sum + one, 0) / COLUMNS, ...heights);
  const columns = Math.min(COLUMNS, groups.length);
  const width = 2 * PADDING + columns * (COLUMN_WIDTH + COLUMN_GAP) - COLUMN_GAP;
  const kinds = kindsIn(picture.groups.flatMap(({ nodes }) => nodes));
  return framed({ ...picture, width, scale: POSTER_SCALE }, measure, (start) => {
    const legend = legendOf(kinds, { x: PADDING, y: start, width: width - 2 * PADDING }, measure);
    const shapes: Shape[] = [...legend.shapes];
    const begin = legend.bottom + 16;
    const filled: number[] = Array<number>(columns).fill(begin);
    for (const [index, { label, rows }] of groups.entries()) {
      const fitting = filled.findIndex((y) => y + heights[index]! - begin <= most);
      const column = fitting === -1 ? filled.indexOf(Math.min(...filled)) : fitting;
      const x = PADDING + column * (COLUMN_WIDTH + COLUMN_GAP);
      const head = textBlock(
        label,
        { x, y: filled[column]!, width: COLUMN_WIDTH, font: 'name', color: 'accent', maxLines: 1 },
        measure,
      );
      shapes.push(...head.shapes, ...linesOf(rows, { x, y: head.bottom + 8, width: COLUMN_WIDTH }, measure));
      filled[column]! += heights[index]!;
    }
    return { shapes, bottom: Math.max(...filled) - GROUP_GAP };
  });
}

function linesOf(rows: readonly Row[], { x, y, width }: Place, measure: Measure): readonly Shape[] {
  const placed = rows.map((row, index): Placed => {
    const middle = y + index * POSTER_ROW + POSTER_ROW / 2;
    return { row, x: x + row.column * LINE.indent, top: middle - 5, bottom: middle + 5 };
  });
  const words = placed.flatMap(({ row: { node }, x: left, top, bottom }): Shape[] => {
    const middle = (top + bottom) / 2;
    const dot: Shape = { kind: 'box', x: left + 2, y: middle - 3, width: 6, height: 6, radius: 3, fill: 'muted' };
    const place = { y: middle - middleOf('text'), font: 'text', maxLines: 1 } as const;
    const room = x + width - left - MARK;
    const note = [node.when, node.fact].filter((part) => part !== '').join(' · ');
    const noteWidth = Math.min(measure(note, 'small'), room / 2);
    const name = textBlock(
      node.name,
      { ...place, x: left + MARK, width: room - (noteWidth > 0 ? noteWidth + 8 : 0), color: 'text' },
      measure,
    );
    const after = left + MARK + (name.shapes[0]?.width ?? 0) + 8;
    const dated = textBlock(
      note,
      { x: after, y: middle - middleOf('small'), width: noteWidth + 1, font: 'small', color: 'muted', maxLines: 1 },
      measure,
    );
    return [dot, ...name.shapes, ...dated.shapes];
  });
  return [...edgesOf(placed, LINE), ...words];
}

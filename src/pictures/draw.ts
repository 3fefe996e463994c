import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Picture } from '../shared/Picture.ts';
import {
  type BoxShape,
  type Drawing,
  type Fill,
  type LineShape,
  type Measure,
  middleOf,
  type Shape,
  type TextShape,
} from './Drawing.ts';
import { loadFontsFor, useFont } from './fonts.ts';
import { layoutComparison } from './layoutComparison.ts';
import { layoutDays } from './layoutDays.ts';
import { layoutTimeline } from './layoutTimeline.ts';
import { layoutPoster, layoutTree } from './layoutTree.ts';
import { encodePng } from './png.ts';
import { type Color, COLORS, type Font, lineHeight } from './theme.ts';

/** Draws a picture as PNG, one at a time. Meant for the worker: it takes a tenth of a second. */
export async function drawPicture(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const drawing = layoutPicture(picture, measureFor(picture));
  const [width, height] = [drawing.width, drawing.height].map((length) => Math.ceil(length * drawing.scale));
  canvas.width = width!;
  canvas.height = STRIP;
  return encodePng(width!, height!, stripsOf(drawing, width!, height!));
}

/** For all drawing and measuring. */
const canvas = createCanvas(1, 1);

/** Rows of pixels. The poster as a whole would take 18 MiB, which the process would not give back. */
const STRIP = 64;

/** Reaches beyond a shape: half of a line, the descender of a letter, an arrow head. */
const MARGIN = 8;

/** Draws the picture from top to bottom. */
function* stripsOf({ shapes, scale }: Drawing, width: number, height: number): Generator<Uint8ClampedArray, void> {
  const context = canvas.getContext('2d');
  for (let top = 0; top < height; top += STRIP) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = COLORS.ground;
    context.fillRect(0, 0, width, STRIP);
    context.setTransform(scale, 0, 0, scale, 0, -top);
    for (const shape of shapes) {
      const [from, to] = heightOf(shape);
      if ((to + MARGIN) * scale < top || (from - MARGIN) * scale > top + STRIP) continue;
      if (shape.kind === 'text') drawText(context, shape);
      else if (shape.kind === 'box') drawBox(context, shape);
      else drawLine(context, shape);
    }
    const { data } = context.getImageData(0, 0, width, Math.min(STRIP, height - top));
    yield data;
    // Gives the memory back at once. The garbage collector, which hardly sees it, would let megabytes pile up.
    (data.buffer as ArrayBuffer).transfer(0);
  }
}

function heightOf(shape: Shape): readonly [from: number, to: number] {
  if (shape.kind === 'text') return [shape.y, shape.y + lineHeight(shape.font)];
  if (shape.kind === 'box') return [shape.y, shape.y + shape.height];
  const ys = shape.points.map(([, y]) => y);
  return [Math.min(...ys), Math.max(...ys)];
}

/** Where everything goes. */
export function layoutPicture(picture: Picture, measure: Measure): Drawing {
  switch (picture.kind) {
    case 'comparison':
      return layoutComparison(picture, measure);
    case 'tree':
      return layoutTree(picture, measure);
    case 'poster':
      return layoutPoster(picture, measure);
    case 'days':
      return layoutDays(picture, measure);
  }
  return layoutTimeline(picture, measure);
}

/** Measures texts in the fonts that the picture needs. */
export function measureFor(picture: Picture): Measure {
  // All letters of the data, and those that layouts add.
  loadFontsFor([JSON.stringify(picture), ADDED]);
  const context = canvas.getContext('2d');
  const known = new Map<string, number>();
  return (text, font) => {
    const key = `${font} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      useFont(context, font);
      width = context.measureText(text).width;
      known.set(key, width);
    }
    return width;
  };
}

const ADDED = '…·';

function drawText(context: SKRSContext2D, { text, x, y, font, color }: TextShape): void {
  useFont(context, font);
  context.fillStyle = COLORS[color];
  context.fillText(text, x, y + middleOf(font) + baselineOf(font));
}

/** From the middle of a line down to its baseline: half the height of a capital letter. */
const baselineOf = (font: Font): number => CAPITALS[font];

const CAPITALS: Readonly<Record<Font, number>> = { title: 6.5, name: 5.4, text: 5.1, label: 4.4, small: 4.4 };

const colorOf = (fill: Fill): string => COLORS[fill as Color] ?? fill;

function drawBox(context: SKRSContext2D, { x, y, width, height, radius, fill, edge }: BoxShape): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(radius, height / 2));
  if (fill) {
    context.fillStyle = colorOf(fill);
    context.fill();
  }
  if (edge) {
    context.strokeStyle = COLORS[edge];
    context.lineWidth = 1.2;
    context.stroke();
  }
}

const HEAD = 5;
const CORNER = 7;

function drawLine(context: SKRSContext2D, { points, color, dashes = [], isArrow }: LineShape): void {
  context.strokeStyle = COLORS[color];
  context.fillStyle = COLORS[color];
  context.lineWidth = color === 'line' ? 1 : 1.6;
  context.lineCap = dashes.length > 0 && dashes[0]! < 2 ? 'round' : 'butt';
  context.setLineDash([...dashes]);
  const [[startX, startY], ...others] = points as [readonly [number, number], ...(readonly [number, number])[]];
  const [endX, endY] = others.at(-1)!;
  const [fromX, fromY] = points.at(-2)!;
  const angle = Math.atan2(endY - fromY, endX - fromX);
  context.beginPath();
  context.moveTo(startX, startY);
  for (const [index, [x, y]] of others.entries()) {
    const next = others[index + 1];
    if (next) context.arcTo(x, y, next[0], next[1], CORNER);
    else context.lineTo(isArrow ? x - HEAD * Math.cos(angle) : x, isArrow ? y - HEAD * Math.sin(angle) : y);
  }
  context.stroke();
  context.setLineDash([]);
  if (!isArrow) return;
  context.beginPath();
  context.moveTo(endX, endY);
  for (const side of [-0.45, 0.45]) {
    context.lineTo(endX - HEAD * 1.6 * Math.cos(angle + side), endY - HEAD * 1.6 * Math.sin(angle + side));
  }
  context.fill();
}

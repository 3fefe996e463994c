import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Picture } from '../shared/Picture.ts';
import {
  type BoxShape,
  type Drawing,
  type Fill,
  type LineShape,
  type Measure,
  middleOf,
  type TextShape,
} from './Drawing.ts';
import { encodePng } from './encodePng.ts';
import { loadFontsFor, useFont } from './fonts.ts';
import { layoutComparison } from './layoutComparison.ts';
import { layoutTimeline } from './layoutTimeline.ts';
import { layoutPoster, layoutTree } from './layoutTree.ts';
import { type Color, COLORS, type Font } from './theme.ts';

/** Draws a picture as PNG. Meant for the worker: it takes a tenth of a second. */
export function drawPicture(picture: Picture): Uint8Array<ArrayBuffer> {
  const drawing = layoutPicture(picture, measureFor(picture));
  const { width, height, scale } = drawing;
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext('2d');
  context.scale(scale, scale);
  context.fillStyle = COLORS.ground;
  context.fillRect(0, 0, width, height);
  for (const shape of drawing.shapes) {
    if (shape.kind === 'text') drawText(context, shape);
    else if (shape.kind === 'box') drawBox(context, shape);
    else drawLine(context, shape);
  }
  const png = encodePng(canvas);
  canvas.width = canvas.height = 1;
  return png;
}

/** For all drawing and measuring. The memory of a canvas is freed when its size changes, but long after nobody uses it. */
const canvas = createCanvas(1, 1);

/** Where everything goes. */
export function layoutPicture(picture: Picture, measure: Measure): Drawing {
  switch (picture.kind) {
    case 'comparison':
      return layoutComparison(picture, measure);
    case 'tree':
      return layoutTree(picture, measure);
    case 'poster':
      return layoutPoster(picture, measure);
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
    const width = known.get(key) ?? measured(context, text, font);
    known.set(key, width);
    return width;
  };
}

const ADDED = '…·';

function measured(context: SKRSContext2D, text: string, font: Font): number {
  useFont(context, font);
  return context.measureText(text).width;
}

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

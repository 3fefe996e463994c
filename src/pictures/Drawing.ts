import { type Color, type FILLS, type Font, lineHeight, PADDING, SCALE } from './theme.ts';
import { CHECKED } from './strings.ts';
import { formatDate } from '../knowledge/dates.ts';
import { graphemesOf } from '../shared/text.ts';

/** What to draw, in units of length from the top left corner; the last shape lies on top. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Pixels per unit of length. */
  readonly scale: number;
  readonly shapes: readonly Shape[];
}

export type Fill = Color | (typeof FILLS)[number];

export type Shape = TextShape | BoxShape | LineShape;

/** The upper left corner of something, and how wide it is. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** One line of text. It is as high as `lineHeight` of the font. */
export interface TextShape extends Place {
  readonly kind: 'text';
  readonly text: string;
  readonly font: Font;
  readonly color: Color;
}

export interface BoxShape extends Place {
  readonly kind: 'box';
  readonly height: number;
  readonly radius: number;
  readonly fill?: Fill;
  readonly edge?: Color;
}

export interface LineShape {
  readonly kind: 'line';
  /** Corners are rounded. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly color: Color;
  readonly dashes?: readonly number[];
  /** Whether an arrow head is at its end. */
  readonly isArrow?: true;
}

/** The width of a text on one line. */
export type Measure = (text: string, font: Font) => number;

/**
 * A text in lines that are no wider than `width`. Breaks between words, after hyphens if a word is too long, or else
 * within it.
 */
export function wrapped(text: string, font: Font, width: number, measure: Measure): readonly string[] {
  const fits = (one: string): boolean => measure(one, font) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of withWholeDates(text).split(' ')) {
    const parts = fits(word) ? [word] : word.split(/(?<=[-/_])/);
    const pieces = parts.flatMap((part) => (fits(part) ? part : Array.from(graphemesOf(part))));
    for (const [index, piece] of pieces.entries()) {
      const longer = line === '' || index > 0 ? line + piece : `${line} ${piece}`;
      if (line === '' || fits(longer)) line = longer;
      else {
        lines.push(line);
        line = piece;
      }
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** The width that a text needs if no word of it is to be broken. */
export const longestWord = (text: string, font: Font, measure: Measure): number =>
  Math.max(
    ...withWholeDates(text)
      .split(' ')
      .map((word) => measure(word, font)),
  );

/** `13 May 2024` and `June 2025` stay on one line. */
const withWholeDates = (text: string): string =>
  text.replaceAll(/(?:\d{1,2} )?\b[A-Z][a-z]{2,8} \d{4}/g, (date) => date.replaceAll(' ', '\u00A0'));

export interface TextOptions extends Place {
  readonly font: Font;
  readonly color: Color;
  /** Default: `left`. */
  readonly align?: 'left' | 'right';
  /** Default: as many as the text needs. The last one ends in "…" if there would be more. */
  readonly maxLines?: number;
}

/** Collects the shapes of a picture. Texts are drawn over boxes, and boxes over lines, whatever came first. */
export class Sketch {
  readonly measure: Measure;
  readonly #lines: LineShape[] = [];
  readonly #boxes: BoxShape[] = [];
  readonly #texts: TextShape[] = [];

  constructor(measure: Measure) {
    this.measure = measure;
  }

  get shapes(): readonly Shape[] {
    return [...this.#lines, ...this.#boxes, ...this.#texts];
  }

  /** Writes a text in lines. @returns Where the next thing below it may begin. */
  write(text: string, { x, y, width, font, color, align, maxLines = Infinity }: TextOptions): number {
    const all = wrapped(text, font, width, this.measure);
    const lines = all.slice(0, maxLines);
    if (all.length > lines.length) lines.push(shortenedTo(`${lines.pop()!}…`, font, width, this.measure));
    for (const [index, line] of lines.entries()) {
      const length = this.measure(line, font);
      const place = { x: align === 'right' ? x + width - length : x, y: y + index * lineHeight(font), width: length };
      this.#texts.push({ kind: 'text', text: line, ...place, font, color });
    }
    return y + lines.length * lineHeight(font);
  }

  box(box: Omit<BoxShape, 'kind'>): void {
    this.#boxes.push({ kind: 'box', ...box });
  }

  line(points: LineShape['points'], style: LineStyle): void {
    this.#lines.push({ kind: 'line', points, ...style });
  }

  /** A line from left to right. Default: a thin one. */
  rule(y: number, x: number, width: number, style: LineStyle = { color: 'line' }): void {
    const end = [x + width, y] as const;
    this.line([[x, y], end], style);
  }
}

type LineStyle = Omit<LineShape, 'kind' | 'points'>;

function shortenedTo(text: string, font: Font, width: number, measure: Measure): string {
  let letters = [...graphemesOf(text)];
  while (letters.length > 1 && measure(letters.join(''), font) > width) {
    letters = [...letters.slice(0, -2), '…'];
  }
  return letters.join('');
}

interface Frame {
  /** Default: none, for a picture whose first line says what it is. */
  readonly title?: string;
  readonly checked: string;
  /** After the day, as a phrase. Default: nothing. */
  readonly note?: string;
  readonly width: number;
  /** Default: {@link SCALE}. */
  readonly scale?: number;
}

/**
 * Puts the content between title and date. The ground behind it reaches the edges, which Discord rounds.
 *
 * @param drawContent - Draws from `top` on, and returns where the next thing below may begin.
 */
export function framed(
  { title = '', checked, note = '', width, scale = SCALE }: Frame,
  measure: Measure,
  drawContent: (sketch: Sketch, top: number) => number,
): Drawing {
  const sketch = new Sketch(measure);
  const inside = { x: PADDING, width: width - 2 * PADDING };
  const top = PADDING - 4;
  const titleEnd = sketch.write(title, { ...inside, y: top, font: 'title', color: 'text' });
  const bottom = drawContent(sketch, title === '' ? top : titleEnd + 10);
  const date = `${CHECKED} ${formatDate(checked)}`;
  const foot = { ...inside, y: bottom + 10, font: 'small', color: 'muted' } as const;
  const end = sketch.write(note === '' ? date : `${date} · ${note}`, foot);
  return { width, height: Math.ceil(end + PADDING - 6), scale, shapes: sketch.shapes };
}

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** The middle of a line of text, from its upper end. */
export const middleOf = (font: Font): number => lineHeight(font) / 2;

import { formatDate } from '../knowledge/dates.ts';
import type { DaysPicture } from '../shared/Picture.ts';
import { number } from '../shared/text.ts';
import { type Drawing, type Measure, Sketch, sumOf } from './Drawing.ts';
import { type Color, type Font, lineHeight, PADDING, SCALE } from './theme.ts';

/** Narrow enough that a phone shows its letters large enough. */
const WIDTH = 380;
const CHART_HEIGHT = 150;
/** A single question must not look like a rush. */
const LEAST_TOP = 4;
/** Of the place for a day. */
const BAR = 0.72;
const SWATCH = 10;
/** From the lower end of a bar. Their order and the legend tell them apart as well. */
const FILLS = ['disclosed', 'accent', 'product'] as const satisfies readonly Color[];

/** Steps between the lines of the chart, at most four of them above zero. */
const STEPS = [1, 2, 5] as const;

/** What was counted day by day: a bar for each day, in stacked parts. */
export function layoutDays({ title, days, parts }: DaysPicture, measure: Measure): Drawing {
  const sketch = new Sketch(measure);
  const write = (text: string, x: number, y: number, font: Font, color: Color, align: 0 | 0.5 | 1 = 0): number => {
    const width = measure(text, font);
    sketch.write(text, { x: x - align * width, y, width, font, color });
    return x + width;
  };
  let y = PADDING - 4;
  write(title, PADDING, y, 'title', 'text');
  y += lineHeight('title') + 8;
  let x = PADDING;
  for (const [index, name] of parts.entries()) {
    const fill = FILLS[index % FILLS.length]!;
    sketch.box({ x, y: y + 3, width: SWATCH, height: SWATCH, radius: 2, fill });
    x = write(name, x + SWATCH + 6, y, 'label', 'text') + 18;
  }
  y += lineHeight('label') + 14;

  const most = Math.max(LEAST_TOP, ...days.map(({ counts }) => sumOf(counts)));
  const step = stepFor(most);
  const top = Math.ceil(most / step) * step;
  const [left, right, zero] = [PADDING + measure(number(top), 'small') + 8, WIDTH - PADDING, y + CHART_HEIGHT];
  const heightOf = (count: number): number => (count / top) * CHART_HEIGHT;
  for (let value = 0; value <= top; value += step) {
    const at = zero - heightOf(value);
    sketch.rule(at, left, right - left);
    write(number(value), left - 8, at - lineHeight('small') / 2, 'small', 'muted', 1);
  }
  const room = (right - left) / days.length;
  for (const [index, { day, counts }] of days.entries()) {
    const start = left + index * room;
    let bottom = zero;
    const bar = { x: start + (room * (1 - BAR)) / 2, width: room * BAR, radius: 1 } as const;
    for (const [part, count] of counts.entries()) {
      if (count === 0) continue;
      bottom -= heightOf(count);
      sketch.box({ ...bar, y: bottom, height: heightOf(count), fill: FILLS[part % FILLS.length]! });
    }
    // Counted from the last day, which has its date in any case; a week apart, so that dates don't touch.
    if ((days.length - 1 - index) % 7 !== 0) continue;
    const label = formatDate(day).replace(/ \d{4}$/, '');
    write(label, Math.min(start + room / 2, right - measure(label, 'small') / 2), zero + 5, 'small', 'muted', 0.5);
  }
  const height = Math.ceil(zero + 5 + lineHeight('small') + PADDING - 6);
  return { width: WIDTH, height, scale: SCALE, shapes: sketch.shapes };
}

function stepFor(most: number): number {
  for (let unit = 1; ; unit *= 10) {
    const step = STEPS.find((one) => most <= 4 * one * unit);
    if (step !== undefined) return step * unit;
  }
}

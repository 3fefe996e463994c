import { byStart, formatDate, type PartialDate } from '../knowledge/dates.ts';
import { DAY_MS } from '../shared/clock.ts';
import type { Picture, TimelineLane, TimelinePicture, TimelineSpan } from '../shared/Picture.ts';
import { type Drawing, framed, type Measure, sumOf, wrapped } from './Drawing.ts';
import { END_UNKNOWN, TODAY } from './strings.ts';
import { FILLS, lineHeight, PADDING } from './theme.ts';

const AXIS_GAP = 8;
const LANE_GAP = 8;
const TRACK_GAP = 4;
/** By the number of lanes, most of which a phone can show with letters that are large enough. */
const WIDTHS: Readonly<Record<number, number>> = { 1: 380, 2: 400, 3: 440 };
const WIDEST = 500;
const INSET = 7;
/** Of a step between two dates; a longer time makes it higher, up to three times as high. */
const SHORTEST = 24;
const PER_MONTH = 4;
const MS_PER_MONTH = DAY_MS * 30.44;

/** A model in a lane, between two of the dates. */
interface Block {
  readonly span: TimelineSpan;
  readonly first: number;
  readonly end: number;
  readonly x: number;
  readonly width: number;
}

/**
 * What an assistant has run on, one lane for each plan. Time runs downwards. Each month in which something changed is a
 * line with its name, and the lines are far enough apart for the names between them, so nothing overlaps.
 */
export function layoutTimeline(picture: TimelinePicture & Pick<Picture, 'checked'>, measure: Measure): Drawing {
  const { lanes, today, undated } = picture;
  const width = WIDTHS[lanes.length] ?? WIDEST;
  const stepOf = stepsBy(lanes);
  const days = lanes.flatMap(({ spans }) => spans.flatMap(({ from, to }) => (to && to < today ? [from, to] : from)));
  const steps = [...[...new Set(days.map(stepOf))].toSorted(), today];
  const dates = steps.map((step) => (step === today ? TODAY : formatDate(step)));
  const left = PADDING + AXIS_GAP + Math.max(...dates.map((date) => measure(date, 'small')));
  const laneWidth = (width - PADDING - left - LANE_GAP * (lanes.length - 1)) / lanes.length;
  const xOf = (lane: number): number => left + lane * (laneWidth + LANE_GAP);
  const blocks = lanes.flatMap((lane, index) => blocksOf(lane, { steps, stepOf }, xOf(index), laneWidth));
  const inOrder = lanes.flatMap(({ spans }) => spans).toSorted(byStart);
  const names = [...new Set(inOrder.map(({ label }) => label))];
  const fillOf = ({ label }: TimelineSpan) => FILLS[names.indexOf(label) % FILLS.length]!;

  const note = blocks.some(({ span }) => span.isEndUnknown) ? END_UNKNOWN : '';
  return framed({ ...picture, width, note }, measure, (sketch, start) => {
    // The name of an only lane is in the title.
    const named = lanes.length > 1 || lanes[0]!.note !== '' ? lanes : [];
    const heads = named.map(({ label, note: more }, index) => {
      const place = { x: xOf(index), width: laneWidth };
      const y = sketch.write(label, { ...place, y: start, font: 'label', color: 'accent' });
      return sketch.write(more, { ...place, y, font: 'small', color: 'muted' });
    });
    const ys = [Math.max(start - 6, ...heads) + 6];
    for (const height of heightsOf(steps, blocks, measure)) ys.push(ys.at(-1)! + height);
    const axis = { x: PADDING, width: left - PADDING, font: 'small', color: 'muted' } as const;
    for (const [index, y] of ys.entries()) {
      sketch.rule(y, PADDING, width - 2 * PADDING);
      sketch.write(dates[index]!, { ...axis, y: y + 3 });
    }
    for (const { span, first, end, x, width: room } of blocks) {
      const [top, bottom] = [ys[first]! + 1.5, ys[end]! - 1.5];
      sketch.box({ x, y: top, width: room, height: bottom - top, radius: 6, fill: fillOf(span) });
      if (span.isEndUnknown) sketch.rule(bottom + 1, x, room, { color: 'text', dashes: [3, 3] });
      sketch.write(span.label, { ...labelIn(room), x: x + INSET, y: top + 2, color: 'text' });
    }
    const bottom = ys.at(-1)! + lineHeight('small') + 4;
    return sketch.write(undated, { ...axis, y: bottom, width: width - 2 * PADDING });
  });
}

const labelIn = (width: number) => ({ width: width - 2 * INSET, font: 'label' }) as const;

/** The line on which a date is: its month, or the day itself in a month in which one lane changed twice. */
function stepsBy(lanes: readonly TimelineLane[]): (date: PartialDate) => string {
  const busy = lanes.flatMap(({ spans }) => {
    const months = spans.map(({ from }) => monthOf(from));
    return months.filter((month, index) => months.indexOf(month) < index);
  });
  const busyMonths = new Set(busy);
  return (date) => (busyMonths.has(monthOf(date)) ? date : monthOf(date));
}

const monthOf = (date: PartialDate): string => date.slice(0, 7);

interface Steps {
  readonly steps: readonly string[];
  readonly stepOf: (date: PartialDate) => string;
}

/** Models of one lane at the same time lie side by side. */
function blocksOf({ spans }: TimelineLane, { steps, stepOf }: Steps, x: number, width: number): readonly Block[] {
  const placed = spans.map((span) => {
    const first = steps.indexOf(stepOf(span.from));
    // What has no known end ends, in the picture, where the next one of its lane begins.
    const next = spans.find(({ from }) => from > span.from);
    const until = span.to ?? next?.from;
    const known = until !== undefined && until < steps.at(-1)! ? steps.indexOf(stepOf(until)) : steps.length - 1;
    const end = span.isEndUnknown && !next ? first + 1 : known;
    return { span, first, end: Math.max(end, first + 1) };
  });
  const ends: number[] = [];
  const tracks = placed.map(({ first, end }) => {
    const free = ends.findIndex((one) => one <= first);
    const track = free === -1 ? ends.length : free;
    ends[track] = end;
    return track;
  });
  // Blocks that overlap share the width; the others have all of it.
  return placed.map(({ span, first, end }, index) => {
    const beside = tracks.filter((_, other) => placed[other]!.first < end && placed[other]!.end > first);
    const count = 1 + Math.max(...beside);
    const share = (width - (count - 1) * TRACK_GAP) / count;
    return { span, first, end, x: x + tracks[index]! * (share + TRACK_GAP), width: share };
  });
}

/** High enough for every name, and for its date. */
function heightsOf(steps: readonly string[], blocks: readonly Block[], measure: Measure): readonly number[] {
  const heights = steps.slice(1).map((date, index) => {
    const months = (Date.parse(date) - Date.parse(steps[index]!)) / MS_PER_MONTH;
    return Math.min(Math.max(SHORTEST, months * PER_MONTH), SHORTEST * 3);
  });
  for (const { span, first, end, width } of blocks.toSorted((a, b) => a.end - b.end)) {
    const { font, width: room } = labelIn(width);
    const needed = wrapped(span.label, font, room, measure).length * lineHeight(font) + 8;
    const missing = needed - sumOf(heights.slice(first, end));
    if (missing > 0) heights[end - 1]! += missing;
  }
  return heights;
}

import { formatDate, type PartialDate } from '../knowledge/dates.ts';
import type { Picture, TimelineLane, TimelinePicture, TimelineSpan } from '../shared/Picture.ts';
import { type Drawing, framed, type Measure, type Shape, textBlock } from './Drawing.ts';
import { END_UNKNOWN, TODAY } from './strings.ts';
import { FILLS, lineHeight, PADDING } from './theme.ts';

/** For the dates at the left. */
const AXIS = 82;
const LANE_GAP = 8;
const TRACK_GAP = 4;
/** By the number of lanes, most of which a phone can show with letters that are large enough. */
const WIDTHS: Readonly<Record<number, number>> = { 1: 440, 2: 440, 3: 480 };
const WIDEST = 560;
const INSET = 7;
/** Of a step between two dates; a longer time makes it higher, up to three times as high. */
const SHORTEST = 26;
const PER_MONTH = 5;
const MS_PER_MONTH = 86_400_000 * 30.44;

/** A model in a lane, between two of the dates. */
interface Block {
  readonly span: TimelineSpan;
  readonly first: number;
  readonly end: number;
  readonly x: number;
  readonly width: number;
}

/**
 * What an assistant has run on, one lane for each plan. Time runs downwards. Each day on which something changed is a line
 * with its date, and the lines are far enough apart for the names between them, so nothing overlaps.
 */
export function layoutTimeline(picture: TimelinePicture & Pick<Picture, 'checked'>, measure: Measure): Drawing {
  const { lanes, today, undated } = picture;
  const width = WIDTHS[lanes.length] ?? WIDEST;
  const days = lanes.flatMap(({ spans }) => spans.flatMap(({ from, to }) => (to && to < today ? [from, to] : from)));
  const steps = [...[...new Set(days)].toSorted(), today];
  const left = PADDING + AXIS;
  const laneWidth = (width - PADDING - left - LANE_GAP * (lanes.length - 1)) / lanes.length;
  const blocks = lanes.flatMap((lane, index) =>
    blocksOf(lane, steps, left + index * (laneWidth + LANE_GAP), laneWidth),
  );
  const inOrder = lanes.flatMap(({ spans }) => spans).toSorted(byStart);
  const names = [...new Set(inOrder.map(({ label }) => label))];
  const fillOf = ({ label }: TimelineSpan) => FILLS[names.indexOf(label) % FILLS.length]!;

  const note = blocks.some(({ span }) => span.isEndUnknown) ? END_UNKNOWN : '';
  return framed({ ...picture, width, note }, measure, (start) => {
    const heads =
      lanes.length === 1 && lanes[0]!.note === ''
        ? { shapes: [], bottom: start - 6 }
        : headsOf(lanes, { left, start, laneWidth }, measure);
    const ys = [heads.bottom + 6];
    for (const height of heightsOf(steps, blocks, measure)) ys.push(ys.at(-1)! + height);
    const shapes: Shape[] = [...heads.shapes];
    for (const [index, date] of steps.entries()) {
      const y = ys[index]!;
      shapes.push({
        kind: 'line',
        points: [
          [PADDING, y],
          [width - PADDING, y],
        ],
        color: 'line',
      });
      const words = date === today ? TODAY : formatDate(date);
      const place = { x: PADDING, y: y + 3, width: AXIS - 6, font: 'small', color: 'muted' } as const;
      shapes.push(...textBlock(words, place, measure).shapes);
    }
    for (const { span, first, end, x, width: room } of blocks) {
      const [top, bottom] = [ys[first]! + 1.5, ys[end]! - 1.5];
      shapes.push({ kind: 'box', x, y: top, width: room, height: bottom - top, radius: 6, fill: fillOf(span) });
      if (span.isEndUnknown) {
        const points = [
          [x, bottom],
          [x + room, bottom],
        ] as const;
        shapes.push({ kind: 'line', points, color: 'text', dashes: [3, 3] });
      }
      const words = { x: x + INSET, y: top + 3, width: room - 2 * INSET, font: 'label', color: 'text' } as const;
      shapes.push(...textBlock(span.label, words, measure).shapes);
    }
    const bottom = ys.at(-1)! + lineHeight('small') + 6;
    const place = { x: PADDING, y: bottom, width: width - 2 * PADDING, font: 'small', color: 'muted' } as const;
    const words = textBlock(undated, place, measure);
    return { shapes: [...shapes, ...words.shapes], bottom: words.bottom };
  });
}

const byStart = (one: TimelineSpan, other: TimelineSpan): number =>
  Number(one.from > other.from) - Number(one.from < other.from);

function headsOf(
  lanes: readonly TimelineLane[],
  { left, start, laneWidth }: { readonly left: number; readonly start: number; readonly laneWidth: number },
  measure: Measure,
): { readonly shapes: readonly Shape[]; readonly bottom: number } {
  const heads = lanes.map(({ label, note }, index) => {
    const place = { x: left + index * (laneWidth + LANE_GAP), width: laneWidth };
    const name = textBlock(
      label,
      { ...place, y: start, font: lanes.length > 1 ? 'label' : 'name', color: 'accent' },
      measure,
    );
    const words = textBlock(note, { ...place, y: name.bottom, font: 'small', color: 'muted' }, measure);
    return { shapes: [...name.shapes, ...words.shapes], bottom: words.bottom };
  });
  return { shapes: heads.flatMap(({ shapes }) => shapes), bottom: Math.max(...heads.map(({ bottom }) => bottom)) };
}

/** Models of one lane at the same time lie side by side. */
function blocksOf({ spans }: TimelineLane, steps: readonly PartialDate[], x: number, width: number): readonly Block[] {
  const placed = spans.map((span) => {
    const first = steps.indexOf(span.from);
    // What has no known end ends, in the picture, where the next one of its lane begins.
    const next = spans.find(({ from }) => from > span.from);
    const until = span.to ?? (span.isEndUnknown || next ? next?.from : undefined);
    const known = until !== undefined && until < steps.at(-1)! ? steps.indexOf(until) : steps.length - 1;
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
function heightsOf(steps: readonly PartialDate[], blocks: readonly Block[], measure: Measure): readonly number[] {
  const heights = steps.slice(1).map((date, index) => {
    const months = (Date.parse(date) - Date.parse(steps[index]!)) / MS_PER_MONTH;
    return Math.min(Math.max(SHORTEST, months * PER_MONTH), SHORTEST * 3);
  });
  for (const { span, first, end, width } of blocks.toSorted((a, b) => a.end - b.end)) {
    const words = textBlock(
      span.label,
      { x: 0, y: 0, width: width - 2 * INSET, font: 'label', color: 'text' },
      measure,
    );
    const missing = words.bottom + 9 - heights.slice(first, end).reduce((sum, one) => sum + one, 0);
    if (missing > 0) heights[end - 1]! += missing;
  }
  return heights;
}

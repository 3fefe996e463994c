import type { PartialDate } from '../knowledge/PartialDate.ts';
import { CHATGPT_PLANS, type Plan, type TimelineEntry } from '../knowledge/Timeline.ts';
import { isBefore } from './dateOrder.ts';

/** A stretch of time. No `to`: no end is known. */
export interface Span {
  readonly from: PartialDate;
  /** The day on which it ended. */
  readonly to?: PartialDate | undefined;
  /** Whether nobody knows that day, and `to` is only up to when it is on record. */
  readonly end?: 'not-documented' | undefined;
}

/**
 * What a plan had on a day, or on any day of a month or a year, in the order in which it came.
 *
 * @param date - A first day known to the month counts from its start, a last one to the end of its month.
 */
export function entriesOn(timeline: readonly TimelineEntry[], plan: Plan, date: PartialDate): readonly TimelineEntry[] {
  return timeline.filter((entry) => entry.plans.includes(plan) && isDuring(entry, date));
}

/** Whether a stretch of time holds a day, or any of a month or a year. It does not hold the day on which it ended. */
export function isDuring({ from, to }: Span, date: PartialDate): boolean {
  if (isBefore(date, from)) return false;
  if (to === undefined) return true;
  return to.length === 10 ? firstDay(date) < to : !isBefore(to, date);
}

/** `2023-04-01` of `2023-04`. */
export function firstDay(date: PartialDate): string {
  return date + '-01-01'.slice(date.length - 4);
}

/** Stretches of time that some plans have in common. */
export interface PlanSpans {
  readonly plans: readonly Plan[];
  readonly spans: readonly Span[];
}

/**
 * When the plans of ChatGPT had a model, whatever its role was. Stretches without a gap become one, and plans with the
 * same stretches stand together, in the order of the cheapest one.
 *
 * @example
 * spansByPlan(timeline, 'gpt-4'); // [{ plans: ['plus'], spans: [{ from: '2023-03-14', to: '2025-04-30' }] }]
 */
export function spansByPlan(timeline: readonly TimelineEntry[], modelId: string): readonly PlanSpans[] {
  const groups = new Map<string, { plans: Plan[]; spans: readonly Span[] }>();
  for (const plan of CHATGPT_PLANS) {
    const spans = joinedSpans(timeline.filter((entry) => entry.model === modelId && entry.plans.includes(plan)));
    if (spans.length === 0) continue;
    const key = JSON.stringify(spans);
    const group = groups.get(key);
    if (group) group.plans.push(plan);
    else groups.set(key, { plans: [plan], spans });
  }
  return [...groups.values()];
}

/** Stretches that touch or overlap become one; in the order of `from`. */
export function joinedSpans(entries: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { from, to, end } of entries.toSorted((a, b) => compareText(a.from, b.from))) {
    const last = spans.at(-1);
    const next = { from, ...(to !== undefined && { to }), ...(end && { end }) };
    if (!last || (last.to !== undefined && isBefore(last.to, from))) spans.push(next);
    else if (last.to !== undefined && (to === undefined || isBefore(last.to, to))) {
      spans[spans.length - 1] = { ...next, from: last.from };
    }
  }
  return spans;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

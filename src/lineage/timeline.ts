import type { PartialDate } from '../knowledge/dates.ts';
import { CHATGPT_PLANS, type Plan, type TimelineEntry } from '../knowledge/Knowledge.ts';

/**
 * Whether a date certainly lies before another. They are compared as far as both are known; nothing is certain of `null`.
 *
 * @example
 * isBefore('2022', '2022-11-30'); // false: it may be the same day
 */
export function isBefore(one: PartialDate | null, other: PartialDate | null): boolean {
  if (one === null || other === null) return false;
  const precision = Math.min(one.length, other.length);
  return one.slice(0, precision) < other.slice(0, precision);
}

/**
 * How long lies between two dates, in words: days while they are few, then rounded to months; `undefined` where one of them is not known to the
 * month or nothing lies between.
 *
 * @example
 * timeBetween('2022-11-30', '2023-03-14'); // 'about 3 months'
 * timeBetween('2020-06-11', '2023-03-14'); // 'about 2 years and 9 months'
 */
export function timeBetween(one: PartialDate | null, other: PartialDate | null): string | undefined {
  if (one === null || other === null || one.length < 7 || other.length < 7) return undefined;
  const days = dayNumber(other) - dayNumber(one);
  if (days < 1) return undefined;
  if (one.length === 10 && other.length === 10 && days < 60) return counted(days, 'day');
  const months = Math.round(days / DAYS_IN_A_MONTH);
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const parts = [years > 0 && counted(years, 'year'), rest > 0 && counted(rest, 'month')].filter(
    (part) => part !== false,
  );
  return parts.length > 0 ? `about ${parts.join(' and ')}` : undefined;
}

/** Of the Gregorian calendar, on average. */
const DAYS_IN_A_MONTH = 365.2425 / 12;

const dayNumber = (date: PartialDate): number => Date.parse(date) / 86_400_000;

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

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

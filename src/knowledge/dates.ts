import { DAY_MS, dayOf } from '../shared/clock.ts';

/** What replies show for a fact that the maker has not published. */
export const NOT_DISCLOSED = 'not disclosed';

/** A date known to the day, the month or the year: `2024-05-13`, `2024-05` or `2024`. Sorts as text. */
export type PartialDate = string;

/** A period. No `to`: no end is known. */
export interface Span<From extends PartialDate | null = PartialDate> {
  /** `null`: nobody knows since when. */
  readonly from: From;
  /** The day on which it ended. */
  readonly to?: PartialDate | undefined;
  /** `not-documented`: nobody knows that day, and `to` is only the last day on record. */
  readonly end?: 'not-documented' | undefined;
}

type Begun = Pick<Span<PartialDate | null>, 'from'>;

/** The order of what begins on a day: the earlier first. */
export const byStart = ({ from: one }: Begun, { from: other }: Begun): number =>
  (one ?? '') < (other ?? '') ? -1 : Number((one ?? '') > (other ?? ''));

/** Joins periods that touch or overlap; in the order of `from`. */
export function joinedSpans<From extends PartialDate | null>(entries: readonly Span<From>[]): readonly Span<From>[] {
  const spans: Span<From>[] = [];
  for (const { from, to, end } of entries.toSorted(byStart)) {
    const last = spans.at(-1);
    const next = { from, ...(to !== undefined && { to }), ...(end && { end }) };
    if (!last || isBefore(last.to ?? null, from)) spans.push(next);
    else if (last.to !== undefined && (to === undefined || isBefore(last.to, to))) {
      spans[spans.length - 1] = { ...next, from: last.from };
    }
  }
  return spans;
}

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether the text is a date that exists: `2024-02-30` does not. */
export function isPartialDate(text: string): boolean {
  const parts = FORM.exec(text);
  if (!parts) return false;
  const [year, month = 1, day = 1] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const date = new Date(Date.UTC(year!, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/**
 * A date as people write it, no more precise than it is. `null` is what the maker has not published. Other text is
 * returned unchanged, because some publishers date sources in words.
 *
 * @example
 * formatDate('2024-05-13'); // '13 May 2024'
 * formatDate('2024-05'); // 'May 2024'
 * formatDate(null); // 'not disclosed'
 */
export function formatDate(date: PartialDate | null): string {
  if (date === null) return NOT_DISCLOSED;
  if (!isPartialDate(date)) return date;
  const [year, month, day] = date.split('-');
  if (month === undefined) return date;
  const written = `${MONTHS[Number(month) - 1]} ${year}`;
  return day === undefined ? written : `${Number(day)} ${written}`;
}

/** `on 14 Mar 2023`, `in May 2024`, `in 2022`. */
export const onDate = (date: PartialDate): string => `${date.length === 10 ? 'on' : 'in'} ${formatDate(date)}`;

/**
 * Whether a date is certainly before another. Dates of different precision are compared as far as both are known;
 * `null` is before nothing and after nothing.
 *
 * @example
 * isBefore('2022', '2022-11-30'); // false: it may be the same day
 */
export function isBefore(one: PartialDate | null, other: PartialDate | null): boolean {
  if (one === null || other === null) return false;
  const precision = Math.min(one.length, other.length);
  return one.slice(0, precision) < other.slice(0, precision);
}

/** The number may be negative. @example plusDays('2026-12-31', 1); // '2027-01-01' */
export const plusDays = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY_MS);

/** The current day in UTC, as `YYYY-MM-DD`. */
export const today = (): string => dayOf(Date.now());

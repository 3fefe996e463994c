import type { PartialDate } from '../knowledge/PartialDate.ts';

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

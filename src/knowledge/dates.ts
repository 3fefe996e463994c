import { z } from 'zod';

/** How every reply says that the maker has not published a fact. Never blank, never guessed. */
export const NOT_DISCLOSED = 'not disclosed';

/** A date known to the day, the month or the year: `2024-05-13`, `2024-05` or `2024`. Sorts as text. */
export type PartialDate = string;

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether the text is a date that the calendar has: `2024-02-30` is not. */
export function isPartialDate(text: string): boolean {
  const parts = FORM.exec(text);
  if (!parts) return false;
  const [year, month = 1, day = 1] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const date = new Date(Date.UTC(year!, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** YAML reads a bare `2022` as a number, so numbers are taken as years. */
export const partialDate = z
  .union([z.string(), z.number().transform(String)])
  .refine(isPartialDate, 'is not a date: write 2024-05-13, 2024-05 or 2024');

/** A date known to the day. */
export const fullDate = z
  .string()
  .refine((text) => text.length === 10 && isPartialDate(text), 'is not a day: write it as 2024-05-13');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/**
 * A date as people write it, in its own precision. `null` is what the maker has not published; a text that is no date
 * comes back unchanged, since publishers date some sources with words.
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
export function onDate(date: PartialDate): string {
  return `${date.length === 10 ? 'on' : 'in'} ${formatDate(date)}`;
}

/**
 * Whether the first date is certainly later. Dates of different precision are compared by what both of them say:
 * nothing is certain about `2024-05-13` and `2024-05`.
 */
export function isAfter(one: PartialDate, other: PartialDate): boolean {
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) > other.slice(0, known);
}

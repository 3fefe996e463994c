import { z } from 'zod';

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

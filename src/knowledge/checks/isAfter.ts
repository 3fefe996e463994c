import type { PartialDate } from '../PartialDate.ts';

/**
 * Whether the first date is certainly later. Dates of different precision are compared by what both of them say:
 * nothing is certain about `2024-05-13` and `2024-05`.
 */
export function isAfter(one: PartialDate, other: PartialDate): boolean {
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) > other.slice(0, known);
}

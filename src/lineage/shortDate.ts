import { formatDate } from '../knowledge/formatDate.ts';
import type { PartialDate } from '../knowledge/PartialDate.ts';

/**
 * A date with its month in three letters, for lists and tables on a phone.
 *
 * @example
 * shortDate('2026-10-08'); // '8 Oct 2026'
 */
export function shortDate(date: PartialDate): string {
  return formatDate(date).replace(/\p{L}+/u, (month) => month.slice(0, 3));
}

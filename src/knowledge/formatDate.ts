import { NOT_DISCLOSED } from './notDisclosed.ts';
import { isPartialDate, type PartialDate } from './PartialDate.ts';

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

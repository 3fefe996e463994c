import type { Fault } from './Fault.ts';

/**
 * One line, in the form that editors and terminals turn into a link.
 *
 * @example
 * formatFault(fault); // 'knowledge/models/o3.yaml:7:3 "released" is not a date: write 2024-05-13, 2024-05 or 2024'
 */
export function formatFault({ file, line, column, what }: Fault): string {
  return `${file}:${line}:${column} ${what}`;
}

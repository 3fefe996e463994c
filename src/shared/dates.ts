/**
 * The day of a moment, in UTC.
 *
 * @param ms - Milliseconds since 1970.
 * @example
 * dayOf(1_795_305_600_000); // '2026-11-22'
 */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

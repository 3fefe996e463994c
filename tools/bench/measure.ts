import { quantile } from '../eval/figures.ts';

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** `1.234` -> `1.23`, `1234.5` -> `1,235`: three figures are all that a shared machine can promise. */
export function figure(value: number): string {
  return value.toLocaleString('en-US', {
    maximumSignificantDigits: Math.max(3, Math.ceil(Math.log10(Math.abs(value) + 1))),
  });
}

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDate } from '../../src/knowledge/dates.ts';
import { formatTokens } from '../../src/knowledge/Model.ts';

test.each([
  ['2024-05-13', '13 May 2024'],
  ['2022-11-01', '1 Nov 2022'],
  ['2024-05', 'May 2024'],
  ['2024', '2024'],
  ['several versions, 2026-06 to 2026-11', 'several versions, 2026-06 to 2026-11'],
  ['2024-13', '2024-13'],
  [null, 'not disclosed'],
])('the date %j is written as "%s"', (date, written) => {
  expect(formatDate(date)).toBe(written);
});

test.each([
  [1, '1 token'],
  [512, '512 tokens'],
  [1024, '1,024 tokens'],
  [128_000, '128,000 tokens'],
  [1_047_576, '1,047,576 tokens'],
  [null, 'not disclosed'],
])('%j tokens are written as "%s"', (count, written) => {
  expect(formatTokens(count)).toBe(written);
});

test('commas change nothing about the number', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2_147_483_647 }), (count) => {
      expect(Number.parseInt(formatTokens(count).replaceAll(',', ''), 10)).toBe(count);
    }),
  );
});

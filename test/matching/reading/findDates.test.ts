import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDates } from '../../../src/matching/reading/findDates.ts';
import { DATE, tokenize } from '../../../src/matching/reading/tokenize.ts';

const datesIn = (text: string): string[] => findDates(tokenize(text)).flatMap((token) => token.date ?? []);

describe('finds a date however it is written', () => {
  test.each([
    ['2024', ['2024', 'in 2024', '2024,', "2024's"]],
    ['2024-01..04', ['early 2024']],
    ['2024-05..08', ['mid-2024', 'middle of 2024']],
    ['2024-06..08', ['summer 2024', 'summer of 2024']],
    ['2024-07..09', ['Q3 2024', 'q3-2024']],
    ['2024-10..12', ['end of 2024']],
    ['2024', ['winter 2024']],
    ['2023-04', ['april 2023', 'Apr 2023', 'apr. 2023', 'April, 2023', 'april of 2023', 'april-2023']],
    ['2023-04', ['2023-04', '2023-4', '04/2023', '4-2023', '2023/04', '04-2023']],
    ['2025-06', ['june 2025', 'jun 2025', 'June of 2025']],
    ['2025-09', ['sept 2025', 'sep 2025', 'september 2025']],
    ['2023-03-14', ['14 march 2023', '14 Mar 2023', '14th of march 2023', '14. March, 2023', '14-mar-2023']],
    ['2023-03-14', ['march 14 2023', 'March 14, 2023', 'mar 14th, 2023', '2023-03-14', '2023/3/14']],
    ['2023-03-05', ['5 march 2023', 'march 5th 2023', '2023-3-5']],
    ['2023', ['03/04/2023', '14.03.2023', '3-4-2023']],
  ])('%s', (date, texts) => {
    expect(texts.map((text) => [text, datesIn(`what was ${text} like`)])).toEqual(texts.map((text) => [text, [date]]));
  });
});

test.each([
  ['april'],
  ['may'],
  ['april 23'],
  ['14 march'],
  ['2048 tokens'],
  ['1999'],
  ['2050'],
  ['20235'],
  ['gpt2023'],
  ['128000'],
  ['last year'],
])('finds no date in "%s"', (text) => {
  expect(datesIn(text)).toEqual([]);
});

test.each([
  ['from 2023 to 2024', ['2023', '2024']],
  ['march 2023 and june 2024', ['2023-03', '2024-06']],
  ['in 2024. may was cold', ['2024']],
  ['in 2024 may it be known', ['2024']],
  ['in 2024 - 5 models', ['2024']],
  ['2024, 5 models', ['2024']],
  ['marches 2023', ['2023']],
  ['mayor 2023', ['2023']],
  ['13/2023', ['2023']],
])('"%s" holds %j', (text, dates) => {
  expect(datesIn(text)).toEqual(dates);
});

test('a word that is not a date stays as it is', () => {
  const tokens = tokenize('what did plus have in april 2023, exactly?');
  expect(findDates(tokens).map(({ text, gap }) => gap + text)).toEqual([
    'what',
    ' did',
    ' plus',
    ' have',
    ' in',
    ` ${DATE}`,
    ', exactly',
  ]);
});

test('whatever is typed, only years, months, days and parts of years are found', () => {
  const parts = fc.constantFrom(
    '14',
    '3',
    '31',
    'late',
    'q3',
    'march',
    'may',
    'of',
    '2023',
    '2024',
    '-',
    '/',
    '. ',
    ', ',
    ' ',
    'th',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(parts).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(datesIn(text).filter((date) => !/^20[1-3]\d(?:-[01]\d(?:-[0-3]\d|\.\.[01]\d)?)?$/.test(date))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('a day of the calendar is found in each of its forms', () => {
  const days = fc.date({ min: new Date('2015-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const written = (month: 'long' | 'short'): string =>
        new Intl.DateTimeFormat('en-GB', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).format(date);
      expect(datesIn([iso, written('long'), written('short')].join(' is '))).toEqual([iso, iso, iso]);
    }),
  );
});

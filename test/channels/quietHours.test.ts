import { describe, expect, test } from 'vitest';
import { isQuiet, timeOfDay, timeZoneOf } from '../../src/channels/modes.ts';

const night = { from: '22:00', until: '07:00', timeZone: 'Europe/Berlin' };
const lunch = { from: '12:00', until: '13:30', timeZone: 'UTC' };

describe('quiet hours', () => {
  test.each([
    [night, '2026-12-01T20:59:00Z', false],
    [night, '2026-12-01T21:00:00Z', true],
    [night, '2026-12-02T05:59:00Z', true],
    [night, '2026-12-02T06:00:00Z', false],
    // In summer, Berlin is two hours ahead.
    [night, '2026-07-01T20:00:00Z', true],
    [night, '2026-07-01T05:00:00Z', false],
    [lunch, '2026-12-01T12:00:00Z', true],
    [lunch, '2026-12-01T13:29:59Z', true],
    [lunch, '2026-12-01T13:30:00Z', false],
    [{ ...lunch, until: '12:00' }, '2026-12-01T12:00:00Z', false],
    [null, '2026-12-01T12:00:00Z', false],
  ])('%j at %s: %s', (hours, at, quiet) => {
    expect(isQuiet(hours, Date.parse(at))).toBe(quiet);
  });
});

test.each([
  ['22:00', '22:00'],
  [' 7:05 ', '07:05'],
  ['24:00', undefined],
  ['12:60', undefined],
  ['noon', undefined],
  ['', undefined],
])('"%s" is the time %s', (text, time) => {
  expect(timeOfDay(text)).toBe(time);
});

test.each([
  ['europe/berlin', 'Europe/Berlin'],
  [' UTC ', 'UTC'],
  ['Berlin', undefined],
  ['../../etc', undefined],
])('"%s" is the time zone %s', (text, zone) => {
  expect(timeZoneOf(text)).toBe(zone);
});

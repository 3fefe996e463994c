import { describe, expect, test } from 'vitest';
import { isQuiet, modeHere, possibleMode, timeOfDay, timeZoneOf } from '../../src/channels/modes.ts';
import { CHANNEL_MODES } from '../../src/store/Store.ts';

const settings = { defaultMode: 'mentioned', channelModes: { games: 'off', help: 'answer', thread: 'offer' } } as const;

test.each([
  ['a channel for which nothing is set is as the server', ['chat'], 'mentioned'],
  ['a channel is as its category', ['chess', 'games'], 'off'],
  ['unless it is set itself', ['help', 'games'], 'answer'],
  ['a thread is as its channel', ['a thread', 'help', 'games'], 'answer'],
  ['or as the category of that', ['a thread', 'chess', 'games'], 'off'],
  ['unless it is set itself', ['thread', 'help', 'games'], 'offer'],
  ['a name that every object has is no channel', ['constructor'], 'mentioned'],
] as const)('%s', (_what, path, mode) => {
  expect(modeHere(settings, path)).toBe(mode);
});

test('without the Message Content intent there is nothing to answer or to offer, and off stays off', () => {
  const modes = CHANNEL_MODES.map((mode) => possibleMode(mode, false));
  expect(modes).toEqual(['off', 'mentioned', 'mentioned', 'mentioned']);
  expect(CHANNEL_MODES.map((mode) => possibleMode(mode, true))).toEqual(CHANNEL_MODES);
});

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
    // An hour is left out in spring: 02:00 is 03:00. In autumn, 02:00 to 03:00 comes twice, and is quiet twice.
    [{ ...night, from: '02:00', until: '03:00' }, '2026-03-29T00:59:00Z', false],
    [{ ...night, from: '02:00', until: '03:00' }, '2026-03-29T01:00:00Z', false],
    [{ ...night, from: '02:30', until: '03:30' }, '2026-03-29T01:29:00Z', true],
    [{ ...night, from: '02:30', until: '03:30' }, '2026-03-29T01:30:00Z', false],
    [{ ...night, from: '02:00', until: '03:00' }, '2026-10-25T00:00:00Z', true],
    [{ ...night, from: '02:00', until: '03:00' }, '2026-10-25T01:59:00Z', true],
    [{ ...night, from: '02:00', until: '03:00' }, '2026-10-25T02:00:00Z', false],
    // Half an hour and three quarters of one, and ahead of everybody: another day there.
    [{ ...night, timeZone: 'Asia/Kolkata' }, '2026-12-01T16:30:00Z', true],
    [{ ...night, timeZone: 'Asia/Kathmandu' }, '2026-12-01T16:14:00Z', false],
    [{ ...night, timeZone: 'Pacific/Kiritimati' }, '2026-12-01T08:00:00Z', true],
    [{ ...night, timeZone: 'America/New_York' }, '2026-12-01T12:00:00Z', false],
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

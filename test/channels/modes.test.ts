import { expect, test } from 'vitest';
import { modeHere, possibleMode } from '../../src/channels/modes.ts';
import { CHANNEL_MODES } from '../../src/store/Store.ts';

const settings = { defaultMode: 'mentioned', channelModes: { games: 'off', help: 'answer', thread: 'offer' } } as const;

test.each([
  ['a channel for which nothing is set is as the server', ['chat'], 'mentioned', undefined],
  ['a channel is as its category', ['chess', 'games'], 'off', 'games'],
  ['unless it is set itself', ['help', 'games'], 'answer', 'help'],
  ['a thread is as its channel', ['a thread', 'help', 'games'], 'answer', 'help'],
  ['or as the category of that', ['a thread', 'chess', 'games'], 'off', 'games'],
  ['unless it is set itself', ['thread', 'help', 'games'], 'offer', 'thread'],
  ['a name that every object has is no channel', ['constructor'], 'mentioned', undefined],
] as const)('%s', (_what, path, mode, setOn) => {
  expect(modeHere(settings, path)).toEqual({ mode, setOn });
});

test('without the Message Content intent there is nothing to answer or to offer, and off stays off', () => {
  const modes = CHANNEL_MODES.map((mode) => possibleMode(mode, false));
  expect(modes).toEqual(['off', 'mentioned', 'mentioned', 'mentioned']);
  expect(CHANNEL_MODES.map((mode) => possibleMode(mode, true))).toEqual(CHANNEL_MODES);
});

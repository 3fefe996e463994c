import { expect, test } from 'vitest';
import { allCommands } from '../../src/discord/commands/allCommands.ts';
import { checkCommands } from 'discord-playground';

test('Discord takes all commands', () => {
  expect(checkCommands(allCommands.map(({ data }) => data))).toEqual([]);
});

test('the commands are those that people know', () => {
  expect(allCommands.map(({ data }) => data.name)).toEqual([
    'ask',
    'lineage',
    'compare',
    'model',
    'help',
    'answer',
    'review',
    'stats',
    'settings',
    'propose',
    'privacy',
    'Answer this',
    'Save as answer',
  ]);
});

import { expect, test } from 'vitest';
import { allCommands } from '../../src/discord/commands/allCommands.ts';
import { commandAsData } from '../../src/discord/registerCommands.ts';
import { checkCommands } from 'discord-playground';

/** What Discord gives back for a command that was sent to it. */
function asStored(command: object): object {
  return {
    id: '1300000000000000001',
    application_id: '1300000000000000002',
    version: '1300000000000000003',
    default_member_permissions: null,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    dm_permission: true,
    description: '',
    ...command,
  };
}

test('a command is the same when Discord gives it back', () => {
  for (const { data } of allCommands) {
    expect(commandAsData(asStored(data))).toEqual(commandAsData(data));
  }
});

test('the order of keys and of places means nothing', () => {
  expect(JSON.stringify(commandAsData({ name: 'help', contexts: [1, 0], type: 1 }))).toBe(
    JSON.stringify(commandAsData({ type: 1, contexts: [0, 1], name: 'help' })),
  );
});

test.each([
  ['a description', { description: 'other' }],
  ['a name', { name: 'other' }],
  ['the options', { options: [] }],
  ['whether an option is required', { options: [{ type: 3, name: 'text', description: 'Text' }] }],
  [
    'the order of options',
    {
      options: [
        { type: 5, name: 'yes', description: 'Yes' },
        { type: 3, name: 'text' },
      ],
    },
  ],
  ['who may use it', { default_member_permissions: '32' }],
])('%s changed is another command', (_what, change) => {
  const command = {
    type: 1,
    name: 'say',
    description: 'Says it',
    options: [{ type: 3, name: 'text', description: 'Text', required: true }],
  };
  expect(commandAsData({ ...command, ...change })).not.toEqual(commandAsData(command));
});

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
    'settings',
    'Answer this',
    'Save as answer',
  ]);
});

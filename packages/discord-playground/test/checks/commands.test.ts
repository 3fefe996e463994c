import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCommands } from '../../src/checks/checkCommands.ts';
import { isCommandName } from '../../src/checks/commandOptions.ts';

type Body = Record<string, unknown>;

const list = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));
const command = (more: Body = {}) => ({ name: 'ask', description: 'Ask', ...more });
const option = (more: Body = {}): Body => ({ type: 3, name: 'question', description: 'What to ask', ...more });
const withOptions = (...options: Body[]) => [command({ options })];
const choices = (length: number) => list(length, (index) => ({ name: `n${index}`, value: `v${index}` }));
const check = (body: unknown): string[] => checkCommands(body).map(({ path, code }) => `${path} ${code}`);

/** A command of exactly this size, most of it in the values of its choices. */
const sized = (characters: number) => {
  let left = characters - 'askAsk'.length - 4 * 'option0x'.length - 4 * 20 * '000'.length;
  const choiceOfRest = (index: number) => {
    const value = 'x'.repeat(Math.min(97, left));
    left -= value.length;
    return { name: String(index).padStart(3, '0'), value };
  };
  const options = list(4, (index) => ({ name: `option${index}`, description: 'x', choices: list(20, choiceOfRest) }));
  return [command({ options: options.map(option) })];
};

const RULES: readonly { rule: string; fine: unknown; refused: unknown; says: readonly string[] }[] = [
  {
    rule: 'a name has one to 32 characters',
    fine: [command({ name: 'x'.repeat(32) })],
    refused: [command({ name: 'x'.repeat(33) })],
    says: ['0.name BASE_TYPE_MAX_LENGTH', '0.name APPLICATION_COMMAND_INVALID_NAME'],
  },
  {
    rule: 'localized names follow the same form',
    fine: [command({ name_localizations: { de: 'fragen' } })],
    refused: [command({ name_localizations: { de: 'Fragen' } })],
    says: ['0.name_localizations.de APPLICATION_COMMAND_INVALID_NAME'],
  },
  {
    rule: 'a slash command has a description of at most 100 characters',
    fine: [command({ description: 'x'.repeat(100) })],
    refused: [command({ description: 'x'.repeat(101) }), command({ name: 'b', description: '' })],
    says: ['0.description BASE_TYPE_MAX_LENGTH', '1.description BASE_TYPE_REQUIRED'],
  },
  {
    rule: 'required options come first',
    fine: withOptions(option({ required: true }), option({ name: 'b' })),
    refused: withOptions(option(), option({ name: 'b', required: true })),
    says: ['0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
  },
  {
    rule: 'names of options differ',
    fine: withOptions(option(), option({ name: 'b' })),
    refused: withOptions(option(), option()),
    says: ['0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS'],
  },
  {
    rule: 'names of options are lower case',
    fine: withOptions(option({ name: 'für' })),
    refused: withOptions(option({ name: 'Für' })),
    says: ['0.options.0.name APPLICATION_COMMAND_INVALID_NAME'],
  },
  {
    rule: 'names of commands of one type differ',
    fine: [command(), { type: 3, name: 'ask' }],
    refused: [command(), command()],
    says: ['1.name APPLICATION_COMMANDS_DUPLICATE_NAME'],
  },
  {
    rule: 'at most 25 options',
    fine: withOptions(...list(25, (index) => option({ name: `o${index}` }))),
    refused: withOptions(...list(26, (index) => option({ name: `o${index}` }))),
    says: ['0.options BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'at most 25 choices',
    fine: withOptions(option({ choices: choices(25) })),
    refused: withOptions(option({ choices: choices(26) })),
    says: ['0.options.0.choices BASE_TYPE_MAX_LENGTH', '0.options.0.choices BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'the value of a choice has at most 100 characters',
    fine: withOptions(option({ choices: [{ name: 'n', value: 'x'.repeat(100) }] })),
    refused: withOptions(option({ choices: [{ name: 'n', value: 'x'.repeat(101) }] })),
    says: ['0.options.0.choices.0.value BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'names of choices differ',
    fine: withOptions(option({ choices: choices(2) })),
    refused: withOptions(option({ choices: [...choices(1), ...choices(1)] })),
    says: ['0.options.0.choices.1.name APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS'],
  },
  {
    rule: 'an option has either choices or autocomplete',
    fine: withOptions(option({ choices: [], autocomplete: true })),
    refused: withOptions(option({ choices: choices(1), autocomplete: true })),
    says: ['0.options.0.autocomplete APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE'],
  },
  {
    rule: 'subcommands and plain options do not mix',
    fine: withOptions({ type: 1, name: 'add', description: 'Add', options: [option()] }),
    refused: withOptions({ type: 1, name: 'add', description: 'Add' }, option()),
    says: ['0.options.1 APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
  },
  {
    rule: 'rules of options hold within subcommands',
    fine: withOptions({ type: 1, name: 'add', description: 'Add', options: [option(), option({ name: 'b' })] }),
    refused: withOptions({ type: 1, name: 'add', description: 'Add', options: [option(), option()] }),
    says: ['0.options.0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS'],
  },
  {
    rule: 'a command has at most 8,000 characters',
    fine: sized(8_000),
    refused: sized(8_001),
    says: ['0 APPLICATION_COMMAND_TOO_LARGE'],
  },
  {
    rule: 'of localized texts the longest counts towards the 8,000',
    fine: [{ ...sized(7_910)[0], description_localizations: { de: 'x'.repeat(93), fr: 'x'.repeat(93) } }],
    refused: [{ ...sized(7_910)[0], description_localizations: { de: 'x'.repeat(94), fr: 'x'.repeat(93) } }],
    says: ['0 APPLICATION_COMMAND_TOO_LARGE'],
  },
  {
    rule: 'at most 100 slash commands',
    fine: list(100, (index) => command({ name: `c${index}` })),
    refused: list(101, (index) => command({ name: `c${index}` })),
    says: [' BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'at most 15 message commands',
    fine: list(15, (index) => ({ type: 3, name: `Answer ${index}` })),
    refused: list(16, (index) => ({ type: 3, name: `Answer ${index}` })),
    says: [' BASE_TYPE_MAX_LENGTH'],
  },
  {
    rule: 'a message command has neither description nor options',
    fine: [{ type: 3, name: 'Answer this', description: '', options: [] }],
    refused: [{ type: 3, name: 'Answer this', description: 'x', options: [option()] }],
    says: [
      '0.description APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET',
      '0.options APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_CANNOT_BE_SET',
    ],
  },
  {
    rule: 'permissions are a number in a string',
    fine: [command({ default_member_permissions: '8192' })],
    refused: [command({ default_member_permissions: 'ManageMessages' })],
    says: ['0.default_member_permissions STRING_TYPE_REGEX'],
  },
  { rule: 'all commands are one list', fine: [], refused: command(), says: [' LIST_TYPE_CONVERT'] },
];

describe('commands', () => {
  test.each(RULES)('$rule', ({ fine, refused, says }) => {
    expect(check(fine)).toEqual([]);
    expect(check(refused)).toEqual(says);
  });

  test.each([
    ['ask', true],
    ['frage-stellen', true],
    ['a_b', true],
    ["l'aide", true],
    ['質問', true],
    ['सवाल', true],
    ['คำถาม', true],
    ['tea-3', true],
    ['', false],
    ['Ask', false],
    ['Äh', false],
    ['two words', false],
    ['tea3.5', false],
    ['ask!', false],
    ['🦉', false],
  ])('"%s" as a name: %s', (name, expected) => {
    expect(isCommandName(name)).toBe(expected);
  });

  test('no body crashes the checks', () => {
    const keys = ['name', 'options', 'choices', 'type', 'description', 'name_localizations', 'value'];
    fc.assert(
      fc.property(
        fc.array(fc.object({ key: fc.constantFrom(...keys), maxDepth: 4, withNullPrototype: true })),
        (body) => {
          expect(Array.isArray(checkCommands(body))).toBe(true);
        },
      ),
    );
  });
});

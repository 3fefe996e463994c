import { describe, expect, test } from 'vitest';
import { checkInteractionResponse, type ResponseContext } from '../../src/checks/checkInteractionResponse.ts';

type Body = Record<string, unknown>;

const list = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));
const check = (body: unknown, interactionType: number, context?: ResponseContext): string[] =>
  checkInteractionResponse(body, interactionType, context).map(({ path, code }) => `${path} ${code}`);

const input = (more: Body = {}) => ({ type: 4, style: 1, custom_id: 'name', label: 'Name', ...more });
const inRow = (component: Body) => ({ type: 1, components: [component] });
const labelled = (component: Body, more: Body = {}) => ({ type: 18, label: 'Name', component, ...more });
const bare = (more: Body = {}) => ({ type: 4, style: 1, custom_id: 'name', ...more });
const roleSelect = (more: Body = {}) => ({ type: 6, custom_id: 'role', ...more });
const modal = (components: Body[], more: Body = {}) => ({
  type: 9,
  data: { custom_id: 'add', title: 'Add', components, ...more },
});

/** A valid body for each type of response. */
const BODIES: Readonly<Record<number, Body>> = {
  4: { type: 4, data: { content: 'x' } },
  5: { type: 5 },
  6: { type: 6 },
  7: { type: 7, data: { content: 'x' } },
  8: { type: 8, data: { choices: [] } },
  9: modal([labelled(bare())]),
};

describe('an interaction accepts', () => {
  test.each([
    ['a command', 2, {}, [4, 5, 9]],
    ['a component', 3, {}, [4, 5, 6, 7, 9]],
    ['autocomplete', 4, {}, [8]],
    ['a modal opened by a command', 5, {}, [4, 5]],
    ['a modal opened by a component', 5, { isFromComponent: true }, [4, 5, 6, 7]],
  ] as const)('%s', (_, interactionType, context, taken) => {
    const accepted = Object.keys(BODIES)
      .map(Number)
      .filter((type) => check(BODIES[type], interactionType, context).length === 0);
    expect(accepted).toEqual(taken);
  });

  test('and refuses any other type', () => {
    expect(checkInteractionResponse({ type: 8, data: { choices: [] } }, 2)).toEqual([
      { path: 'type', code: 'BASE_TYPE_CHOICES', message: 'Value must be one of (4, 5, 9).' },
    ]);
  });
});

const tooLong = (path: string) => [`${path} BASE_TYPE_MAX_LENGTH`];
const COMMAND = 2;
const COMPONENT = 3;
const AUTOCOMPLETE = 4;

const RULES: readonly { rule: string; to: number; fine: unknown; refused: unknown; says: readonly string[] }[] = [
  {
    rule: 'a reply keeps to the limits of messages, with paths below data',
    to: COMMAND,
    fine: { type: 4, data: { content: 'x'.repeat(2_000), flags: 64 } },
    refused: { type: 4, data: { content: 'x'.repeat(2_001), flags: 64 } },
    says: tooLong('data.content'),
  },
  { rule: 'a reply has data', to: COMMAND, fine: BODIES[4], refused: { type: 4 }, says: ['data BASE_TYPE_REQUIRED'] },
  {
    rule: 'a deferred reply takes the flag EPHEMERAL alone',
    to: COMMAND,
    fine: { type: 5, data: { flags: 64 } },
    refused: { type: 5, data: { flags: 64 | (1 << 15) } },
    says: ['data.flags BASE_TYPE_INVALID'],
  },
  {
    rule: 'a deferred update takes no flag',
    to: COMPONENT,
    fine: { type: 6, data: { flags: 0 } },
    refused: { type: 6, data: { flags: 64 } },
    says: ['data.flags BASE_TYPE_INVALID'],
  },
  {
    rule: 'a deferred reply has no content',
    to: COMMAND,
    fine: { type: 5, data: {} },
    refused: { type: 5, data: { content: 'x' } },
    says: ['data.content BASE_TYPE_INVALID'],
  },
  {
    rule: 'autocomplete takes at most 25 choices',
    to: AUTOCOMPLETE,
    fine: { type: 8, data: { choices: list(25, (n) => ({ name: 'n', value: n })) } },
    refused: { type: 8, data: { choices: list(26, (n) => ({ name: 'n', value: n })) } },
    says: tooLong('data.choices'),
  },
  {
    rule: 'a choice has a name of 1 to 100 and a value of at most 100 characters',
    to: AUTOCOMPLETE,
    fine: { type: 8, data: { choices: [{ name: 'x'.repeat(100), value: 'x'.repeat(100) }] } },
    refused: {
      type: 8,
      data: {
        choices: [
          { name: 'x'.repeat(101), value: 'x'.repeat(101) },
          { name: '', value: 'v' },
        ],
      },
    },
    says: [
      ...tooLong('data.choices.0.name'),
      ...tooLong('data.choices.0.value'),
      'data.choices.1.name BASE_TYPE_REQUIRED',
    ],
  },
  {
    rule: 'autocomplete answers with a list',
    to: AUTOCOMPLETE,
    fine: BODIES[8],
    refused: { type: 8, data: { content: 'x' } },
    says: ['data.content BASE_TYPE_INVALID', 'data.choices BASE_TYPE_REQUIRED'],
  },
  {
    rule: 'a modal has one to five components',
    to: COMMAND,
    fine: modal(list(5, (n) => labelled(bare({ custom_id: String(n) })))),
    refused: modal(list(6, (n) => labelled(bare({ custom_id: String(n) })))),
    says: ['data.components BASE_TYPE_BAD_LENGTH'],
  },
  {
    rule: 'a modal is not empty',
    to: COMMAND,
    fine: modal([inRow(input())]),
    refused: modal([]),
    says: ['data.components BASE_TYPE_REQUIRED'],
  },
  {
    rule: 'the title of a modal has at most 45 characters',
    to: COMMAND,
    fine: modal([inRow(input())], { title: 'x'.repeat(45) }),
    refused: modal([inRow(input())], { title: 'x'.repeat(46) }),
    says: tooLong('data.title'),
  },
  {
    rule: 'a label has at most 45, its description 100 characters',
    to: COMMAND,
    fine: modal([labelled(bare(), { label: 'x'.repeat(45), description: 'x'.repeat(100) })]),
    refused: modal([labelled(bare(), { label: 'x'.repeat(46), description: 'x'.repeat(101) })]),
    says: [...tooLong('data.components.0.label'), ...tooLong('data.components.0.description')],
  },
  {
    rule: 'the label of a text input has at most 45 characters',
    to: COMMAND,
    fine: modal([inRow(input({ label: 'x'.repeat(45) }))]),
    refused: modal([inRow(input({ label: 'x'.repeat(46) }))]),
    says: tooLong('data.components.0.components.0.label'),
  },
  {
    rule: 'a text input in a row needs a label, one in a Label has none',
    to: COMMAND,
    fine: modal([inRow(input()), labelled(bare({ custom_id: 'b' }))]),
    refused: modal([inRow(bare()), labelled(input({ custom_id: 'b' }))]),
    says: [
      'data.components.0.components.0.label BASE_TYPE_REQUIRED',
      'data.components.1.component.label BASE_TYPE_INVALID',
    ],
  },
  {
    rule: 'a text value has at most 4,000 characters',
    to: COMMAND,
    fine: modal([labelled(bare({ style: 2, value: 'x'.repeat(4_000) }))]),
    refused: modal([labelled(bare({ style: 2, value: 'x'.repeat(4_001) }))]),
    says: tooLong('data.components.0.component.value'),
  },
  {
    rule: 'a text value keeps to its own max_length',
    to: COMMAND,
    fine: modal([labelled(bare({ value: 'abc', max_length: 3 }))]),
    refused: modal([labelled(bare({ value: 'abcd', max_length: 3 }))]),
    says: ['data.components.0.component.value BASE_TYPE_BAD_LENGTH'],
  },
  {
    rule: 'the custom_ids of a modal differ',
    to: COMMAND,
    fine: modal([labelled(bare()), labelled(bare({ custom_id: 'b' }))]),
    refused: modal([labelled(bare()), labelled(bare())]),
    says: ['data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
  },
  {
    rule: 'a select in a modal asks for at least one choice, unless it is not required',
    to: COMMAND,
    fine: modal([labelled(roleSelect({ min_values: 0, required: false }))]),
    refused: modal([labelled(roleSelect({ min_values: 0 }))]),
    says: ['data.components.0.component.min_values BASE_TYPE_INVALID'],
  },
  {
    rule: 'nothing in a modal is disabled',
    to: COMMAND,
    fine: modal([labelled(roleSelect({ disabled: false }))]),
    refused: modal([labelled(roleSelect({ disabled: true }))]),
    says: ['data.components.0.component.disabled BASE_TYPE_INVALID'],
  },
  {
    rule: 'a file upload takes at most ten files',
    to: COMMAND,
    fine: modal([labelled({ type: 19, custom_id: 'files', max_values: 10, file_types: ['.json', 'image'] })]),
    refused: modal([labelled({ type: 19, custom_id: 'files', max_values: 11 })]),
    says: ['data.components.0.component.max_values NUMBER_TYPE_MAX'],
  },
  {
    rule: 'a modal holds no buttons',
    to: COMMAND,
    fine: modal([{ type: 10, content: 'Read this first.' }, inRow(input())]),
    refused: modal([inRow({ type: 2, style: 1, label: 'Go', custom_id: 'go' })]),
    says: ['data.components.0.components.0.type BASE_TYPE_CHOICES'],
  },
];

describe('a response', () => {
  test.each(RULES)('$rule', ({ to, fine, refused, says }) => {
    expect(check(fine, to)).toEqual([]);
    expect(check(refused, to)).toEqual(says);
  });

  test.each([null, [], 'x', {}, { type: 'x' }])('%j is none', (body) => {
    expect(check(body, COMMAND)).toHaveLength(1);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buttonId, type ButtonState, parseButtonId } from '../../src/discord/buttons/ButtonState.ts';

const ASKER = '80351110224678912';
const OTHER = '80351110224678913';

const userId = fc.bigInt({ min: 10n ** 16n, max: 10n ** 20n - 1n }).map(String);
const answerId = fc.stringMatching(/^[a-z][a-z0-9]{0,9}([-.:+][a-z0-9]{1,6}){0,3}$/);
const state: fc.Arbitrary<ButtonState> = fc.oneof(
  fc.record({ kind: fc.constantFrom('show', 'more'), askerId: userId, answerId }),
  fc.record({ kind: fc.constantFrom('show', 'more'), askerId: userId, forUserId: userId, answerId }),
  fc.record({ kind: fc.constant('dismiss' as const), askerId: userId }),
);

test('a button tells all that it knows, and nothing else', () => {
  fc.assert(
    fc.property(state, (given) => {
      expect(parseButtonId(buttonId(given)!)).toEqual(given);
    }),
  );
});

test('a button of an ordinary answer fits', () => {
  expect(buttonId({ kind: 'show', askerId: ASKER, answerId: 'compare:gpt-3.5+gpt-4' })).toBe(
    `w1:show:${ASKER}:compare:gpt-3.5+gpt-4`,
  );
  expect(buttonId({ kind: 'more', askerId: ASKER, forUserId: OTHER, answerId: 'model:gpt-4' })).toBe(
    `w1:more:${ASKER},${OTHER}:model:gpt-4`,
  );
  expect(buttonId({ kind: 'show', askerId: ASKER, answerId: 'plan:free+plus:2023-04-14' })).toBe(
    `w1:show:${ASKER}:plan:free+plus:2023-04-14`,
  );
  expect(buttonId({ kind: 'dismiss', askerId: ASKER })).toBe(`w1:dismiss:${ASKER}`);
});

test('a button whose state is longer than Discord allows is none', () => {
  const longest = 'a'.repeat(100 - `w1:show:${ASKER}:`.length);
  expect(buttonId({ kind: 'show', askerId: ASKER, answerId: longest })).toHaveLength(100);
  expect(buttonId({ kind: 'show', askerId: ASKER, answerId: `${longest}a` })).toBeUndefined();
});

test('a button for an id that no answer can have is none', () => {
  expect(buttonId({ kind: 'show', askerId: ASKER, answerId: 'Not An Id' })).toBeUndefined();
});

describe('what is not a button of this version is not believed', () => {
  test.each([
    '',
    'w1',
    'w1:show',
    `w1:show:${ASKER}`,
    `w1:show:${ASKER}:`,
    `w0:show:${ASKER}:gpt-vs-chatgpt`,
    `w1:publish:${ASKER}:gpt-vs-chatgpt`,
    `w1:show:${ASKER}:../../etc/passwd`,
    `w1:show:${ASKER}:<@everyone>`,
    `w1:show:${ASKER}:a\nb`,
    `w1:show:${ASKER}:gpt-vs-chatgpt\n`,
    'w1:show:me:gpt-vs-chatgpt',
    `w1:show:${ASKER},:gpt-vs-chatgpt`,
    `w1:dismiss:${ASKER}:gpt-vs-chatgpt`,
    `w1:dismiss:${ASKER}\n`,
    `w1:dismiss:${'1'.repeat(21)}`,
    ` w1:dismiss:${ASKER}`,
    `w1:show:${ASKER}:${'a'.repeat(100)}`,
  ])('%j', (customId) => {
    expect(parseButtonId(customId)).toBeUndefined();
  });

  test('nor is any text at all, unless it is one that a button would have', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), (text) => {
        const parsed = parseButtonId(text);
        expect(parsed && buttonId(parsed)).toBe(parsed && text);
      }),
    );
  });
});

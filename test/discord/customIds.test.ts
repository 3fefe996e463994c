import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIST_KINDS } from '../../src/answers/editing/AnswerQueries.ts';
import * as customIds from '../../src/discord/customIds.ts';
import { CustomIdCodec, kindOf } from '../../src/discord/customIds.ts';

const ASKER = '80351110224678912';
const OTHER = '80351110224678913';
const people = { askerId: ASKER };

/** Every kind of custom_id that the bot makes. */
const FORMS = Object.values(customIds).filter((one) => one instanceof CustomIdCodec);

const userId = fc.bigInt({ min: 10n ** 16n, max: 10n ** 20n - 1n }).map(String);
const anyAnswerId = fc.stringMatching(/^[a-z][a-z0-9]{0,9}([-.:+][a-z0-9]{1,6}){0,3}$/);
const answerId = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,6}){0,3}$/);
const questionId = fc.stringMatching(/^[0-9]{17,20}(-[A-Za-z0-9_-]{22})?$/);
const draftId = fc.stringMatching(/^[0-9a-f]{1,32}$/);
const number = fc.nat(999_999_999);
const extent = fc.constantFrom('begin' as const, 'whole' as const);

const dialogName = fc.constantFrom('limits', 'quietHours', 'retention');
const typedValues = fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { minLength: 1, maxLength: 4 });

/** A value that may be missing, as a record with its name or without. */
const maybe = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  fc.oneof(
    fc.constant({}),
    value.map((it) => ({ [name]: it })),
  );
const merged = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as object);

const shown = fc.record({
  people: merged(fc.record({ askerId: userId }), maybe('forUserId', userId)),
  answerId: anyAnswerId,
});
const STATES: Readonly<Record<string, fc.Arbitrary<object>>> = {
  show: shown,
  related: fc.record({ answerId: anyAnswerId }),
  more: shown,
  dismiss: fc.record({ askerId: userId }),
  offer: fc.record({ askerId: userId, answerIds: fc.array(anyAnswerId, { minLength: 1, maxLength: 3 }) }),
  share: fc.record({ answerId: anyAnswerId }),
  review: merged(fc.record({ page: number }), maybe('after', questionId)),
  'review-counter': fc.record({ questionId }),
  'review-answer': fc.record({ questionId }),
  'review-hide': fc.record({ until: fc.constantFrom('later', 'ever'), page: number, questionId }),
  'review-unhide': fc.record({ questionId }),
  'review-adopt': fc.record({ questionId }),
  'teach-why': fc.constant({}),
  teach: merged(fc.record({ version: number, answerId }), maybe('from', fc.constant('review' as const))),
  'teach-again': merged(fc.record({ version: number, answerId }), maybe('from', fc.constant('review' as const))),
  'undo-teach': fc.record({ version: number, answerId }),
  set: fc.record({ name: dialogName }),
  save: fc.record({ name: dialogName, shown: typedValues }),
  'set-again': fc.record({
    name: dialogName,
    typed: typedValues,
  }),
  erase: fc.constant({}),
  solved: fc.record({ askerId: userId, answerId: anyAnswerId }),
  wrong: fc.record({ askerId: userId, answerId: anyAnswerId }),
  'why-wrong': merged(fc.record({ replyId: userId, answerId: anyAnswerId }), maybe('askedBy', userId)),
  'say-more': fc.record({ replyId: userId }),
  'save-note': fc.record({ replyId: userId }),
  write: merged(fc.record({ expectedVersion: number }), maybe('draftId', draftId), maybe('answerId', answerId)),
  publish: merged(fc.record({ draftId }), maybe('over', number)),
  change: merged(fc.record({ draftId }), maybe('over', number)),
  discard: fc.record({ draftId }),
  preview: fc.record({ extent, draftId }),
  undo: fc.record({ version: number, answerId }),
  card: fc.record({ extent, answerId }),
  edit: fc.record({ answerId }),
  remove: fc.record({ answerId }),
  restore: fc.record({ answerId }),
  history: fc.record({ page: number, answerId }),
  versions: fc.record({ answerId }),
  'bring-back': fc.record({ version: number, answerId }),
  'edit-version': fc.record({ version: number, answerId }),
  list: fc.record({
    page: number,
    kind: fc.constantFrom(...LIST_KINDS),
    text: fc.string({ unit: 'grapheme', maxLength: 40 }).map((it) => it.replaceAll('\n', ' ')),
  }),
  'open-card': fc.constant({}),
  pictures: fc.record({ turn: fc.constantFrom('on' as const, 'off' as const) }),
  unlimited: fc.constant({}),
  import: fc.record({ mode: fc.constantFrom('keep', 'overwrite'), digest: fc.stringMatching(/^[0-9a-f]{32}$/) }),
  'discard-import': fc.constant({}),
  'editor-roles': fc.constant({}),
  'log-channel': fc.constant({}),
  'channel-to-set': fc.constant({}),
  mode: maybe('channelId', userId),
  check: fc.constant({}),
};

describe.each(FORMS.map((form) => [form.kind, form as CustomIdCodec<object>] as const))('%s', (kind, form) => {
  test('tells all that it knows, and nothing else', () => {
    fc.assert(
      fc.property(STATES[kind]!, (state) => {
        const customId = form.write(state);
        if (customId === undefined) return;
        expect(customId.length).toBeLessThanOrEqual(100);
        expect(kindOf(customId)).toBe(kind);
        expect(form.read(customId)).toEqual(state);
      }),
    );
  });

  test('is not read out of any text, unless it is one that it would have written', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 120 }),
      fc.array(fc.constantFrom('w1', ':', kind, ASKER, 'a', '-', '0', '1', ',', 'begin', 'server', '\n', '00'), {
        maxLength: 12,
      }),
    );
    fc.assert(
      fc.property(text, (given) => {
        const customId = typeof given === 'string' ? given : given.join('');
        const read = form.read(customId);
        expect(read && form.write(read)).toBe(read && customId);
      }),
    );
  });

  test('is of one kind', () => {
    expect(FORMS.filter((other) => other.kind === kind)).toHaveLength(1);
  });
});

test('an ordinary one fits, and looks like this', () => {
  expect(customIds.SHOW.write({ people, answerId: 'compare:gpt-3.5+gpt-4' })).toBe(
    `w1:show:${ASKER}:compare:gpt-3.5+gpt-4`,
  );
  expect(customIds.MORE.write({ people: { askerId: ASKER, forUserId: OTHER }, answerId: 'model:gpt-4' })).toBe(
    `w1:more:${ASKER},${OTHER}:model:gpt-4`,
  );
  expect(customIds.DISMISS.write({ askerId: ASKER })).toBe(`w1:dismiss:${ASKER}`);
  expect(customIds.WRITE.write({ expectedVersion: 0 })).toBe('w1:write:0::');
  expect(customIds.WRITE.write({ expectedVersion: 7, draftId: 'abc', answerId: 'our-rules' })).toBe(
    'w1:write:7:abc:our-rules',
  );
  expect(customIds.PUBLISH.write({ draftId: 'abc' })).toBe('w1:publish:abc:');
  expect(customIds.PUBLISH.write({ draftId: 'abc', over: 4 })).toBe('w1:publish:abc:4');
  expect(customIds.UNDO.write({ version: 3, answerId: 'our-rules' })).toBe('w1:undo:3:our-rules');
  expect(customIds.LIST.write({ page: 2, kind: 'stale', text: 'a: b' })).toBe('w1:list:2:stale:a: b');
});

test('one that is longer than Discord allows is none', () => {
  const longest = 'a'.repeat(100 - `w1:show:${ASKER}:`.length);
  expect(customIds.SHOW.write({ people, answerId: longest })).toHaveLength(100);
  expect(customIds.SHOW.write({ people, answerId: `${longest}a` })).toBeUndefined();
});

describe('what is not of this version and form is not believed', () => {
  test.each([
    '',
    'w1',
    'w1:show',
    `w1:show:${ASKER}`,
    `w1:show:${ASKER}:`,
    `w1:show:${ASKER}:Not An Id`,
    'w1:edit:model:gpt-4',
    `w0:show:${ASKER}:gpt-vs-chatgpt`,
    `w1:present:${ASKER}:gpt-vs-chatgpt`,
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
    'w1:publish:../../draft:',
    'w1:publish:ABC:',
    'w1:publish:abc:03',
    'w1:publish:abc:-1',
    'w1:publish:abc',
    'w1:write:1:abc',
    'w1:write::abc:our-rules',
    'w1:undo:1e3:our-rules',
    'w1:undo:9999999999:our-rules',
    'w1:undo:1:Our-Rules',
    'w1:history:1:our-rules:2',
    'w1:list:0:everything:',
    'w1:list:0:all:a\nb',
    'w1:open-card:',
    'w1:open-card:x',
  ])('%j', (customId) => {
    expect(FORMS.map((form) => form.read(customId)).filter(Boolean)).toEqual([]);
  });
});

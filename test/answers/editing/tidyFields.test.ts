import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tidyFields, fieldsOfContent } from '../../../src/answers/editing/form.ts';
import { codePoint } from '../../support/codePoint.ts';

const EMPTY = { title: '', questions: '', body: '', sources: '', reviewBy: '' };

test('lines are trimmed, and empty and repeated ones left out', () => {
  const fields = {
    title: '  Where are\nthe   rules? ',
    questions: '\n  rules \r\nwhere are rules\n\nRules\n rules?',
    body: '\n\n  They are in #rules.  \r\nSee there.\n\n',
    sources: '<https://example.com/a>\nhttps://example.com/a\n https://example.com/b ',
    reviewBy: ' 2027-01-31\n',
  };
  expect(tidyFields(fields)).toEqual({
    title: 'Where are the rules?',
    questions: ['rules', 'where are rules'],
    body: '  They are in #rules.  \nSee there.',
    sources: ['https://example.com/a', 'https://example.com/b'],
    reviewBy: '2027-01-31',
  });
});

test('an address is taken out of its brackets, however many there are', () => {
  const sources = '< <https://example.com/a> >\n<\u0007<https://example.com/b>>\n< <\n< >';
  expect(tidyFields({ ...EMPTY, sources }).sources).toEqual(['https://example.com/a', 'https://example.com/b']);
});

test('an empty review date is none', () => {
  expect(tidyFields({ ...EMPTY, reviewBy: '  ' })).toEqual({ title: '', questions: [], body: '', sources: [] });
});

test('what cannot be seen goes: control characters, turned directions, halves of characters', () => {
  expect(tidyFields({ ...EMPTY, title: 'a\u0000b\u202Ec\uD800d', body: 'a\u0007\n\tb' })).toMatchObject({
    title: 'abcd',
    body: 'a\n    b',
  });
});

test.each([
  ['zero-width spaces, soft hyphens, word joiners, byte order marks', 'r\u200Bu\u00ADl\u2060e\uFEFFs', 'rules'],
  ['joiners, tags and variation selectors beside Latin letters', 'ru\u200D\u{E0061}\uFE0Fles', 'rules'],
  ['blank Hangul letters', 'rules\u3164\u115F\uFFA0', 'rules'],
  ['marks of the direction where all is written in one', 'ru\u200Eles\u200F', 'rules'],
])('what is drawn as nothing goes: %s', (_what, typed, seen) => {
  expect(tidyFields({ ...EMPTY, title: typed, questions: typed, body: typed })).toMatchObject({
    title: seen,
    questions: [seen],
    body: seen,
  });
});

test.each([
  ['a family', '👨‍👩‍👧‍👦'],
  ['an astronaut', '👩🏽‍🚀'],
  ['a rainbow flag', '🏳️‍🌈'],
  ['a burning heart', '❤️‍🔥'],
  ['a key', '1️⃣'],
  ['the flag of Scotland', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ['Persian, of which a word is kept apart', 'می‌خواهم'],
  ['Hindi with a half letter', 'क्‍ष'],
  ['Hebrew with a full stop on its side', 'שלום C++\u200E.'],
  ['a Japanese name in its own form', '葛󠄀城'],
])('what belongs to a sign or a letter stays: %s', (_what, text) => {
  expect(tidyFields({ ...EMPTY, title: text, questions: text, body: text })).toMatchObject({
    title: text,
    questions: [text],
    body: text,
  });
});

test('phrasings that look the same are one, whatever stands unseen in them', () => {
  expect(tidyFields({ ...EMPTY, questions: 'می‌خواهم\nمیخواهم\n❤️ rules\nRu\u2060les' }).questions).toEqual([
    'می‌خواهم',
    '❤️ rules',
  ]);
});

test('@everyone and @here call nobody any more, but in code they stay', () => {
  const body = '@everyone and @Here: `@everyone`\n```\n@here\n```\n    @here';
  expect(tidyFields({ ...EMPTY, title: '@here', body })).toMatchObject({
    title: '@\u200Bhere',
    body: '@\u200Beveryone and @\u200BHere: `@everyone`\n```\n@here\n```\n    @\u200Bhere',
  });
});

test('tidying what is tidy changes nothing', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom('\n', '@everyone', '`', '```', '<', '>', ' ', '\t', '\r', '- '),
        fc.constantFrom(
          '❤',
          '\uFE0F',
          '\u200D',
          '\u200B',
          '🏽',
          '🏴',
          '\u{E0067}',
          '\u{E007F}',
          '1',
          '\u20E3',
          'ش',
          '葛',
        ),
        fc.constantFrom('\u061C', '\u200E', '\u200C', '\u3164', '\u2800', '\u{E0100}', '\u0000', '\uD83D'),
        fc.string({ unit: codePoint }),
      ),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.record({ title: text, questions: text, body: text, sources: text, reviewBy: text }), (fields) => {
      const once = tidyFields(fields);
      expect(tidyFields(fieldsOfContent(once))).toEqual(once);
    }),
  );
});

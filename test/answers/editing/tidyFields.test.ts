import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsOfContent } from '../../../src/answers/editing/formOfAnswer.ts';
import { tidyFields } from '../../../src/answers/editing/tidyFields.ts';

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
  const sources = '< <https://example.com/a> >\n<\u0007<https://example.com/b>>\n< <';
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
        fc.string({ unit: 'binary' }),
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

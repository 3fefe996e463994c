import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortAnswer } from '../../../src/answers/servers/shortAnswer.ts';

const LONG = 'One sentence is here, and says something. '.repeat(3);

test('the first paragraph is the short answer, and the body goes on after it', () => {
  expect(shortAnswer('Ask in #help. Somebody is there.\n\nOr read the rules.', 'Help')).toEqual({
    short: 'Ask in #help. Somebody is there.',
    body: 'Or read the rules.',
  });
});

test('of a long paragraph it is as many sentences as a notification shows', () => {
  const text = `${LONG}${LONG}`.trim();
  expect(shortAnswer(text, 'Title')).toEqual({
    short: 'One sentence is here, and says something. '.repeat(4).trim(),
    body: 'One sentence is here, and says something. '.repeat(2).trim(),
  });
});

test('a sentence does not end inside a link, after an abbreviation or in a number', () => {
  const link = '[a page. With two sentences](https://example.com/a.b)';
  const text = `Read e.g. ${link} about GPT-3.5 first. ${LONG}${LONG}`;
  expect(shortAnswer(text, 'Title').short).toBe(
    `Read e.g. ${link} about GPT-3.5 first. One sentence is here, and says something. One sentence is here, and says something.`,
  );
});

test('where not even one sentence fits, the beginning is cut at a word, and said again in the body', () => {
  const text = `${'so much to say and no full stop '.repeat(10)}end`;
  const { short, body, isCut } = shortAnswer(text, 'Title');
  expect(short).toBe(`${'so much to say and no full stop '.repeat(10).slice(0, 194)}…`);
  expect([body, isCut]).toEqual([text, true]);
});

test.each([
  ['a heading', '# Rules of *this* server\nBe kind.', 'Rules of *this* server Be kind.'],
  ['a list', '- first\n- second', 'first second'],
  ['a quote', '> be kind\n\nsaid somebody', 'be kind'],
  ['code, which nobody reads as a sentence', '```js\nrun();\n```', 'Title'],
  ['nothing', '', 'Title'],
])('a text that begins with %s stays whole', (_, text, short) => {
  expect(shortAnswer(text, 'Title')).toEqual({ short, body: text, isCut: true });
});

test('whatever is written, the short answer fits, says something, and nothing is lost', () => {
  const markdown = fc.array(
    fc.oneof(
      fc.constantFrom('. ', '\n\n', '\n', '- ', '> ', '```', '`', '# ', '[a. b](https://c.de)', '💀'),
      fc.string(),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(markdown, (parts) => {
      const text = parts.join('');
      const { short, body, isCut } = shortAnswer(text, 'Title');
      expect(Array.from(short).length).toBeLessThanOrEqual(200);
      expect(short).not.toBe('');
      const all = text.replace(/\s/g, '');
      expect((isCut ? body : short + body).replace(/\s/g, '')).toBe(all);
    }),
  );
});

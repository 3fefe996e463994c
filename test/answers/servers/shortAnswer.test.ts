import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortAnswer } from '../../../src/answers/servers/serverAnswer.ts';

const LONG = 'One sentence is here, and says something. '.repeat(3);

test('the first paragraph is the short answer, and the body goes on after it', () => {
  expect(shortAnswer('Ask in #help. Somebody is there.\n\nOr read the rules.')).toEqual({
    short: 'Ask in #help. Somebody is there.',
    body: 'Or read the rules.',
  });
});

test('of a long paragraph it is as many sentences as a notification shows', () => {
  const text = `${LONG}${LONG}`.trim();
  expect(shortAnswer(text)).toEqual({
    short: 'One sentence is here, and says something. '.repeat(4).trim(),
    body: 'One sentence is here, and says something. '.repeat(2).trim(),
  });
});

test('a sentence does not end inside a link, after an abbreviation or in a number', () => {
  const link = '[a page. With two sentences](https://example.com/a.b)';
  const text = `Read e.g. ${link} about GPT-3.5 first. ${LONG}${LONG}`;
  expect(shortAnswer(text).short).toBe(
    `Read e.g. ${link} about GPT-3.5 first. One sentence is here, and says something. One sentence is here, and says something.`,
  );
});

test('where not even one sentence fits, there is none, and nothing is said twice', () => {
  const text = `${'so much to say and no full stop '.repeat(10)}end`;
  expect(shortAnswer(text)).toEqual({ short: '', body: text, isTooLong: true });
});

test.each([
  ['a heading', '# Rules of *this* server\nBe kind.'],
  ['a list', '- first\n- second'],
  ['steps', '1. Open #help.\n2. Ask.'],
  ['a quote', '> be kind\n\nsaid somebody'],
  ['code', '```js\nrun();\n```'],
  ['nothing', ''],
])('a text that begins with %s stays whole', (_, text) => {
  expect(shortAnswer(text)).toEqual({ short: '', body: text });
});

test('whatever is written, the short answer fits, and nothing is lost or said twice', () => {
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
      const { short, body } = shortAnswer(text);
      expect(Array.from(short).length).toBeLessThanOrEqual(200);
      expect((short + body).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});

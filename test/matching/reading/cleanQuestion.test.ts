import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanQuestion } from '../../../src/matching/reading/cleanQuestion.ts';

test.each([
  ['a user mention', '<@123456789012345678> what is GPT-4?', 'what is GPT-4?'],
  ['an old user mention', '<@!123456789012345678> hi', 'hi'],
  ['a role and a channel', 'ask <@&42> in <#43> please', 'ask in please'],
  ['everyone', '@everyone what is GPT?', 'what is GPT?'],
  ['custom emoji', 'what <:blob:123> is <a:party:456> GPT', 'what is GPT'],
  ['emoji', '🤖 what is GPT 💀', 'what is GPT'],
  ['a timestamp', 'since <t:1700000000:R> it is slow', 'since it is slow'],
  ['a slash command', 'try </ask:123>', 'try'],
  ['a code block', 'why?\n```ts\nmodel: "gpt-4o"\n```\nhm', 'why? hm'],
  ['an unclosed code block', 'why?\n```\ngpt-4o', 'why?'],
  ['inline code', 'set `model=gpt-4` there', 'set there'],
  ['a name in inline code', 'what is `gpt-4`?', 'what is gpt-4 ?'],
  ['inline code with a backtick', 'set ``a ` b`` there', 'set there'],
  ['a quoted line', '> which model is this?\nno idea', 'no idea'],
  ['a long quote', 'look\n>>> which model\nis this?', 'look'],
  ['a link', 'see https://example.com/gpt-4?x=1#y now', 'see now'],
  ['a link without a preview', 'see <https://example.com/gpt-4> now', 'see now'],
  ['a link without a scheme', 'www.example.com or example.com/gpt-4 ok', 'or ok'],
  ['a masked link', 'the [GPT-4 report](https://example.com/gpt-4o) says', 'the GPT-4 report says'],
  ['bold, italics and spoilers', '**GPT**-4 is *not* ||GPT-3|| ~~or 2~~', 'GPT-4 is not GPT-3 or 2'],
  ['a heading', '# What is GPT?', '# What is GPT?'],
  ['an escape', 'GPT\\-4', 'GPT-4'],
  ['a writing direction override', '\u202eGPT\u202c-4', 'GPT-4'],
  ['zero-width characters', 'G\u200bP\u200dT\ufeff-4', 'GPT-4'],
  ['zalgo', 'G\u0335\u0321\u0350P\u0336T\u0337', 'GPT'],
  ['full-width letters', 'ＧＰＴ－４', 'GPT-4'],
  ['mathematical letters', '𝗚𝗣𝗧-𝟒', 'GPT-4'],
  ['a Cyrillic letter among Latin ones', 'Сhаt GРT', 'Chat GPT'],
  ['a Greek letter before a digit', 'ο3', 'o3'],
  ['Russian, which stays', 'что такое GPT', 'что такое GPT'],
  ['stretched letters', 'whaaaaat isss GPT', 'whaat iss GPT'],
  ['a Roman numeral, which stays', 'GPT-III', 'GPT-III'],
  ['a non-breaking hyphen', 'GPT\u20115', 'GPT-5'],
  ['curly quotes', '“what’s GPT”', '"what\'s GPT"'],
  ['line breaks', 'what\n\nis\tGPT', 'what is GPT'],
  ['nothing else', '<@1> `f(x)` 💀', ''],
])('takes away %s', (_, text, cleaned) => {
  expect(cleanQuestion(text)).toBe(cleaned);
});

test('looks at the first five hundred characters', () => {
  expect(cleanQuestion('ab '.repeat(1_300))).toBe('ab '.repeat(167).slice(0, 500).trimEnd());
});

/** Texts full of what cleaning removes, cut and nested at random. */
const marked = fc
  .array(
    fc.constantFrom(
      ...'<@ <@1> <:a:1> ` `` ``` > >>> * ** ~~ || \\ [ ]( ) https:// www. @everyone @here aaa iiii . - _ / : ( a é С 4 '.split(
        ' ',
      ),
      ' ',
      '\n',
      '\u200b',
      '\u0301',
      '\ud835',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));
const anything = fc.oneof(marked, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme' }));

test('cleaning a cleaned text changes nothing', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const cleaned = cleanQuestion(text);
      expect(cleanQuestion(cleaned)).toBe(cleaned);
    }),
    { numRuns: 2_000 },
  );
});

test('a cleaned text is one line without markup', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const cleaned = cleanQuestion(text);
      expect(cleaned).not.toMatch(/[<>`*|~\\[\]@\n]|^ |  | $/u);
      expect(cleaned.isWellFormed()).toBe(true);
    }),
  );
});

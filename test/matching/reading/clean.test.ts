import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clean, ownWords } from '../../../src/matching/reading/clean.ts';
import { codePoint } from '../../support/codePoint.ts';

test.each([
  ['a user mention', '<@123456789012345678> what is GPT-4?', 'what is GPT-4?'],
  ['an old user mention', '<@!123456789012345678> hi', 'hi'],
  ['a role and a channel', 'ask <@&42> in <#43> please', 'ask in please'],
  ['everyone', '@everyone what is GPT?', 'what is GPT?'],
  ['custom emoji', 'what <:blob:123> is <a:party:456> GPT', 'what is GPT'],
  ['joined emoji', 'what is 👩\u200d💻 GPT ❤\ufe0f', 'what is 👩💻 GPT ❤'],
  ['a timestamp', 'since <t:1700000000:R> it is slow', 'since it is slow'],
  ['a slash command', 'try </ask:123>', 'try'],
  ['a code block', 'why?\n```ts\nmodel: "gpt-4o"\n```\nhm', 'why? hm'],
  ['an unclosed code block', 'why?\n```\ngpt-4o', 'why?'],
  ['inline code', 'set `model=gpt-4` there', 'set there'],
  ['a name in inline code', 'what is `gpt-4`?', 'what is gpt-4 ?'],
  ['inline code with a backtick', 'set ``a ` b`` there', 'set there'],
  ['a quoted line', '> which model is this?\nno idea', 'no idea'],
  ['a long quote', 'look\n>>> which model\nis this?', 'look'],
  ['an indented quoted line', '  > what is rlhf?\nthis', 'this'],
  ['an indented quoted line further down', 'lol\n > what is rlhf?\nno clue', 'lol no clue'],
  ['an indented long quote', 'look\n  >>> which model\nis this?', 'look'],
  ['a link', 'see https://example.com/gpt-4?x=1#y now', 'see now'],
  ['a link without a preview', 'see <https://example.com/gpt-4> now', 'see now'],
  ['a link without a scheme', 'www.example.com or example.com/gpt-4 ok', 'or ok'],
  ['a masked link', 'the [GPT-4 report](https://example.com/gpt-4o) says', 'the GPT-4 report says'],
  ['bold, italics and spoilers', '**GPT**-4 is *not* ||GPT-3||', 'GPT-4 is not GPT-3'],
  ['what is struck through', '~~what is gpt-3~~ what is gpt-4?', 'what is gpt-4?'],
  ['all of it, when all is struck through', '~~when was gpt-4 released?~~', ''],
  ['a part of a word that is struck through', 'GPT-~~3~~4', 'GPT-4'],
  ['lines that are struck through', 'hm ~~what\nis~~ GPT', 'hm GPT'],
  ['what is struck through, twice', '~~a~~ what ~~is~~ GPT', 'what GPT'],
  ['what is struck through within bold', '**~~GPT-3~~ GPT-4**', 'GPT-4'],
  ['a heading', '# What is GPT?', '# What is GPT?'],
  ['an escape', 'GPT\\-4', 'GPT-4'],
  ['a writing direction override', '\u202eGPT\u202c-4', 'GPT-4'],
  ['zero-width characters', 'G\u200bP\u200dT\ufeff-4', 'GPT-4'],
  ['zalgo', 'G\u0335\u0321\u0350P\u0336T\u0337', 'GPT'],
  ['the points of Hebrew', 'מָה זֶה GPT', 'מה זה GPT'],
  ['the vowels of Arabic', 'مَا هُوَ GPT', 'ما هو GPT'],
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
  ['nothing else', '<@1> `f(x)` <:blob:123>', ''],
])('takes away %s', (_, text, cleaned) => {
  expect(clean(text).text).toBe(cleaned);
});

test.each([
  ['tildes that nothing closes', 'what is ~~GPT-4', 'what is GPT-4'],
  ['a tilde before a number', 'is it ~5 or ~6 months old', 'is it 5 or 6 months old'],
  ['single tildes', 'what ~is~ GPT', 'what is GPT'],
  ['a fence of tildes', '~~~\nwhat is GPT\n~~~', 'what is GPT'],
  ['tildes that are escaped', 'what \\~~is~~ GPT', 'what is GPT'],
  ['tildes in code', '`a ~~ b` what is GPT `c ~~ d`', 'what is GPT'],
  ['a closing pair in a line that is not quoted', '> ~~a\nwhat is~~ GPT', 'what is GPT'],
  ['a sign that is escaped', '\\> what is GPT', 'what is GPT'],
  ['a sign after code', '`f(x)` > what is GPT', 'what is GPT'],
  ['a sign without a blank', ' >what is GPT', 'what is GPT'],
  ['an apostrophe before code', 'don`t ```a``` what is GPT', 'don t what is GPT'],
])('keeps what only looks like a quote, code or struck-through text: %s', (_, text, cleaned) => {
  expect(clean(text).text).toBe(cleaned);
});

test.each(['~~', '~~ ', '~~a', '~', '~~~ ', '`', '`` ', '```', '\\', '\\~', '> ', '\n> ', '\n  ', ' ', '~~`', '`~~'])(
  'removing code and quotes takes linear time among many "%s"',
  (mark) => {
    // Linear time is a second on a slow machine. Quadratic time would be minutes, more than the timeout.
    const many = mark.repeat(200_000 / mark.length);
    for (const text of [many, `~~ ${many}`, `\`${many}`]) expect(ownWords(text)).toBeTypeOf('string');
  },
  60_000,
);

test('reads the first five hundred characters', () => {
  expect(clean('ab '.repeat(1_300)).text).toBe('ab '.repeat(167).slice(0, 500).trimEnd());
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
const anything = fc.oneof(marked, fc.string({ unit: codePoint, maxLength: 200 }), fc.string({ unit: 'grapheme' }));

test('cleaning a cleaned text changes nothing', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const cleaned = clean(text).text;
      expect(clean(cleaned).text).toBe(cleaned);
    }),
    { numRuns: 2_000 },
  );
});

test('a cleaned text is one line without markup', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const cleaned = clean(text).text;
      expect(cleaned).not.toMatch(/[<>`*|~\\[\]@\n]|^ |  | $/u);
      expect(cleaned.isWellFormed()).toBe(true);
    }),
  );
});

test.each([
  ['a mention', 'ask <@123456789012345678>', true],
  ['a mention in a quote', '> <@123456789012345678> hi\nwhat is GPT-4?', false],
  ['a mention in code', '`<@123456789012345678>`', false],
  ['an escaped mention', '\\<@123456789012345678>', false],
  ['a role', '<@&123456789012345678>', false],
  ["another bot's command", '!gpt what is rlhf', true],
  ['a question mark as a prefix', '?rlhf', true],
  ['a typed mention', '@ChatGPT what is rlhf?', true],
  ['a withdrawn question', 'what is rlhf? nvm found it', true],
  ['a question for opinions', 'what do you guys think of the new gpt?', true],
  ['a question for experience', 'anybody here tried gpt-4 for cooking?', true],
  ['a question for news', 'have you seen what gpt-4 can do?', true],
  ['a question to all', 'can you guys tell me what rlhf is?', false],
  ['a hidden question', '||what is rlhf?||', true],
  ['a hidden word', 'what is ||rlhf||?', false],
])('%s: is it for others?', (_, text, isForOthers) => {
  expect(clean(text).isForOthers).toBe(isForOthers);
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentOfAnswer, fieldsOfContent, tidyFields } from '../../../src/answers/editing/form.ts';
import { checkMarkdown, invitationsIn, maskedLinksIn } from '../../../src/answers/editing/markdown.ts';
import { checkContent } from '../../../src/answers/editing/rules.ts';
import { serverAnswer } from '../../../src/answers/servers/serverAnswer.ts';
import { replyWithAnswer } from '../../../src/replies/replyTo.ts';
import type { AnswerContent } from '../../../src/store/Store.ts';
import { curated, RULES } from '../../support/editing.ts';

const GOOD = tidyFields(RULES);
const messages = (content: AnswerContent): string[] => checkContent(content).map(({ message }) => message);
const lines = (count: number): string[] => Array.from({ length: count }, (_, place) => `line ${place}`);

test('an answer that breaks no rule is accepted', () => {
  expect(checkContent(GOOD)).toEqual([]);
  expect(checkContent({ title: 'Rules', questions: [], body: 'See #rules.', sources: [] })).toEqual([]);
});

test.each([
  [{ title: '' }, 'The title is missing. Write the question that this answers.'],
  [{ title: '?!' }, 'The title is missing. Write the question that this answers.'],
  [{ title: 'é'.repeat(101) }, 'The title is 101 characters long. Shorten it to at most 100.'],
  [{ questions: ['???'] }, 'The phrasing "???" contains no words. Write what members ask, or remove it.'],
  [
    { questions: [`why ${'x'.repeat(200)}`] },
    `The phrasing "why ${'x'.repeat(55)}…" is 204 characters long. Shorten it to at most 200.`,
  ],
  [
    { questions: lines(101) },
    'There are 101 phrasings, but an answer can have at most 100. Keep those that differ most.',
  ],
  [
    { questions: lines(30).map((line) => line + 'x'.repeat(150)) },
    'The phrasings are 4,729 characters long together, but only 4,000 fit. Keep those that differ most.',
  ],
  [{ body: '' }, 'The answer is missing. Write what the bot should say.'],
  [{ body: '\u200B' }, 'The answer is missing. Write what the bot should say.'],
  [{ body: '\u2800 \u2800' }, 'The answer is missing. Write what the bot should say.'],
  [
    { body: `Short.\n\n${'x'.repeat(4_000)}` },
    'The answer is 4,008 characters long, but only 3,654 fit in a message with the title and the sources. Shorten it or split it into two answers.',
  ],
  [
    { sources: ['example.com'] },
    'The source "example.com" is not an https link. Write it like https://example.com/page.',
  ],
  [
    { sources: ['https://me:secret@example.com'] },
    'The source "https://me:secret@example.com" is not an https link. Write it like https://example.com/page.',
  ],
  [
    { sources: ['javascript:alert(1)'] },
    'The source "javascript:alert(1)" is not an https link. Write it like https://example.com/page.',
  ],
  [
    { sources: ['https://discord.gg/abc'] },
    'The source "https://discord.gg/abc" is an invitation to a Discord server. Remove it.',
  ],
  [
    { sources: ['https://discord。gg/abc'] },
    'The source "https://discord。gg/abc" is an invitation to a Discord server. Remove it.',
  ],
  [
    { sources: ['https://discord.com/%69nvite/abc'] },
    'The source "https://discord.com/%69nvite/abc" is an invitation to a Discord server. Remove it.',
  ],
  [
    { sources: [`https://example.com/${'a'.repeat(500)}`] },
    `The source "https://example.com/${'a'.repeat(39)}…" is 520 characters long. Shorten it to at most 500.`,
  ],
  [
    { sources: lines(11).map((_, place) => `https://example.com/${place}`) },
    'There are 11 sources, but an answer can have at most 10. Keep the best ones.',
  ],
  [
    { sources: lines(3).map((_, place) => `https://example.com/${place}${'a'.repeat(450)}`) },
    'The source links are too long together for one message. Remove some, or drop everything after the "?" in the links.',
  ],
  [
    { reviewBy: 'next summer' },
    'The review date "next summer" is not a date. Write it like 2027-01-31, or leave it empty.',
  ],
  [
    { reviewBy: '2027-02-30' },
    'The review date "2027-02-30" is not a date. Write it like 2027-01-31, or leave it empty.',
  ],
])('%o is refused: %s', (wrong, message) => {
  expect(messages({ ...GOOD, ...wrong })).toEqual([message]);
});

test('all that is wrong is said at once', () => {
  const codes = checkContent({ title: '', questions: ['?'], body: '', sources: ['x'], reviewBy: 'y' });
  expect(codes.map(({ code }) => code)).toEqual(['no-title', 'no-words', 'no-answer', 'bad-source', 'bad-review-date']);
});

test('lengths are counted as Discord counts them: an emoji is one character', () => {
  expect(checkContent({ ...GOOD, title: `Rules${'💀'.repeat(95)}` })).toEqual([]);
  expect(messages({ ...GOOD, title: `Rules${'💀'.repeat(96)}` })).toEqual([
    'The title is 101 characters long. Shorten it to at most 100.',
  ]);
});

describe('in Markdown', () => {
  test.each([
    '[our rules](https://example.com/rules)',
    '[example.com](https://example.com/rules) and [www.example.com](https://example.com)',
    '[docs.example.com](https://example.com) and [example.com](https://docs.example.com)',
    '[Node.js](https://example.com), [README.md](https://example.com), [v1.2](https://example.com)',
    'https://example.com and <https://example.com> and http://example.com',
    'ask in <#123456789012345678>, use </ask:123456789012345678> <:wave:123456789012345678> <t:1700000000>',
    'mail me@example.com',
    'https://discord.com/developers/docs/resources/invite and https://discord.com/channels/1/2/3',
    'https://support.discord.com/hc/en-us/articles/208866998-Invites-101, or discord.com for invites',
    '`[google.com](https://evil.example)` and `<@123456789012345678>` and `discord.gg/abc`',
    '```\n[google.com](javascript:alert(1))\n<@&123456789012345678> discord.gg/abc\n```',
    '[ ] to do',
  ])('%s is let alone', (markdown) => {
    expect(checkMarkdown('The answer', markdown)).toEqual([]);
  });

  test.each([
    ['[google.com](https://evil.example)', 'misleading-link'],
    ['[**google.com**](https://evil.example)', 'misleading-link'],
    ['[see https://google.xyz9.zz/a now](https://evil.example)', 'misleading-link'],
    ['[ｇｏｏｇｌｅ。com](https://evil.example)', 'misleading-link'],
    ['[goo\u200Bgle.com](<https://evil.example>)', 'misleading-link'],
    ['[google.com](https://google.com.evil.example)', 'misleading-link'],
    ['[google.com](https://google.com@evil.example/)', 'misleading-link'],
    ['![google.com](https://evil.example)', 'misleading-link'],
    ['[a [google.com] b](https://evil.example)', 'misleading-link'],
    ['    [google.com](https://evil.example)', 'misleading-link'],
    ['<div>\n[google.com](https://evil.example)\n</div>', 'misleading-link'],
    ['~~~\n[google.com](https://evil.example)\n~~~', 'misleading-link'],
    ['```\n[google.com](https://evil.example)', 'misleading-link'],
    ['````\na\n```\n[google.com](https://evil.example)\n````', 'misleading-link'],
    ['```\na\n```b\n[google.com](https://evil.example)\n```', 'misleading-link'],
    ['````a```[google.com](https://evil.example)````', 'misleading-link'],
    ['[`google.com](https://evil.example)`', 'misleading-link'],
    ['`[` [google.com](https://evil.example)', 'misleading-link'],
    ['[here](javascript:alert(1))', 'unsafe-link'],
    ['[here](data:text/html,x)', 'unsafe-link'],
    ['[here](http://example.com)', 'unsafe-link'],
    ['[here](/rules)', 'unsafe-link'],
    ['join discord.gg/abc', 'invite'],
    ['join https://discord.com/invite/abc', 'invite'],
    ['join [us](https://discordapp.com/invite/abc)', 'invite'],
    ['join dis\u200Bcord.gg/abc', 'invite'],
    ['````\na\n```\ndiscord.gg/abc\n````', 'invite'],
    ['join https://discord.com/./invite/abc', 'invite'],
    ['join https://discord.com//invite/abc', 'invite'],
    ['join https://discordapp.com:443/invite/abc', 'invite'],
    ['join https://ptb.discord.com/invite/abc', 'invite'],
    ['join https://me@discord.gg/abc', 'invite'],
    ['join https://discord。gg/abc', 'invite'],
    ['join **https://discord%2Egg**', 'invite'],
    ['join [us](https://discord.com/%69nvite/abc)', 'invite'],
    ['join [us](https://discord.com/(a)/../invite/abc)', 'invite'],
    ['join [https://discord%2Egg](https://discord%2Egg)', 'invite'],
    [String.raw`join [us](https://discord\.gg/abc)`, 'invite'],
    [String.raw`join https://discord.com\invite\abc`, 'invite'],
    ['join dis**cord.gg**/abc', 'invite'],
    ['see https://example.com/https://discord%2Egg/abc', 'invite'],
    ['ask <@123456789012345678>', 'mention'],
    ['ask <@!123456789012345678>', 'mention'],
    ['ask <@&123456789012345678>', 'mention'],
  ])('%s is refused as %s', (markdown, code) => {
    expect(checkMarkdown('The answer', markdown).map((refusal) => refusal.code)).toEqual([code]);
  });

  test('a refusal says what is meant, and what to do', () => {
    expect(
      checkMarkdown('The answer', '[google.com](https://evil.example) <@&12345> [a](b:c) discord.gg/x').map(
        ({ message }) => message,
      ),
    ).toEqual([
      'The answer has a link that shows google.com but leads to evil.example. Let its text say where it leads, or write the address by itself.',
      'The answer has a link on "a" to "b:c", which is not an https address. Write the whole address, starting with https://.',
      'The answer contains an invitation to a Discord server: discord.gg/x. Remove it.',
      'The answer mentions a role: <@&12345>. Write the name instead.',
    ]);
  });

  test('thousands of links that nobody closed are read, and the one that is closed is seen', () => {
    const open = '[a]('.repeat(4_500);
    expect(maskedLinksIn(`${open}\n\n[google.com](https://evil.example)`).map(({ words }) => words)).toContain(
      'google.com',
    );
  });

  test.each(['https://', 'https://a.b', 'https://discord.com/', '.*', '[', '*_'])(
    'an invitation behind very many of %j is found',
    (piece) => {
      const markdown = `https://discord.com/${piece.repeat(50_000)}x https://discord%2Egg/abc`;
      expect(invitationsIn(markdown)[0]).toBe('https://discord%2Egg/abc');
    },
  );

  test.each(['>', '- ', '1. ', '> * ', '*a_'])(
    'thousands of %j, behind which a link could hide, are refused',
    (mark) => {
      const refusals = checkMarkdown('The answer', `${mark.repeat(1_000)} [a [google.com] b](https://evil.example)`);
      expect(refusals.map(({ code }) => code)).toContain('crowded');
    },
  );
});

test('every curated answer can be made a server’s own without breaking a rule', () => {
  const broken = [...curated.curated.values()].flatMap((answer) => {
    const content = contentOfAnswer(answer);
    const refusals = checkContent(tidyFields(fieldsOfContent(content)));
    return refusals.map(({ message }) => `${answer.id}: ${message}`);
  });
  expect(broken).toEqual([]);
});

/** Of everything that can be typed, or of one piece again and again. */
function text(most: number): fc.Arbitrary<string> {
  const piece = fc.constantFrom('word ', 'A sentence. ', '💀', '\n\n', '\n- ', '```\ncode\n```\n');
  const repeated = piece.chain((one) =>
    fc.integer({ min: 1, max: Math.ceil(most / one.length) }).map((times) => one.repeat(times)),
  );
  return fc.oneof(fc.string({ maxLength: 100 }), repeated);
}

test('what is accepted is shown whole: no reply cuts it, leaves out a source or exceeds a message', () => {
  const fields = fc.record({
    title: text(100),
    questions: text(4_000),
    body: text(4_000),
    sources: fc.array(fc.webUrl({ validSchemes: ['https'] }), { maxLength: 10 }).map((urls) => urls.join('\n')),
    reviewBy: fc.constantFrom('', '2026-01-31'),
  });
  let accepted = 0;
  fc.assert(
    fc.property(fields, (typed) => {
      const content = tidyFields(typed);
      if (checkContent(content).length > 0) return;
      accepted++;
      const answer = serverAnswer({ answerId: 'x', checked: '2026-09-28' }, content);
      const reply = replyWithAnswer(answer, { today: '2026-11-22', whole: true });
      expect(reply.body).toBe(answer.body.trimEnd());
      expect([reply.title, reply.short]).toEqual([answer.title, answer.short]);
      expect(reply.sources.map(({ url }) => url)).toEqual(content.sources);
      expect(reply.smallPrint).toHaveLength(1 + content.sources.length);
      const all = [reply.title, reply.short, reply.body, reply.smallPrint!.join('\n-# ')].join('');
      expect(Array.from(all).length).toBeLessThanOrEqual(4_000);
    }),
    { numRuns: 200 },
  );
  expect(accepted).toBeGreaterThan(20);
});

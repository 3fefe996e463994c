import { describe, expect, test } from 'vitest';
import { followUpId } from '../../src/answers/followUp.ts';
import { acceptContent, formOfMessage, idOfTitle, tidyFields } from '../../src/answers/editing/form.ts';
import { checkContent } from '../../src/answers/editing/rules.ts';
import { differenceBetween } from '../../src/answers/editing/difference.ts';
import { serverAnswer } from '../../src/answers/servers/serverAnswer.ts';
import { readAnswersFiles } from '../../src/answers/exchange/readAnswersFile.ts';
import { timeOfDay, timeZoneOf } from '../../src/channels/modes.ts';
import { parseConfig } from '../../src/config.ts';
import { kindOf, LIST, SHOW } from '../../src/discord/customIds.ts';
import { differenceText } from '../../src/discord/editing/differenceText.ts';
import { createLog } from '../../src/operations/log.ts';
import { clean } from '../../src/matching/reading/clean.ts';
import { previewOf } from '../../src/replies/fitReply.ts';
import { replyWithAnswer } from '../../src/replies/replyTo.ts';
import { UserError } from '../../src/shared/UserError.ts';
import { clippedAtWord } from '../../src/shared/text.ts';
import { openFixtureBook } from '../support/fixtureBook.ts';

/**
 * A regular expression that tries every way of splitting a text takes hours for some of these, and even one that only tries
 * again from each character takes minutes where they are long. No time is measured: such an expression runs into the
 * time limit of the test, everything else is done in a thousandth of it.
 */
const PIECES = [
  'a',
  'A',
  '1',
  ' ',
  '\t',
  '\n',
  '\n ',
  '  \n',
  '.',
  '?!',
  '-',
  '--',
  '_',
  '*',
  '**',
  '~~',
  '`',
  '```\n',
  '~~~',
  '||',
  '>',
  '> ',
  '>>> ',
  '#',
  '# ',
  '[',
  ']',
  '](',
  '[](',
  '[a](',
  '(',
  '((',
  ')',
  '<',
  '<@',
  '<@1',
  '<#1',
  '<:a:1',
  '<https://',
  '{',
  '{{',
  '{{ ',
  '}}',
  '"',
  '\\',
  '/',
  '://',
  'https://',
  'http://a.',
  'www.a.',
  'a.a-',
  '@',
  '@everyone',
  '|',
  '|-',
  ',',
  ';',
  ':',
  '=',
  'x-',
  'gpt-',
  'gpt 4 ',
  'gpt-4.',
  'o1',
  '4o-',
  'and ',
  ', and ',
  ' vs ',
  'what is ',
  "what's ",
  '2024-',
  '1 may ',
  'may 2024 ',
  'é',
  'e\u0301',
  'ß',
  '\u200B',
  '\u202E',
  '🤖',
  '👩‍👩',
  '\uD800',
  '한',
  '。',
  "'s ",
  '1. ',
  '- ',
  '1) ',
  ' \u00A0',
  'iii',
  'aab',
  'sep=,',
  '---\n',
  '[a]\n',
  '"""',
];

const LENGTH = 10_000;
const repeated = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);

/** Each piece over and over, alone and where the end does not fit the rest. */
const WORST = PIECES.flatMap((piece) => [repeated(piece), `a${repeated(piece)}!`, `${repeated(piece)}\n\u0000a`]);

const book = await openFixtureBook();
const content = (text: string) => ({ title: text, questions: [text], body: text, sources: [text] });

/** Whether it came to an end as it should: done, or refused because of what a person did wrong. */
function isDoneOrRefused(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

const silent = createLog('debug', ['secret'], { write: () => {} });

const ENTRANCES: readonly [string, (text: string) => unknown][] = [
  ['a message is cleaned', clean],
  ['a follow-up is understood', (text) => followUpId(book, 'What is GPT-4?', text)],
  ['a model is looked up by its name', (text) => book.models.named(text)],
  [
    'a form is tidied',
    (text) => tidyFields({ title: text, questions: text, body: text, sources: text, reviewBy: text }),
  ],
  ['an answer is accepted', (text) => acceptContent(content(text))],
  ['an answer is checked', (text) => checkContent(content(text))],
  ['an id is made of a title', (text) => idOfTitle(text)],
  ['a message becomes a form', (text) => formOfMessage(text)],
  [
    'two versions are compared',
    (text) => differenceText(differenceBetween(content('a b'), content(text.slice(0, 2_000))), 4_000),
  ],
  ['an answer is cut to fit', (text) => previewOf(text, 500)],
  ['words are cut', (text) => clippedAtWord(text, 9_000)],
  ['a custom id is read', (text) => [kindOf(text), SHOW.read(text), LIST.read(`1:list:${text}`)]],
  ['a time of day and a time zone are read', (text) => [timeOfDay(text), timeZoneOf(text)]],
  ['secrets are taken out of a log line', (text) => silent.info({ text: `/webhooks/1/${text}` }, text)],
  [
    'a setting is read',
    (text) => parseConfig({ SHARD_COUNT: '2', SHARD_LIST: text, DISCORD_API_URL: `http://a${text}` }),
  ],
  ...['a.json', 'a.csv', 'a.md', 'a.toml', 'a'].map((name): [string, (text: string) => unknown] => [
    `a file called ${name} is read`,
    (text) => readAnswersFiles([{ bytes: new TextEncoder().encode(text), name }]),
  ]),
];

describe('with 10,000 characters of the worst kind', () => {
  test.for(ENTRANCES)('%s', { timeout: 120_000 }, ([_what, enter]) => {
    expect(WORST.every((text) => isDoneOrRefused(() => enter(text)))).toBe(true);
  });

  test('a question is answered', { timeout: 240_000 }, () => {
    for (const piece of PIECES) {
      const text = repeated(piece);
      expect(['answer', 'suggest', 'pass']).toContain(book.ask(text, 'direct').decision);
      expect(['answer', 'suggest', 'pass']).toContain(book.ask(`${text}?`, 'passive').decision);
    }
  });

  test('an answer of the greatest length is shown', { timeout: 120_000 }, () => {
    for (const piece of PIECES) {
      const body = repeated(piece).slice(0, 4_000);
      const answer = serverAnswer(
        { answerId: 'a', checked: '2026-11-22' },
        { title: 'A', questions: ['a'], body, sources: [] },
      );
      expect(replyWithAnswer(answer, { today: '2026-11-22', whole: true }).kind).toBe('answer');
    }
  });
});

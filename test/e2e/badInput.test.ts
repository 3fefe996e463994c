import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bot, startBot } from '../../src/discord/startBot.ts';
import { Playground } from 'discord-playground';
import { Books, KNOWN, KNOWN_ID, openEmptyApp, titleOf, NO_LIMITS } from '../support/bot.ts';
import { codePoint } from '../support/codePoint.ts';

const BURST = 1_000;

let playground: Playground;
let servers: Awaited<ReturnType<typeof openEmptyApp>>;
let bot: Bot;
const faults: string[] = [];
const note = (_context: object, text: string): void => void faults.push(text);

beforeAll(async () => {
  playground = await Playground.start({ botName: 'Whence', messageContent: true });
  servers = await openEmptyApp({ error: note, warn: note, info: () => {}, debug: () => {} });
  // The same is asked again and again.
  await servers.settings.save(playground.guild.id, { limits: NO_LIMITS });
  bot = await startBot({
    token: playground.token,
    apiUrl: playground.apiUrl,
    messageContent: true,
    // As Discord grants to large bots: a thousand answers would take 20 s otherwise.
    requestsPerSecond: 10_000,
    ...servers,
    books: new Books(),
  });
});

afterAll(async () => {
  await bot.stop();
  await servers.close();
  await playground.stop();
});

const ZALGO = '\u0300\u0301\u0302\u0316\u0317\u0318\u0334\u0335\u0336';

const piece = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '@Whence',
    '@everyone',
    '@here',
    '<@&1>',
    '<@80351110224678912>',
    '<#1>',
    '<:wave:80351110224678912>',
    '<t:1:R>',
    '😀😀😀',
    '👩‍👩‍👧‍👦',
    '\u202E',
    '\u2066\u202B',
    '\u200B\u200D\uFEFF',
    `c${ZALGO}h${ZALGO}a${ZALGO}t`,
    '**bold** __under__ ~~struck~~ ||spoiler||',
    '# heading',
    '> quote',
    '- list',
    '[masked](https://evil.example/@everyone)',
    'https://evil.example',
    '`code`',
    '```js\nwhile (true) {}\n```',
    '```',
    '\\',
    '${process.exit(1)}',
    "'; DROP TABLE answers; --",
    '__proto__ constructor toString',
    KNOWN,
    'gpt-4',
    'compare gpt-3 gpt-4',
    'model:gpt-4',
    'x'.repeat(4_000),
    'chatgpt '.repeat(500),
    'a\u0300'.repeat(1_500),
  ),
  fc.string({ unit: codePoint, maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
/** What must be tried whatever chance brings. */
const LISTED: readonly string[] = [
  '',
  'x'.repeat(4_000),
  '😀😀😀',
  '@Whence',
  '\u202E\u2066which model\u202B',
  `c${ZALGO}h${ZALGO}a${ZALGO}t`,
  '@everyone',
  '**[masked](https://evil.example/@everyone)** # <@&1>',
  '```js\nwhile (true) {}\n```',
];

/** As long as a message can be with Nitro: 4,000 characters. */
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' ').slice(0, 4_000));

test('whatever is written gets at most one reply, pings nobody but the asker, and does no harm', async () => {
  const ada = playground.addMember('ada');
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom('', '@Whence '), async (written, mention) => {
      const before = new Set(ada.sees().map(({ id }) => id));
      const message = await ada.says(`${mention}${written}`.slice(0, 4_000));
      const expected = mention === '' ? undefined : await reply(message.id);
      await playground.settled(10);
      const news = ada.sees().filter(({ id, author }) => author.bot && !before.has(id));
      expect(news.length).toBeLessThanOrEqual(1);
      expect(news.flatMap(({ pings }) => pings).filter((id) => id !== ada.user.id)).toEqual([]);
      expect(news[0]?.id).toBe(expected ?? news[0]?.id);
    }),
    { numRuns: 60, examples: LISTED.map((it) => [it, '@Whence ']) },
  );
  expect(playground.refusals).toEqual([]);
  expect(faults).toEqual([]);
  expect((await ada.asks(`@Whence ${KNOWN}`)).text).toContain(titleOf(KNOWN_ID));

  /** The id of the bot's reply: a mention is always answered. */
  async function reply(to: string): Promise<string> {
    await expect.poll(() => ada.sees().some(({ replyTo }) => replyTo === to), { interval: 5 }).toBe(true);
    return ada.sees().find(({ replyTo }) => replyTo === to)!.id;
  }
});

test('whatever is typed into a command is answered, and pings nobody', async () => {
  const ada = playground.addMember('ada');
  const typed = text.filter((it) => it.trim() !== '');
  await fc.assert(
    fc.asyncProperty(typed, fc.constantFrom('ask:question', 'model:name', 'lineage:model'), async (value, where) => {
      const [command, option] = where.split(':') as [string, string];
      await ada.types(command, option, value);
      expect((await ada.runs(command, { [option]: value })).pings).toEqual([]);
    }),
    { numRuns: 40 },
  );
  expect(playground.refusals).toEqual([]);
  expect(faults).toEqual([]);
});

test('a thousand questions in a burst are all answered, each once', async () => {
  const members = Array.from({ length: 10 }, (_, index) => playground.addMember(`member-${index}`));
  const channels = members.map(({ guild }, index) => guild.addChannel(`room-${index}`));
  const asked = await Promise.all(
    Array.from({ length: BURST }, (_, index) => {
      const member = members[index % members.length]!.in(channels[index % channels.length]!);
      return member.asks(`@Whence ${KNOWN}`, { timeoutMs: 60_000 });
    }),
  );
  expect(new Set(asked.map(({ replyTo }) => replyTo)).size).toBe(BURST);
  expect(asked.filter(({ text: said }) => !said.includes(titleOf(KNOWN_ID)))).toEqual([]);
  await playground.settled();
  const all = members.flatMap((member, index) => member.in(channels[index]!).sees());
  expect(all).toHaveLength(2 * BURST);
  expect(playground.refusals).toEqual([]);
  expect(faults).toEqual([]);
});

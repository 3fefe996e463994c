import { seeMessage } from 'discord-playground';
import { expect, test } from 'vitest';
import { type ChannelMode, DEFAULT_SETTINGS } from '../../../src/store/Store.ts';
import { book, startScene } from '../../support/bot.ts';
import { passDay, type SimulatedMessage, startBusyServer } from '../../support/busyDay.ts';
import * as strings from '../../../src/discord/strings.ts';

/** A message of the bot, without what would fill the memory. */
interface Said {
  readonly at: number;
  readonly questionId: string | undefined;
  readonly channelId: string;
  readonly kind: 'answer' | 'offer' | 'notice' | 'sentence';
  readonly title: string;
}

function kindOf(label: string | undefined, text: string): Said['kind'] {
  const { minutes } = DEFAULT_SETTINGS.limits;
  if ([true, false].some((hasButtons) => text === strings.fullNotice(minutes, hasButtons))) return 'notice';
  if (label === undefined) return 'sentence';
  return label === strings.OFFER ? 'offer' : 'answer';
}

interface Asked extends SimulatedMessage {
  readonly personId: string;
  readonly mode: ChannelMode;
}

test('a day on a busy server: 20 channels, 500 members, 20,000 messages', { timeout: 300_000 }, async () => {
  const faults: string[] = [];
  const quiet = { warn() {}, info() {}, debug() {}, error: (_context: object, text: string) => void faults.push(text) };
  const { playground, store, clock } = await startScene({
    // A day passes in seconds, so Discord's limit of requests in a second would hold back its replies.
    bot: { messageContent: true, log: quiet, requestsPerSecond: 1_000_000 },
    settings: { limits: DEFAULT_SETTINGS.limits },
  });
  const server = startBusyServer(playground);
  const { channelModes } = server;
  await store.saveSettings(playground.guild.id, { channelModes });
  await playground.settled();

  const said: Said[] = [];
  playground.watch((change) => {
    if (change.kind !== 'messageCreated' || change.message.author !== playground.bot) return;
    const { replyTo: questionId, channelId, buttons, text } = seeMessage(change.message);
    const title = text.split('\n')[0]!.replace('### ', '').replaceAll('\u2011', '-');
    said.push({ at: clock.now(), questionId, channelId, kind: kindOf(buttons[0]?.label, text), title });
  });
  const asked = new Map<string, Asked>();
  await passDay({
    ...server,
    book,
    advance: (ms) => clock.advance(ms),
    written(message, simulated, { user }) {
      asked.set(message.id, { ...simulated, personId: user.id, mode: channelModes[message.channelId]! });
    },
  });
  await playground.settled();

  const questionOf = ({ questionId }: Said): Asked => asked.get(questionId!)!;

  // One reply per question, and none in the wrong mode.
  expect(new Set(said.map(({ questionId }) => questionId)).size).toBe(said.length);
  const wrongMode = said.filter((one) => {
    const { mode, isMention } = questionOf(one);
    if (mode === 'off') return true;
    if (isMention) return false;
    return mode === 'mentioned' || (mode === 'offer') !== (one.kind === 'offer');
  });
  expect(wrongMode).toEqual([]);

  // Of what it says by itself, at most one in a hundred is wrong, and it says something.
  const byItself = said.filter((one) => !questionOf(one).isMention && one.kind === 'answer');
  expect(byItself.length).toBeGreaterThan(25);
  const wrong = byItself.filter((one) => !questionOf(one).right.includes(one.title));
  expect(wrong.map((one) => [questionOf(one).text, one.title]).slice(Math.floor(byItself.length / 100))).toEqual([]);
  expect(said.filter(({ kind }) => kind === 'offer').length).toBeGreaterThan(25);

  // Nothing exceeds a limit: links count as replies, and only the notice that there have been enough does not.
  const { perPerson, perChannel, minutes } = DEFAULT_SETTINGS.limits;
  const replies = said.filter(({ kind }) => kind !== 'notice');
  for (const one of replies) {
    const recent = replies.filter(({ at }) => at <= one.at && at > one.at - minutes * 60_000);
    const toPerson = recent.filter((reply) => questionOf(reply).personId === questionOf(one).personId);
    expect(toPerson.length).toBeLessThanOrEqual(perPerson);
    expect(recent.filter(({ channelId }) => channelId === one.channelId).length).toBeLessThanOrEqual(perChannel);
  }

  expect(asked.size).toBe(20_000);
  expect(faults).toEqual([]);
});

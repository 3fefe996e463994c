import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, SeenMessage } from 'discord-playground';
import { seeMessage } from 'discord-playground';
import { expect, test } from 'vitest';
import { CHANNEL_MODES, type ChannelMode, DEFAULT_SETTINGS } from '../../../src/store/Store.ts';
import { book, startScene } from '../../support/bot.ts';
import { messageSource, randomNumbers, type SimulatedMessage } from '../../support/busyDay.ts';
import * as strings from '../../../src/discord/strings.ts';

const MESSAGES = 20_000;
const HOUR = 60 * 60_000;
const EVERY_MS = (24 * HOUR) / MESSAGES;
/** More would only fill the memory of the playground, which shares it with the bot here. */
const KEPT = 500;

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
  const { guild } = playground;
  const channels = Array.from({ length: 20 }, (_, index) => guild.addChannel(`channel-${index}`));
  // The day is so fast that pictures would come after their messages were taken away below.
  for (const channel of channels) guild.overwrite(channel, playground.bot, { deny: PermissionFlagsBits.AttachFiles });
  const modeOf = new Map(channels.map((channel, index) => [channel.id, CHANNEL_MODES[index % 4]!]));
  await store.saveSettings(guild.id, { channelModes: Object.fromEntries(modeOf) });
  const members = Array.from({ length: 500 }, (_, index) => playground.addMember(`member${index}`));
  await playground.settled();

  const kept: { channel: Channel; id: string }[] = [];
  const said: Said[] = [];
  const answered = new Set<string | undefined>();
  playground.watch((change) => {
    if (change.kind !== 'messageCreated' || change.message.author !== playground.bot) return;
    const { replyTo: questionId, channelId, buttons, text } = seeMessage(change.message);
    const [first] = buttons;
    const kind = kindOf(first?.label, text);
    const title = text.split('\n')[0]!.replace('### ', '').replaceAll('\u2011', '-');
    answered.add(questionId);
    kept.push({ channel: change.message.channel, id: change.message.id });
    said.push({ at: clock.now(), questionId, channelId, kind, title });
  });
  const random = randomNumbers(14);
  const next = messageSource(book, random);
  const asked = new Map<string, Asked>();
  const latest = new Map<string, SeenMessage>();

  for (let count = 1; count <= MESSAGES; count++) {
    clock.advance(EVERY_MS);
    const simulated = next();
    const channel = channels[Math.floor(random() * channels.length)]!;
    const member = members[Math.floor(random() * members.length)]!;
    const text = simulated.isMention ? `<@${playground.bot.id}> ${simulated.text}` : simulated.text;
    const replyTo = simulated.isReply ? latest.get(channel.id) : undefined;
    const message = await member.in(channel).says(text, { ...(replyTo && { replyTo }) });
    asked.set(message.id, { ...simulated, personId: member.user.id, mode: modeOf.get(channel.id)! });
    latest.set(channel.id, message);
    kept.push({ channel, id: message.id });
    while (kept.length > KEPT) {
      const { channel: place, id } = kept.shift()!;
      place.messages.remove(id);
      if (!answered.has(id)) asked.delete(id);
    }
    if (count % 100 === 0) await playground.settled(10);
  }
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
  expect(byItself.length).toBeGreaterThan(50);
  const wrong = byItself.filter((one) => !questionOf(one).right.includes(one.title));
  expect(wrong.map((one) => [questionOf(one).text, one.title]).slice(Math.floor(byItself.length / 100))).toEqual([]);
  expect(said.filter(({ kind }) => kind === 'offer').length).toBeGreaterThan(50);

  // Nothing exceeds a limit: links count as replies, and only the notice that there have been enough does not.
  const { perPerson, perChannel, minutes } = DEFAULT_SETTINGS.limits;
  const replies = said.filter(({ kind }) => kind !== 'notice');
  for (const one of replies) {
    const recent = replies.filter(({ at }) => at <= one.at && at > one.at - minutes * 60_000);
    const toPerson = recent.filter((reply) => questionOf(reply).personId === questionOf(one).personId);
    expect(toPerson.length).toBeLessThanOrEqual(perPerson);
    expect(recent.filter(({ channelId }) => channelId === one.channelId).length).toBeLessThanOrEqual(perChannel);
  }

  expect(faults).toEqual([]);
});

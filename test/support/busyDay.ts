import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Member, Playground, SeenMessage } from 'discord-playground';
import type { AnswerBook } from '../../src/answers/AnswerBook.ts';
import { CHANNEL_MODES, type ChannelMode } from '../../src/store/Store.ts';

/** A message of a simulated day. */
export interface SimulatedMessage {
  readonly text: string;
  /** Titles of answers that are right, if it asks something that the bot knows. */
  readonly right: readonly string[];
  readonly isMention: boolean;
  readonly isReply: boolean;
}

const CHATTER = [
  'good morning everyone',
  'lol',
  'that build took forever again',
  'anyone up for a game tonight?',
  'my agent keeps failing with GPT-5, so annoying',
  'thanks, that worked!',
  'brb lunch',
  'I think the meeting moved to three',
  'nice, merged',
  'the new keyboard arrived, it is so loud',
  'chatgpt wrote my whole cover letter yesterday',
  'who broke main?',
  'same here',
  'I pay for Plus and still hit the limit, sigh',
  'can somebody review my pull request?',
  'no idea, ask bob',
];

/** Questions that the bot must not answer by itself. */
const BESIDE = [
  'how do I reset my router?',
  'which pizza is best based on the crust?',
  'what is the difference between tea and coffee?',
  'when does the server restart?',
  'why is my claude code session so slow today?',
  'can gpt-oss be supported in our app?',
  'how do I cook rice without a lid?',
  'is discord down again?',
  'what is wrong with my CSS?',
  'does anybody know a good dentist around here?',
];

/** A small generator of numbers, so that every run has the same day: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes messages as they come on a busy server: mostly talk, some questions, few of them for the bot. */
export function messageSource(book: AnswerBook, random: () => number): () => SimulatedMessage {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const curated = book.offerAnswers('', 25);
  const models = book.models.search('', 25);

  const titles = (...ids: string[]): string[] => ids.flatMap((id) => book.titleOf(id) ?? []);
  const asked = (): { text: string; right: readonly string[] } => {
    const [model, other] = [pick(models), pick(models)];
    const { id, label } = pick(curated);
    return pick([
      { text: label, right: titles(id) },
      { text: `when was ${model.label} released?`, right: titles(`model:${model.id}:released`, `model:${model.id}`) },
      {
        text: `${model.label} vs ${other.label}?`,
        right: titles(`compare:${model.id}+${other.id}`, `compare:${other.id}+${model.id}`, `model:${model.id}`),
      },
    ]);
  };
  const varied = (text: string): string => {
    const spelled = random() < 0.5 ? text.toLowerCase() : text;
    const start = pick(['', '', 'hey, ', 'quick question: ', 'ok so ']);
    return `${start}${spelled}${pick(['', '', ' thanks', ' :)'])}`;
  };

  return () => {
    const kind = random();
    const isReply = random() < 0.1;
    if (kind < 0.9) return { text: pick(CHATTER), right: [], isMention: false, isReply };
    if (kind < 0.94) return { text: varied(pick(BESIDE)), right: [], isMention: false, isReply };
    const { text, right } = asked();
    return { text: varied(text), right, isMention: kind > 0.985, isReply: false };
  };
}

const MESSAGES_A_DAY = 20_000;
const EVERY_MS = (24 * 60 * 60_000) / MESSAGES_A_DAY;

/** How many messages the playground keeps: more would only fill its memory. */
const KEPT = 500;

interface BusyServer {
  readonly playground: Playground;
  readonly channels: readonly Channel[];
  readonly members: readonly Member[];
  readonly channelModes: Readonly<Record<string, ChannelMode>>;
}

/** Twenty channels of all modes, and five hundred members. */
export function startBusyServer(playground: Playground): BusyServer {
  const { guild, bot } = playground;
  const channels = Array.from({ length: 20 }, (_, index) => guild.addChannel(`channel-${index}`));
  // The day is so fast that pictures would come after their messages were taken away.
  for (const channel of channels) guild.overwrite(channel, bot, { deny: PermissionFlagsBits.AttachFiles });
  const modes = channels.map(({ id }, index) => [id, CHANNEL_MODES[index % CHANNEL_MODES.length]!] as const);
  const members = Array.from({ length: 500 }, (_, index) => playground.addMember(`member${index}`));
  return { playground, channels, members, channelModes: Object.fromEntries(modes) };
}

interface Day extends BusyServer {
  readonly book: AnswerBook;
  /** Default: 24. */
  readonly hours?: number;
  /** Which messages. Default: 14. */
  readonly seed?: number;
  /** Moves the bot's clock. */
  readonly advance: (ms: number) => void;
  /** Called for each message that somebody has written. */
  readonly written?: (message: SeenMessage, simulated: SimulatedMessage, author: Member) => void;
  /** Called when the bot has done what an hour brought. */
  readonly hourPassed?: () => Promise<void>;
}

/** Has the members write 20,000 messages a day, evenly over the bot's clock; the same ones each time. */
export async function passDay({ playground, channels, members, hours = 24, seed = 14, ...day }: Day): Promise<void> {
  const messages = Math.ceil((MESSAGES_A_DAY * hours) / 24);
  const kept: { channel: Channel; id: string }[] = [];
  const latest = new Map<string, SeenMessage>();
  const random = randomNumbers(seed);
  const next = messageSource(day.book, random);
  const stopWatching = playground.watch((change) => {
    if (change.kind === 'messageCreated') kept.push({ channel: change.message.channel, id: change.message.id });
  });
  for (let count = 1; count <= messages; count++) {
    day.advance(EVERY_MS);
    const simulated = next();
    const channel = channels[Math.floor(random() * channels.length)]!;
    const member = members[Math.floor(random() * members.length)]!;
    const text = simulated.isMention ? `<@${playground.bot.id}> ${simulated.text}` : simulated.text;
    const replyTo = simulated.isReply ? latest.get(channel.id) : undefined;
    const message = await member.in(channel).says(text, { ...(replyTo && { replyTo }) });
    day.written?.(message, simulated, member);
    latest.set(channel.id, message);
    while (kept.length > KEPT) {
      const { channel: place, id } = kept.shift()!;
      place.messages.remove(id);
    }
    if (count % 100 === 0) await playground.settled(10);
    if (Math.floor((count * hours) / messages) > Math.floor(((count - 1) * hours) / messages)) {
      await playground.settled();
      await day.hourPassed?.();
    }
  }
  stopWatching();
}

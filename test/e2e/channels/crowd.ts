import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Member, Playground, SeenMessage } from 'discord-playground';
import { CHANNEL_MODES, type ChannelMode } from '../../../src/store/Store.ts';
import { randomNumbers } from '../../support/busyDay.ts';
import { type Line, QUESTIONS, REMARKS, TALKS } from './crowdLines.ts';

/** A message of the crowd as it is now, and where it stands. */
export interface Written extends Line {
  readonly id: string;
  /** `undefined` for bots and webhooks. */
  readonly personId: string | undefined;
  readonly channelId: string;
  /** Ids of its channel and what that is in, nearest first. */
  readonly path: readonly string[];
  readonly isMention: boolean;
  /** Whether it replies to a person, or is not the first message of a forum post. */
  readonly isInTalk: boolean;
}

interface CrowdOptions {
  readonly playground: Playground;
  readonly seed: number;
  /** Moves the bot's clock. */
  readonly advance: (ms: number) => void;
  /** Called for each message, when it is written, edited and deleted (`undefined`). */
  readonly onWritten: (id: string, written: Written | undefined) => void;
  /** Called once an hour, when the bot has done what came before. */
  readonly hourPassed: () => Promise<void>;
  /** Has what the bot offered for a message pressed by its author. */
  readonly press?: (member: Member, message: SeenMessage) => Promise<void>;
}

export interface Crowd {
  /** Where moderators set what happens: a category, channels in it and outside of it, a forum, an announcement channel. */
  readonly modes: Readonly<Record<string, ChannelMode>>;
  /** Passes some hours of a day of 20,000 messages. The next call goes on. */
  readonly pass: (hours: number) => Promise<void>;
}

const HOUR_MS = 60 * 60_000;
const MESSAGES_AN_HOUR = 20_000 / 24;

/** How many messages and threads the playground keeps: more would only fill its memory. */
const KEPT_MESSAGES = 400;
const KEPT_THREADS = 20;

/**
 * A busy day in scenes instead of single messages: people reply to each other in many languages, edit and delete what they
 * wrote, open threads and forum posts, bots and webhooks chatter, and everybody asks the same at once.
 */
export function gatherCrowd(options: CrowdOptions): Crowd {
  const { playground, advance, onWritten } = options;
  const { guild, world, bot } = playground;
  const random = randomNumbers(options.seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const chance = (share: number): boolean => random() < share;

  const category = guild.addChannel('community', { type: ChannelType.GuildCategory });
  const rooms = Array.from({ length: 16 }, (_, index) =>
    guild.addChannel(`room-${index}`, index % 2 === 0 ? { parent: category } : {}),
  );
  const news = guild.addChannel('news', { type: ChannelType.GuildAnnouncement });
  const voice = guild.addChannel('voice', { type: ChannelType.GuildVoice });
  const forum = guild.addChannel('help', { type: ChannelType.GuildForum });
  const places = [...rooms, news, voice];
  // The day is so fast that pictures would come after their messages were taken away.
  for (const channel of [...places, forum]) guild.overwrite(channel, bot, { deny: PermissionFlagsBits.AttachFiles });
  const own = [...places.filter((_, index) => index % 4 !== 0), forum];
  const modes = Object.fromEntries([
    [category.id, 'offer'],
    ...own.map(({ id }, index) => [id, CHANNEL_MODES[index % CHANNEL_MODES.length]!] as const),
    [forum.id, 'answer'],
  ]) as Record<string, ChannelMode>;
  const people = Array.from({ length: 300 }, (_, index) => playground.addMember(`person${index}`));
  const webhook = world.addWebhook({ channel: rooms[0]!, name: 'Proxy', creator: world.addUser('proxies', true) });
  const otherBot = world.addUser('music', true);

  const kept: { channel: Channel; id: string }[] = [];
  const threads: Channel[] = [];
  let count = 0;

  const step = async (): Promise<void> => {
    advance((2 * random() * HOUR_MS) / MESSAGES_AN_HOUR);
    count++;
    while (kept.length > KEPT_MESSAGES) {
      const { channel, id } = kept.shift()!;
      channel.messages.remove(id);
    }
    if (count % 50 === 0) await playground.settled(10);
    if (Math.floor(count / MESSAGES_AN_HOUR) > Math.floor((count - 1) / MESSAGES_AN_HOUR)) {
      await playground.settled();
      await options.hourPassed();
    }
  };
  const pathOf = (channel: Channel): string[] => {
    const above = channel.parent ? pathOf(channel.parent) : [];
    return [channel.id, ...above];
  };
  const note = (seen: SeenMessage, line: Line, more: Partial<Written> & Pick<Written, 'personId'>): void => {
    const channel = world.channel(seen.channelId)!;
    const place = { id: seen.id, channelId: channel.id, path: pathOf(channel) };
    onWritten(seen.id, { isMention: false, isInTalk: false, ...line, ...place, ...more });
  };

  interface Saying {
    readonly to?: SeenMessage | undefined;
    readonly isMention?: boolean;
    readonly isInTalk?: boolean;
  }
  const says = async (person: Member, line: Line, { to, isMention = false, isInTalk }: Saying = {}) => {
    await step();
    const text = isMention ? `<@${bot.id}> ${line.text}` : line.text;
    const seen = await person.says(text, to ? { replyTo: to } : {});
    kept.push({ channel: person.channel, id: seen.id });
    note(seen, line, { personId: person.user.id, isMention, isInTalk: isInTalk ?? to !== undefined });
    return seen;
  };
  const edits = async (person: Member, seen: SeenMessage, line: Line, isMention = false): Promise<void> => {
    await step();
    await person.edits(isMention ? `<@${bot.id}> ${line.text}` : line.text, seen);
    note(seen, line, { personId: person.user.id, isMention });
  };

  const remark = (): Line => ({ text: pick(REMARKS) });
  const somebody = (): Member => pick(people).in(pick(places));
  const question = (): Line => pick(chance(0.5) ? QUESTIONS.within : QUESTIONS.beside);

  const scenes: readonly (readonly [weight: number, play: () => Promise<void>])[] = [
    [
      20,
      async () => {
        const [one, other] = [somebody(), pick(people)];
        let before: SeenMessage | undefined;
        for (const [turn, text] of pick(TALKS).entries()) {
          const speaker = turn % 2 === 0 ? one : other.in(one.channel);
          before = await says(speaker, { text }, { to: chance(0.6) ? before : undefined });
        }
      },
    ],
    [20, async () => void (await says(somebody(), remark()))],
    [12, async () => void (await says(somebody(), question()))],
    [4, async () => void (await says(somebody(), question(), { isMention: true }))],
    [
      4,
      async () => {
        // A person is faster, or joins in.
        const asker = somebody();
        const asked = await says(asker, question());
        const helper = pick(people).in(asker.channel);
        const reply = await says(helper, { text: 'good question, no idea' }, { to: asked });
        await says(asker, { text: 'and how many parameters does gpt-4 have?' }, { to: reply });
      },
    ],
    [
      4,
      async () => {
        const asker = somebody();
        const line = question();
        const asked = await says(asker, chance(0.5) ? line : remark(), { isMention: chance(0.3) });
        await playground.settled(10);
        for (let times = chance(0.3) ? 2 : 1; times > 0; times--) {
          await edits(asker, asked, chance(0.3) ? remark() : question(), chance(0.4));
          if (chance(0.5)) await playground.settled(10);
        }
      },
    ],
    [
      3,
      async () => {
        const asker = somebody();
        const asked = await says(asker, pick(QUESTIONS.within), { isMention: chance(0.3) });
        // Sometimes before the bot has answered.
        if (chance(0.7)) await playground.settled(10);
        await asker.deletes(asked);
        onWritten(asked.id, undefined);
      },
    ],
    [
      3,
      async () => {
        await step();
        const line = pick(QUESTIONS.within);
        if (chance(0.5)) {
          note(await pick(people).saysThrough(webhook, line.text), line, { personId: undefined });
        } else {
          const channel = pick(rooms);
          const message = world.post({ channel, author: otherBot, parts: { content: `<@${bot.id}> ${line.text}` } });
          kept.push({ channel, id: message.id });
          onWritten(message.id, undefined);
        }
      },
    ],
    [
      3,
      async () => {
        const starter = pick(people).in(pick(rooms));
        const from = await says(starter, remark());
        const thread = await starter.startsThread('more about that', { from });
        threads.push(thread);
        await says(starter.in(thread), question());
        await says(pick(people).in(thread), question(), { isMention: chance(0.5) });
      },
    ],
    [
      3,
      async () => {
        await step();
        const asker = pick(people).in(forum);
        const line = question();
        const post = await asker.posts({ title: line.text, text: 'cannot find it anywhere, please help' }, forum);
        threads.push(post);
        note(asker.in(post).sees()[0]!, line, { personId: asker.user.id });
        await says(pick(people).in(post), question(), { isInTalk: true });
      },
    ],
    [
      1,
      async () => {
        const { channel } = somebody();
        const line = pick(QUESTIONS.within);
        for (let times = 0; times < 12; times++) await says(pick(people).in(channel), line, { isMention: chance(0.8) });
      },
    ],
    [
      2,
      async () => {
        const asker = somebody();
        const asked = await says(asker, pick(QUESTIONS.within));
        await playground.settled(10);
        await options.press?.(asker, asked);
      },
    ],
  ];
  const lots = scenes.flatMap(([weight, play]) => Array.from({ length: weight }, () => play));

  const pass = async (hours: number): Promise<void> => {
    const end = count + hours * MESSAGES_AN_HOUR;
    // Each scene counts its messages.
    for (let isOver = false; !isOver; isOver = count >= end) {
      await pick(lots)();
      if (threads.length > KEPT_THREADS) guild.removeChannel(threads.shift()!);
    }
    await playground.settled();
  };
  return { modes, pass };
}

import {
  ChannelType,
  EmbedBuilder,
  type Message,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits as Flag,
} from 'discord.js';
import { describe, expect, test, vi } from 'vitest';
import { PIXEL } from '../support/pixel.ts';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';
import { requestAsBot } from '../support/requestAsBot.ts';

describe('members', () => {
  test('edit their messages, and the bot hears it', async () => {
    const { client, ann, playground } = await openScene();
    const message = await ann.says('helo');
    await playground.settled();
    const updated = nextEvent(client, 'messageUpdate');
    expect(await ann.edits('hello', message)).toMatchObject({ content: 'hello', edited: true });
    const [before, after] = await updated;
    expect([before.content, after.content]).toEqual(['helo', 'hello']);
    await expect(playground.addMember('bob').edits('x', message)).rejects.toThrow(
      'bob cannot edit a message of somebody else.',
    );
  });

  test('mention others, whom the bot then knows as members', async () => {
    const { client, server, ann, playground } = await openScene();
    const bob = playground.addMember('bob');
    await playground.settled();
    server.members.cache.delete(bob.user.id);
    const created = nextEvent(client, 'messageCreate');
    await ann.says('!kick @bob');
    const [message] = await created;
    expect(message.mentions.members?.map(({ displayName }) => displayName)).toEqual(['bob']);
  });

  test('delete their messages, and moderators those of others', async () => {
    const { client, ann, playground } = await openScene();
    const message = await ann.says('oops');
    const bob = playground.addMember('bob');
    await expect(bob.deletes(message)).rejects.toThrow('bob may not delete messages of others in #general.');
    const deleted = nextEvent(client, 'messageDelete');
    await playground.addMember('mo', { permissions: Flag.ManageMessages }).deletes(message);
    expect((await deleted)[0].content).toBe('oops');
    expect(ann.sees()).toEqual([]);
  });

  test('wait in slow mode', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { ann, channel, playground } = await openScene();
    await channel.setRateLimitPerUser(30);
    await ann.says('one');
    await expect(ann.says('two')).rejects.toThrow('#general is in slow mode. ann has to wait 30 s.');
    vi.setSystemTime(Date.now() + 30_000);
    await ann.says('two');
    const moderator = playground.addMember('mo', { permissions: Flag.BypassSlowmode });
    await moderator.says('three');
    await moderator.says('four');
    expect(ann.sees()).toHaveLength(4);
    vi.useRealTimers();
  });

  test('are seen typing', async () => {
    const { client, ann } = await openScene();
    const typing = nextEvent(client, 'typingStart');
    await ann.startsTyping();
    expect((await typing)[0].user.id).toBe(ann.user.id);
  });
});

test('an embed shows a file of the message under its address, and a file can be a spoiler', async () => {
  const { channel } = await openScene();
  const embed = { title: 'Tea', image: { url: 'attachment://SPOILER_leaf.png' } };
  const sent = await channel.send({ embeds: [embed], files: [{ attachment: PIXEL, name: 'SPOILER_leaf.png' }] });
  expect(sent.embeds[0]!.data).toMatchObject({ type: 'rich', image: { width: 1, height: 1 } });
  const { url } = sent.embeds[0]!.image!;
  expect(await (await fetch(url)).bytes()).toEqual(new Uint8Array(PIXEL));
  expect(sent.attachments.size).toBe(0);
  const edited = await sent.edit({ embeds: [EmbedBuilder.from(sent.embeds[0]!).setTitle('Coffee')] });
  expect([edited.embeds[0]!.title, edited.embeds[0]!.image!.url, edited.attachments.size]).toEqual(['Coffee', url, 0]);
  const bare = await edited.edit({ content: 'x', embeds: [] });
  const file = bare.attachments.first()!;
  expect([file.width, file.height, file.spoiler]).toEqual([1, 1, true]);
});

test('embeds that are suppressed are gone until they are shown again', async () => {
  const { channel, ann } = await openScene();
  const sent = await channel.send({ embeds: [{ title: 'Tea' }] });
  expect((await sent.suppressEmbeds()).embeds).toEqual([]);
  expect(ann.sees()[0]!.embeds).toEqual([]);
  expect((await sent.suppressEmbeds(false)).embeds.map(({ title }) => title)).toEqual(['Tea']);
});

test('a sticker that no server has is refused', async () => {
  const { channel } = await openScene();
  const sent = channel.send({ stickers: ['123456789012345678'] });
  expect(await refusalOf(sent)).toEqual([400, 50_081, 'Invalid sticker sent']);
});

describe('a bot deletes many messages at once', () => {
  test('by number, and hears of it in one event', async () => {
    const { client, channel, ann } = await openScene();
    for (const text of ['a', 'b', 'c', 'd']) await ann.says(text);
    const deleted = nextEvent(client, 'messageDeleteBulk');
    await channel.bulkDelete(3);
    expect((await deleted)[0].size).toBe(3);
    expect(ann.sees().map(({ text }) => text)).toEqual(['a']);
  });

  test('but neither one, nor more than a hundred, nor old ones', async () => {
    const { channel, client } = await openScene();
    const send = (messages: string[]) =>
      client.rest.post(`/channels/${channel.id}/messages/bulk-delete`, { body: { messages } });
    const old = Array.from({ length: 101 }, (_, index) => String(123456789012345678n + BigInt(index)));
    expect((await refusalOf(send(old.slice(0, 1)))).slice(0, 2)).toEqual([400, 50_016]);
    expect((await refusalOf(send(old))).slice(0, 2)).toEqual([400, 50_016]);
    expect(await refusalOf(send(old.slice(0, 2)))).toEqual([
      400,
      50_034,
      'You can only bulk delete messages that are under 14 days old.',
    ]);
  });
});

describe('a forward', () => {
  test('by the bot shows the message, even after that was deleted', async () => {
    const { server, channel, ann } = await openScene();
    const other = await server.channels.create({ name: 'other' });
    const message = await channel.messages.fetch((await ann.says('look at this')).id);
    const forward = await message.forward(other);
    await message.delete();
    const fetched = (await other.messages.fetch(forward.id)) as Message;
    expect([fetched.reference?.type, fetched.content, fetched.flags.has(MessageFlags.HasSnapshot)]).toEqual([
      MessageReferenceType.Forward,
      '',
      true,
    ]);
    expect(fetched.messageSnapshots.first()?.content).toBe('look at this');
  });

  test('by a member reaches the bot, and passing it on keeps what is in it', async () => {
    const { client, ann, playground } = await openScene();
    const other = playground.guild.addChannel('other');
    const heard = nextEvent(client, 'messageCreate');
    const message = await ann.says('look');
    await heard;
    const forwarded = nextEvent(client, 'messageCreate');
    const once = await ann.forwards(message, other);
    expect((await forwarded)[0].messageSnapshots.first()?.content).toBe('look');
    const twice = await ann.in(other).forwards(once);
    expect([once.forwarded, twice.forwarded, twice.text]).toEqual(['look', 'look', '']);
  });

  test('needs a message that the bot can read', async () => {
    const { channel, ann } = await openScene({ messageContent: true });
    const message = await channel.messages.fetch((await ann.says('x')).id);
    await ann.deletes(ann.sees()[0]!);
    expect((await refusalOf(message.forward(channel))).slice(0, 2)).toEqual([400, 50_035]);
  });
});

describe('pins', () => {
  test('are announced, listed and taken off', async () => {
    const { client, channel, ann } = await openScene();
    const message = await channel.send('rules');
    const changed = nextEvent(client, 'channelPinsUpdate');
    await message.pin();
    expect((await changed)[0].id).toBe(channel.id);
    expect(ann.sees().map(({ type, pinned, replyTo }) => [type, pinned, replyTo])).toEqual([
      [MessageType.Default, true, undefined],
      [MessageType.ChannelPinnedMessage, false, message.id],
    ]);
    const pins = await channel.messages.fetchPins();
    expect([pins.items.map(({ message: pinned }) => pinned.id), pins.hasMore]).toEqual([[message.id], false]);
    await message.unpin();
    expect((await channel.messages.fetchPins()).items).toEqual([]);
  });

  test('of members need a permission, and so do those of the bot', async () => {
    const { channel, ann, playground } = await openScene({ botPermissions: 0n });
    const message = await channel.send('rules');
    expect(await refusalOf(message.pin())).toEqual([403, 50_013, 'Missing Permissions']);
    await expect(ann.pins(ann.sees()[0]!)).rejects.toThrow('ann may not pin messages in #general.');
    const moderator = playground.addMember('mo', { permissions: Flag.PinMessages });
    await moderator.pins(ann.sees()[0]!);
    expect(ann.sees()[0]?.pinned).toBe(true);
  });
});

test('a moderating bot can hide the embeds of others, and change nothing else', async () => {
  const { channel, ann } = await openScene();
  const message = await channel.messages.fetch((await ann.says('https://example.com')).id);
  expect((await message.suppressEmbeds()).flags.has(MessageFlags.SuppressEmbeds)).toBe(true);
  expect(await refusalOf(message.edit('x'))).toEqual([403, 50_005, 'Cannot edit a message authored by another user']);
});

test('what Discord writes cannot be edited', async () => {
  const { channel, client } = await openScene();
  await channel.threads.create({ name: 'Plans' });
  const announcement = (await channel.messages.fetch({ limit: 1 })).first()!;
  expect(announcement.author.id).toBe(client.user.id);
  expect(await refusalOf(announcement.edit('x'))).toEqual([403, 50_021, 'Cannot execute action on a system message']);
});

test('messages are listed around another one', async () => {
  const { channel, ann } = await openScene();
  const ids: string[] = [];
  for (const text of ['a', 'b', 'c', 'd', 'e']) ids.push((await ann.says(text)).id);
  const around = await channel.messages.fetch({ around: ids[2]!, limit: 3 });
  expect(around.map(({ content }) => content)).toEqual(['d', 'c', 'b']);
});

describe('announcements', () => {
  test('are published once, and arrive in channels that follow', async () => {
    const { server, channel, ann } = await openScene();
    const news = await server.channels.create({ name: 'news', type: ChannelType.GuildAnnouncement });
    await news.addFollower(channel);
    const message = await news.send('Version 2 is out');
    expect((await message.crosspost()).flags.has(MessageFlags.Crossposted)).toBe(true);
    expect(ann.sees()).toMatchObject([
      { content: 'Version 2 is out', author: { username: 'Playground #news', bot: true } },
    ]);
    expect(ann.sees()[0]?.replyTo).toBeUndefined();
    const copy = (await channel.messages.fetch({ limit: 1 })).first()!;
    expect([copy.flags.has(MessageFlags.IsCrosspost), copy.reference]).toEqual([
      true,
      { type: 0, guildId: server.id, channelId: news.id, messageId: message.id },
    ]);
    expect(await refusalOf(message.crosspost())).toEqual([400, 40_033, 'This message has already been crossposted']);
    const elsewhere = await channel.send('x');
    expect(await refusalOf(elsewhere.crosspost())).toEqual([400, 50_024, 'Cannot execute action on this channel type']);
  });
});

describe('direct messages', () => {
  test('are refused by people who have closed them', async () => {
    const { client, ann } = await openScene();
    const user = await client.users.fetch(ann.user.id);
    ann.closesDms();
    expect(await refusalOf(user.send('hi'))).toEqual([403, 50_007, 'Cannot send messages to this user']);
    ann.opensDms();
    await user.send('hi');
    expect(ann.dm.sees().map(({ text }) => text)).toEqual(['hi']);
  });

  test('need a server that both are in', async () => {
    const { client, ann, playground } = await openScene();
    const user = await client.users.fetch(ann.user.id);
    playground.guild.removeMember(ann.user.id);
    expect((await refusalOf(user.send('hi'))).slice(0, 2)).toEqual([403, 50_278]);
    ann.installs();
    await user.send('hi');
    expect(ann.dm.sees()).toHaveLength(1);
  });
});

describe('faults in one channel', () => {
  test.each([
    ['autoModeration', 400, 200_000, 'Message was blocked by automatic moderation'],
    ['harmfulLink', 400, 240_000, 'Message blocked by harmful links filter'],
    ['slowMode', 429, 20_016, 'This action cannot be performed due to slowmode rate limit'],
    ['writeLimit', 429, 20_028, 'The write action you are performing on the channel has hit the write rate limit.'],
  ] as const)('%s: %i %i', async (why, status, code, message) => {
    const { playground } = await openScene();
    playground.faults.blockMessages(playground.guild.channel, why, { text: /bad/ });
    const send = (content: string) =>
      requestAsBot(playground, 'POST', `/channels/${playground.guild.channel.id}/messages`, { content });
    expect(await send('bad')).toMatchObject({ status, body: { code, message } });
    expect((await send('good')).status).toBe(200);
    playground.faults.clear();
    expect((await send('bad')).status).toBe(200);
  });

  test('discord.js waits and tries again after a write limit', async () => {
    const { channel, playground, ann } = await openScene();
    playground.faults.blockMessages(playground.guild.channel, 'writeLimit', { times: 1 });
    await channel.send('at last');
    expect(ann.sees().map(({ text }) => text)).toEqual(['at last']);
    expect(playground.refusals.map(({ status, code }) => [status, code])).toEqual([[429, 20_028]]);
  });
});

import { ChannelType, MessageType, PermissionFlagsBits as Flag, ThreadAutoArchiveDuration } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

describe('a bot starts a thread', () => {
  test('from a message, which then shows it and has its id', async () => {
    const { channel, client, ann, playground } = await openScene();
    const seen = await ann.says('let us plan');
    const message = await channel.messages.fetch(seen.id);
    const created = nextEvent(client, 'threadCreate');
    const thread = await message.startThread({
      name: 'Plans',
      autoArchiveDuration: ThreadAutoArchiveDuration.OneHour,
      rateLimitPerUser: 5,
    });
    expect(thread).toMatchObject({
      id: seen.id,
      name: 'Plans',
      type: ChannelType.PublicThread,
      parentId: channel.id,
      ownerId: client.user.id,
      archived: false,
      locked: false,
      autoArchiveDuration: 60,
      rateLimitPerUser: 5,
    });
    expect((await created)[0].id).toBe(thread.id);
    await playground.settled();
    expect(ann.sees().map(({ text, threadId }) => [text, threadId])).toEqual([['let us plan', thread.id]]);
    expect((await message.fetch()).hasThread).toBe(true);
    expect((await thread.fetchStarterMessage())?.content).toBe('let us plan');
    expect(ann.in(playground.world.channel(thread.id)!).sees()).toMatchObject([
      { type: MessageType.ThreadStarterMessage, replyTo: seen.id },
    ]);
    const again = client.rest.post(`/channels/${channel.id}/messages/${message.id}/threads`, { body: { name: 'x' } });
    expect(await refusalOf(again)).toEqual([400, 160_004, 'A thread has already been created for this message']);
  });

  test('without a message, which the channel announces', async () => {
    const { channel, ann, playground } = await openScene();
    const thread = await channel.threads.create({ name: 'Plans' });
    expect(thread.type).toBe(ChannelType.PublicThread);
    expect(ann.sees()).toMatchObject([{ type: MessageType.ThreadCreated, content: 'Plans' }]);
    await thread.send('first');
    await thread.send('second');
    await playground.settled();
    const fetched = await thread.fetch();
    expect([fetched.messageCount, fetched.totalMessageSent, fetched.memberCount]).toEqual([2, 2, 1]);
  });

  test('in private, which others see once they are members', async () => {
    const { channel, ann, playground } = await openScene();
    const thread = await channel.threads.create({ name: 'Secret', type: ChannelType.PrivateThread, invitable: false });
    await thread.send('psst');
    const inside = ann.in(playground.world.channel(thread.id)!);
    expect(inside.sees()).toEqual([]);
    await thread.members.add(ann.user.id);
    expect(inside.sees().map(({ text }) => text)).toEqual(['psst']);
    await thread.members.remove(ann.user.id);
    expect(inside.sees()).toEqual([]);
    expect(thread.invitable).toBe(false);
  });

  test('and may not without the permission', async () => {
    const { channel, playground } = await openScene({ botPermissions: 0n });
    playground.guild.overwrite(playground.guild.channel, playground.bot, { deny: Flag.CreatePublicThreads });
    expect(await refusalOf(channel.threads.create({ name: 'x' }))).toEqual([403, 50_013, 'Missing Permissions']);
  });
});

describe('members of a thread', () => {
  test('join and leave, and the bot hears of it', async () => {
    const { channel, client, ann, playground } = await openScene();
    const thread = await channel.threads.create({ name: 'Plans' });
    const inside = ann.in(playground.world.channel(thread.id)!);
    const joined = nextEvent(client, 'threadMembersUpdate');
    await inside.joins();
    expect([...(await joined)[0].keys()]).toEqual([ann.user.id]);
    expect([...(await thread.members.fetch()).keys()].toSorted()).toEqual([client.user.id, ann.user.id].toSorted());
    const left = nextEvent(client, 'threadMembersUpdate');
    await inside.leaves();
    expect([...(await left)[1].keys()]).toEqual([ann.user.id]);
    await thread.leave();
    await thread.join();
    expect((await thread.members.fetchMe()).id).toBe(client.user.id);
  });

  test('become so by writing in it', async () => {
    const { channel, ann, playground } = await openScene();
    const thread = await channel.threads.create({ name: 'Plans' });
    await ann.in(playground.world.channel(thread.id)!).says('hi');
    expect((await thread.members.fetch()).has(ann.user.id)).toBe(true);
  });

  test('start threads themselves', async () => {
    const { client, ann } = await openScene();
    const created = nextEvent(client, 'threadCreate');
    const thread = await ann.startsThread('Ideas', { from: await ann.says('an idea') });
    await ann.in(thread).says('and more');
    const [heard, isNew] = await created;
    expect([heard.name, heard.ownerId, isNew]).toEqual(['Ideas', ann.user.id, true]);
  });
});

describe('an archived thread', () => {
  test('refuses changes, and opens again when somebody writes', async () => {
    const { channel, client, ann, playground } = await openScene();
    const thread = await channel.threads.create({ name: 'Plans' });
    const message = await thread.send('x');
    await thread.setArchived(true);
    const archived = [400, 50_083, 'Thread is archived'];
    expect(await refusalOf(message.edit('y'))).toEqual(archived);
    expect(await refusalOf(message.react('👍'))).toEqual(archived);
    expect(await refusalOf(message.delete())).toEqual(archived);
    expect(await refusalOf(thread.members.add(ann.user.id))).toEqual(archived);
    expect(await refusalOf(thread.setLocked(true))).toEqual(archived);
    const { threads } = await channel.threads.fetchArchived();
    expect([...threads.keys()]).toEqual([thread.id]);
    const opened = nextEvent(client, 'threadUpdate');
    await ann.in(playground.world.channel(thread.id)!).says('one more thing');
    expect((await opened)[1].archived).toBe(false);
    await message.edit('y');
    expect([...(await channel.threads.fetchActive()).threads.keys()]).toEqual([thread.id]);
  });

  test('is found in pages of the archive, the latest first', async () => {
    const { channel } = await openScene();
    const names = ['one', 'two', 'three'];
    for (const name of names) await (await channel.threads.create({ name })).setArchived(true);
    const first = await channel.threads.fetchArchived({ limit: 2 });
    expect([first.threads.map(({ name }) => name), first.hasMore]).toEqual([['three', 'two'], true]);
    const second = await channel.threads.fetchArchived({ limit: 2, before: first.threads.last()! });
    expect([second.threads.map(({ name }) => name), second.hasMore]).toEqual([['one'], false]);
    expect(await refusalOf(channel.threads.fetchArchived({ limit: 1 }))).toEqual([400, 50_035, expect.any(String)]);
  });

  test('that is locked opens for nobody but moderators', async () => {
    const { channel, ann, playground } = await openScene();
    const thread = await channel.threads.create({ name: 'Plans' });
    await thread.setLocked(true);
    const inside = ann.in(playground.world.channel(thread.id)!);
    await expect(inside.says('hello?')).rejects.toThrow('The thread "Plans" is locked.');
    await thread.send('a moderator may');
    expect(inside.sees().map(({ text }) => text)).toEqual(['a moderator may']);
  });

  test('that is locked refuses a bot that is no moderator', async () => {
    const { channel, playground, ann } = await openScene({ botPermissions: 0n });
    const thread = await channel.threads.create({ name: 'Plans' });
    const moderator = playground.addMember('mo', { permissions: Flag.ManageThreads });
    await moderator.in(playground.world.channel(thread.id)!).locks();
    expect(await refusalOf(thread.send('x'))).toEqual([400, 160_005, 'Thread is locked']);
    await expect(ann.in(playground.world.channel(thread.id)!).locks()).rejects.toThrow(
      'ann may not lock this thread in #Plans.',
    );
  });

  test('goes with its channel', async () => {
    const { server, client } = await openScene();
    const other = await server.channels.create({ name: 'other' });
    const thread = await other.threads.create({ name: 'Plans' });
    const deleted = nextEvent(client, 'threadDelete');
    await other.delete();
    expect((await deleted)[0].id).toBe(thread.id);
  });
});

test('a bot that connects later knows the open threads', async () => {
  const { ann, playground, client } = await openScene({ maxConcurrency: 2 });
  const open = await ann.startsThread('open');
  const old = await ann.startsThread('old');
  await ann.in(old).archives();
  const other = await connect(playground);
  expect(other.channels.cache.filter((channel) => channel.isThread()).map(({ id }) => id)).toEqual([open.id]);
  expect(client.channels.cache.has(old.id)).toBe(true);
});

describe('somebody mentioned in a thread', () => {
  test('becomes a member, also of a private one', async () => {
    const { ann, playground } = await openScene();
    const bob = playground.addMember('bob');
    const thread = await ann.startsThread('Secret', { isPrivate: true });
    await expect(bob.in(thread).says('hi')).rejects.toThrow('bob may not send messages in #Secret.');
    await ann.in(thread).says('look, @bob');
    expect((await bob.in(thread).says('hi')).text).toBe('hi');
  });

  test('hears of the thread when it is the bot', async () => {
    const { client, ann } = await openScene({ botPermissions: Flag.SendMessages });
    const thread = await ann.startsThread('Secret', { isPrivate: true });
    const [created, heard] = [nextEvent(client, 'threadCreate'), nextEvent(client, 'messageCreate')];
    await ann.in(thread).says('@Bot help');
    expect([(await created)[0].id, (await created)[1]]).toEqual([thread.id, false]);
    expect((await heard)[0].content).toBe(`<@${client.user.id}> help`);
  });

  test('stays outside when others may not add people, or when they cannot see the channel', async () => {
    const { channel, ann, playground } = await openScene();
    const bob = playground.addMember('bob');
    const closed = await channel.threads.create({ name: 'Closed', type: ChannelType.PrivateThread, invitable: false });
    await closed.members.add(ann.user.id);
    await ann.in(playground.guild.threads.get(closed.id)!).says('@bob');
    const open = await ann.startsThread('Open');
    playground.guild.overwrite(playground.guild.channel, bob.user, { deny: Flag.ViewChannel });
    await ann.in(open).says('@bob');
    const members = [closed.id, open.id].map((id) => playground.guild.threads.get(id)!.thread!.members);
    expect(members.map((list) => list.has(bob.user.id))).toEqual([false, false]);
  });
});

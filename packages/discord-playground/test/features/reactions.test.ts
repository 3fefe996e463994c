import { describe, expect, test } from 'vitest';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

describe('reactions', () => {
  test('of members reach the bot, which sees who they are from', async () => {
    const { client, channel, ann } = await openScene();
    const message = await ann.says('vote');
    const added = nextEvent(client, 'messageReactionAdd');
    await ann.reacts('👍', message);
    const [reaction, user] = await added;
    expect([reaction.emoji.name, reaction.count, user.id, reaction.message.id]).toEqual([
      '👍',
      1,
      ann.user.id,
      message.id,
    ]);
    const fetched = await channel.messages.fetch({ message: message.id, force: true });
    expect([...(await fetched.reactions.resolve('👍')!.users.fetch()).keys()]).toEqual([ann.user.id]);
    const removed = nextEvent(client, 'messageReactionRemove');
    await ann.unreacts('👍', message);
    expect((await removed)[1].id).toBe(ann.user.id);
    expect(ann.sees()[0]?.reactions).toEqual([]);
  });

  test('of the bot are seen by members, and taken back', async () => {
    const { client, channel, ann } = await openScene();
    const message = await channel.messages.fetch((await ann.says('vote')).id);
    await message.react('🍎');
    await message.react('🍊');
    await ann.reacts('🍎', ann.sees()[0]!);
    expect(ann.sees()[0]?.reactions).toEqual([
      { emoji: '🍎', count: 2, by: [client.user.id, ann.user.id] },
      { emoji: '🍊', count: 1, by: [client.user.id] },
    ]);
    await message.reactions.resolve('🍊')!.users.remove();
    await message.reactions.resolve('🍎')!.users.remove(ann.user.id);
    expect(ann.sees()[0]?.reactions).toEqual([{ emoji: '🍎', count: 1, by: [client.user.id] }]);
  });

  test('are cleared, all of them or those with one emoji', async () => {
    const { client, channel, ann } = await openScene();
    const message = await channel.send('vote');
    const seen = ann.sees()[0]!;
    for (const emoji of ['🍎', '🍊', '🍌']) await ann.reacts(emoji, seen);
    const one = nextEvent(client, 'messageReactionRemoveEmoji');
    await message.reactions.resolve('🍊')!.remove();
    expect((await one)[0].emoji.name).toBe('🍊');
    expect(ann.sees()[0]?.reactions.map(({ emoji }) => emoji)).toEqual(['🍎', '🍌']);
    const all = nextEvent(client, 'messageReactionRemoveAll');
    await message.reactions.removeAll();
    expect((await all)[0].id).toBe(message.id);
    expect(ann.sees()[0]?.reactions).toEqual([]);
  });

  test('can be with an emoji of the server', async () => {
    const { client, channel, ann, playground } = await openScene();
    const blob = playground.guild.addEmoji('blobreach');
    await playground.settled();
    const message = await channel.send('vote');
    await message.react(client.emojis.cache.find(({ name }) => name === 'blobreach')!);
    await ann.reacts('blobreach', ann.sees()[0]!);
    expect(ann.sees()[0]?.reactions).toEqual([{ emoji: 'blobreach', count: 2, by: [client.user.id, ann.user.id] }]);
    expect(message.reactions.cache.get(blob.id)?.emoji.name).toBe('blobreach');
  });

  test.each(['x', ':thumbsup:', 'nothing:123456789012345678'])('%s is no emoji', async (emoji) => {
    const { channel } = await openScene();
    const message = await channel.send('vote');
    expect(await refusalOf(message.react(emoji))).toEqual([400, 10_014, 'Unknown Emoji']);
  });

  test('are twenty different ones at most', async () => {
    const { channel, ann } = await openScene();
    const message = await channel.send('vote');
    const letters = Array.from({ length: 21 }, (_, index) => String.fromCodePoint(0x1f600 + index));
    for (const emoji of letters.slice(0, 20)) await ann.reacts(emoji, ann.sees()[0]!);
    expect(await refusalOf(message.react(letters[20]!))).toEqual([
      400,
      30_010,
      'Maximum number of reactions reached (20)',
    ]);
    await message.react(letters[0]!);
    await expect(ann.reacts(letters[20]!, ann.sees()[0]!)).rejects.toThrow('A message takes 20 different reactions.');
  });
});

describe('collectors', () => {
  test('await reactions of one person', async () => {
    const { channel, ann, playground } = await openScene();
    const bob = playground.addMember('bob');
    const message = await channel.send('Agree?');
    const collected = message.awaitReactions({
      filter: (reaction, user) => reaction.emoji.name === '👍' && user.id === ann.user.id,
      max: 1,
      time: 60_000,
    });
    const seen = ann.sees()[0]!;
    await bob.reacts('👍', seen);
    await ann.reacts('👎', seen);
    await ann.reacts('👍', seen);
    expect([...(await collected).keys()]).toEqual(['👍']);
  });

  test('notice when a reaction is taken back', async () => {
    const { channel, ann } = await openScene();
    const message = await channel.send('Agree?');
    const collector = message.createReactionCollector({ dispose: true });
    const removed = new Promise((resolve) => void collector.on('remove', (reaction) => resolve(reaction.emoji.name)));
    await ann.reacts('👍', ann.sees()[0]!);
    await ann.unreacts('👍', ann.sees()[0]!);
    expect(await removed).toBe('👍');
    collector.stop();
  });

  test('await messages that answer a question', async () => {
    const { client, channel, ann } = await openScene();
    client.on('messageCreate', (message) => {
      if (message.content === '!quiz') void ask();
    });
    const ask = async (): Promise<void> => {
      await channel.send('What is 6 × 7?');
      const answers = await channel.awaitMessages({ filter: ({ content }) => content === '42', max: 1, time: 60_000 });
      await channel.send(`Right, ${answers.first()!.author.username}!`);
    };
    await ann.says('!quiz');
    await expect.poll(() => ann.sees().at(-1)?.text).toBe('What is 6 × 7?');
    await ann.says('41');
    await ann.says('42');
    await expect.poll(() => ann.sees().at(-1)?.text).toBe('Right, ann!');
  });
});

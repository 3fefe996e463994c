import { ChannelFlags, ChannelType, type ForumChannel } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

async function openForum() {
  const scene = await openScene();
  const forum = scene.playground.guild.addChannel('Help Desk', {
    type: ChannelType.GuildForum,
    available_tags: ['question', { name: 'solved', moderated: true }],
  });
  await scene.playground.settled();
  return { ...scene, forum, channel: scene.client.channels.cache.get(forum.id) as ForumChannel };
}

describe('a forum', () => {
  test('has tags, and no messages of its own', async () => {
    const { channel, client } = await openForum();
    expect([channel.name, channel.availableTags.map(({ name, moderated }) => [name, moderated])]).toEqual([
      'help-desk',
      [
        ['question', false],
        ['solved', true],
      ],
    ]);
    const send = client.rest.post(`/channels/${channel.id}/messages`, { body: { content: 'x' } });
    expect(await refusalOf(send)).toEqual([400, 40_058, 'Cannot send a message in a forum channel']);
  });

  test('gets posts from the bot, with tags, files and a first message', async () => {
    const { channel, playground, ann } = await openForum();
    const [question] = channel.availableTags;
    const post = await channel.threads.create({
      name: 'How do I start?',
      message: { content: 'I am lost.', files: [{ attachment: Buffer.from('log'), name: 'log.txt' }] },
      appliedTags: [question!.id],
    });
    expect([post.name, post.appliedTags, post.parentId]).toEqual(['How do I start?', [question!.id], channel.id]);
    const starter = await post.fetchStarterMessage();
    expect([starter?.id, starter?.content, starter?.attachments.first()?.name]).toEqual([
      post.id,
      'I am lost.',
      'log.txt',
    ]);
    await post.send('Anybody?');
    expect(
      ann
        .in(playground.world.channel(post.id)!)
        .sees()
        .map(({ text }) => text),
    ).toEqual(['I am lost.', 'Anybody?']);
    expect((await post.fetch()).messageCount).toBe(1);
  });

  test('gets posts from members, which the bot answers', async () => {
    const { client, forum, ann } = await openForum();
    client.on('threadCreate', (thread, isNew) => {
      if (isNew) void thread.send(`Welcome to "${thread.name}" (${thread.appliedTags.length} tag)`);
    });
    const answered = nextEvent(client, 'messageCreate');
    const post = await ann.posts({ title: 'Help', text: 'It broke', tags: ['question'] }, forum);
    const [first] = await answered;
    expect([first.content, first.id]).toEqual(['It broke', post.id]);
    await expect.poll(() => ann.in(post).sees().at(-1)?.text).toBe('Welcome to "Help" (1 tag)');
  });

  test('lets only moderators use a moderated tag, and nobody one that it does not have', async () => {
    const { forum, ann, channel } = await openForum();
    await expect(ann.posts({ title: 'x', text: 'y', tags: ['solved'] }, forum)).rejects.toThrow(
      'ann may not use the tag "solved" in #help-desk.',
    );
    await expect(ann.posts({ title: 'x', text: 'y', tags: ['bug'] }, forum)).rejects.toThrow(
      '#help-desk has no tag "bug".',
    );
    const wrong = channel.threads.create({ name: 'x', message: { content: 'y' }, appliedTags: ['123456789012345678'] });
    expect((await refusalOf(wrong)).slice(0, 2)).toEqual([400, 50_035]);
  });

  test('can ask for a tag, and change its tags', async () => {
    const { channel } = await openForum();
    await channel.edit({ flags: ChannelFlags.RequireTag });
    const post = channel.threads.create({ name: 'x', message: { content: 'y' } });
    expect(await refusalOf(post)).toEqual([400, 40_067, 'A tag is required to create a forum post in this channel']);
    const [question] = channel.availableTags;
    const changed = await channel.setAvailableTags([question!, { name: 'idea' }]);
    expect(changed.availableTags.map(({ id, name }) => [id === question!.id, name])).toEqual([
      [true, 'question'],
      [false, 'idea'],
    ]);
  });

  test('applies tags to a post later, and closes it', async () => {
    const { channel } = await openForum();
    const post = await channel.threads.create({ name: 'x', message: { content: 'y' } });
    const ids = channel.availableTags.map(({ id }) => id);
    expect((await post.setAppliedTags(ids)).appliedTags).toEqual(ids);
    await post.setLocked(true);
    const closed = await post.setArchived(true);
    expect([closed.locked, closed.archived]).toEqual([true, true]);
  });

  test('refuses a post without a message or with a long title, and names the place', async () => {
    const { channel, client } = await openForum();
    const post = (body: object) => client.rest.post(`/channels/${channel.id}/threads`, { body });
    expect((await refusalOf(post({ name: 'x', message: {} }))).slice(1)).toEqual([
      50_006,
      'Cannot send an empty message',
    ]);
    await expect(post({ name: 'x'.repeat(101), message: { content: 'y' } })).rejects.toMatchObject({
      code: 50_035,
      rawError: { errors: { name: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } },
    });
    await expect(post({ name: 'x', message: { content: 'y'.repeat(2_001) } })).rejects.toMatchObject({
      rawError: { errors: { message: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } },
    });
  });
});

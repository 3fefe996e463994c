import { ChannelType, PermissionFlagsBits as Flag } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

describe('a bot', () => {
  test('creates channels of every kind', async () => {
    const { client, server } = await openScene();
    const types = [
      ChannelType.GuildText,
      ChannelType.GuildVoice,
      ChannelType.GuildCategory,
      ChannelType.GuildAnnouncement,
      ChannelType.GuildStageVoice,
      ChannelType.GuildForum,
      ChannelType.GuildMedia,
    ] as const;
    for (const type of types) {
      const created = nextEvent(client, 'channelCreate');
      const channel = await server.channels.create({ name: 'New Place', type });
      expect([(await created)[0].id, channel.type]).toEqual([channel.id, type]);
    }
    const fetched = await server.channels.fetch();
    expect(fetched.map((channel) => channel?.type)).toEqual([ChannelType.GuildText, ...types]);
    expect(fetched.map((channel) => channel?.name)).toContain('new-place');
  });

  test('puts them into a category, which passes its overwrites on', async () => {
    const { server } = await openScene();
    const category = await server.channels.create({
      name: 'Staff',
      type: ChannelType.GuildCategory,
      permissionOverwrites: [
        { id: server.roles.everyone, deny: [Flag.ViewChannel] },
        { id: server.client.user.id, allow: [Flag.ViewChannel] },
      ],
    });
    const inside = await server.channels.create({ name: 'room', parent: category, topic: 'secrets' });
    expect([inside.parentId, inside.topic, inside.permissionsLocked]).toEqual([category.id, 'secrets', true]);
    const outside = await server.channels.create({ name: 'hall' });
    await outside.setParent(category);
    expect([outside.parentId, outside.permissionsLocked]).toEqual([category.id, true]);
    await category.delete();
    expect((await inside.fetch()).parentId).toBeNull();
  });

  test('changes and deletes them', async () => {
    const { client, server } = await openScene();
    const channel = await server.channels.create({ name: 'x', topic: 'old' });
    const updated = nextEvent(client, 'channelUpdate');
    await channel.edit({ name: 'Better Name', topic: null, nsfw: true, rateLimitPerUser: 10 });
    const [, after] = await updated;
    expect(after).toMatchObject({ name: 'better-name', topic: null, nsfw: true, rateLimitPerUser: 10 });
    await channel.setPosition(0);
    await channel.setType(ChannelType.GuildAnnouncement);
    const deleted = nextEvent(client, 'channelDelete');
    await channel.delete();
    expect((await deleted)[0].id).toBe(channel.id);
    expect(await refusalOf(channel.send('x'))).toEqual([404, 10_003, 'Unknown Channel']);
  });

  test('is refused without the permission', async () => {
    const { server, channel } = await openScene({ botPermissions: 0n });
    const missing = [403, 50_013, 'Missing Permissions'];
    expect(await refusalOf(server.channels.create({ name: 'x' }))).toEqual(missing);
    expect(await refusalOf(channel.setTopic('x'))).toEqual(missing);
    expect(await refusalOf(channel.delete())).toEqual(missing);
  });

  test.each<[string, { name: string; topic?: string; rateLimitPerUser?: number; parent?: string }, string]>([
    ['no name', { name: '' }, 'name'],
    ['a long topic', { name: 'x', topic: 'x'.repeat(4_097) }, 'topic'],
    ['a long slow mode', { name: 'x', rateLimitPerUser: 21_601 }, 'rate_limit_per_user'],
    ['a channel as category', { name: 'x', parent: 'CHANNEL' }, 'parent_id'],
  ])('is refused with %s', async (_what, options, field) => {
    const { server, channel } = await openScene();
    const parent = options.parent === 'CHANNEL' ? { parent: channel.id } : {};
    await expect(server.channels.create({ ...options, ...parent })).rejects.toMatchObject({
      code: 50_035,
      rawError: { errors: { [field]: { _errors: [expect.anything()] } } },
    });
  });
});

test('a voice channel has a chat', async () => {
  const { server, ann, playground } = await openScene();
  const voice = await server.channels.create({ name: 'Lounge', type: ChannelType.GuildVoice, userLimit: 5 });
  await voice.send('Welcome');
  expect([voice.name, voice.userLimit]).toEqual(['Lounge', 5]);
  const inside = ann.in(playground.guild.channels.get(voice.id)!);
  await inside.says('hi');
  expect(inside.sees().map(({ text }) => text)).toEqual(['Welcome', 'hi']);
});

test('a category holds no messages', async () => {
  const { server, client, ann, playground } = await openScene();
  const category = await server.channels.create({ name: 'Staff', type: ChannelType.GuildCategory });
  const send = client.rest.post(`/channels/${category.id}/messages`, { body: { content: 'x' } });
  expect(await refusalOf(send)).toEqual([400, 50_008, 'Cannot send messages in a non-text channel']);
  await expect(ann.in(playground.guild.channels.get(category.id)!).says('x')).rejects.toThrow(
    '#Staff holds no messages.',
  );
});

test('topics and bitrates have limits that depend on the type of channel', async () => {
  const { server, channel } = await openScene();
  const [text, forum] = ['x'.repeat(1_024), 'x'.repeat(4_096)];
  await channel.setTopic(text);
  expect((await refusalOf(channel.setTopic(`${text}x`))).slice(0, 2)).toEqual([400, 50_035]);
  await server.channels.create({ name: 'help', type: ChannelType.GuildForum, topic: forum });
  const voice = await server.channels.create({ name: 'Lounge', type: ChannelType.GuildVoice, bitrate: 96_000 });
  expect((await refusalOf(voice.setBitrate(96_001))).slice(0, 2)).toEqual([400, 50_035]);
});

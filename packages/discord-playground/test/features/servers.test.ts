import { GatewayIntentBits as Intent, MessageType, PermissionFlagsBits as Flag } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { connect, startPlayground } from '../support/connect.ts';
import { PIXEL } from '../support/pixel.ts';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

describe('a bot', () => {
  test('changes a server’s settings', async () => {
    const { client, server, channel } = await openScene();
    const told = nextEvent(client, 'guildUpdate');
    await server.edit({ name: 'Tea House', systemChannel: channel, icon: PIXEL, reason: 'a new owner' });
    const [before, after] = await told;
    expect([before.name, after.name, after.systemChannelId]).toEqual(['Playground', 'Tea House', channel.id]);
    expect(after.icon).toMatch(/^[0-9a-f]{32}$/);
    await server.setIcon(null);
    expect((await server.fetch()).icon).toBeNull();
    expect(await refusalOf(server.setName('x'))).toEqual([400, 50_035, expect.any(String)]);
  });

  test('greets in the system channel, where Discord says who joined if the server wants it', async () => {
    const { server, playground, ann, channel } = await openScene();
    expect(server.systemChannelId).toBe(channel.id);
    playground.addMember('bob');
    await server.edit({ systemChannelFlags: [] });
    playground.addMember('carl');
    expect(ann.sees()).toMatchObject([{ type: MessageType.UserJoin, author: { username: 'carl' }, content: '' }]);
  });

  test('uploads emojis, renames them, and deletes them', async () => {
    const { client, server } = await openScene();
    const told = nextEvent(client, 'emojiCreate');
    const emoji = await server.emojis.create({ attachment: PIXEL, name: 'tea' });
    expect((await told)[0].id).toBe(emoji.id);
    await emoji.edit({ name: 'coffee' });
    expect((await server.emojis.fetch(emoji.id, { force: true })).name).toBe('coffee');
    await emoji.delete();
    expect((await server.emojis.fetch()).size).toBe(0);
    expect(await refusalOf(server.emojis.fetch(emoji.id, { force: true }))).toEqual([404, 10_014, 'Unknown Emoji']);
    const bad = server.emojis.create({ attachment: PIXEL, name: 'no spaces' });
    expect(await refusalOf(bad)).toEqual([400, 50_035, expect.any(String)]);
  });

  test('bans several at once with what they wrote, except those above it', async () => {
    const { playground, server, ann } = await openScene();
    const [bob, boss] = [playground.addMember('bob'), playground.addMember('boss')];
    playground.guild.giveRole(boss.user.id, playground.guild.addRole('Boss', { position: 99 }));
    await bob.says('spam');
    await ann.says('tea?');
    const ids = [bob.user.id, boss.user.id];
    const result = await server.members.bulkBan(ids, { deleteMessageSeconds: 3_600, reason: 'raid' });
    expect(result).toMatchObject({ bannedUsers: [bob.user.id], failedUsers: [boss.user.id] });
    expect(ann.sees().map(({ text }) => text)).toEqual(['tea?']);
    expect((await server.bans.fetch(bob.user.id)).reason).toBe('raid');
    const none = server.members.bulkBan([boss.user.id]);
    expect(await refusalOf(none)).toEqual([400, 500_000, 'Failed to ban users']);
  });

  test('fetches the members of a large server, a thousand at a time', async () => {
    const playground = await startPlayground({ guildMembers: true });
    for (let n = 0; n < 1_500; n += 1) playground.addMember(`user${n}`);
    const client = await connect(playground, { intents: [Intent.Guilds, Intent.GuildMembers] });
    const chunks: [number, number, number][] = [];
    client.on('guildMembersChunk', ({ size }, _, { index, count }) => void chunks.push([size, index, count]));
    const server = client.guilds.cache.get(playground.guild.id)!;
    const { size } = playground.guild.members;
    expect([server.large, server.memberCount, (await server.members.fetch()).size]).toEqual([true, size, size]);
    expect(chunks).toEqual([
      [1_000, 0, 2],
      [size - 1_000, 1, 2],
    ]);
    const page = await server.members.list({ limit: 1_000 });
    const rest = await server.members.list({ limit: 1_000, after: page.lastKey()! });
    expect(new Set([...page.keys(), ...rest.keys()]).size).toBe(size);
    expect(await refusalOf(server.members.list({ limit: 1_001 }))).toEqual([400, 50_035, expect.any(String)]);
  });

  test('is asked for a page of bans', async () => {
    const { playground, server } = await openScene();
    for (const name of ['bob', 'carl']) playground.guild.ban(playground.addMember(name).user);
    expect((await server.bans.fetch({ limit: 1, cache: false })).size).toBe(1);
  });

  test('finds nothing of what nobody can make here', async () => {
    const { server } = await openScene();
    const lists = [server.stickers.fetch(), server.scheduledEvents.fetch(), server.autoModerationRules.fetch()];
    expect((await Promise.all(lists)).map(({ size }) => size)).toEqual([0, 0, 0]);
  });

  test('has emojis of its own, which it can use in every server', async () => {
    const { client, channel, ann } = await openScene();
    const { emojis } = client.application;
    const emoji = await emojis.create({ attachment: PIXEL, name: 'tea' });
    await (await channel.send('x')).react(emoji.identifier);
    expect(ann.sees()[0]!.reactions).toMatchObject([{ emoji: 'tea' }]);
    expect((await emojis.edit(emoji, { name: 'cup' })).name).toBe('cup');
    await emojis.delete(emoji);
    expect((await emojis.fetch()).size).toBe(0);
  });

  test('changes what it is called and says about itself in one server', async () => {
    const { server } = await openScene();
    expect((await server.members.editMe({ nick: 'Tea', bio: 'I know tea.', avatar: null })).nickname).toBe('Tea');
  });

  test('lists its servers with its permissions, and leaves one', async () => {
    const { playground, client } = await openScene();
    const other = playground.addGuild('Other');
    const listed = await client.guilds.fetch();
    expect(listed.map(({ name, permissions }) => [name, permissions.has(Flag.SendMessages)])).toEqual([
      ['Playground', true],
      ['Other', true],
    ]);
    const gone = nextEvent(client, 'guildDelete');
    await client.guilds.cache.get(other.id)!.leave();
    expect((await gone)[0].id).toBe(other.id);
  });

  test('changes its name and picture', async () => {
    const { client } = await openScene();
    await client.user.setUsername('Tea Bot');
    await client.user.setAvatar(PIXEL);
    expect([client.user.username, client.user.avatar]).toEqual(['Tea Bot', expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });
});

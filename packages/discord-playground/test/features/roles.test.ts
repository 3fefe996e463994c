import { ChannelType, PermissionFlagsBits as Flag, PermissionsBitField } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

const MISSING = [403, 50_013, 'Missing Permissions'];

describe('a bot', () => {
  test('creates a role below its own, changes and deletes it', async () => {
    const { client, server, playground } = await openScene();
    const created = nextEvent(client, 'roleCreate');
    const role = await server.roles.create({
      name: 'Super Cool',
      colors: { primaryColor: 0xff0000 },
      permissions: [Flag.ManageMessages],
      hoist: true,
      mentionable: true,
    });
    expect((await created)[0].id).toBe(role.id);
    expect(role).toMatchObject({ name: 'Super Cool', color: 0xff0000, hoist: true, mentionable: true, position: 1 });
    const changed = await role.edit({ name: 'Cool', permissions: [] });
    expect([changed.name, changed.permissions.bitfield]).toEqual(['Cool', 0n]);
    const deleted = nextEvent(client, 'roleDelete');
    await role.delete();
    expect((await deleted)[0].id).toBe(role.id);
    expect([...playground.guild.roles.values()].map(({ name }) => name)).toEqual(['@everyone', 'Bot']);
  });

  test('gives roles to members and takes them', async () => {
    const { client, server, ann } = await openScene();
    const role = await server.roles.create({ name: 'Helper', permissions: [Flag.ManageMessages] });
    const member = await server.members.fetch(ann.user.id);
    const updated = nextEvent(client, 'guildMemberUpdate');
    await member.roles.add(role);
    expect((await updated)[1].roles.cache.has(role.id)).toBe(true);
    const bot = await (await client.channels.fetch(ann.channel.id))!.fetch();
    expect(bot.isTextBased()).toBe(true);
    await ann.says('x');
    await ann.deletes(ann.sees()[0]!);
    await member.roles.remove(role);
    expect((await member.fetch(true)).roles.cache.size).toBe(1);
    await member.roles.set([role]);
    expect((await server.roles.fetchMemberCounts()).get(role.id)).toBe(1);
  });

  test('moves roles, but none above its own', async () => {
    const { server, playground } = await openScene();
    const [low, high] = [await server.roles.create({ name: 'a' }), await server.roles.create({ name: 'b' })];
    expect([server.roles.cache.get(low.id)?.position, high.position]).toEqual([2, 1]);
    await server.roles.setPositions([
      { role: low.id, position: 1 },
      { role: high.id, position: 2 },
    ]);
    expect([low.position, high.position]).toEqual([1, 2]);
    await high.delete();
    await (await server.roles.create({ name: 'c' })).setPosition(2);
    expect(await refusalOf(low.setPosition(3))).toEqual(MISSING);
    const admin = playground.guild.addRole('Admin', { position: 1_000 });
    await playground.settled();
    const above = server.roles.cache.get(admin.id)!;
    const member = await server.members.fetchMe();
    expect(await refusalOf(above.setName('x'))).toEqual(MISSING);
    expect(await refusalOf(above.delete())).toEqual(MISSING);
    expect(await refusalOf(member.roles.add(above))).toEqual(MISSING);
  });

  test('gives no permission that it lacks, and cannot delete roles of bots', async () => {
    const { server } = await openScene({ botPermissions: Flag.ManageRoles });
    expect(await refusalOf(server.roles.create({ permissions: [Flag.BanMembers] }))).toEqual(MISSING);
    expect(await refusalOf(server.roles.delete(server.members.me!.roles.botRole!))).toEqual([
      400,
      50_028,
      'Invalid Role',
    ]);
  });

  test('needs Manage Roles', async () => {
    const { server } = await openScene({ botPermissions: 0n });
    expect(await refusalOf(server.roles.create({ name: 'x' }))).toEqual(MISSING);
  });
});

test('members are found by the start of their names, and emojis are listed', async () => {
  const { server, playground } = await openScene();
  playground.addMember('Anton');
  playground.guild.addEmoji('blobreach');
  const found = await server.members.search({ query: 'an', limit: 10 });
  expect(found.map(({ user }) => user.username)).toEqual(['ann', 'Anton']);
  expect((await server.emojis.fetch()).map(({ name }) => name)).toEqual(['blobreach']);
});

describe('overwrites', () => {
  test('hide a channel from everybody but a member', async () => {
    const { server, channel, ann, playground } = await openScene();
    await ann.says('before');
    await channel.permissionOverwrites.set([
      { id: server.roles.everyone, deny: [Flag.ViewChannel] },
      { id: server.client.user.id, allow: [Flag.ViewChannel] },
    ]);
    expect(ann.sees()).toEqual([]);
    await channel.permissionOverwrites.create(ann.user.id, { ViewChannel: true, SendMessages: false }, { type: 1 });
    expect(ann.sees()).toHaveLength(1);
    await expect(ann.says('x')).rejects.toThrow('ann may not send messages in #general.');
    await playground.settled();
    expect(channel.permissionsFor(await server.members.fetch(ann.user.id)).has(Flag.SendMessages)).toBe(false);
    await channel.permissionOverwrites.edit(ann.user.id, { SendMessages: null }, { type: 1 });
    await ann.says('again');
    await channel.permissionOverwrites.delete(ann.user.id);
    expect(ann.sees()).toEqual([]);
  });

  test('that lock a channel for everybody can be taken back by the bot', async () => {
    const { server, channel, ann } = await openScene();
    await channel.permissionOverwrites.edit(server.roles.everyone, { SendMessages: false });
    expect((await refusalOf(channel.send('x')))[1]).toBe(50_013);
    await channel.permissionOverwrites.edit(server.roles.everyone, { SendMessages: null });
    expect(await ann.says('again')).toMatchObject({ text: 'again' });
  });

  test('can grant what the category grants, and all where the bot manages roles by an overwrite', async () => {
    const { server, channel, ann, playground } = await openScene({
      botPermissions: Flag.ManageRoles | Flag.ManageChannels,
    });
    const grant = () => channel.permissionOverwrites.create(ann.user.id, { ManageMessages: true }, { type: 1 });
    expect(await refusalOf(grant())).toEqual(MISSING);
    const { guild } = playground;
    const category = await server.channels.create({ name: 'Category', type: ChannelType.GuildCategory });
    await channel.setParent(category.id, { lockPermissions: false });
    guild.overwrite(guild.channels.get(category.id)!, playground.bot, { allow: Flag.ManageMessages });
    await grant();
    await channel.permissionOverwrites.delete(ann.user.id);
    await channel.setParent(null, { lockPermissions: false });
    expect(await refusalOf(grant())).toEqual(MISSING);
    guild.overwrite(guild.channel, playground.bot, { allow: Flag.ManageRoles });
    await grant();
  });

  test('cannot concern what the bot may not do, or nobody', async () => {
    const { channel, server, client } = await openScene({ botPermissions: Flag.ManageRoles });
    const deny = channel.permissionOverwrites.create(server.roles.everyone, { BanMembers: false });
    expect(await refusalOf(deny)).toEqual(MISSING);
    const nobody = `/channels/${channel.id}/permissions/123456789012345678`;
    expect(await refusalOf(client.rest.delete(`/channels/${channel.id}/permissions/123456789012345678`))).toEqual([
      404,
      10_009,
      'Unknown Permission Overwrite',
    ]);
    expect(
      (await refusalOf(client.rest.put(nobody as `/${string}`, { body: { type: 1, allow: '0', deny: '0' } })))[1],
    ).toBe(10_009);
  });
});

describe('moderation', () => {
  test('nicknames, time-outs, kicks and bans', async () => {
    const { client, server, ann, playground } = await openScene();
    const member = await server.members.fetch(ann.user.id);
    await member.setNickname('Annie');
    expect((await member.fetch(true)).displayName).toBe('Annie');
    await member.timeout(60_000, 'calm down');
    await expect(ann.says('x')).rejects.toThrow('ann may not send messages in #general.');
    await member.timeout(null);
    await ann.says('x');
    const left = nextEvent(client, 'guildMemberRemove');
    await member.kick('bye');
    expect((await left)[0].id).toBe(ann.user.id);
    const bob = playground.addMember('bob');
    const banned = nextEvent(client, 'guildBanAdd');
    await server.members.ban(bob.user.id, { reason: 'spam & more' });
    expect((await banned)[0].user.id).toBe(bob.user.id);
    expect((await server.bans.fetch(bob.user.id)).reason).toBe('spam & more');
    await server.bans.remove(bob.user.id);
    expect(await refusalOf(server.bans.fetch(bob.user.id))).toEqual([404, 10_026, 'Unknown Ban']);
  });

  test('time-outs of at most 28 days, and never of an administrator', async () => {
    const { server, ann, playground } = await openScene();
    const member = await server.members.fetch(ann.user.id);
    const days = 24 * 3_600_000;
    await member.timeout(28 * days);
    expect(await refusalOf(member.timeout(29 * days))).toEqual([400, 50_035, 'Invalid Form Body']);
    const boss = playground.addMember('boss', { permissions: Flag.Administrator });
    const administrator = await server.members.fetch(boss.user.id);
    expect(await refusalOf(administrator.timeout(days))).toEqual([403, 50_013, 'Missing Permissions']);
  });

  test('never of the owner', async () => {
    const { server } = await openScene();
    const owner = await server.fetchOwner();
    expect(await refusalOf(owner.kick())).toEqual(MISSING);
    expect(await refusalOf(owner.setNickname('x'))).toEqual(MISSING);
  });
});

test('an icon or two colors of a role need a boosted server, and nobody is in a voice channel', async () => {
  const { server, ann } = await openScene();
  const role = await server.roles.create({ name: 'Tea' });
  expect((await refusalOf(role.setUnicodeEmoji('🍵'))).slice(0, 2)).toEqual([403, 50_101]);
  const gradient = { primaryColor: 'Red', secondaryColor: 'Blue' } as const;
  expect((await refusalOf(role.setColors(gradient))).slice(0, 2)).toEqual([403, 50_101]);
  const member = await server.members.fetch(ann.user.id);
  expect((await refusalOf(member.voice.setMute(true))).slice(0, 2)).toEqual([400, 40_032]);
});

test('a bot reads who may use its commands', async () => {
  const { server, playground, ann } = await openScene();
  const command = await server.commands.create({ name: 'tea', description: 'x' });
  const { permissions } = server.commands;
  expect((await refusalOf(permissions.fetch({ command })))[1]).toBe(10_066);
  playground.guild.ruleCommand('tea', ann.user, false);
  expect(await permissions.fetch({ command })).toEqual([{ id: ann.user.id, type: 2, permission: false }]);
  expect((await permissions.fetch({})).size).toBe(1);
});

test('permissions that discord.js computes are those of the playground', async () => {
  const { server, playground, ann } = await openScene();
  const { permissionsIn } = await import('../../src/world/guild/permissions.ts');
  const thread = await ann.startsThread('Plans');
  await playground.settled();
  const member = await server.members.fetch(ann.user.id);
  for (const place of [playground.guild.channel, thread]) {
    const seen = server.channels.resolve(place.id) ?? server.client.channels.cache.get(place.id);
    if (!seen || seen.isDMBased()) throw new Error('unknown');
    const known = new PermissionsBitField(permissionsIn(playground.guild.channel, ann.user.id));
    expect(seen.permissionsFor(member)?.toArray()).toEqual(known.toArray());
  }
});

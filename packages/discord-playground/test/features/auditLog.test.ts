import { AuditLogEvent as Action, ChannelType, type Guild, PermissionFlagsBits as Flag } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

/** What the log says about one kind of change, newest first. */
async function entries(server: Guild, type: Action): Promise<object[]> {
  const log = await server.fetchAuditLogs({ type });
  return log.entries.map(({ executorId, targetId, reason, changes, extra }) => ({
    executorId,
    targetId,
    reason,
    changes: Object.fromEntries(changes.map(({ key, old, new: now }) => [key, [old, now]])),
    extra,
  }));
}

describe('the audit log', () => {
  test('says who moderated whom, and why', async () => {
    const { playground, client, server, ann } = await openScene();
    const bot = client.user.id;
    const member = await server.members.fetch(ann.user.id);
    await member.setNickname('Annie', 'née Ann: 100 %');
    const helper = await server.roles.create({ name: 'Helper' });
    await member.roles.add(helper, 'helps a lot');
    const told = nextEvent(client, 'guildAuditLogEntryCreate');
    await member.kick('too loud');
    expect((await told)[0]).toMatchObject({ action: Action.MemberKick, targetId: ann.user.id, reason: 'too loud' });
    const bob = playground.addMember('bob');
    await server.members.ban(bob.user.id, { reason: 'spam' });
    await server.members.unban(bob.user.id, 'sorry');

    expect(await entries(server, Action.MemberUpdate)).toMatchObject([
      { executorId: bot, targetId: ann.user.id, reason: 'née Ann: 100 %', changes: { nick: [undefined, 'Annie'] } },
    ]);
    expect(await entries(server, Action.MemberRoleUpdate)).toMatchObject([
      { reason: 'helps a lot', changes: { $add: [undefined, [{ id: helper.id, name: 'Helper' }]] } },
    ]);
    expect(await entries(server, Action.MemberKick)).toHaveLength(1); // a ban is no kick
    expect(await entries(server, Action.MemberBanAdd)).toMatchObject([{ targetId: bob.user.id, reason: 'spam' }]);
    expect(await entries(server, Action.MemberBanRemove)).toMatchObject([{ reason: 'sorry' }]);
  });

  test('says how channels, their overwrites and roles changed', async () => {
    const { server, ann } = await openScene();
    const room = await server.channels.create({ name: 'room', type: ChannelType.GuildText, topic: 'tea' });
    await room.setTopic('coffee');
    await room.permissionOverwrites.edit(ann.user.id, { SendMessages: false });
    await room.permissionOverwrites.delete(ann.user.id);
    const role = await server.roles.create({ name: 'Helper' });
    await role.setName('Tea master');
    await role.delete('no tea left');
    await room.delete();

    const of = (type: Action) => entries(server, type);
    expect(await of(Action.ChannelCreate)).toMatchObject([{ changes: { name: [undefined, 'room'] } }]);
    expect(await of(Action.ChannelUpdate)).toMatchObject([{ changes: { topic: ['tea', 'coffee'] } }]);
    expect(await of(Action.ChannelOverwriteCreate)).toMatchObject([
      { targetId: room.id, changes: { deny: [undefined, String(Flag.SendMessages)] } },
    ]);
    expect(await of(Action.ChannelOverwriteDelete)).toHaveLength(1);
    expect(await of(Action.RoleUpdate)).toMatchObject([{ changes: { name: ['Helper', 'Tea master'] } }]);
    expect(await of(Action.RoleDelete)).toMatchObject([{ targetId: role.id, reason: 'no tea left' }]);
    expect(await of(Action.ChannelDelete)).toMatchObject([
      { targetId: room.id, changes: { name: ['room', undefined] } },
    ]);
  });

  test('says who deleted messages of others, but not who deleted their own', async () => {
    const { playground, client, server, channel, ann } = await openScene();
    const mod = playground.addMember('mod', { permissions: Flag.ManageMessages });
    await ann.deletes(await ann.says('never mind'));
    await mod.deletes(await ann.says('spam'));
    await (await channel.send('oops')).delete();
    const [first, second] = [await channel.send('a'), await channel.send('b')];
    await channel.bulkDelete([first, second]);
    expect(await entries(server, Action.MessageDelete)).toMatchObject([
      { executorId: mod.user.id, targetId: ann.user.id, extra: { count: 1 } },
    ]);
    expect(await entries(server, Action.MessageBulkDelete)).toMatchObject([
      { executorId: client.user.id, targetId: channel.id, extra: { count: 2 } },
    ]);
  });

  test('can be read in pages, by those who may', async () => {
    const { playground, server, client } = await openScene();
    for (const name of ['a', 'b', 'c']) await server.roles.create({ name });
    playground.guild.addRole('d'); // nobody says who does it: the owner
    const all = await server.fetchAuditLogs({ type: Action.RoleCreate });
    expect(all.entries.map(({ executorId, target }) => [executorId === client.user.id, target])).toMatchObject([
      [false, { name: 'd' }],
      [true, { name: 'c' }],
      [true, { name: 'b' }],
      [true, { name: 'a' }],
    ]);
    const before = await server.fetchAuditLogs({ type: Action.RoleCreate, before: all.entries.at(1)!.id, limit: 1 });
    expect([...before.entries.keys()]).toEqual([all.entries.at(2)!.id]);
    const mine = await server.fetchAuditLogs({ type: Action.RoleCreate, user: client.user });
    expect(mine.entries.size).toBe(3);
    expect(await refusalOf(server.fetchAuditLogs({ limit: 101 }))).toEqual([400, 50_035, expect.any(String)]);
    const own = playground.guild.members.get(client.user.id)!.roles[0]!;
    playground.guild.setPermissions(own, 0n);
    expect(await refusalOf(server.fetchAuditLogs())).toEqual([403, 50_013, 'Missing Permissions']);
  });
});

import { Collection, PermissionFlagsBits as Flag } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

describe('a bot', () => {
  test('creates an invite, finds it everywhere, and deletes it', async () => {
    const { client, server, channel } = await openScene();
    const told = nextEvent(client, 'inviteCreate');
    const invite = await channel.createInvite({ maxAge: 600, maxUses: 3, unique: true, reason: 'for a friend' });
    expect((await told)[0].code).toBe(invite.code);
    expect([invite.maxAge, invite.maxUses, invite.uses, invite.inviterId]).toEqual([600, 3, 0, client.user.id]);
    expect([...(await server.invites.fetch()).keys()]).toEqual([invite.code]);
    expect([...(await channel.fetchInvites()).keys()]).toEqual([invite.code]);
    const found = await client.fetchInvite(invite.url);
    expect([found.guild?.name, found.channel?.name, found.memberCount]).toEqual(['Playground', 'general', 3]);
    const gone = nextEvent(client, 'inviteDelete');
    await invite.delete();
    expect((await gone)[0].code).toBe(invite.code);
    expect(await refusalOf(client.fetchInvite(invite.code))).toEqual([404, 10_006, 'Unknown Invite']);
  });

  test('finds out with which invite somebody joined', async () => {
    const { client, server, channel, playground } = await openScene();
    const [twice, unused] = [await channel.createInvite({ maxUses: 2 }), await channel.createInvite({ maxAge: 600 })];
    const joined = nextEvent(client, 'guildMemberAdd');
    playground.addMember('bob', { invite: twice.code });
    expect((await joined)[0].user.username).toBe('bob');
    expect((await server.invites.fetch()).mapValues(({ uses }) => uses)).toEqual(
      new Collection([
        [twice.code, 1],
        [unused.code, 0],
      ]),
    );
    const gone = nextEvent(client, 'inviteDelete');
    playground.addMember('carl', { invite: twice.code });
    expect((await gone)[0].code).toBe(twice.code);
    expect(() => playground.addMember('dan', { invite: twice.code })).toThrow('is invalid or has expired.');
  });

  test('gets an earlier invite again, unless it asks for a unique one', async () => {
    const { channel } = await openScene();
    const first = await channel.createInvite();
    expect((await channel.createInvite()).code).toBe(first.code);
    expect((await channel.createInvite({ unique: true })).code).not.toBe(first.code);
  });

  test('cannot invite anybody without the permission, nor for longer than Discord lets it', async () => {
    const { playground, channel, server } = await openScene({ botPermissions: Flag.SendMessages });
    const { guild } = playground;
    expect(await refusalOf(channel.createInvite({ maxAge: 604_801 }))).toEqual([400, 50_035, expect.any(String)]);
    guild.setPermissions(guild.everyone, guild.everyone.permissions & ~Flag.CreateInstantInvite);
    expect(await refusalOf(channel.createInvite())).toEqual([403, 50_013, 'Missing Permissions']);
    expect(await refusalOf(server.invites.fetch())).toEqual([403, 50_013, 'Missing Permissions']);
  });
});

import {
  AuditLogEvent,
  ChannelType,
  type Guild as Server,
  PermissionFlagsBits as Flag,
  type VoiceState,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { nextEvent, openScene, refusalOf, type Scene } from '../support/scene.ts';
import { connect } from '../support/connect.ts';

/** A scene with a voice channel that ann is in. */
async function inVoice(): Promise<Scene & { room: string; state: VoiceState }> {
  const scene = await openScene();
  const room = scene.playground.guild.addChannel('Lounge', { type: ChannelType.GuildVoice });
  await scene.server.members.fetch();
  const joined = nextEvent(scene.client, 'voiceStateUpdate');
  await scene.ann.joinsVoice(room, { muted: true });
  const [, state] = await joined;
  return { ...scene, room: room.id, state };
}

const namesIn = (server: Server, channelId: string): string[] => {
  const channel = server.channels.cache.get(channelId);
  return channel?.isVoiceBased() ? channel.members.map(({ displayName }) => displayName) : [];
};

describe('people in voice channels', () => {
  test('are seen joining, going elsewhere and leaving', async () => {
    const { client, server, ann, playground, room, state } = await inVoice();
    expect([state.channelId, state.selfMute, state.serverMute, state.member?.id]).toEqual([
      room,
      true,
      false,
      ann.user.id,
    ]);
    expect(namesIn(server, room)).toEqual(['ann']);
    const other = playground.guild.addChannel('Studio', { type: ChannelType.GuildVoice });
    const moved = nextEvent(client, 'voiceStateUpdate');
    await ann.joinsVoice(other);
    expect((await moved).map(({ channelId }) => channelId)).toEqual([room, other.id]);
    const left = nextEvent(client, 'voiceStateUpdate');
    await ann.leavesVoice();
    expect((await left).map(({ channelId }) => channelId)).toEqual([other.id, null]);
  });

  test('are known to a bot that starts later', async () => {
    const { playground, room } = await inVoice();
    const late = await connect(playground);
    expect(namesIn(late.guilds.cache.first()!, room)).toEqual(['ann']);
  });

  test('leave with the channel, or with their membership', async () => {
    const { client, server, ann, playground, room } = await inVoice();
    const left = nextEvent(client, 'voiceStateUpdate');
    await server.channels.cache.get(room)!.delete();
    expect((await left)[1].channelId).toBe(null);
    const again = playground.guild.addChannel('Again', { type: ChannelType.GuildVoice });
    await ann.joinsVoice(again);
    playground.guild.removeMember(ann.user.id);
    expect(playground.guild.voice.all()).toEqual([]);
  });

  test('only enter where they may, and where there is room', async () => {
    const { ann, playground } = await openScene();
    const { guild } = playground;
    const small = guild.addChannel('Small', { type: ChannelType.GuildVoice, user_limit: 1 });
    const closed = guild.addChannel('Closed', { type: ChannelType.GuildVoice });
    guild.overwrite(closed, guild.everyone, { deny: Flag.Connect });
    await playground.addMember('bob').joinsVoice(small);
    await expect(ann.joinsVoice(small)).rejects.toThrow('#Small is full.');
    await expect(ann.joinsVoice(closed)).rejects.toThrow('ann may not join in #Closed.');
    await expect(ann.joinsVoice()).rejects.toThrow('#general is no voice channel.');
  });
});

describe('a bot', () => {
  test('mutes, moves and disconnects people, and the log says so', async () => {
    const { server, ann, playground, room } = await inVoice();
    const member = await server.members.fetch(ann.user.id);
    const other = playground.guild.addChannel('Studio', { type: ChannelType.GuildVoice });
    await playground.settled();
    await member.voice.setMute(true, 'noise');
    await member.voice.setDeaf(true);
    await playground.settled();
    expect([member.voice.serverMute, member.voice.serverDeaf, member.voice.mute]).toEqual([true, true, true]);
    await member.voice.setChannel(other.id);
    await playground.settled();
    expect([namesIn(server, room), namesIn(server, other.id)]).toEqual([[], ['ann']]);
    expect((await member.voice.fetch()).channelId).toBe(other.id);
    await member.voice.disconnect('bye');
    await playground.settled();
    expect(member.voice.channelId).toBe(null);
    const { entries } = await server.fetchAuditLogs({ limit: 4 });
    expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
      [AuditLogEvent.MemberDisconnect, 'bye'],
      [AuditLogEvent.MemberMove, null],
      [AuditLogEvent.MemberUpdate, null],
      [AuditLogEvent.MemberUpdate, 'noise'],
    ]);
  });

  test('cannot do so to people who are in no voice channel, nor without the permission', async () => {
    const { server, ann, playground, room } = await inVoice();
    const member = await server.members.fetch(ann.user.id);
    await ann.leavesVoice();
    expect(await refusalOf(member.voice.setMute(true))).toEqual([
      400,
      40_032,
      'Target user is not connected to voice.',
    ]);
    expect((await refusalOf(member.voice.fetch())).slice(0, 2)).toEqual([404, 10_065]);
    await ann.joinsVoice(playground.guild.channels.get(room));
    playground.guild.setPermissions(
      [...playground.guild.roles.values()].find(({ managedBy }) => managedBy)!,
      0n,
    );
    expect(await refusalOf(member.voice.setMute(true))).toEqual([403, 50_013, 'Missing Permissions']);
  });

  test('joins a channel, where people see it', async () => {
    const { client, server, playground, room } = await inVoice();
    const joined = nextEvent(client, 'voiceStateUpdate');
    server.shard.send({ op: 4, d: { guild_id: server.id, channel_id: room, self_mute: false, self_deaf: true } });
    expect([(await joined)[1].id, server.members.me?.voice.channelId]).toEqual([client.user.id, room]);
    expect(playground.guild.voice.get(client.user.id)?.selfDeaf).toBe(true);
    const left = nextEvent(client, 'voiceStateUpdate');
    server.shard.send({ op: 4, d: { guild_id: server.id, channel_id: null, self_mute: false, self_deaf: false } });
    expect((await left)[1].channelId).toBe(null);
  });

  test('lets people speak on a stage', async () => {
    const { server, ann, playground } = await openScene();
    const stage = playground.guild.addChannel('Stage', { type: ChannelType.GuildStageVoice });
    await server.members.fetch();
    await ann.joinsVoice(stage);
    await playground.settled();
    const { voice } = await server.members.fetch(ann.user.id);
    expect(voice.suppress).toBe(true);
    await voice.setSuppressed(false);
    await playground.settled();
    expect(voice.suppress).toBe(false);
  });
});

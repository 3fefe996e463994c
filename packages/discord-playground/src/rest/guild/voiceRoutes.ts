import { ChannelType, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkBody } from '../../checks/checkBody.ts';
import type { Channel, Guild, GuildMember } from '../../world/guild/Guild.ts';
import { VOICE_TYPES, voiceStateToApi } from '../../world/guild/voice.ts';
import type { World } from '../../world/World.ts';
import { type Api, type ApiEnv, type ApiRoutes, findGuild, requireInGuild, requirePermission } from '../base/Api.ts';
import { DiscordError, refuseInvalid } from '../base/DiscordError.ts';

/** What an edit of a member says about voice channels. */
export interface VoiceBody {
  readonly mute?: boolean | null;
  readonly deaf?: boolean | null;
  readonly channel_id?: string | null;
}

/** Mutes, deafens, moves or disconnects somebody. @throws DiscordError 40032 when they are in no voice channel. */
export function changeVoice(world: World, guild: Guild, member: GuildMember, body: VoiceBody): void {
  const { mute, deaf, channel_id: channelId } = body;
  if (mute === undefined && deaf === undefined && channelId === undefined) return;
  const { id } = member.user;
  if (!guild.voice.get(id)) throw new DiscordError('notInVoice');
  requireInGuild(
    world,
    guild,
    (mute === undefined ? 0n : Flag.MuteMembers) |
      (deaf === undefined ? 0n : Flag.DeafenMembers) |
      (channelId === undefined ? 0n : Flag.MoveMembers),
  );
  const channel = channelId ? voiceChannel(guild, channelId) : undefined;
  if (channel) requirePermission(world, channel, Flag.Connect);
  if (typeof mute === 'boolean' || typeof deaf === 'boolean') {
    guild.changeMember(member, {
      ...(typeof mute === 'boolean' && { mute }),
      ...(typeof deaf === 'boolean' && { deaf }),
    });
    guild.voice.refresh(id);
  }
  if (channel) guild.voice.set(member, channel);
  else if (channelId === null) guild.voice.leave(id);
}

/** @throws DiscordError 10003, or 50024 when nobody can talk there. */
function voiceChannel({ channels }: Guild, id: string): Channel {
  const channel = channels.get(id);
  if (!channel) throw new DiscordError('unknownChannel');
  if (!VOICE_TYPES.has(channel.type)) throw new DiscordError('wrongChannelType');
  return channel;
}

interface StageBody {
  readonly channel_id?: string | null;
  readonly suppress?: boolean | null;
  readonly request_to_speak_timestamp?: string | null;
}

/** Who is in which voice channel, and who speaks on a stage. */
export function voiceRoutes({ world }: Api): ApiRoutes {
  const find = (guildId: string, user: string): { guild: Guild; state: ReturnType<Guild['voice']['all']>[number] } => {
    const guild = findGuild(world, guildId);
    const state = guild.voice.get(user === '@me' ? world.bot.id : user);
    if (!state) throw new DiscordError('unknownVoiceState');
    return { guild, state };
  };
  return new Hono<ApiEnv>()
    .get('/guilds/:guild/voice-states/:user', (c) =>
      c.json(voiceStateToApi(find(c.req.param('guild'), c.req.param('user')).state)),
    )
    .patch('/guilds/:guild/voice-states/:user', (c) => {
      const { guild, state } = find(c.req.param('guild'), c.req.param('user'));
      const { member, channel } = state;
      refuseInvalid(checkBody(c.get('body'), 'voiceState'));
      const { suppress, request_to_speak_timestamp: requested } = (c.get('body') ?? {}) as StageBody;
      if (channel?.type !== ChannelType.GuildStageVoice) throw new DiscordError('wrongChannelType');
      const isSelf = member.user === world.bot;
      // Source: resources/voice, caveats: anybody may make themselves listen.
      if (!(isSelf && suppress !== false)) requirePermission(world, channel, Flag.MuteMembers);
      if (isSelf && requested) requirePermission(world, channel, Flag.RequestToSpeak);
      guild.voice.set(member, channel, {
        ...(typeof suppress === 'boolean' && { suppress }),
        ...(requested !== undefined && { requestedToSpeakAt: requested }),
      });
      return c.body(null, 204);
    });
}

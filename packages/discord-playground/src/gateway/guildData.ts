/** The longer payloads that describe servers and their members to the bot. */
import {
  type APIThreadMember,
  type ApplicationFlags,
  type GatewayGuildCreateDispatchData,
  type GatewayGuildMembersChunkDispatchData,
  type GatewayReadyDispatchData,
  PermissionFlagsBits,
  type ThreadMemberFlags,
  type UserFlags,
} from 'discord-api-types/v10';
import type { User } from '../world/guild/accounts.ts';
import type { Channel, Guild } from '../world/guild/Guild.ts';
import { may } from '../world/guild/permissions.ts';
import { voiceStateToApi } from '../world/guild/voice.ts';
import { type Presence, presenceToApi } from '../world/presence.ts';
import type { MembersRequest } from './Connection.ts';
import type { Session } from './Session.ts';

interface ReadyFacts {
  readonly session: Session;
  readonly bot: User;
  /** The servers of the session's shard. */
  readonly guilds: readonly Guild[];
  /** Which privileged intents the application was granted. */
  readonly flags: ApplicationFlags;
  readonly resumeUrl: string;
}

/** The first event of a session: who the bot is, and which servers it is in. */
export function readyData({ session, bot, guilds, flags, resumeUrl }: ReadyFacts): GatewayReadyDispatchData {
  return {
    v: 10,
    user: { ...bot.toApi(), mfa_enabled: false, verified: true, flags: 0 as UserFlags, email: null },
    session_id: session.id,
    resume_gateway_url: resumeUrl,
    shard: [session.shardId, session.shardCount],
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    application: { id: bot.id, flags, flags_new: String(flags) },
  };
}

type Data = GatewayGuildCreateDispatchData;

/** Servers with more members are large. Source: topics/gateway-events#identify, the default of `large_threshold`. */
const LARGE_THRESHOLD = 50;

/** Everybody's presence, by user. */
type Presences = ReadonlyMap<User, Presence>;

/**
 * Everything the bot learns about a server at the start. The members in it are the bot itself and those in voice
 * channels, and with the presence intent those who are online.
 */
export function guildCreate(guild: Guild, bot: User, presences: Presences = new Map()): Data {
  const self = guild.members.get(bot.id);
  const voice = guild.voice.all();
  const online = [...guild.members.values()].filter(({ user }) => presences.has(user));
  const members = new Set([...(self ? [self] : []), ...voice.map(({ member }) => member), ...online]);
  const threads = [...guild.threads.values()].filter(
    (channel) => !channel.thread!.metadata.archived && may(bot.id, PermissionFlagsBits.ViewChannel, channel),
  );
  return {
    ...guild.toApi(),
    joined_at: self?.joinedAt ?? new Date().toISOString(),
    large: guild.members.size > LARGE_THRESHOLD,
    unavailable: false,
    member_count: guild.members.size,
    members: [...members].map((member) => member.toApi()),
    channels: [...guild.channels.values()].map((channel) => channel.toApi()) as Data['channels'],
    threads: threads.map((channel) => Object.assign(channel.toApi(), memberOf(channel, bot))) as Data['threads'],
    voice_states: voice.map((state) => Object.assign(voiceStateToApi(state), { guild_id: undefined })),
    presences: online.map(({ user }) => presenceToApi(user, presences.get(user)!, guild.id)),
    stage_instances: [],
    guild_scheduled_events: guild.comingEvents.map((event) => event.toApi()),
    soundboard_sounds: [],
  };
}

/** When the bot joined a thread, if it did, as Discord adds it to the thread. */
export function memberOf({ id, thread }: Channel, bot: User): { member?: APIThreadMember } {
  const joined = thread?.members.get(bot.id);
  return joined === undefined ? {} : { member: threadMember(id, bot.id, joined) };
}

export const threadMember = (id: string, userId: string, joined: string): APIThreadMember => ({
  id,
  user_id: userId,
  join_timestamp: joined,
  flags: 0 as ThreadMemberFlags,
});

/**
 * Without the Guild Members intent, with a name, and for the ids in a request. Source: topics/gateway-events, request
 * guild members.
 */
const FEW_MEMBERS = 100;
/** Source: topics/gateway-events, guild members chunk: up to 1000 members in a chunk. */
const CHUNK_SIZE = 1_000;

const chunkOf = <T>(list: readonly T[], index: number): readonly T[] =>
  list.slice(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE);

/** Answers a request for members by id or by the start of their name. */
export function membersChunks(
  guild: Guild,
  request: MembersRequest,
  hasMembersIntent: boolean,
  known: Presences = new Map(),
): GatewayGuildMembersChunkDispatchData[] {
  const { user_ids: userIds, query = '', limit, nonce, presences } = request;
  const all = [...guild.members.values()];
  const wanted = userIds === undefined ? undefined : new Set([userIds].flat().slice(0, FEW_MEMBERS));
  const found = wanted
    ? all.filter(({ user }) => wanted.has(user.id))
    : all.filter(({ user }) => user.username.toLowerCase().startsWith(query.toLowerCase()));
  const most = query === '' && hasMembersIntent ? Infinity : FEW_MEMBERS;
  const members = found.slice(0, Math.min(limit || most, most));
  const notFound = [...(wanted ?? [])].filter((id) => !guild.members.has(id));
  const count = Math.max(1, Math.ceil(members.length / CHUNK_SIZE));
  return Array.from({ length: count }, (_, index) => ({
    guild_id: guild.id,
    members: chunkOf(members, index).map((member) => member.toApi()),
    chunk_index: index,
    chunk_count: count,
    ...(index === 0 && notFound.length > 0 && { not_found: notFound }),
    ...(presences && {
      presences: chunkOf(members, index)
        .filter(({ user }) => known.has(user))
        .map(({ user }) => presenceToApi(user, known.get(user)!, guild.id)),
    }),
    ...(nonce !== undefined && { nonce }),
  }));
}

/** Events about servers: their channels, threads, roles and members. */
import {
  GatewayDispatchEvents as Event,
  type GatewayDispatchPayload,
  type GatewayGuildDeleteDispatchData,
  GatewayIntentBits as Intent,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { User } from '../world/guild/accounts.ts';
import type { Channel } from '../world/guild/Guild.ts';
import { may, permissionsOf } from '../world/guild/permissions.ts';
import { voiceStateToApi } from '../world/guild/voice.ts';
import type { Change } from '../world/changes.ts';
import { presenceToApi } from '../world/presence.ts';
import { guildCreate, memberOf, threadMember } from './guildData.ts';

/** An event for the bot, and which of its sessions receive it. */
export interface GatewayEvent {
  /** Determines the shard. Undefined in direct messages. */
  readonly guildId: string | undefined;
  /** The intent that is needed to receive it; 0 = none. */
  readonly intent: number;
  readonly dispatch: DispatchData;
  /** What sessions without the Message Content intent receive instead. */
  readonly withoutContent?: DispatchData;
}

type Dispatch<P> = P extends GatewayDispatchPayload ? Pick<P, 't' | 'd'> : never;

/** An event's name and data, before a session numbers it. */
type DispatchData = Dispatch<GatewayDispatchPayload>;

export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

export function canSee(channel: Channel, bot: User): boolean {
  return may(bot.id, PermissionFlagsBits.ViewChannel, channel);
}

type GuildKind =
  | `guild${string}`
  | `channel${string}`
  | `thread${string}`
  | `role${string}`
  | `member${string}`
  | `emoji${string}`
  | `sticker${string}`
  | `event${string}`
  | `invite${string}`
  | `webhook${string}`
  | 'voiceChanged'
  | 'presenceChanged'
  | 'auditLogged';

export function guildEvent(change: Extract<Change, { kind: GuildKind }>, bot: User): GatewayEvent | undefined {
  switch (change.kind) {
    case 'guildChanged': {
      const { guild } = change;
      return { guildId: guild.id, intent: Intent.Guilds, dispatch: { t: Event.GuildUpdate, d: guild.toApi() } };
    }
    case 'auditLogged':
      return auditEvent(change, bot);
    case 'voiceChanged':
      return {
        guildId: change.member.guild.id,
        intent: Intent.GuildVoiceStates,
        dispatch: { t: Event.VoiceStateUpdate, d: voiceStateToApi(change.state) },
      };
    case 'presenceChanged': {
      const { user, guild } = change.member;
      const d = presenceToApi(user, change.presence, guild.id);
      return { guildId: guild.id, intent: Intent.GuildPresences, dispatch: { t: Event.PresenceUpdate, d } };
    }
    case 'inviteAdded':
    case 'inviteRemoved':
      return inviteEvent(change, bot);
    case 'guildAdded':
    case 'guildRemoved':
      return wholeGuild(change, bot);
    case 'channelAdded':
    case 'channelChanged':
    case 'channelRemoved':
      return channelEvent(change);
    case 'threadAdded':
    case 'threadShown':
    case 'threadChanged':
    case 'threadRemoved':
      return threadEvent(change, bot);
    case 'threadMembersChanged':
      return threadMembers(change, bot);
    case 'roleAdded':
    case 'roleChanged':
    case 'roleRemoved':
      return roleEvent(change);
    case 'emojiAdded':
    case 'emojiChanged':
    case 'emojiRemoved': {
      const { guild } = change;
      const d = { guild_id: guild.id, emojis: guild.emojisToApi() };
      return { guildId: guild.id, intent: Intent.GuildExpressions, dispatch: { t: Event.GuildEmojisUpdate, d } };
    }
    case 'stickerAdded':
    case 'stickerChanged':
    case 'stickerRemoved': {
      const { guild } = change;
      const d = { guild_id: guild.id, stickers: guild.stickersToApi() };
      return { guildId: guild.id, intent: Intent.GuildExpressions, dispatch: { t: Event.GuildStickersUpdate, d } };
    }
    case 'eventAdded':
    case 'eventChanged':
    case 'eventRemoved':
    case 'eventJoined':
    case 'eventLeft':
      return scheduledEvent(change);
    case 'webhookAdded':
    case 'webhookChanged':
    case 'webhookRemoved': {
      const { id, guild } = change.channel;
      if (!guild) return undefined;
      const d = { guild_id: guild.id, channel_id: id };
      return { guildId: guild.id, intent: Intent.GuildWebhooks, dispatch: { t: Event.WebhooksUpdate, d } };
    }
    default:
      return memberEvent(change, bot);
  }
}

function wholeGuild({ kind, guild }: ChangeOf<'guildAdded' | 'guildRemoved'>, bot: User): GatewayEvent {
  const guildId = guild.id;
  const intent = Intent.Guilds;
  if (kind === 'guildAdded') return { guildId, intent, dispatch: { t: Event.GuildCreate, d: guildCreate(guild, bot) } };
  // Without `unavailable`, which would mean an outage.
  const d = { id: guildId } as GatewayGuildDeleteDispatchData;
  return { guildId, intent, dispatch: { t: Event.GuildDelete, d } };
}

const CHANNEL_EVENTS = {
  channelAdded: Event.ChannelCreate,
  channelChanged: Event.ChannelUpdate,
  channelRemoved: Event.ChannelDelete,
} as const;

function channelEvent({ kind, channel }: ChangeOf<'channelAdded' | 'channelChanged' | 'channelRemoved'>): GatewayEvent {
  const dispatch = { t: CHANNEL_EVENTS[kind], d: channel.toApi() } as DispatchData;
  return { guildId: channel.guild!.id, intent: Intent.Guilds, dispatch };
}

function threadEvent(
  { kind, channel }: ChangeOf<'threadAdded' | 'threadShown' | 'threadChanged' | 'threadRemoved'>,
  bot: User,
): GatewayEvent | undefined {
  if (!canSee(channel, bot)) return undefined;
  const { id, type } = channel;
  const guildId = channel.guild!.id;
  const api = { ...channel.toApi(), ...memberOf(channel, bot) };
  const place = { id, type, guild_id: guildId, parent_id: channel.thread!.parent.id };
  const dispatch = {
    threadAdded: { t: Event.ThreadCreate, d: { ...api, newly_created: true } },
    threadShown: { t: Event.ThreadCreate, d: api },
    threadChanged: { t: Event.ThreadUpdate, d: api },
    threadRemoved: { t: Event.ThreadDelete, d: place },
  }[kind];
  return { guildId, intent: Intent.Guilds, dispatch: dispatch as DispatchData };
}

/** Without the Guild Members intent a bot only hears of itself. Source: topics/gateway, thread members update. */
function threadMembers(
  { channel, added, removed }: ChangeOf<'threadMembersChanged'>,
  bot: User,
): GatewayEvent | undefined {
  const { guild, thread, id } = channel;
  const concernsBot = added.includes(bot.id) || removed.includes(bot.id);
  if (!guild || !thread || !(concernsBot || canSee(channel, bot))) return undefined;
  const d = {
    id,
    guild_id: guild.id,
    member_count: thread.members.size,
    ...(added.length > 0 && {
      added_members: added.map((userId) => ({
        ...threadMember(id, userId, thread.members.get(userId)!),
        member: guild.members.get(userId)!.toApi(),
        presence: null,
      })),
    }),
    ...(removed.length > 0 && { removed_member_ids: [...removed] }),
  };
  const intent = concernsBot ? Intent.Guilds : Intent.GuildMembers;
  return { guildId: guild.id, intent, dispatch: { t: Event.ThreadMembersUpdate, d } };
}

/** Only those hear of it who may read the log. Source: topics/gateway-events#guild-audit-log-entry-create. */
function auditEvent({ guild, entry }: ChangeOf<'auditLogged'>, bot: User): GatewayEvent | undefined {
  const self = guild.members.get(bot.id);
  if (!self || !(permissionsOf(guild, self) & PermissionFlagsBits.ViewAuditLog)) return undefined;
  const d = { ...entry, guild_id: guild.id };
  return { guildId: guild.id, intent: Intent.GuildModeration, dispatch: { t: Event.GuildAuditLogEntryCreate, d } };
}

/** Source: topics/gateway-events#invites: only sent to bots that may manage the channel. */
function inviteEvent(
  { kind, guild, invite }: ChangeOf<'inviteAdded' | 'inviteRemoved'>,
  bot: User,
): GatewayEvent | undefined {
  const channel = guild.channels.get(invite.channel.id);
  if (!channel || !may(bot.id, PermissionFlagsBits.ManageChannels, channel)) return undefined;
  const place = { channel_id: channel.id, guild_id: guild.id, code: invite.code };
  const dispatch =
    kind === 'inviteRemoved'
      ? { t: Event.InviteDelete, d: place }
      : { t: Event.InviteCreate, d: { ...place, ...invite.metadata(), inviter: invite.inviter.toApi() } };
  return { guildId: guild.id, intent: Intent.GuildInvites, dispatch: dispatch as DispatchData };
}

const SCHEDULED_EVENTS = {
  eventAdded: Event.GuildScheduledEventCreate,
  eventChanged: Event.GuildScheduledEventUpdate,
  eventRemoved: Event.GuildScheduledEventDelete,
  eventJoined: Event.GuildScheduledEventUserAdd,
  eventLeft: Event.GuildScheduledEventUserRemove,
} as const;

function scheduledEvent(change: ChangeOf<keyof typeof SCHEDULED_EVENTS>): GatewayEvent {
  const { guild, event, kind } = change;
  const d =
    'user' in change
      ? { guild_scheduled_event_id: event.id, user_id: change.user.id, guild_id: guild.id }
      : event.toApi();
  const dispatch = { t: SCHEDULED_EVENTS[kind], d } as DispatchData;
  return { guildId: guild.id, intent: Intent.GuildScheduledEvents, dispatch };
}

function roleEvent({ kind, guild, role }: ChangeOf<'roleAdded' | 'roleChanged' | 'roleRemoved'>): GatewayEvent {
  const guildId = guild.id;
  const intent = Intent.Guilds;
  if (kind === 'roleRemoved') {
    return { guildId, intent, dispatch: { t: Event.GuildRoleDelete, d: { guild_id: guildId, role_id: role.id } } };
  }
  const t = kind === 'roleAdded' ? Event.GuildRoleCreate : Event.GuildRoleUpdate;
  return { guildId, intent, dispatch: { t, d: { guild_id: guildId, role: role.toApi() } } };
}

function memberEvent(change: Extract<Change, { kind: `member${string}` }>, bot: User): GatewayEvent {
  if (change.kind === 'memberBanned' || change.kind === 'memberUnbanned') {
    const { guild, user } = change;
    const t = change.kind === 'memberBanned' ? Event.GuildBanAdd : Event.GuildBanRemove;
    const d = { guild_id: guild.id, user: user.toApi() };
    return { guildId: guild.id, intent: Intent.GuildModeration, dispatch: { t, d } };
  }
  const { kind, member } = change;
  const guildId = member.guild.id;
  const isBot = member.user === bot;
  const full = {
    ...member.toApi(),
    user: member.user.toApi(),
    joined_at: member.joinedAt,
    avatar: null,
    banner: null,
    guild_id: guildId,
  };
  if (kind === 'memberRemoved') {
    const d = { guild_id: guildId, user: member.user.toApi() };
    return { guildId, intent: Intent.GuildMembers, dispatch: { t: Event.GuildMemberRemove, d } };
  }
  if (kind === 'memberAdded')
    return { guildId, intent: Intent.GuildMembers, dispatch: { t: Event.GuildMemberAdd, d: full } };
  // A bot receives changes to itself without the privileged intent.
  return { guildId, intent: isBot ? 0 : Intent.GuildMembers, dispatch: { t: Event.GuildMemberUpdate, d: full } };
}

import {
  type APIMessage,
  GatewayDispatchEvents as Event,
  type GatewayDispatchPayload,
  type GatewayGuildDeleteDispatchData,
  GatewayIntentBits as Intent,
  type GatewayMessageCreateDispatchData,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { User } from '../world/accounts.ts';
import type { Channel, Message } from '../world/Guild.ts';
import { interactionPayload } from '../world/Interaction.ts';
import { may } from '../world/permissions.ts';
import type { Change } from '../world/World.ts';
import { guildCreate } from './guildData.ts';

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

/** The event that tells the bot about a change. Undefined when the bot cannot see the channel. */
export function eventOf(change: Change, bot: User): GatewayEvent | undefined {
  switch (change.kind) {
    case 'messageCreated':
    case 'messageEdited':
      return messageEvent(change, bot);
    case 'messageDeleted':
      return messageDeleted(change.message, bot);
    case 'typing':
      return typing(change, bot);
    case 'interaction': {
      const d = interactionPayload(change.interaction, bot);
      const guildId = change.interaction.channel.guild?.id;
      return { guildId, intent: 0, dispatch: { t: Event.InteractionCreate, d } };
    }
    case 'memberAdded':
    case 'memberChanged':
    case 'memberRemoved':
      return memberEvent(change, bot);
    default:
      return guildEvent(change, bot);
  }
}

/**
 * Whether an app without the Message Content intent can read this message. Source: topics/gateway, message content
 * intent.
 */
function isReadable({ author, mentions }: APIMessage, isDm: boolean, botId: string): boolean {
  return isDm || author.id === botId || mentions.some(({ id }) => id === botId);
}

/** Removes everything that the Message Content intent covers. */
function blankContent<M extends APIMessage>(message: M): M {
  const { poll: _, ...rest } = message;
  return { ...rest, content: '', embeds: [], attachments: [], components: [] } as unknown as M;
}

/** The message as an app without the intent receives it, along with the message it replies to. */
export function withoutIntent<M extends APIMessage>(message: M, isDm: boolean, botId: string): M {
  const own = isReadable(message, isDm, botId) ? message : blankContent(message);
  const referenced = own.referenced_message;
  if (!referenced || isReadable(referenced, isDm, botId)) return own;
  return { ...own, referenced_message: blankContent(referenced) };
}

type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

function messageEvent(
  { kind, message }: ChangeOf<'messageCreated' | 'messageEdited'>,
  bot: User,
): GatewayEvent | undefined {
  const { channel, author } = message;
  if (!isVisible(message, bot)) return undefined;
  const member = channel.guild?.members.get(author.id);
  const d: GatewayMessageCreateDispatchData = {
    ...message.api,
    channel_type: channel.type,
    ...(channel.guild && { guild_id: channel.guild.id }),
    ...(member && { member: member.toPartialApi() }),
  };
  const t = kind === 'messageCreated' ? Event.MessageCreate : Event.MessageUpdate;
  return {
    guildId: channel.guild?.id,
    intent: messageIntent(channel),
    dispatch: { t, d },
    withoutContent: { t, d: withoutIntent(d, channel.guild === undefined, bot.id) },
  };
}

function messageDeleted(message: Message, bot: User): GatewayEvent | undefined {
  const { id, channel } = message;
  if (!isVisible(message, bot)) return undefined;
  const d = { id, channel_id: channel.id, ...(channel.guild && { guild_id: channel.guild.id }) };
  return { guildId: channel.guild?.id, intent: messageIntent(channel), dispatch: { t: Event.MessageDelete, d } };
}

function typing({ channel, user }: ChangeOf<'typing'>, bot: User): GatewayEvent | undefined {
  if (!canSee(channel, bot)) return undefined;
  const { guild } = channel;
  const d = {
    channel_id: channel.id,
    user_id: user.id,
    timestamp: Math.floor(Date.now() / 1_000),
    ...(guild && { guild_id: guild.id, member: guild.members.get(user.id)!.toApi() }),
  };
  const intent = guild ? Intent.GuildMessageTyping : Intent.DirectMessageTyping;
  return { guildId: guild?.id, intent, dispatch: { t: Event.TypingStart, d } };
}

function memberEvent(
  { kind, member }: ChangeOf<'memberAdded' | 'memberChanged' | 'memberRemoved'>,
  bot: User,
): GatewayEvent {
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

function guildEvent(
  change: ChangeOf<
    'guildAdded' | 'guildRemoved' | 'channelAdded' | 'channelChanged' | 'channelRemoved' | 'roleAdded' | 'roleChanged'
  >,
  bot: User,
): GatewayEvent | undefined {
  const intent = Intent.Guilds;
  if (change.kind === 'guildAdded') {
    return { guildId: change.guild.id, intent, dispatch: { t: Event.GuildCreate, d: guildCreate(change.guild, bot) } };
  }
  if (change.kind === 'guildRemoved') {
    // Without `unavailable`, which would mean an outage.
    const d = { id: change.guild.id } as GatewayGuildDeleteDispatchData;
    return { guildId: change.guild.id, intent, dispatch: { t: Event.GuildDelete, d } };
  }
  if (change.kind === 'roleAdded' || change.kind === 'roleChanged') {
    const d = { guild_id: change.guild.id, role: change.role.toApi() };
    const t = change.kind === 'roleAdded' ? Event.GuildRoleCreate : Event.GuildRoleUpdate;
    return { guildId: change.guild.id, intent, dispatch: { t, d } };
  }
  const guildId = change.channel.guild!.id;
  const d = { ...change.channel.toApiText(), guild_id: guildId };
  const t = {
    channelAdded: Event.ChannelCreate,
    channelChanged: Event.ChannelUpdate,
    channelRemoved: Event.ChannelDelete,
  } as const;
  return { guildId, intent, dispatch: { t: t[change.kind], d } };
}

function messageIntent({ guild }: Channel): number {
  return guild ? Intent.GuildMessages : Intent.DirectMessages;
}

/** Ephemeral messages never reach the bot as events, not even its own. */
function isVisible({ channel, visibleTo }: Message, bot: User): boolean {
  return visibleTo === undefined && canSee(channel, bot);
}

function canSee(channel: Channel, bot: User): boolean {
  return may(bot.id, PermissionFlagsBits.ViewChannel, channel);
}

type Dispatch<P> = P extends GatewayDispatchPayload ? Pick<P, 't' | 'd'> : never;

/** An event's name and data, before a session numbers it. */
type DispatchData = Dispatch<GatewayDispatchPayload>;

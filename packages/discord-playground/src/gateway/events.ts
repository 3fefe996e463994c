import {
  type APIMessage,
  GatewayDispatchEvents as Event,
  GatewayIntentBits as Intent,
  type GatewayMessageCreateDispatchData,
  ReactionType,
  type TextChannelType,
} from 'discord-api-types/v10';
import type { User } from '../world/guild/accounts.ts';
import type { Channel, Message } from '../world/guild/Guild.ts';
import { interactionPayload } from '../world/Interaction.ts';
import type { Change } from '../world/changes.ts';
import { canSee, type ChangeOf, type GatewayEvent, guildEvent } from './guildEvents.ts';

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
    case 'messagesDeleted':
      return messagesDeleted(change, bot);
    case 'reactionAdded':
    case 'reactionRemoved':
    case 'reactionsCleared':
      return reactionEvent(change, bot);
    case 'pollVoted':
    case 'pollVoteWithdrawn':
      return voteEvent(change, bot);
    case 'userChanged': {
      const d = { ...change.user.toApi(), mfa_enabled: false, verified: true, email: null };
      const dispatch = { t: Event.UserUpdate as const, d };
      return change.user === bot ? { guildId: undefined, intent: 0, dispatch } : undefined;
    }
    case 'pinsChanged':
      return pinsChanged(change, bot);
    case 'messagePinned':
    case 'messageUnpinned':
      return undefined; // the message was edited
    default:
      return guildEvent(change, bot);
  }
}

/**
 * Whether an app without the Message Content intent can read this message. Source: topics/gateway, message content
 * intent.
 */
export function isReadable({ author, mentions }: APIMessage, isDm: boolean, botId: string): boolean {
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

function messageEvent(
  { kind, message }: ChangeOf<'messageCreated' | 'messageEdited'>,
  bot: User,
): GatewayEvent | undefined {
  const { channel, author } = message;
  if (!isVisible(message, bot)) return undefined;
  const memberOf = (id: string) => channel.guild?.members.get(id)?.toPartialApi();
  const member = memberOf(author.id);
  const d: GatewayMessageCreateDispatchData = {
    ...message.api,
    // Bots rely on this to know the members that a message mentions: `message.mentions.members`.
    mentions: message.api.mentions.map((user) => {
      const mentioned = memberOf(user.id);
      return mentioned ? { ...user, member: mentioned } : user;
    }),
    channel_type: channel.type as TextChannelType,
    ...(channel.guild && { guild_id: channel.guild.id }),
    ...(member && { member }),
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

function messagesDeleted({ channel, messages }: ChangeOf<'messagesDeleted'>, bot: User): GatewayEvent | undefined {
  if (!canSee(channel, bot)) return undefined;
  const d = { ids: messages.map(({ id }) => id), ...placeOf(channel) };
  return { guildId: channel.guild?.id, intent: messageIntent(channel), dispatch: { t: Event.MessageDeleteBulk, d } };
}

function reactionEvent(
  change: ChangeOf<'reactionAdded' | 'reactionRemoved' | 'reactionsCleared'>,
  bot: User,
): GatewayEvent | undefined {
  const { message } = change;
  const { channel, author } = message;
  const { guild } = channel;
  if (!isVisible(message, bot)) return undefined;
  const guildId = guild?.id;
  const intent = guild ? Intent.GuildMessageReactions : Intent.DirectMessageReactions;
  const place = { message_id: message.id, ...placeOf(channel) };
  if (change.kind === 'reactionsCleared') {
    if (!change.emoji) return { guildId, intent, dispatch: { t: Event.MessageReactionRemoveAll, d: place } };
    return { guildId, intent, dispatch: { t: Event.MessageReactionRemoveEmoji, d: { ...place, emoji: change.emoji } } };
  }
  const { user, emoji } = change;
  const d = { ...place, user_id: user.id, emoji, burst: false, type: ReactionType.Normal };
  if (change.kind === 'reactionRemoved') return { guildId, intent, dispatch: { t: Event.MessageReactionRemove, d } };
  const member = guild?.members.get(user.id)?.toApi();
  return {
    guildId,
    intent,
    dispatch: {
      t: Event.MessageReactionAdd,
      d: { ...d, ...(member && { member }), message_author_id: author.id, burst_colors: [] },
    },
  };
}

function voteEvent(
  { kind, message, user, answerId }: ChangeOf<'pollVoted' | 'pollVoteWithdrawn'>,
  bot: User,
): GatewayEvent | undefined {
  const { channel, id } = message;
  if (!isVisible(message, bot)) return undefined;
  const d = { message_id: id, user_id: user.id, answer_id: answerId, ...placeOf(channel) };
  const t = kind === 'pollVoted' ? Event.MessagePollVoteAdd : Event.MessagePollVoteRemove;
  const intent = channel.guild ? Intent.GuildMessagePolls : Intent.DirectMessagePolls;
  return { guildId: channel.guild?.id, intent, dispatch: { t, d } };
}

function pinsChanged({ channel }: ChangeOf<'pinsChanged'>, bot: User): GatewayEvent | undefined {
  if (!canSee(channel, bot)) return undefined;
  const times = channel.messages.all().flatMap(({ pinnedAt }) => pinnedAt ?? []);
  const d = { ...placeOf(channel), last_pin_timestamp: times.toSorted().at(-1) ?? null };
  const intent = channel.guild ? Intent.Guilds : Intent.DirectMessages;
  return { guildId: channel.guild?.id, intent, dispatch: { t: Event.ChannelPinsUpdate, d } };
}

const placeOf = ({ id, guild }: Channel): { channel_id: string; guild_id?: string } => ({
  channel_id: id,
  ...(guild && { guild_id: guild.id }),
});

function messageIntent({ guild }: Channel): number {
  return guild ? Intent.GuildMessages : Intent.DirectMessages;
}

/** Ephemeral messages never reach the bot as events, not even its own. */
function isVisible({ channel, visibleTo }: Message, bot: User): boolean {
  return visibleTo === undefined && canSee(channel, bot);
}

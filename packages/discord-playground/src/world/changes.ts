import type { APIAuditLogEntry } from 'discord-api-types/v10';
import type { User } from './guild/accounts.ts';
import type { Channel, Guild, GuildChange, GuildMember, Message } from './guild/Guild.ts';
import type { Emoji } from './guild/reactions.ts';
import type { Interaction } from './Interaction.ts';
import type { Presence } from './presence.ts';
import type { Webhook } from './Webhook.ts';

type Kinds<Kind extends string, Details> = { [K in Kind]: { readonly kind: K } & Readonly<Details> }[Kind];

/** Something that happened. The gateway tells the bot about it. */
export type Change =
  | Kinds<'guildAdded' | 'guildRemoved', { guild: Guild }>
  | GuildChange
  | Kinds<'messageCreated' | 'messageEdited' | 'messageDeleted', { message: Message }>
  | Kinds<'messagesDeleted', { channel: Channel; messages: readonly Message[] }>
  | Kinds<'reactionAdded' | 'reactionRemoved', { message: Message; emoji: Emoji; user: User }>
  | Kinds<'reactionsCleared', { message: Message; emoji: Emoji | undefined }>
  | Kinds<'pollVoted' | 'pollVoteWithdrawn', { message: Message; user: User; answerId: number }>
  | Kinds<'messagePinned' | 'messageUnpinned', { message: Message }>
  | Kinds<'pinsChanged', { channel: Channel }>
  | Kinds<'webhookAdded' | 'webhookChanged' | 'webhookRemoved', { channel: Channel; webhook: Webhook }>
  | Kinds<'auditLogged', { guild: Guild; entry: APIAuditLogEntry }>
  | Kinds<'userChanged', { user: User }>
  | Kinds<'presenceChanged', { member: GuildMember; presence: Presence }>
  | Kinds<'typing', { channel: Channel; user: User }>
  | Kinds<'interaction', { interaction: Interaction }>;

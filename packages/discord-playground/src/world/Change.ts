import type { Interaction } from '../interactions/Interaction.ts';
import type { Channel } from './Channel.ts';
import type { Guild } from './Guild.ts';
import type { GuildMember } from './GuildMember.ts';
import type { Message } from './Message.ts';
import type { Role } from './Role.ts';
import type { User } from './User.ts';

type Kinds<Kind extends string, Details> = { [K in Kind]: { readonly kind: K } & Readonly<Details> }[Kind];

/** Something that happened in the world, for the gateway to tell the bot and for whoever else watches. */
export type Change =
  | Kinds<'guildAdded' | 'guildRemoved', { guild: Guild }>
  | Kinds<'channelAdded' | 'channelChanged' | 'channelRemoved', { channel: Channel }>
  | Kinds<'roleAdded' | 'roleChanged', { guild: Guild; role: Role }>
  | Kinds<'memberAdded' | 'memberChanged' | 'memberRemoved', { member: GuildMember }>
  | Kinds<'messageCreated' | 'messageEdited' | 'messageDeleted', { message: Message }>
  | Kinds<'typing', { channel: Channel; user: User }>
  | Kinds<'interaction', { interaction: Interaction }>;

export type Announce = (change: Change) => void;

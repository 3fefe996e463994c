import { createHash } from 'node:crypto';
import {
  type APIGuildMember,
  type APIRole,
  type APIUser,
  type GuildMemberFlags,
  PermissionFlagsBits as Flag,
  type RoleFlags,
  type UserFlags,
} from 'discord-api-types/v10';

/** The start of Discord's epoch, 1 January 2015, in milliseconds. */
export const EPOCH_MS = 1_420_070_400_000;

let last = 0n;

/** A new id in Discord's format, with the time in its upper bits. Each id is greater than the one before. */
export function snowflake(): string {
  const now = BigInt(Date.now() - EPOCH_MS) << 22n;
  last = now > last ? now : last + 1n;
  return last.toString();
}

/** 2017, in milliseconds since the epoch above, so that these ids have as many digits as Discord's. */
const STABLE_MS = 2n ** 36n;

/** The id that always belongs to this name, for what has to be the same after a restart. */
export function stableId(name: string): string {
  const hash = createHash('sha256').update(name).digest();
  return (((STABLE_MS + BigInt(hash.readUInt32BE(0))) << 22n) | BigInt(hash.readUInt32BE(4) >>> 10)).toString();
}

interface UserOptions {
  /** The address of a picture (default: none). */
  readonly avatar?: string | null | undefined;
  /** Whether a webhook speaks under this name (default false). */
  readonly isWebhook?: boolean;
}

/** A person's or the bot's account, or who a webhook says it is. */
export class User {
  readonly id: string;
  username: string;
  readonly bot: boolean;
  avatar: string | null;
  readonly isWebhook: boolean;

  constructor(id: string, username: string, bot = false, { avatar = null, isWebhook = false }: UserOptions = {}) {
    this.id = id;
    this.username = username;
    this.bot = bot;
    this.avatar = avatar;
    this.isWebhook = isWebhook;
  }

  /** As Discord sends it. */
  toApi(): APIUser {
    return {
      id: this.id,
      username: this.username,
      discriminator: this.isWebhook ? '0000' : this.bot ? '0001' : '0',
      global_name: this.bot ? null : this.username,
      avatar: this.avatar,
      bot: this.bot,
      public_flags: 0 as UserFlags,
      flags: 0 as UserFlags,
      primary_guild: null,
    };
  }
}

/** What @everyone may do in a new server, which includes mentioning @everyone. */
export const USUAL_PERMISSIONS =
  Flag.ViewChannel |
  Flag.SendMessages |
  Flag.SendMessagesInThreads |
  Flag.CreatePublicThreads |
  Flag.CreatePrivateThreads |
  Flag.SendPolls |
  Flag.EmbedLinks |
  Flag.AttachFiles |
  Flag.AddReactions |
  Flag.UseExternalEmojis |
  Flag.MentionEveryone |
  Flag.ReadMessageHistory |
  Flag.UseApplicationCommands |
  Flag.UseExternalApps |
  Flag.ChangeNickname |
  Flag.Connect |
  Flag.Speak |
  Flag.CreateInstantInvite;

export const ALL_PERMISSIONS = Object.values(Flag).reduce((all, flag) => all | flag, 0n);

export interface RoleOptions {
  /** Default: a new one. */
  readonly id?: string;
  readonly permissions?: bigint;
  /** Whether everybody may mention it (default false). */
  readonly mentionable?: boolean;
  readonly color?: number;
  /** Whether its members are listed on their own (default false). */
  readonly hoist?: boolean;
  /** Whether it belongs to a bot, which nobody can change (default false). */
  readonly managedBy?: User | undefined;
  /** Higher roles may change lower ones (default: above all that are there, but below those of bots). */
  readonly position?: number;
}

/** A named set of permissions in one server. */
export class Role {
  readonly id: string;
  name: string;
  mentionable: boolean;
  position: number;
  permissions: bigint;
  color: number;
  hoist: boolean;
  readonly managedBy: User | undefined;

  constructor(id: string, name: string, position: number, options: RoleOptions = {}) {
    this.id = id;
    this.name = name;
    this.position = position;
    this.permissions = options.permissions ?? 0n;
    this.mentionable = options.mentionable ?? false;
    this.color = options.color ?? 0;
    this.hoist = options.hoist ?? false;
    this.managedBy = options.managedBy;
  }

  toApi(): APIRole {
    return {
      id: this.id,
      name: this.name,
      color: this.color,
      colors: { primary_color: this.color, secondary_color: null, tertiary_color: null },
      icon: null,
      unicode_emoji: null,
      hoist: this.hoist,
      position: this.position,
      permissions: this.permissions.toString(),
      managed: this.managedBy !== undefined,
      mentionable: this.mentionable,
      flags: 0 as RoleFlags,
      ...(this.managedBy && { tags: { bot_id: this.managedBy.id } }),
    };
  }
}

const NO_FLAGS = 0 as GuildMemberFlags;

/** A user in one server, with their roles besides @everyone. */
export class MemberOf<Guild> {
  readonly user: User;
  readonly guild: Guild;
  roles: Role[] = [];
  nick: string | null = null;
  /** Whether somebody else has muted or deafened this person in voice channels. */
  mute = false;
  deaf = false;
  /** Until when this person is in time-out. */
  mutedUntil: string | null = null;
  readonly joinedAt = new Date().toISOString();

  constructor(guild: Guild, user: User) {
    this.guild = guild;
    this.user = user;
  }

  /** Without the user, as Discord sends it inside a message. */
  toPartialApi(): Omit<APIGuildMember, 'user'> {
    return {
      roles: this.roles.map(({ id }) => id),
      nick: this.nick,
      avatar: null,
      banner: null,
      joined_at: this.joinedAt,
      premium_since: null,
      deaf: this.deaf,
      mute: this.mute,
      flags: NO_FLAGS,
      pending: false,
      communication_disabled_until: this.mutedUntil,
    };
  }

  toApi(): APIGuildMember {
    return { ...this.toPartialApi(), user: this.user.toApi() };
  }
}

import { createHash } from 'node:crypto';
import { type APIRole, type APIUser, PermissionFlagsBits as Flag, type RoleFlags } from 'discord-api-types/v10';

/** The start of Discord's epoch, 1 January 2015, in milliseconds. */
const EPOCH_MS = 1_420_070_400_000;

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

/** A person's or the bot's account. */
export class User {
  readonly id: string;
  readonly username: string;
  readonly bot: boolean;

  constructor(id: string, username: string, bot = false) {
    this.id = id;
    this.username = username;
    this.bot = bot;
  }

  /** As Discord sends it. */
  toApi(): APIUser {
    return {
      id: this.id,
      username: this.username,
      discriminator: this.bot ? '0001' : '0',
      global_name: this.bot ? null : this.username,
      avatar: null,
      bot: this.bot,
    };
  }
}

/** What @everyone may do in a text channel of a new server, which includes mentioning @everyone. */
export const USUAL_PERMISSIONS =
  Flag.ViewChannel |
  Flag.SendMessages |
  Flag.SendMessagesInThreads |
  Flag.EmbedLinks |
  Flag.AttachFiles |
  Flag.AddReactions |
  Flag.UseExternalEmojis |
  Flag.MentionEveryone |
  Flag.ReadMessageHistory |
  Flag.UseApplicationCommands |
  Flag.ChangeNickname |
  Flag.CreateInstantInvite;

export const ALL_PERMISSIONS = Object.values(Flag).reduce((all, flag) => all | flag, 0n);

export interface RoleOptions {
  readonly permissions?: bigint;
  /** Whether everybody may mention it (default false). */
  readonly mentionable?: boolean;
  /** Default: a new one. */
  readonly id?: string;
}

/** A named set of permissions in one server. */
export class Role {
  readonly id: string;
  readonly name: string;
  readonly mentionable: boolean;
  readonly position: number;
  permissions: bigint;

  constructor(id: string, name: string, position: number, options: RoleOptions = {}) {
    this.id = id;
    this.name = name;
    this.position = position;
    this.permissions = options.permissions ?? 0n;
    this.mentionable = options.mentionable ?? false;
  }

  toApi(): APIRole {
    return {
      id: this.id,
      name: this.name,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      position: this.position,
      permissions: this.permissions.toString(),
      managed: false,
      mentionable: this.mentionable,
      flags: 0 as RoleFlags,
    };
  }
}

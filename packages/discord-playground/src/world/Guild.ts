import { type APIGuild, Locale, OverwriteType } from 'discord-api-types/v10';
import { snowflake } from '../snowflake.ts';
import type { Announce } from './Change.ts';
import { Channel } from './Channel.ts';
import { GuildMember } from './GuildMember.ts';
import { USUAL_PERMISSIONS } from './PermissionSets.ts';
import { Role, type RoleOptions } from './Role.ts';
import type { User } from './User.ts';

/** A server: its channels, roles and members. Every change is announced to the bot and to whoever watches. */
export class Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** The role that everybody has. */
  readonly everyone: Role;
  readonly channels = new Map<string, Channel>();
  readonly roles = new Map<string, Role>();
  readonly members = new Map<string, GuildMember>();
  /** By a command's name, then by the id of a role or person: whether this server lets them use it. See `ruleCommand`. */
  readonly commandRules = new Map<string, Map<string, boolean>>();
  readonly #announce: Announce;

  constructor(name: string, owner: User, announce: Announce) {
    this.id = snowflake();
    this.name = name;
    this.ownerId = owner.id;
    this.#announce = announce;
    this.everyone = new Role(this.id, '@everyone', 0, { permissions: USUAL_PERMISSIONS });
    this.roles.set(this.everyone.id, this.everyone);
  }

  /** The first channel, where everything happens unless told otherwise. */
  get channel(): Channel {
    const [first] = this.channels.values();
    if (!first) throw new Error(`The server "${this.name}" has no channel.`);
    return first;
  }

  addChannel(name: string): Channel {
    const channel = new Channel(snowflake(), name, this);
    this.channels.set(channel.id, channel);
    this.#announce({ kind: 'channelAdded', channel });
    return channel;
  }

  removeChannel(channel: Channel): void {
    this.channels.delete(channel.id);
    this.#announce({ kind: 'channelRemoved', channel });
  }

  addRole(name: string, options: RoleOptions = {}): Role {
    const role = new Role(snowflake(), name, this.roles.size, options);
    this.roles.set(role.id, role);
    this.#announce({ kind: 'roleAdded', guild: this, role });
    return role;
  }

  setPermissions(role: Role, permissions: bigint): void {
    role.permissions = permissions;
    this.#announce({ kind: 'roleChanged', guild: this, role });
  }

  addMember(user: User, roles: readonly Role[] = []): GuildMember {
    const member = new GuildMember(this, user);
    member.roles.push(...roles);
    this.members.set(user.id, member);
    this.#announce({ kind: 'memberAdded', member });
    return member;
  }

  removeMember(userId: string): void {
    const member = this.members.get(userId);
    if (!member) return;
    this.members.delete(userId);
    this.#announce({ kind: 'memberRemoved', member });
  }

  giveRole(userId: string, role: Role): void {
    const member = this.members.get(userId);
    if (!member) throw new Error(`Nobody with the id ${userId} is in "${this.name}".`);
    member.roles.push(role);
    this.#announce({ kind: 'memberChanged', member });
  }

  takeRole(userId: string, role: Role): void {
    const member = this.members.get(userId);
    const at = member?.roles.indexOf(role) ?? -1;
    if (!member || at === -1) throw new Error(`${userId} does not have the role "${role.name}".`);
    member.roles.splice(at, 1);
    this.#announce({ kind: 'memberChanged', member });
  }

  /** Grants and denies a role or a user something in one channel; what stood there for it before is replaced. */
  overwrite(channel: Channel, who: Role | User, change: { readonly allow?: bigint; readonly deny?: bigint }): void {
    const type = who instanceof Role ? OverwriteType.Role : OverwriteType.Member;
    const others = channel.overwrites.filter(({ id }) => id !== who.id);
    channel.overwrites = [...others, { id: who.id, type, allow: change.allow ?? 0n, deny: change.deny ?? 0n }];
    this.#announce({ kind: 'channelChanged', channel });
  }

  /**
   * Lets a role or a person use a command, or not, whatever the app registered: what a server's administrators set under
   * Integrations. The role `everyone` stands for all.
   */
  ruleCommand(name: string, who: Role | User, isAllowed: boolean): void {
    const rules = this.commandRules.get(name) ?? new Map<string, boolean>();
    this.commandRules.set(name, rules.set(who.id, isAllowed));
  }

  toApi(): APIGuild {
    return {
      id: this.id,
      name: this.name,
      owner_id: this.ownerId,
      icon: null,
      splash: null,
      banner: null,
      discovery_splash: null,
      description: null,
      afk_channel_id: null,
      afk_timeout: 300,
      verification_level: 0,
      default_message_notifications: 0,
      explicit_content_filter: 0,
      roles: [...this.roles.values()].map((role) => role.toApi()),
      emojis: [],
      stickers: [],
      features: [],
      mfa_level: 0,
      application_id: null,
      system_channel_id: null,
      system_channel_flags: 0 as APIGuild['system_channel_flags'],
      rules_channel_id: null,
      vanity_url_code: null,
      premium_tier: 0,
      preferred_locale: Locale.EnglishUS,
      public_updates_channel_id: null,
      nsfw_level: 0,
      premium_progress_bar_enabled: false,
      hub_type: null,
      safety_alerts_channel_id: null,
      incidents_data: null,
    };
  }
}

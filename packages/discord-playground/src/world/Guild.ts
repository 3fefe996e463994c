import {
  type APIDMChannel,
  type APIGuild,
  type APIGuildMember,
  type APIMessage,
  type APITextChannel,
  ChannelType,
  type GuildMemberFlags,
  Locale,
  OverwriteType,
} from 'discord-api-types/v10';
import { Role, type RoleOptions, snowflake, type User, USUAL_PERMISSIONS } from './accounts.ts';
import type { StoredFile } from './files.ts';

/** A message as the playground stores it: what Discord would send about it, and what only Discord knows. */
export interface Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  /** As the REST API returns it, without guild and member. An edit replaces it as a whole. */
  api: APIMessage;
  /** Who was notified: user ids, role ids, `everyone`. */
  pings: readonly string[];
  /** The only person who sees an ephemeral message. */
  readonly visibleTo: string | undefined;
  /** The interaction that this message answers. */
  readonly interactionId: string | undefined;
  files: readonly StoredFile[];
}

/** A limit, so that a benchmark with a million messages fits in memory. */
const KEPT_PER_CHANNEL = 1_000;

/** The latest messages of one channel, oldest first. */
class MessageHistory {
  readonly #byId = new Map<string, Message>();
  #last: Message | undefined;

  get last(): Message | undefined {
    return this.#last;
  }

  add(message: Message): void {
    this.#byId.set(message.id, message);
    this.#last = message;
    if (this.#byId.size <= KEPT_PER_CHANNEL) return;
    const [oldest] = this.#byId.keys();
    this.#byId.delete(oldest!);
  }

  get(id: string): Message | undefined {
    return this.#byId.get(id);
  }

  remove(id: string): boolean {
    return this.#byId.delete(id);
  }

  all(): Message[] {
    return [...this.#byId.values()];
  }
}

/** What a role or member is allowed or denied in one channel, beyond its permissions in the server. */
export interface Overwrite {
  /** The id of a role or user. The server's id stands for @everyone. */
  readonly id: string;
  readonly type: OverwriteType;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** A text channel of a server, or a direct message channel between the bot and one person. */
export class Channel {
  readonly id: string;
  readonly name: string;
  /** Undefined in direct messages. */
  readonly guild: Guild | undefined;
  /** The person and the bot in direct messages. */
  readonly participants: readonly User[];
  overwrites: readonly Overwrite[] = [];
  readonly messages = new MessageHistory();

  constructor(id: string, name: string, place: Guild | readonly User[]) {
    this.id = id;
    this.name = name;
    this.guild = 'members' in place ? place : undefined;
    this.participants = 'members' in place ? [] : place;
  }

  /** The other person in direct messages. */
  get recipient(): User | undefined {
    return this.participants.find(({ bot }) => !bot);
  }

  /** A user who has access to this channel's server or direct messages. */
  user(id: string): User | undefined {
    return this.guild ? this.guild.members.get(id)?.user : this.participants.find((user) => user.id === id);
  }

  get type(): ChannelType.GuildText | ChannelType.DM {
    return this.guild ? ChannelType.GuildText : ChannelType.DM;
  }

  toApi(): APITextChannel | APIDMChannel {
    return this.guild ? this.toApiText() : this.#toApiDm();
  }

  #toApiDm(): APIDMChannel {
    return {
      id: this.id,
      type: ChannelType.DM,
      name: null,
      last_message_id: this.messages.last?.id ?? null,
      recipients: this.participants.filter(({ bot }) => !bot).map((user) => user.toApi()),
      flags: 0 as NonNullable<APIDMChannel['flags']>,
    };
  }

  /** For a channel of a server. */
  toApiText(): APITextChannel {
    return {
      id: this.id,
      type: ChannelType.GuildText,
      name: this.name,
      ...(this.guild && { guild_id: this.guild.id }),
      position: 0,
      parent_id: null,
      topic: null,
      nsfw: false,
      rate_limit_per_user: 0,
      last_message_id: this.messages.last?.id ?? null,
      permission_overwrites: this.overwrites.map(({ id, type, allow, deny }) => ({
        id,
        type,
        allow: allow.toString(),
        deny: deny.toString(),
      })),
      flags: 0 as NonNullable<APITextChannel['flags']>,
    };
  }
}

const NO_FLAGS = 0 as GuildMemberFlags;

/** A user in one server, with their roles besides @everyone. */
class GuildMember {
  readonly user: User;
  readonly guild: Guild;
  readonly roles: Role[] = [];
  readonly joinedAt = new Date().toISOString();

  constructor(guild: Guild, user: User) {
    this.guild = guild;
    this.user = user;
  }

  /** Without the user, as Discord sends it inside a message. */
  toPartialApi(): Omit<APIGuildMember, 'user'> {
    return {
      roles: this.roles.map(({ id }) => id),
      nick: null,
      avatar: null,
      banner: null,
      joined_at: this.joinedAt,
      premium_since: null,
      deaf: false,
      mute: false,
      flags: NO_FLAGS,
      pending: false,
      communication_disabled_until: null,
    };
  }

  toApi(): APIGuildMember {
    return { ...this.toPartialApi(), user: this.user.toApi() };
  }
}

type Kinds<Kind extends string, Details> = { [K in Kind]: { readonly kind: K } & Readonly<Details> }[Kind];

/** Something that changed in a server. */
export type GuildChange =
  | Kinds<'channelAdded' | 'channelChanged' | 'channelRemoved', { channel: Channel }>
  | Kinds<'roleAdded' | 'roleChanged', { guild: Guild; role: Role }>
  | Kinds<'memberAdded' | 'memberChanged' | 'memberRemoved', { member: GuildMember }>;

/**
 * A server (Discord's API calls it a guild) with its channels, roles and members. Every change reaches the bot as an
 * event.
 */
export class Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** The role that everybody has. */
  readonly everyone: Role;
  readonly channels = new Map<string, Channel>();
  readonly roles = new Map<string, Role>();
  readonly members = new Map<string, GuildMember>();
  /** Which roles and users may use a command: by command name, then by role or user id. See `ruleCommand`. */
  readonly commandRules = new Map<string, Map<string, boolean>>();
  readonly #announce: (change: GuildChange) => void;

  constructor(id: string, name: string, owner: User, announce: (change: GuildChange) => void) {
    this.id = id;
    this.name = name;
    this.ownerId = owner.id;
    this.#announce = announce;
    this.everyone = new Role(this.id, '@everyone', 0, { permissions: USUAL_PERMISSIONS });
    this.roles.set(this.everyone.id, this.everyone);
  }

  /** The first channel. Members act here by default. */
  get channel(): Channel {
    const [first] = this.channels.values();
    if (!first) throw new Error(`The server "${this.name}" has no channel.`);
    return first;
  }

  addChannel(name: string, id: string = snowflake()): Channel {
    const channel = new Channel(id, name, this);
    this.channels.set(channel.id, channel);
    this.#announce({ kind: 'channelAdded', channel });
    return channel;
  }

  removeChannel(channel: Channel): void {
    this.channels.delete(channel.id);
    this.#announce({ kind: 'channelRemoved', channel });
  }

  addRole(name: string, options: RoleOptions = {}): Role {
    const role = new Role(options.id ?? snowflake(), name, this.roles.size, options);
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

  /** Allows or denies a role or user something in one channel. Replaces earlier settings for that role or user. */
  overwrite(channel: Channel, who: Role | User, change: { readonly allow?: bigint; readonly deny?: bigint }): void {
    const type = who instanceof Role ? OverwriteType.Role : OverwriteType.Member;
    const others = channel.overwrites.filter(({ id }) => id !== who.id);
    channel.overwrites = [...others, { id: who.id, type, allow: change.allow ?? 0n, deny: change.deny ?? 0n }];
    this.#announce({ kind: 'channelChanged', channel });
  }

  /**
   * Sets whether a role or user may use a command, as administrators do under Server Settings > Integrations. This
   * overrules the permissions that the bot registered. The role `everyone` stands for all members.
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

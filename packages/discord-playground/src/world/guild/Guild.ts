import { type APIGuild, type APISticker, ChannelType, OverwriteType } from 'discord-api-types/v10';
import { MemberOf, Role, type RoleOptions, snowflake, type User, USUAL_PERMISSIONS } from './accounts.ts';
import { AuditLog } from './AuditLog.ts';
import { ChannelOf, type MessageOf } from './ChannelOf.ts';
import {
  type ChannelInitOptions,
  type ChannelSettings,
  channelName,
  NEW_CHANNEL,
  type Overwrite,
  withTagIds,
} from './channels.ts';
import { GUILD_CONSTANTS, type GuildSettings, NEW_GUILD } from './guildSettings.ts';
import { Invite } from './Invite.ts';
import { type OwnEmoji, ownEmojiToApi } from './reactions.ts';
import { type VoiceState, VoiceStates } from './voice.ts';
import type { EventSettings, ScheduledEvent } from './ScheduledEvent.ts';
import { type Sticker, stickerToApi } from './stickers.ts';
import { newThread, type ThreadDetails, type ThreadOptions } from './threads.ts';
export type { Overwrite, ThreadOptions };

export type Channel = ChannelOf<Guild>;
export const Channel = ChannelOf<Guild>;
export type Message = MessageOf<Channel>;
export type GuildMember = MemberOf<Guild>;

export type ChannelOptions = ChannelInitOptions<Channel>;

type Kinds<Kind extends string, Details> = { [K in Kind]: { readonly kind: K } & Readonly<Details> }[Kind];

/** Something that changed in a server. */
export type GuildChange =
  | Kinds<'channelAdded' | 'channelChanged' | 'channelRemoved', { channel: Channel }>
  | Kinds<'threadAdded' | 'threadShown' | 'threadChanged' | 'threadRemoved', { channel: Channel }>
  | Kinds<'threadMembersChanged', { channel: Channel; added: readonly string[]; removed: readonly string[] }>
  | Kinds<'roleAdded' | 'roleChanged' | 'roleRemoved', { guild: Guild; role: Role }>
  | Kinds<'memberAdded' | 'memberChanged' | 'memberRemoved', { member: GuildMember }>
  | Kinds<'memberBanned' | 'memberUnbanned', { guild: Guild; user: User }>
  | Kinds<'voiceChanged', { member: GuildMember; state: VoiceState<GuildMember, Channel>; isMoved: boolean }>
  | Kinds<'guildChanged', { guild: Guild }>
  | Kinds<'inviteAdded' | 'inviteRemoved', { guild: Guild; invite: Invite }>
  | Kinds<'stickerAdded' | 'stickerChanged' | 'stickerRemoved', { guild: Guild; sticker: Sticker }>
  | Kinds<'eventAdded' | 'eventChanged' | 'eventRemoved', { guild: Guild; event: ScheduledEvent }>
  | Kinds<'eventJoined' | 'eventLeft', { guild: Guild; event: ScheduledEvent; user: User }>
  | Kinds<'emojiAdded' | 'emojiChanged' | 'emojiRemoved', { guild: Guild; emoji: OwnEmoji }>;

/**
 * A server (Discord's API calls it a guild) with its channels, roles and members. Every change reaches the bot as an
 * event.
 */
export class Guild {
  readonly id: string;
  settings: GuildSettings;
  readonly ownerId: string;
  /** The role that everybody has. */
  readonly everyone: Role;
  /** All channels but threads. */
  readonly channels = new Map<string, Channel>();
  readonly threads = new Map<string, Channel>();
  readonly roles = new Map<string, Role>();
  readonly members = new Map<string, GuildMember>();
  readonly emojis = new Map<string, OwnEmoji>();
  readonly stickers = new Map<string, Sticker>();
  readonly events = new Map<string, ScheduledEvent>();
  readonly voice: VoiceStates<GuildMember, Channel>;
  /** By code. */
  readonly invites = new Map<string, Invite>();
  readonly auditLog = new AuditLog();
  /** Who is banned, by user id. */
  readonly bans = new Map<string, { readonly user: User; readonly reason: string | null }>();
  /** Which roles and users may use a command: by command name, then by role or user id. See `ruleCommand`. */
  readonly commandRules = new Map<string, Map<string, boolean>>();
  readonly #announce: (change: GuildChange) => void;

  constructor(id: string, name: string, owner: User, announce: (change: GuildChange) => void) {
    this.id = id;
    this.settings = { ...NEW_GUILD, name };
    this.ownerId = owner.id;
    this.#announce = announce;
    this.voice = new VoiceStates((state, isMoved) =>
      announce({ kind: 'voiceChanged', member: state.member, state, isMoved }),
    );
    this.everyone = new Role(this.id, '@everyone', 0, { permissions: USUAL_PERMISSIONS });
    this.roles.set(this.everyone.id, this.everyone);
  }

  get name(): string {
    return this.settings.name;
  }

  change(settings: Partial<GuildSettings>): void {
    this.settings = { ...this.settings, ...settings };
    this.#announce({ kind: 'guildChanged', guild: this });
  }

  /** The first channel for messages. Members act here by default. */
  get channel(): Channel {
    const first = [...this.channels.values()].find((channel) => channel.isTextual);
    if (!first) throw new Error(`The server "${this.name}" has no channel.`);
    return first;
  }

  /**
   * @example
   * guild.addChannel('help', { type: ChannelType.GuildForum, available_tags: ['question', 'bug'] });
   */
  addChannel(name: string, options: ChannelOptions = {}): Channel {
    const { id, type = ChannelType.GuildText, parent, overwrites, available_tags: tags = [], ...settings } = options;
    const channel = this.#newChannel(id, type, {
      position: this.channels.size,
      ...settings,
      name: channelName(name, type),
      parent_id: parent?.id ?? null,
      available_tags: withTagIds(tags.map((tag) => (typeof tag === 'string' ? { name: tag } : tag))),
    });
    channel.overwrites = overwrites ?? parent?.overwrites ?? [];
    this.channels.set(channel.id, channel);
    this.#announce({ kind: 'channelAdded', channel });
    return channel;
  }

  /** Changes the settings of a channel or thread. */
  changeChannel(
    channel: Channel,
    settings: Partial<ChannelSettings>,
    more: { readonly type?: ChannelType } = {},
  ): void {
    channel.type = more.type ?? channel.type;
    channel.settings = { ...channel.settings, ...settings };
    this.#announce({ kind: channel.thread ? 'threadChanged' : 'channelChanged', channel });
  }

  /** Removes a channel with its threads, or a thread. Channels in a category stay. */
  removeChannel(channel: Channel): void {
    if (channel.thread) {
      this.threads.delete(channel.id);
      return this.#announce({ kind: 'threadRemoved', channel });
    }
    for (const thread of this.threads.values()) if (thread.parent === channel) this.removeChannel(thread);
    for (const inner of this.channels.values())
      if (inner.settings.parent_id === channel.id) this.changeChannel(inner, { parent_id: null });
    for (const { member } of this.voice.in(channel)) this.voice.leave(member.user.id);
    this.channels.delete(channel.id);
    this.#announce({ kind: 'channelRemoved', channel });
  }

  /** Starts a thread in a channel, without any messages. Its owner becomes a member. */
  addThread(parent: Channel, options: ThreadOptions): Channel {
    const { id, name, type, rateLimitPerUser } = options;
    const settings = {
      name,
      parent_id: parent.id,
      rate_limit_per_user: rateLimitPerUser ?? parent.settings.default_thread_rate_limit_per_user,
    };
    const channel = this.#newChannel(id, type, settings, newThread(parent, options));
    this.threads.set(channel.id, channel);
    this.#announce({ kind: 'threadAdded', channel });
    return channel;
  }

  #newChannel(
    id: string | undefined,
    type: ChannelType,
    settings: Partial<ChannelSettings> & Pick<ChannelSettings, 'name'>,
    thread?: ThreadDetails<Channel>,
  ): Channel {
    return new Channel({
      ...(id !== undefined && { id }),
      type,
      guild: this,
      settings: { ...NEW_CHANNEL, ...settings },
      ...(thread && { thread }),
    });
  }

  /** Archives, locks, renames or tags a thread. */
  changeThread(
    channel: Channel,
    metadata: Partial<ThreadDetails<Channel>['metadata']>,
    settings: Partial<ChannelSettings> = {},
  ): void {
    const thread = channel.thread!;
    const isTurned = metadata.archived !== undefined && metadata.archived !== thread.metadata.archived;
    const at = isTurned ? { archive_timestamp: new Date().toISOString() } : {};
    thread.metadata = { ...thread.metadata, ...metadata, ...at };
    this.changeChannel(channel, settings);
  }

  /** Makes somebody a member of a thread. Does nothing when they are one. */
  joinThread(channel: Channel, userId: string): void {
    const { members } = channel.thread!;
    if (members.has(userId)) return;
    members.set(userId, new Date().toISOString());
    // A bot hears of a private thread when it is added to it.
    if (channel.type === ChannelType.PrivateThread && this.members.get(userId)?.user.bot)
      this.#announce({ kind: 'threadShown', channel });
    this.#announce({ kind: 'threadMembersChanged', channel, added: [userId], removed: [] });
  }

  leaveThread(channel: Channel, userId: string): void {
    if (!channel.thread!.members.delete(userId)) return;
    this.#announce({ kind: 'threadMembersChanged', channel, added: [], removed: [userId] });
  }

  addRole(name: string, options: RoleOptions = {}): Role {
    const position = options.position ?? this.#makeRoom(options.managedBy);
    const role = new Role(options.id ?? snowflake(), name, position, options);
    this.roles.set(role.id, role);
    this.#announce({ kind: 'roleAdded', guild: this, role });
    return role;
  }

  /** The position above all roles but those of bots, which move up. */
  #makeRoom(bot: User | undefined): number {
    const ofBots = bot ? [] : [...this.roles.values()].filter(({ managedBy }) => managedBy);
    const free = this.roles.size - ofBots.length;
    for (const role of ofBots) this.changeRole(role, { position: Math.max(role.position, free) + 1 });
    return free;
  }

  /** Changes a role's name, permissions, position and so on. */
  changeRole(role: Role, change: Partial<Role>): void {
    Object.assign(role, change);
    this.#announce({ kind: 'roleChanged', guild: this, role });
  }

  setPermissions(role: Role, permissions: bigint): void {
    this.changeRole(role, { permissions });
  }

  removeRole(role: Role): void {
    this.roles.delete(role.id);
    for (const member of this.members.values()) {
      if (member.roles.includes(role)) this.changeMember(member, { roles: member.roles.filter((one) => one !== role) });
    }
    this.#announce({ kind: 'roleRemoved', guild: this, role });
  }

  addMember(user: User, roles: readonly Role[] = []): GuildMember {
    const member = new MemberOf<Guild>(this, user);
    member.roles.push(...roles);
    this.members.set(user.id, member);
    this.#announce({ kind: 'memberAdded', member });
    return member;
  }

  /** Changes a member's nickname, roles, time-out, or what they may do in voice channels. */
  changeMember(
    member: GuildMember,
    change: Partial<Pick<GuildMember, 'nick' | 'roles' | 'mutedUntil' | 'mute' | 'deaf'>>,
  ): void {
    Object.assign(member, change);
    this.#announce({ kind: 'memberChanged', member });
  }

  removeMember(userId: string): void {
    const member = this.members.get(userId);
    if (!member) return;
    this.voice.leave(userId);
    this.members.delete(userId);
    this.#announce({ kind: 'memberRemoved', member });
  }

  /** Removes a person and keeps them out. */
  ban(user: User, reason: string | null = null): void {
    this.bans.set(user.id, { user, reason });
    this.removeMember(user.id);
    this.#announce({ kind: 'memberBanned', guild: this, user });
  }

  unban(user: User): void {
    if (this.bans.delete(user.id)) this.#announce({ kind: 'memberUnbanned', guild: this, user });
  }

  giveRole(userId: string, role: Role): void {
    const member = this.members.get(userId);
    if (!member) throw new Error(`Nobody with the id ${userId} is in "${this.name}".`);
    if (!member.roles.includes(role)) this.changeMember(member, { roles: [...member.roles, role] });
  }

  takeRole(userId: string, role: Role): void {
    const member = this.members.get(userId);
    if (!member?.roles.includes(role)) throw new Error(`${userId} does not have the role "${role.name}".`);
    this.changeMember(member, { roles: member.roles.filter((one) => one !== role) });
  }

  addEmoji(name: string, creator?: User): OwnEmoji {
    const emoji: OwnEmoji = { id: snowflake(), name, ...(creator && { creator }) };
    this.emojis.set(emoji.id, emoji);
    this.#announce({ kind: 'emojiAdded', guild: this, emoji });
    return emoji;
  }

  renameEmoji(before: OwnEmoji, name: string): OwnEmoji {
    const emoji = { ...before, name };
    this.emojis.set(emoji.id, emoji);
    this.#announce({ kind: 'emojiChanged', guild: this, emoji });
    return emoji;
  }

  removeEmoji(emoji: OwnEmoji): void {
    if (this.emojis.delete(emoji.id)) this.#announce({ kind: 'emojiRemoved', guild: this, emoji });
  }

  /** Adds a sticker, or replaces it. */
  setSticker(sticker: Sticker): void {
    const kind = this.stickers.has(sticker.id) ? 'stickerChanged' : 'stickerAdded';
    this.stickers.set(sticker.id, sticker);
    this.#announce({ kind, guild: this, sticker });
  }

  removeSticker(sticker: Sticker): void {
    if (this.stickers.delete(sticker.id)) this.#announce({ kind: 'stickerRemoved', guild: this, sticker });
  }

  /** Adds an event, or changes its settings. */
  setEvent(event: ScheduledEvent, settings: EventSettings = event.settings): void {
    const kind = this.events.has(event.id) ? 'eventChanged' : 'eventAdded';
    event.settings = settings;
    this.events.set(event.id, event);
    this.#announce({ kind, guild: this, event });
  }

  /** The events that are not over. */
  get comingEvents(): ScheduledEvent[] {
    return [...this.events.values()].filter(({ isOver }) => !isOver);
  }

  removeEvent(event: ScheduledEvent): void {
    if (this.events.delete(event.id)) this.#announce({ kind: 'eventRemoved', guild: this, event });
  }

  /** Somebody wants to come to an event, or no longer does. */
  followEvent(event: ScheduledEvent, user: User, isInterested: boolean): void {
    if (event.interested.has(user.id) === isInterested) return;
    if (isInterested) event.interested.set(user.id, user);
    else event.interested.delete(user.id);
    this.#announce({ kind: isInterested ? 'eventJoined' : 'eventLeft', guild: this, event, user });
  }

  addInvite(init: ConstructorParameters<typeof Invite>[0]): Invite {
    const invite = new Invite(init);
    this.invites.set(invite.code, invite);
    this.#announce({ kind: 'inviteAdded', guild: this, invite });
    return invite;
  }

  removeInvite(invite: Invite): void {
    if (this.invites.delete(invite.code)) this.#announce({ kind: 'inviteRemoved', guild: this, invite });
  }

  /** Allows or denies a role or user something in one channel. Replaces earlier settings for that role or user. */
  overwrite(channel: Channel, who: Role | User, change: { readonly allow?: bigint; readonly deny?: bigint }): void {
    const type = who instanceof Role ? OverwriteType.Role : OverwriteType.Member;
    this.setOverwrites(channel, [
      ...channel.overwrites.filter(({ id }) => id !== who.id),
      { id: who.id, type, allow: change.allow ?? 0n, deny: change.deny ?? 0n },
    ]);
  }

  setOverwrites(channel: Channel, overwrites: readonly Overwrite[]): void {
    channel.overwrites = overwrites;
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

  stickersToApi(): APISticker[] {
    return [...this.stickers.values()].map((sticker) => stickerToApi(sticker, this.id));
  }

  /** The server's own emojis as Discord sends them. */
  emojisToApi(): APIGuild['emojis'] {
    return [...this.emojis.values()].map(ownEmojiToApi);
  }

  toApi(): APIGuild {
    return {
      id: this.id,
      owner_id: this.ownerId,
      roles: [...this.roles.values()].map((role) => role.toApi()),
      emojis: this.emojisToApi(),
      stickers: this.stickersToApi(),
      ...this.settings,
      ...GUILD_CONSTANTS,
    } as unknown as APIGuild;
  }
}

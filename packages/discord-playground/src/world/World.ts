import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ChannelType,
  GuildSystemChannelFlags,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
  WebhookType,
} from 'discord-api-types/v10';
import { snowflake, stableId, User } from './guild/accounts.ts';
import { FORUM_TYPES, NEW_CHANNEL } from './guild/channels.ts';
import { Auditor } from './Auditor.ts';
import type { Change } from './changes.ts';
import { CommandRegistry } from './CommandRegistry.ts';
import { composeMessage, type Draft, editMessage, type MessageParts } from './composeMessage.ts';
import { Uploads } from './guild/files.ts';
import { Channel, Guild, type GuildMember, type Message, type ThreadOptions } from './guild/Guild.ts';
import type { Invite } from './guild/Invite.ts';
import { InteractionRegistry } from './Interaction.ts';
import { may } from './guild/permissions.ts';
import type { Emoji, OwnEmoji } from './guild/reactions.ts';
import type { Presence } from './presence.ts';
import { Webhook } from './Webhook.ts';

/** Who does something, and why. */
interface Actor {
  readonly user: User;
  readonly reason?: string | null;
}

export type Announce = (change: Change) => void;

/** Everything that exists in one playground. Changes take effect at once and are announced to all watchers. */
export class World {
  readonly bot: User;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly commands = new CommandRegistry();
  readonly interactions = new InteractionRegistry();
  readonly uploads = new Uploads();
  readonly webhooks = new Map<string, Webhook>();
  /** The emojis of the bot's application, which it can use in all servers. */
  readonly emojis = new Map<string, OwnEmoji>();
  /** Everybody else is offline. */
  readonly presences = new Map<User, Presence>();
  /** The people who installed the app to their account. */
  readonly installs = new Set<User>();
  /** The people who take no direct messages from the bot. */
  readonly closedDms = new Set<User>();
  /** All channels: those of the servers, threads and direct messages. */
  readonly #channels = new Map<string, Channel>();
  /** By the id of the other person. */
  readonly #dms = new Map<string, Channel>();
  readonly #watchers = new Set<Announce>();
  readonly #auditor = new Auditor();
  readonly #acting = new AsyncLocalStorage<Actor>();

  constructor(botName: string, botId?: string) {
    this.bot = this.addUser(botName, true, botId);
  }

  /** Calls the listener after each change, until the returned function is called. */
  watch(listener: Announce): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  announce(change: Change): void {
    for (const listener of this.#watchers) listener(change);
    this.#audit(change);
  }

  /** Does something in somebody's name. The audit log says so. Everything else was done by the server's owner. */
  by<T>(actor: Actor, action: () => T): T {
    return this.#acting.run(actor, action);
  }

  #audit(change: Change): void {
    const { user, reason = null } = this.#acting.getStore() ?? {};
    const { guild, drafts } = this.#auditor.draftsFor(change, user) ?? {};
    for (const draft of drafts ?? []) {
      const entry = guild!.auditLog.add(draft, user?.id ?? guild!.ownerId, reason);
      this.announce({ kind: 'auditLogged', guild: guild!, entry });
    }
  }

  addUser(username: string, bot = false, id: string = snowflake()): User {
    const user = new User(id, username, bot);
    this.users.set(user.id, user);
    return user;
  }

  changeUser(user: User, change: Partial<Pick<User, 'username' | 'avatar'>>): void {
    Object.assign(user, change);
    this.announce({ kind: 'userChanged', user });
  }

  setPresence(user: User, presence: Presence): void {
    if (presence.status === 'offline') this.presences.delete(user);
    else this.presences.set(user, presence);
    for (const guild of this.guilds.values()) {
      const member = guild.members.get(user.id);
      if (member) this.announce({ kind: 'presenceChanged', member, presence });
    }
  }

  /**
   * Adds a server with a channel #general, its own owner, and the bot. The id of #general follows from the server's.
   *
   * @param permissions - What the bot may do there beyond @everyone, through a role of its own (default: nothing).
   */
  addGuild(name: string, id: string = snowflake(), permissions = 0n): Guild {
    const guild = this.#newGuild(name, id);
    const { bot } = this;
    const own = permissions === 0n ? [] : [guild.addRole(bot.username, { permissions, managedBy: bot })];
    guild.addMember(bot, own);
    const { id: general } = guild.addChannel('general', { id: stableId(`${id}/general`) });
    guild.change({ system_channel_id: general });
    this.guilds.set(guild.id, guild);
    this.announce({ kind: 'guildAdded', guild });
    return guild;
  }

  /**
   * Adds a server with a channel #general, in which the bot is not. People can only use its commands there when they
   * have installed it to their account.
   */
  addForeignGuild(name: string): Guild {
    const guild = this.#newGuild(name, snowflake());
    guild.addChannel('general');
    return guild;
  }

  #newGuild(name: string, id: string): Guild {
    const owner = this.addUser('owner');
    const guild: Guild = new Guild(id, name, owner, (change) => {
      if (change.kind === 'channelAdded' || change.kind === 'threadAdded') {
        this.#channels.set(change.channel.id, change.channel);
      }
      if (change.kind === 'channelRemoved' || change.kind === 'threadRemoved') this.#forget(change.channel);
      if (!this.guilds.has(guild.id)) return;
      this.announce(change);
      if (change.kind === 'memberAdded') this.#welcome(change.member);
    });
    guild.addMember(owner);
    return guild;
  }

  /** Discord says who has joined, unless the server does not want that. */
  #welcome({ user, guild }: GuildMember): void {
    const { system_channel_id: id, system_channel_flags: flags } = guild.settings;
    const channel = this.channel(id ?? '');
    if (!channel || flags & GuildSystemChannelFlags.SuppressJoinNotifications) return;
    this.post({ channel, author: user, parts: {}, type: MessageType.UserJoin });
  }

  /** Counts a use of an invite. @throws Error when nobody can join with it. */
  useInvite(code: string): { readonly guild: Guild; readonly invite: Invite } {
    const guild = [...this.guilds.values()].find(({ invites }) => invites.has(code));
    const invite = guild?.invites.get(code);
    if (!guild || !invite || invite.isExpired) throw new Error(`The invite "${code}" is invalid or has expired.`);
    invite.uses += 1;
    return { guild, invite };
  }

  /** Removes the bot from a server. */
  removeGuild(guild: Guild): void {
    this.guilds.delete(guild.id);
    for (const channel of [...guild.channels.values(), ...guild.threads.values()]) this.#forget(channel);
    this.announce({ kind: 'guildRemoved', guild });
  }

  /** The server that was there from the start, or the oldest one left. */
  get firstGuild(): Guild {
    const [first] = this.guilds.values();
    if (!first) throw new Error('The bot is in no server.');
    return first;
  }

  channel(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  /** The emoji with that id, of any server or of the bot's application. */
  emoji(id: string): Emoji | undefined {
    return [this, ...this.guilds.values()].map(({ emojis }) => emojis.get(id)).find(Boolean);
  }

  /** The direct messages between the bot and a person. Created on first use. */
  dmWith(user: User): Channel {
    const existing = this.#dms.get(user.id);
    if (existing) return existing;
    const channel = this.dmBetween([user, this.bot]);
    this.#dms.set(user.id, channel);
    return channel;
  }

  /** Direct messages between people, or with more than two a group. The bot may or may not be one of them. */
  dmBetween(participants: readonly User[]): Channel {
    const type = participants.length > 2 ? ChannelType.GroupDM : ChannelType.DM;
    const settings = { ...NEW_CHANNEL, name: participants[0]!.username };
    const channel = new Channel({ type, settings, participants });
    this.#channels.set(channel.id, channel);
    return channel;
  }

  /** Whether the bot may write to a person at all: they share a server, or the person installed the app. */
  isReachable(user: User): boolean {
    return this.installs.has(user) || [...this.guilds.values()].some(({ members }) => members.has(user.id));
  }

  /** Sends a message. In an archived thread this opens the thread again, and the author becomes a member of it. */
  post(draft: Draft): Message {
    const { channel } = draft;
    const { guild, thread } = channel;
    if (guild && thread?.metadata.archived) guild.changeThread(channel, { archived: false });
    if (guild && thread && !draft.author.isWebhook) guild.joinThread(channel, draft.author.id);
    const message = composeMessage(draft);
    if (guild && thread && draft.type === undefined) this.#addMentioned(message, guild);
    channel.messages.add(message);
    if (thread && message.id !== channel.id && message.api.type !== MessageType.ThreadStarterMessage) {
      thread.messageCount += 1;
      thread.totalCount += 1;
    }
    this.announce({ kind: 'messageCreated', message });
    return message;
  }

  /** People mentioned in a thread become members, if they can see its channel and the author may add people. */
  #addMentioned({ channel, author, api }: Message, guild: Guild): void {
    const { parent, metadata } = channel.thread!;
    const mayAdd = metadata.invitable !== false || may(author.id, PermissionFlagsBits.ManageThreads, channel);
    if (!mayAdd) return;
    for (const { id } of api.mentions)
      if (may(id, PermissionFlagsBits.ViewChannel, parent)) guild.joinThread(channel, id);
  }

  edit(message: Message, parts: MessageParts): void {
    editMessage(message, parts);
    this.announce({ kind: 'messageEdited', message });
  }

  remove(message: Message): void {
    if (this.#take(message)) this.announce({ kind: 'messageDeleted', message });
  }

  /** Deletes several messages of one channel at once. */
  removeAll(channel: Channel, messages: readonly Message[]): void {
    const removed = messages.filter((message) => this.#take(message));
    if (removed.length > 0) this.announce({ kind: 'messagesDeleted', channel, messages: removed });
  }

  react(message: Message, emoji: Emoji, user: User): void {
    if (message.reactions.add(emoji, user.id)) this.#reactionsChanged({ kind: 'reactionAdded', message, emoji, user });
  }

  unreact(message: Message, emoji: Emoji, user: User): void {
    if (message.reactions.remove(emoji, user.id))
      this.#reactionsChanged({ kind: 'reactionRemoved', message, emoji, user });
  }

  /** @param emoji - Default: all of them. */
  clearReactions(message: Message, emoji?: Emoji): void {
    if (message.reactions.clear(emoji)) this.#reactionsChanged({ kind: 'reactionsCleared', message, emoji });
  }

  /** Replaces somebody's votes. */
  vote(message: Message, user: User, answerIds: readonly number[]): void {
    const poll = message.poll!;
    const before = poll.votesOf(user.id);
    const count = (answerId: number, kind: 'pollVoted' | 'pollVoteWithdrawn'): void => {
      message.api = { ...message.api, poll: poll.toApi(this.bot.id) };
      this.announce({ kind, message, user, answerId });
    };
    for (const id of before.filter((old) => !answerIds.includes(old))) {
      poll.answer(id)?.voterIds.delete(user.id);
      count(id, 'pollVoteWithdrawn');
    }
    for (const id of answerIds.filter((one) => !before.includes(one))) {
      poll.answer(id)?.voterIds.add(user.id);
      count(id, 'pollVoted');
    }
  }

  /** Ends a poll, and announces its result in a message. */
  endPoll(message: Message): void {
    const { poll, channel, author } = message;
    if (!poll || poll.isFinal) return;
    poll.isFinal = true;
    message.api = { ...message.api, poll: poll.toApi(this.bot.id) };
    this.announce({ kind: 'messageEdited', message });
    const parts = { embeds: [poll.resultEmbed()] };
    this.post({ channel, author, parts, replyTo: message, type: MessageType.PollResult });
  }

  /** Pins a message, which a message in the channel announces, or takes it off. */
  pin(message: Message, isPinned: boolean, user: User): void {
    const { channel } = message;
    message.pinnedAt = isPinned ? new Date().toISOString() : undefined;
    message.api = { ...message.api, pinned: isPinned };
    this.announce({ kind: 'messageEdited', message });
    this.announce({ kind: 'pinsChanged', channel });
    this.by({ user, reason: this.#acting.getStore()?.reason ?? null }, () =>
      this.announce({ kind: isPinned ? 'messagePinned' : 'messageUnpinned', message }),
    );
    if (!isPinned) return;
    const parts = { allowed_mentions: { parse: [] } };
    this.post({ channel, author: user, parts, replyTo: message, type: MessageType.ChannelPinnedMessage });
  }

  /**
   * Starts a thread, from a message or without one, which a message in the channel announces.
   *
   * @param draft - For a forum: the message that starts the post.
   */
  startThread(
    parent: Channel,
    options: ThreadOptions,
    { starter, draft }: { readonly starter?: Message | undefined; readonly draft?: Omit<Draft, 'channel'> } = {},
  ): Channel {
    const thread = parent.guild!.addThread(parent, { ...options, ...(starter && { id: starter.id }) });
    const { owner, name, type } = options;
    if (starter) {
      const flags = (starter.api.flags ?? 0) | MessageFlags.HasThread;
      starter.api = { ...starter.api, flags, thread: thread.toApi() };
      this.announce({ kind: 'messageEdited', message: starter });
      const parts = { allowed_mentions: { parse: [] } };
      this.post({ channel: thread, author: owner, parts, replyTo: starter, type: MessageType.ThreadStarterMessage });
    } else if (draft) {
      this.post({ ...draft, channel: thread, id: thread.id });
    } else if (type !== ChannelType.PrivateThread && !FORUM_TYPES.has(parent.type)) {
      this.post({ channel: parent, author: owner, parts: { content: name }, type: MessageType.ThreadCreated });
    }
    return thread;
  }

  addWebhook(init: ConstructorParameters<typeof Webhook>[0]): Webhook {
    const webhook = new Webhook(init);
    this.webhooks.set(webhook.id, webhook);
    this.announce({ kind: 'webhookAdded', channel: webhook.channel, webhook });
    return webhook;
  }

  changeWebhook(webhook: Webhook, change: Partial<Pick<Webhook, 'name' | 'avatar' | 'channel'>>): void {
    Object.assign(webhook, change);
    this.announce({ kind: 'webhookChanged', channel: webhook.channel, webhook });
  }

  removeWebhook(webhook: Webhook): void {
    if (!this.webhooks.delete(webhook.id)) return;
    this.announce({ kind: 'webhookRemoved', channel: webhook.channel, webhook });
  }

  /** Publishes a message of an announcement channel in the channels that follow it. */
  crosspost(message: Message): void {
    message.api = { ...message.api, flags: (message.api.flags ?? 0) | MessageFlags.Crossposted };
    this.announce({ kind: 'messageEdited', message });
    for (const webhook of this.webhooks.values()) {
      if (webhook.type !== WebhookType.ChannelFollower || webhook.source !== message.channel) continue;
      const { content, components, flags = 0 } = message.api;
      const parts = { content, components, ...message.whole, files: message.files, flags };
      this.post({ channel: webhook.channel, author: webhook.speaker(), parts, webhook, published: message });
    }
  }

  #take({ channel, id, api }: Message): boolean {
    if (!channel.messages.remove(id)) return false;
    if (channel.thread && id !== channel.id) channel.thread.messageCount -= 1;
    if (api.pinned) this.announce({ kind: 'pinsChanged', channel });
    return true;
  }

  #reactionsChanged(change: Extract<Change, { kind: `reaction${string}` }>): void {
    const { message } = change;
    const { reactions: _, ...api } = message.api;
    const reactions = message.reactions.toApi(this.bot.id);
    message.api = { ...api, ...(reactions.length > 0 && { reactions }) };
    this.announce(change);
  }

  #forget({ id }: Channel): void {
    this.#channels.delete(id);
    for (const webhook of this.webhooks.values()) if (webhook.channel.id === id) this.webhooks.delete(webhook.id);
  }
}

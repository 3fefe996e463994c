import { ChannelType, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { User } from '../world/guild/accounts.ts';
import type { MessageParts } from '../world/composeMessage.ts';
import { FORUM_TYPES } from '../world/guild/channels.ts';
import { MAX_FILES, storeFile } from '../world/guild/files.ts';
import type { Channel, Guild, Message } from '../world/guild/Guild.ts';
import { ALL_KINDS } from '../world/mentions.ts';
import { may } from '../world/guild/permissions.ts';
import { type Emoji, MAX_REACTIONS, parseEmoji } from '../world/guild/reactions.ts';
import type { Sticker } from '../world/guild/stickers.ts';
import type { Webhook } from '../world/Webhook.ts';
import { contentsOf, type PickedFile } from './Resolved.ts';
import { seeMessage, type SeenMessage } from './SeenMessage.ts';
import type { Stage } from './Stage.ts';

export interface WriteOptions {
  readonly replyTo?: SeenMessage;
  /** Whether a reply notifies the author of the message it replies to (default true). */
  readonly mention?: boolean;
  readonly files?: readonly PickedFile[];
  /** Stickers of the server, by name. */
  readonly stickers?: readonly string[];
}

interface NewThread {
  /** The message that it belongs to (default: none). */
  readonly from?: SeenMessage;
  /** Whether only its members see it (default false). */
  readonly isPrivate?: boolean;
}

interface NewPost {
  readonly title: string;
  readonly text: string;
  /** Names of the forum's tags (default: none). */
  readonly tags?: readonly string[];
}

interface NewPoll {
  readonly hours?: number;
  /** Whether people can choose several answers (default false). */
  readonly allowsSeveral?: boolean;
}

/** What a person does with messages, in one channel. */
export class Writer {
  readonly user: User;
  readonly guild: Guild;
  /** The channel they act in. */
  readonly channel: Channel;
  protected readonly stage: Stage;

  constructor(stage: Stage, user: User, guild: Guild, channel: Channel) {
    this.stage = stage;
    this.user = user;
    this.guild = guild;
    this.channel = channel;
  }

  /**
   * Sends a message. `@Name` of the bot or of a member becomes a mention.
   *
   * @throws Error when this person may not write here.
   */
  async says(text: string, options: WriteOptions = {}): Promise<SeenMessage> {
    // A bot that has asked something must have begun to listen, as it has when a person types the answer.
    if (this.channel.messages.last?.author === this.stage.world.bot) await this.stage.caughtUp();
    return seeMessage(this.write(text, options));
  }

  /** Edits a message of their own. */
  async edits(text: string, message: SeenMessage): Promise<SeenMessage> {
    const found = this.find(message);
    if (found.author !== this.user) throw new Error(`${this.user.username} cannot edit a message of somebody else.`);
    this.stage.world.edit(found, { content: writeMentions(text, found.channel) });
    return seeMessage(found);
  }

  /** Deletes a message: their own, or with Manage Messages any. */
  async deletes(message: SeenMessage): Promise<void> {
    const found = this.find(message);
    if (found.author !== this.user) this.require(Flag.ManageMessages, 'delete messages of others', found.channel);
    await this.stage.caughtUp();
    this.stage.world.by({ user: this.user }, () => this.stage.world.remove(found));
  }

  /** Reacts with a Unicode emoji, or with one of the server by its name or id. */
  async reacts(emoji: string | Emoji, message: SeenMessage): Promise<void> {
    const found = this.find(message);
    const wanted = this.#emoji(emoji);
    const { reactions, channel } = found;
    if (reactions.by(wanted).length === 0) {
      this.require(Flag.AddReactions, 'add reactions', channel);
      if (reactions.size >= MAX_REACTIONS) throw new Error(`A message takes ${MAX_REACTIONS} different reactions.`);
    }
    this.#refuseArchived(channel);
    await this.stage.caughtUp();
    this.stage.world.react(found, wanted, this.user);
  }

  /** Takes a reaction of their own back. */
  async unreacts(emoji: string | Emoji, message: SeenMessage): Promise<void> {
    await this.stage.caughtUp();
    this.stage.world.unreact(this.find(message), this.#emoji(emoji), this.user);
  }

  /** Passes a message on to another channel, or to this one. */
  async forwards(message: SeenMessage, to: Channel = this.channel): Promise<SeenMessage> {
    const forwarded = this.find(message);
    this.#refuseWriting(to);
    return seeMessage(this.stage.world.post({ channel: to, author: this.user, parts: {}, forwarded }));
  }

  /** Pins a message, for which they need Pin Messages. */
  async pins(message: SeenMessage): Promise<void> {
    const found = this.find(message);
    if (found.channel.guild) this.require(Flag.PinMessages, 'pin messages', found.channel);
    this.stage.world.pin(found, true, this.user);
  }

  /** Takes a pinned message off. */
  async unpins(message: SeenMessage): Promise<void> {
    const found = this.find(message);
    if (found.channel.guild) this.require(Flag.PinMessages, 'pin messages', found.channel);
    this.stage.world.pin(found, false, this.user);
  }

  /** Starts a thread, from a message or without one. Act in it with `in(thread)`. */
  async startsThread(name: string, { from, isPrivate = false }: NewThread = {}): Promise<Channel> {
    const { channel, user } = this;
    const starter = from && this.find(from);
    const isNews = channel.type === ChannelType.GuildAnnouncement;
    this.require(isPrivate ? Flag.CreatePrivateThreads : Flag.CreatePublicThreads, 'start threads', channel);
    if (starter && this.guild.threads.has(starter.id)) throw new Error('The message has a thread already.');
    const publicType = isNews ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
    const type = isPrivate ? ChannelType.PrivateThread : publicType;
    return this.stage.world.startThread(channel, { name, type, owner: user }, { starter });
  }

  /** Starts a post in a forum. Act in it with `in(post)`. */
  async posts({ title, text, tags = [] }: NewPost, forum: Channel = this.channel): Promise<Channel> {
    if (!FORUM_TYPES.has(forum.type)) throw new Error(`#${forum.name} is not a forum.`);
    this.require(Flag.SendMessages, 'post', forum);
    const appliedTags = tags.map((name) => {
      const tag = forum.settings.available_tags.find((known) => known.name === name);
      if (!tag) throw new Error(`#${forum.name} has no tag "${name}".`);
      if (tag.moderated) this.require(Flag.ManageThreads, `use the tag "${name}"`, forum);
      return tag.id;
    });
    const options = { name: title, type: ChannelType.PublicThread, owner: this.user, appliedTags };
    const draft = { author: this.user, parts: { content: writeMentions(text, forum) } };
    return this.stage.world.startThread(forum, options, { draft });
  }

  /** Becomes a member of the thread that they act in. */
  async joins(): Promise<void> {
    this.#refuseArchived(this.channel);
    this.#thread();
    this.guild.joinThread(this.channel, this.user.id);
  }

  async leaves(): Promise<void> {
    this.#thread();
    this.guild.leaveThread(this.channel, this.user.id);
  }

  /** Archives the thread that they act in, which its owner and moderators can. */
  async archives(): Promise<void> {
    if (this.#thread().ownerId !== this.user.id) this.require(Flag.ManageThreads, 'archive this thread', this.channel);
    this.guild.changeThread(this.channel, { archived: true });
  }

  /** Locks the thread that they act in, for which they need Manage Threads. */
  async locks(): Promise<void> {
    this.require(Flag.ManageThreads, 'lock this thread', this.channel);
    this.#thread();
    this.guild.changeThread(this.channel, { locked: true });
  }

  /** Sends a poll. */
  async polls(question: string, answers: readonly string[], options: NewPoll = {}): Promise<SeenMessage> {
    this.require(Flag.SendPolls, 'send polls', this.channel);
    const poll = {
      question: { text: question },
      answers: answers.map((text) => ({ poll_media: { text } })),
      allow_multiselect: options.allowsSeveral ?? false,
      duration: options.hours ?? 24,
    };
    return seeMessage(this.write('', {}, { poll }));
  }

  /**
   * Votes in a poll, and takes votes for other answers back.
   *
   * @param answers - Their text. None takes all votes back.
   */
  async votes(answers: string | readonly string[], message: SeenMessage): Promise<void> {
    const found = this.find(message);
    const { poll } = found;
    if (!poll) throw new Error('The message has no poll.');
    if (poll.isOver) throw new Error('The poll is over.');
    const ids = [answers].flat().map((text) => {
      const answer = poll.answers.find(({ media }) => media.text === text);
      if (!answer) throw new Error(`The poll has no answer "${text}".`);
      return answer.id;
    });
    if (ids.length > 1 && !poll.allowsSeveral) throw new Error('The poll takes one answer.');
    await this.stage.caughtUp();
    this.stage.world.vote(found, this.user, ids);
  }

  /** Ends a poll of their own. */
  async endsPoll(message: SeenMessage): Promise<void> {
    const found = this.find(message);
    if (found.author !== this.user) throw new Error(`${this.user.username} cannot end a poll of somebody else.`);
    this.stage.world.endPoll(found);
  }

  /** Lets others see that they are typing. */
  async startsTyping(): Promise<void> {
    this.stage.world.announce({ kind: 'typing', channel: this.channel, user: this.user });
  }

  /**
   * Speaks through a webhook under their own name, as proxy bots let people do. The message comes from the webhook.
   *
   * @param name - The name to speak under (default: their own).
   */
  async saysThrough(webhook: Webhook, text: string, name: string = this.user.username): Promise<SeenMessage> {
    const channel = this.channel.parent === webhook.channel ? this.channel : webhook.channel;
    const parts = { content: writeMentions(text, channel) };
    return seeMessage(this.stage.world.post({ channel, author: webhook.speaker(name), parts, webhook }));
  }

  /** Takes no more direct messages from the bot, which gets error 50007, until `opensDms`. */
  closesDms(): void {
    this.stage.world.closedDms.add(this.user);
  }

  opensDms(): void {
    this.stage.world.closedDms.delete(this.user);
  }

  /** Installs the app to their account, to use its commands wherever they are. */
  installs(): void {
    this.stage.world.installs.add(this.user);
  }

  protected write(
    text: string,
    { replyTo, mention = true, files = [], stickers = [] }: WriteOptions,
    parts: MessageParts = {},
  ): Message {
    const { channel, user } = this;
    this.#refuseWriting(channel);
    if (files.length > 0) this.require(Flag.AttachFiles, 'attach files', channel);
    if (files.length > MAX_FILES) throw new Error(`A message takes ${MAX_FILES} files.`);
    const stored = files.map((file) => storeFile(contentsOf(file), `${this.stage.filesUrl}/${channel.id}`));
    const written = {
      ...parts,
      attachments: stored.map(({ attachment }) => attachment),
      files: stored.map(({ file }) => file),
      stickers: stickers.map((name) => this.#sticker(name)),
      content: writeMentions(text, channel),
      ...(!mention && { allowed_mentions: { parse: [...ALL_KINDS], replied_user: false } }),
    };
    return this.stage.world.post({ channel, author: user, parts: written, replyTo: replyTo && this.find(replyTo) });
  }

  /** @throws Error when this person cannot see the message. */
  protected find(seen: SeenMessage): Message {
    const message = this.stage.world.channel(seen.channelId)?.messages.get(seen.id);
    if (!message || !this.mayRead(message)) throw new Error(`${this.user.username} cannot see the message ${seen.id}.`);
    return message;
  }

  protected mayRead({ visibleTo }: Message): boolean {
    return visibleTo === undefined || visibleTo === this.user.id;
  }

  #emoji(given: string | Emoji): Emoji {
    if (typeof given !== 'string') return given;
    const own = [...this.guild.emojis.values()];
    const emoji =
      own.find(({ id, name }) => id === given || name === given) ??
      parseEmoji(given, (id) => this.stage.world.emoji(id));
    if (!emoji) throw new Error(`There is no emoji "${given}".`);
    return emoji;
  }

  #sticker(name: string): Sticker {
    const sticker = [...this.guild.stickers.values()].find((one) => one.name === name);
    if (!sticker) throw new Error(`There is no sticker "${name}".`);
    return sticker;
  }

  #thread(): NonNullable<Channel['thread']> {
    const { thread, name } = this.channel;
    if (!thread) throw new Error(`#${name} is not a thread.`);
    return thread;
  }

  #refuseArchived({ thread, name }: Channel): void {
    if (thread?.metadata.archived) throw new Error(`The thread "${name}" is archived.`);
  }

  protected require(permission: bigint, what: string, channel: Channel): void {
    if (!may(this.user.id, permission | Flag.ViewChannel, channel))
      throw new Error(`${this.user.username} may not ${what} in #${channel.name}.`);
  }

  #refuseWriting(channel: Channel): void {
    this.require(Flag.SendMessages, 'send messages', channel);
    if (!channel.isTextual) throw new Error(`#${channel.name} holds no messages.`);
    if (channel.thread?.metadata.locked && !may(this.user.id, Flag.ManageThreads, channel))
      throw new Error(`The thread "${channel.name}" is locked.`);
    this.#refuseTooSoon(channel);
  }

  /** Slow mode. Source: resources/channel, `rate_limit_per_user`. */
  #refuseTooSoon(channel: Channel, now = Date.now()): void {
    const { settings, messages, name } = channel;
    const waitMs = settings.rate_limit_per_user * 1_000;
    if (waitMs === 0) return;
    const isFree = may(this.user.id, Flag.BypassSlowmode, channel);
    const last = messages.all().findLast(({ author }) => author === this.user);
    const leftMs = last ? Date.parse(last.api.timestamp) + waitMs - now : 0;
    if (isFree || leftMs <= 0) return;
    throw new Error(`#${name} is in slow mode. ${this.user.username} has to wait ${Math.ceil(leftMs / 1_000)} s.`);
  }
}

/**
 * Turns `@Name` of the bot or of anybody in the channel into a mention. Longer names win, as in the client's picker.
 */
function writeMentions(text: string, { guild, participants }: Channel): string {
  if (!text.includes('@')) return text;
  const users = guild ? [...guild.members.values()].map(({ user }) => user) : participants;
  return users
    .filter(({ username }) => text.includes(`@${username}`))
    .toSorted((a, b) => b.username.length - a.username.length)
    .reduce((written, { id, username }) => written.replaceAll(`@${username}`, `<@${id}>`), text);
}

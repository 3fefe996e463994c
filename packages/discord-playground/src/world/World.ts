import { CommandRegistry } from '../interactions/CommandRegistry.ts';
import { InteractionRegistry } from '../interactions/InteractionRegistry.ts';
import { snowflake } from '../snowflake.ts';
import type { Announce, Change } from './Change.ts';
import { Channel } from './Channel.ts';
import { composeMessage, editMessage } from './composeMessage.ts';
import type { Draft, MessageParts } from './Draft.ts';
import { Guild } from './Guild.ts';
import type { Message } from './Message.ts';
import { Uploads } from './Uploads.ts';
import { User } from './User.ts';

/** All that exists in one playground. It changes at once; what changed is announced to the gateway and to whoever watches. */
export class World {
  readonly bot: User;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly commands = new CommandRegistry();
  readonly interactions = new InteractionRegistry();
  readonly uploads = new Uploads();
  /** Of all guilds, and all direct messages. */
  readonly #channels = new Map<string, Channel>();
  /** By the id of the person at the other end. */
  readonly #dms = new Map<string, Channel>();
  readonly #watchers = new Set<Announce>();

  constructor(botName: string) {
    this.bot = this.addUser(botName, true);
  }

  /** Calls the listener after each change until the returned function is called. */
  watch(listener: Announce): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  announce(change: Change): void {
    for (const listener of this.#watchers) listener(change);
  }

  addUser(username: string, bot = false): User {
    const user = new User(snowflake(), username, bot);
    this.users.set(user.id, user);
    return user;
  }

  /** A server with a channel #general, an owner of its own, and the bot in it. */
  addGuild(name: string): Guild {
    const owner = this.addUser('owner');
    const guild: Guild = new Guild(name, owner, (change) => {
      if (change.kind === 'channelAdded') this.#channels.set(change.channel.id, change.channel);
      if (change.kind === 'channelRemoved') this.#channels.delete(change.channel.id);
      if (this.guilds.has(guild.id)) this.announce(change);
    });
    guild.addMember(owner);
    guild.addMember(this.bot);
    guild.addChannel('general');
    this.guilds.set(guild.id, guild);
    this.announce({ kind: 'guildAdded', guild });
    return guild;
  }

  /** The bot is thrown out of the server. */
  removeGuild(guild: Guild): void {
    this.guilds.delete(guild.id);
    for (const id of guild.channels.keys()) this.#channels.delete(id);
    this.announce({ kind: 'guildRemoved', guild });
  }

  channel(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  /** The direct message between the bot and a person, opened when it is first asked for. */
  dmWith(user: User): Channel {
    const existing = this.#dms.get(user.id);
    if (existing) return existing;
    const channel = new Channel(snowflake(), user.username, [user, this.bot]);
    this.#dms.set(user.id, channel);
    this.#channels.set(channel.id, channel);
    return channel;
  }

  post(draft: Draft): Message {
    const message = composeMessage(draft);
    draft.channel.messages.add(message);
    this.announce({ kind: 'messageCreated', message });
    return message;
  }

  edit(message: Message, parts: MessageParts): void {
    editMessage(message, parts);
    this.announce({ kind: 'messageEdited', message });
  }

  remove(message: Message): void {
    if (message.channel.messages.remove(message.id)) this.announce({ kind: 'messageDeleted', message });
  }
}

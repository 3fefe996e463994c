import { snowflake, stableId, User } from './accounts.ts';
import { CommandRegistry } from './CommandRegistry.ts';
import { composeMessage, type Draft, editMessage, type MessageParts } from './composeMessage.ts';
import { Uploads } from './files.ts';
import { Channel, Guild, type GuildChange, type Message } from './Guild.ts';
import { type Interaction, InteractionRegistry } from './Interaction.ts';

type Kinds<Kind extends string, Details> = { [K in Kind]: { readonly kind: K } & Readonly<Details> }[Kind];

/** Something that happened. The gateway tells the bot about it. */
export type Change =
  | Kinds<'guildAdded' | 'guildRemoved', { guild: Guild }>
  | GuildChange
  | Kinds<'messageCreated' | 'messageEdited' | 'messageDeleted', { message: Message }>
  | Kinds<'typing', { channel: Channel; user: User }>
  | Kinds<'interaction', { interaction: Interaction }>;

export type Announce = (change: Change) => void;

/** Everything that exists in one playground. Changes take effect at once and are announced to all watchers. */
export class World {
  readonly bot: User;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly commands = new CommandRegistry();
  readonly interactions = new InteractionRegistry();
  readonly uploads = new Uploads();
  /** All channels: those of the servers and direct messages. */
  readonly #channels = new Map<string, Channel>();
  /** By the id of the other person. */
  readonly #dms = new Map<string, Channel>();
  readonly #watchers = new Set<Announce>();

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
  }

  addUser(username: string, bot = false, id: string = snowflake()): User {
    const user = new User(id, username, bot);
    this.users.set(user.id, user);
    return user;
  }

  /** Adds a server with a channel #general, its own owner, and the bot. The id of #general follows from the server's. */
  addGuild(name: string, id: string = snowflake()): Guild {
    const owner = this.addUser('owner');
    const guild: Guild = new Guild(id, name, owner, (change) => {
      if (change.kind === 'channelAdded') this.#channels.set(change.channel.id, change.channel);
      if (change.kind === 'channelRemoved') this.#channels.delete(change.channel.id);
      if (this.guilds.has(guild.id)) this.announce(change);
    });
    guild.addMember(owner);
    guild.addMember(this.bot);
    guild.addChannel('general', stableId(`${id}/general`));
    this.guilds.set(guild.id, guild);
    this.announce({ kind: 'guildAdded', guild });
    return guild;
  }

  /** Removes the bot from a server. */
  removeGuild(guild: Guild): void {
    this.guilds.delete(guild.id);
    for (const id of guild.channels.keys()) this.#channels.delete(id);
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

  /** The direct messages between the bot and a person. Created on first use. */
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

import type { APIAttachment, APIChannel, APIEmbed, APIMessage, ChannelType } from 'discord-api-types/v10';
import { snowflake, type User } from './accounts.ts';
import { type ChannelSettings, isTextual, type Overwrite, overwriteToApi, settingsToApi } from './channels.ts';
import type { StoredFile } from './files.ts';
import type { Poll } from './polls.ts';
import type { Reactions } from './reactions.ts';
import { type ThreadDetails, threadToApi } from './threads.ts';

/** A message as the playground stores it: what Discord would send about it, and what only Discord knows. */
export interface MessageOf<Channel> {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  /** As the REST API returns it to the bot, without guild and member. A change replaces it as a whole. */
  api: APIMessage;
  /** Who was notified: user ids, role ids, `everyone`. */
  pings: readonly string[];
  /** The only person who sees an ephemeral message. */
  readonly visibleTo: string | undefined;
  /** All its embeds and files: also embeds that are suppressed, and files that an embed shows. */
  whole: { readonly embeds: readonly APIEmbed[]; readonly attachments: readonly APIAttachment[] };
  /** The interaction that this message answers. */
  readonly interactionId: string | undefined;
  files: readonly StoredFile[];
  readonly reactions: Reactions;
  readonly poll: Poll | undefined;
  pinnedAt: string | undefined;
}

/** What a channel knows of its server. */
interface ServerOf<Guild extends ServerOf<Guild>> {
  readonly id: string;
  readonly channels: ReadonlyMap<string, ChannelOf<Guild>>;
  readonly members: ReadonlyMap<string, { readonly user: User }>;
}

interface ChannelInit<Guild extends ServerOf<Guild>> {
  readonly id?: string;
  readonly type: ChannelType;
  readonly settings: ChannelSettings;
  /** Undefined outside servers. */
  readonly guild?: Guild;
  /** The people in direct messages. */
  readonly participants?: readonly User[];
  readonly thread?: ThreadDetails<ChannelOf<Guild>>;
}

/** A limit, so that a benchmark with a million messages fits in memory. */
const KEPT = 1_000;

/** The latest messages of one channel, oldest first. */
class MessageHistory<M extends { readonly id: string }> {
  readonly #byId = new Map<string, M>();
  #last: M | undefined;

  get last(): M | undefined {
    return this.#last;
  }

  add(message: M): void {
    this.#byId.set(message.id, message);
    this.#last = message;
    if (this.#byId.size <= KEPT) return;
    const [oldest] = this.#byId.keys();
    this.#byId.delete(oldest!);
  }

  get(id: string): M | undefined {
    return this.#byId.get(id);
  }

  remove(id: string): boolean {
    return this.#byId.delete(id);
  }

  all(): M[] {
    return [...this.#byId.values()];
  }
}

/** A channel or thread of a server, or direct messages. */
export class ChannelOf<Guild extends ServerOf<Guild>> {
  readonly id: string;
  type: ChannelType;
  settings: ChannelSettings;
  /** Undefined in direct messages. */
  readonly guild: Guild | undefined;
  /** The person and the bot in direct messages. */
  readonly participants: readonly User[];
  /** For a thread. */
  readonly thread: ThreadDetails<ChannelOf<Guild>> | undefined;
  overwrites: readonly Overwrite[] = [];
  readonly messages = new MessageHistory<MessageOf<ChannelOf<Guild>>>();

  constructor({ id = snowflake(), type, settings, guild, participants = [], thread }: ChannelInit<Guild>) {
    this.id = id;
    this.type = type;
    this.settings = settings;
    this.guild = guild;
    this.participants = participants;
    this.thread = thread;
  }

  get name(): string {
    return this.settings.name;
  }

  /** Whether messages can be sent here, unlike in a category or forum. */
  get isTextual(): boolean {
    return isTextual(this.type);
  }

  /** The category of a channel, or the channel of a thread. */
  get parent(): ChannelOf<Guild> | undefined {
    const { parent_id: id } = this.settings;
    return this.thread?.parent ?? (id === null ? undefined : this.guild?.channels.get(id));
  }

  /** The other person in direct messages. */
  get recipient(): User | undefined {
    return this.participants.find(({ bot }) => !bot);
  }

  /** A user who has access to this channel's server or direct messages. */
  user(id: string): User | undefined {
    return this.guild ? this.guild.members.get(id)?.user : this.participants.find((user) => user.id === id);
  }

  toApi(): APIChannel {
    const lastMessage = { last_message_id: this.messages.last?.id ?? null };
    const api = this.guild
      ? {
          id: this.id,
          type: this.type,
          guild_id: this.guild.id,
          ...(this.thread ? threadToApi(this.thread, this.settings) : this.#ownToApi()),
          ...(this.isTextual && lastMessage),
        }
      : { id: this.id, type: this.type, name: null, ...lastMessage, ...this.#dmToApi() };
    return api as unknown as APIChannel;
  }

  #ownToApi(): object {
    return {
      ...settingsToApi(this.type, this.settings),
      permission_overwrites: this.overwrites.map(overwriteToApi),
    };
  }

  #dmToApi(): object {
    return { recipients: this.participants.filter(({ bot }) => !bot).map((user) => user.toApi()), flags: 0 };
  }
}

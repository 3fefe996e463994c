import { type APIDMChannel, type APITextChannel, ChannelType, type OverwriteType } from 'discord-api-types/v10';
import type { Guild } from './Guild.ts';
import { MessageHistory } from './MessageHistory.ts';
import type { User } from './User.ts';

/** What one role or member is granted or denied in one channel, beyond its permissions in the guild. */
export interface Overwrite {
  /** A role's or user's id; the guild's id stands for @everyone. */
  readonly id: string;
  readonly type: OverwriteType;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** A text channel of a guild, or a direct message between the bot and one person. */
export class Channel {
  readonly id: string;
  readonly name: string;
  /** Absent in a direct message. */
  readonly guild: Guild | undefined;
  /** Who takes part in a direct message: a person and the bot. */
  readonly participants: readonly User[];
  overwrites: readonly Overwrite[] = [];
  readonly messages = new MessageHistory();

  constructor(id: string, name: string, place: Guild | readonly User[]) {
    this.id = id;
    this.name = name;
    this.guild = 'members' in place ? place : undefined;
    this.participants = 'members' in place ? [] : place;
  }

  /** The person at the other end of a direct message. */
  get recipient(): User | undefined {
    return this.participants.find(({ bot }) => !bot);
  }

  /** Somebody who can be here. */
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

  /** Of a guild's channel. */
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

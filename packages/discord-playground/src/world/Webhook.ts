import { randomBytes } from 'node:crypto';
import { type APIWebhook, WebhookType } from 'discord-api-types/v10';
import { snowflake, User } from './guild/accounts.ts';
import type { Channel } from './guild/Guild.ts';

/** Source: error 30007, "Maximum number of webhooks reached (15)". */
export const MAX_WEBHOOKS = 15;

interface WebhookInit {
  readonly channel: Channel;
  readonly name: string;
  readonly avatar?: string | null | undefined;
  readonly creator: User;
  /** Default: an incoming webhook. */
  readonly type?: WebhookType;
  /** For one that follows an announcement channel. */
  readonly source?: Channel;
}

/** Lets somebody write into a channel under any name. */
export class Webhook {
  readonly id = snowflake();
  readonly token = randomBytes(51).toString('base64url');
  readonly type: WebhookType;
  readonly creator: User;
  readonly source: Channel | undefined;
  channel: Channel;
  name: string;
  avatar: string | null;

  constructor({ channel, name, avatar, creator, type = WebhookType.Incoming, source }: WebhookInit) {
    this.channel = channel;
    this.name = name;
    this.avatar = avatar ?? null;
    this.creator = creator;
    this.type = type;
    this.source = source;
  }

  /** The app that created it. Only its webhooks can send buttons and select menus. */
  get applicationId(): string | null {
    return this.creator.bot ? this.creator.id : null;
  }

  /** Who its messages come from. */
  speaker(name?: string | null, avatar?: string | null): User {
    return new User(this.id, name ?? this.name, true, { avatar: avatar ?? this.avatar, isWebhook: true });
  }

  /** @param address - The base of the API, for the address that people use it under. */
  toApi(address: string): APIWebhook {
    const { source, channel } = this;
    return {
      id: this.id,
      type: this.type,
      guild_id: channel.guild?.id as string,
      channel_id: channel.id,
      user: this.creator.toApi(),
      name: this.name,
      avatar: this.avatar,
      application_id: this.applicationId,
      ...(this.type === WebhookType.Incoming && {
        token: this.token,
        url: `${address}/webhooks/${this.id}/${this.token}`,
      }),
      ...(source?.guild && {
        source_channel: { id: source.id, name: source.name },
        source_guild: { id: source.guild.id, name: source.guild.name, icon: null },
      }),
    };
  }
}

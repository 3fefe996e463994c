import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Hono } from 'hono';
import type { Faults } from '../Faults.ts';
import type { Gateway } from '../gateway/Gateway.ts';
import type { Refusal } from '../refusals.ts';
import type { Channel, Guild, Message } from '../world/Guild.ts';
import { may } from '../world/permissions.ts';
import type { World } from '../world/World.ts';
import { DiscordError } from './DiscordError.ts';
import type { UploadedFile } from './messageBody.ts';
import type { RateLimiter } from './RateLimiter.ts';

/** Everything that routes use. */
export interface Api {
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly limiter: RateLimiter;
  readonly refusals: Refusal[];
  /** For example `http://127.0.0.1:3210`. */
  readonly url: string;
}

/** What is read before a route runs. */
export interface ApiEnv {
  Variables: {
    /** The parsed JSON. Undefined without a body. */
    body: unknown;
    files: readonly UploadedFile[];
  };
}

export type ApiRoutes = Hono<ApiEnv>;

/** @throws DiscordError 10003 when there is no such channel, 50001 when the bot cannot see it. */
export function findChannel(world: World, id: string): Channel {
  const channel = world.channel(id);
  if (!channel) throw new DiscordError('unknownChannel');
  if (!may(world.bot.id, Flag.ViewChannel, channel)) throw new DiscordError('missingAccess');
  return channel;
}

/** @throws DiscordError 10008 when there is no such message, or when it is ephemeral. */
export function findMessage(channel: Channel, id: string): Message {
  const message = channel.messages.get(id);
  if (!message || message.visibleTo !== undefined) throw new DiscordError('unknownMessage');
  return message;
}

/** @throws DiscordError 10004 when the bot is not in such a server. */
export function findGuild(world: World, id: string): Guild {
  const guild = world.guilds.get(id);
  if (!guild) throw new DiscordError('unknownGuild');
  return guild;
}

/** @throws DiscordError 50013 when the bot lacks this permission in the channel. */
export function requirePermission(world: World, channel: Channel, permission: bigint): void {
  if (!may(world.bot.id, permission, channel)) throw new DiscordError('missingPermissions');
}

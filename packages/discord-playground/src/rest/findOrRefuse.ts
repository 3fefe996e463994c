import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { DiscordError } from '../DiscordError.ts';
import type { Channel } from '../world/Channel.ts';
import type { Guild } from '../world/Guild.ts';
import type { Message } from '../world/Message.ts';
import { may } from '../world/permissionsIn.ts';
import type { World } from '../world/World.ts';

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

/** @throws DiscordError 10004 when the bot is not in such a guild. */
export function findGuild(world: World, id: string): Guild {
  const guild = world.guilds.get(id);
  if (!guild) throw new DiscordError('unknownGuild');
  return guild;
}

/** @throws DiscordError 50013 when the bot may not do that in the channel. */
export function requirePermission(world: World, channel: Channel, permission: bigint): void {
  if (!may(world.bot.id, permission, channel)) throw new DiscordError('missingPermissions');
}

import { type Guild, type GuildTextBasedChannel, PermissionFlagsBits } from 'discord.js';

/** The channel where changes are told, or why nothing can be told there. */
export type LogChannel = GuildTextBasedChannel | 'gone' | 'locked';

/** @param guild - Absent when the server is unknown. A channel of another one is none. */
export function logChannelIn(guild: Guild | undefined, channelId: string): LogChannel {
  const channel = guild?.channels.cache.get(channelId);
  if (!channel?.isTextBased()) return 'gone';
  return mayPost(channel) ? channel : 'locked';
}

/** Asked beforehand, because Discord bans who is refused too often. */
function mayPost(channel: GuildTextBasedChannel): boolean {
  const send = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  const { user } = channel.client;
  // Unknown until Discord has told of the bot's own roles: then Discord itself must say.
  return channel.permissionsFor(user)?.has([PermissionFlagsBits.ViewChannel, send]) ?? true;
}

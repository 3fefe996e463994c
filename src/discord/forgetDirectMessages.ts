import { type Client, SnowflakeUtil } from 'discord.js';

/** A direct message in which nobody has written for this long is forgotten; its next message brings it back. */
export const IDLE_MS = 60 * 60_000;

/**
 * Forgets direct messages that have gone quiet. discord.js keeps every one that it has ever seen, one a person, and
 * offers no limit for them.
 *
 * @param nowMs - Since the epoch.
 */
export function forgetDirectMessages(client: Client, nowMs: number): void {
  client.channels.cache.sweep((channel) => {
    if (!channel.isDMBased()) return false;
    return !channel.lastMessageId || SnowflakeUtil.timestampFrom(channel.lastMessageId) < nowMs - IDLE_MS;
  });
}

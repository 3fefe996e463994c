import { type Message, PermissionFlagsBits, type SendableChannels } from 'discord.js';

/** Where and how a message can be answered. */
export interface Place {
  readonly channel: SendableChannels;
  /** To reply to a message one must be allowed to read it again; without that the answer just follows it. */
  readonly canReply: boolean;
}

/** @returns `undefined` where the bot may not write. Asked beforehand, because Discord bans who is refused too often. */
export function placeToAnswer(message: Message): Place | undefined {
  const { channel, client } = message;
  if (!channel.isSendable()) return undefined;
  if (channel.isDMBased()) return { channel, canReply: true };
  const permissions = channel.permissionsFor(client.user);
  // Unknown until Discord has told of the bot's own roles: then Discord itself must say.
  if (!permissions) return { channel, canReply: true };
  const send = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  if (!permissions.has([PermissionFlagsBits.ViewChannel, send])) return undefined;
  return { channel, canReply: permissions.has(PermissionFlagsBits.ReadMessageHistory) };
}

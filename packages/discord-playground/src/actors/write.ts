import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel } from '../world/Channel.ts';
import type { Message } from '../world/Message.ts';
import { may } from '../world/permissionsIn.ts';
import { ALL_KINDS } from '../world/resolveMentions.ts';
import type { User } from '../world/User.ts';
import type { World } from '../world/World.ts';
import { writeMentions } from './writeMentions.ts';

export interface WriteOptions {
  readonly replyTo: Message | undefined;
  /** Whether a reply notifies the author of the message it replies to (default true). */
  readonly mention?: boolean;
}

/**
 * Sends a message of a person. `@Name` of the bot or of a member becomes a mention.
 *
 * @throws Error when this person may not write here.
 */
export function write(
  world: World,
  user: User,
  channel: Channel,
  text: string,
  { replyTo, mention = true }: WriteOptions,
): Message {
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
  if (!may(user.id, needed, channel)) throw new Error(`${user.username} may not write in #${channel.name}.`);
  const parts = {
    content: writeMentions(text, channel),
    ...(!mention && { allowed_mentions: { parse: [...ALL_KINDS], replied_user: false } }),
  };
  return world.post({ channel, author: user, parts, replyTo });
}

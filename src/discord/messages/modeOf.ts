import { type Message, MessageType } from 'discord.js';
import type { Mode } from '../../matching/Match.ts';

/**
 * Whether and how a message asks the bot: `direct` in a direct message and when it mentions the bot itself (also by a
 * reply that pings it), `passive` for what else people write to everybody. Mentions of everyone or of a role are not
 * meant for it.
 *
 * @returns `undefined` for what nobody typed (other bots, webhooks, Discord's own notices, the bot itself), and for replies
 * that ping somebody else, who is asked.
 */
export function modeOf(message: Message): Mode | undefined {
  const isTyped = message.type === MessageType.Default || message.type === MessageType.Reply;
  if (!isTyped || message.author.bot || message.author.system || message.webhookId) return undefined;
  if (message.guildId === null) return 'direct';
  const { users, repliedUser } = message.mentions;
  if (users.has(message.client.user.id)) return 'direct';
  return repliedUser !== null && users.has(repliedUser.id) ? undefined : 'passive';
}

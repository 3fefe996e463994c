import {
  type Message,
  MessageType,
  PermissionFlagsBits,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
  type SendableChannels,
} from 'discord.js';
import type { Mode } from '../matching/Match.ts';
import type { Reply } from '../replies/Reply.ts';
import { helpReply } from './commands/help.ts';
import { Responder, type BotContext } from './Responder.ts';
import { type MessageBody, present, sentence } from './present.ts';
import { APOLOGY, GONE, isRefusal, NOT_ALLOWED } from './respond.ts';
import { RecentIds } from './tracking.ts';

/**
 * A text without mentions of one user: whoever mentions the bot calls it, and says nothing with that.
 *
 * @example
 * withoutMention('<@42> what is GPT?', '42'); // 'what is GPT?'
 */
export function withoutMention(text: string, userId: string): string {
  return text.replace(new RegExp(`<@!?${userId}>`, 'g'), ' ').trim();
}

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

/** Where and how a message can be answered. */
export interface Place {
  readonly channel: SendableChannels;
  /** To reply to a message one must be allowed to read it again; without that the answer just follows it. */
  readonly canReply: boolean;
}

/** @returns `undefined` where the bot may not write. Asked beforehand, because Discord bans who is refused too often. */
export function replyTarget(message: Message): Place | undefined {
  const { channel, client } = message;
  if (!channel.isSendable()) return undefined;
  if (channel.isDMBased()) return { channel, canReply: true };
  const permissions = channel.permissionsFor(client.user);
  // Unknown until Discord has told of the bot's own roles: then Discord itself must say.
  if (!permissions) return { channel, canReply: true };
  const needed = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  if (!permissions.has([PermissionFlagsBits.ViewChannel, needed])) return undefined;
  return { channel, canReply: permissions.has(PermissionFlagsBits.ReadMessageHistory) };
}

/** Channels about which it was said that the bot may not write there, so that it is said once each. */
const REMEMBERED_CHANNELS = 1_000;

interface Listening extends BotContext {
  /** Also answer what is not addressed to the bot, when certain. */
  readonly messageContent: boolean;
}

/** @returns What answers each message once. It never rejects. */
export function messageHandler(listening: Listening): (message: Message) => Promise<void> {
  const { log } = listening;
  const closedChannels = new RecentIds(REMEMBERED_CHANNELS);
  const sayClosed = (message: Message): void => {
    if (closedChannels.add(message.channelId)) log.warn(contextOf(message), 'may not answer in this channel');
  };

  return async (message) => {
    const mode = modeOf(message);
    if (!mode || (mode === 'passive' && !listening.messageContent)) return;
    try {
      const body = await bodyFor(message, mode, listening);
      if (body && !(await send(body, message, mode))) sayClosed(message);
    } catch (error) {
      if (isRefusal(error, NOT_ALLOWED)) sayClosed(message);
      else if (isRefusal(error, GONE)) log.debug(contextOf(message), 'the message went before it was answered');
      else log.error({ err: error, ...contextOf(message) }, 'could not send an answer');
    }
  };
}

/** What to answer; an apology when that fails, and nothing to people who have not asked for anything. */
async function bodyFor(message: Message, mode: Mode, botContext: BotContext): Promise<MessageBody | undefined> {
  try {
    const reply = replyTo(message, mode, await Responder.of(message.guildId, botContext));
    return reply && present({ reply }, { askerId: message.author.id, isPrivate: false });
  } catch (error) {
    botContext.log.error({ err: error, ...contextOf(message) }, 'could not answer a message');
    return mode === 'direct' ? sentence(APOLOGY) : undefined;
  }
}

/**
 * Whoever writes to the bot or types its name hears something in any case. A reply to one of its messages, which mentions
 * it by itself, may be a question or a "thanks": only an answer is worth a message.
 */
function replyTo(message: Message, mode: Mode, responder: Responder): Reply | undefined {
  const question = withoutMention(message.content, message.client.user.id);
  const isCalled = message.guildId === null || question !== message.content.trim();
  if (question === '') return isCalled ? helpReply(responder.book) : undefined;
  const reply = responder.ask(question, mode);
  return isCalled || reply.kind === 'answer' ? reply : undefined;
}

/**
 * Sent as it is: `channel.send` would take the payload apart and make a message of what comes back, which nobody reads
 * (a sixth of the time that a question takes, `npm run bench -- reply`).
 *
 * @returns Whether the bot may write there.
 */
async function send({ flags, components }: MessageBody, message: Message, mode: Mode): Promise<boolean> {
  const place = replyTarget(message);
  if (!place) return false;
  const body: RESTPostAPIChannelMessageJSONBody = {
    flags,
    components: [...components],
    // With the question's own id as nonce Discord itself drops a second answer to it.
    nonce: message.id,
    enforce_nonce: true,
    ...(place.canReply && { message_reference: { message_id: message.id, fail_if_not_exists: false } }),
    // Only who asked is told; who was answered unasked is not.
    allowed_mentions: { parse: [], replied_user: mode === 'direct' },
  };
  await message.client.rest.post(Routes.channelMessages(place.channel.id), { body });
  return true;
}

function contextOf(message: Message): object {
  return {
    message: message.id,
    channel: message.channelId,
    guild: message.guildId,
    user: message.author.id,
  };
}

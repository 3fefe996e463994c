import { type Message, type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js';
import type { Mode } from '../../matching/Match.ts';
import type { Reply } from '../../replies/Reply.ts';
import { Desk } from '../Desk.ts';
import { helpReply } from '../helpReply.ts';
import { GONE, isRefusal, NOT_ALLOWED } from '../isRefusal.ts';
import { type MessageBody, sentence } from '../messageBody.ts';
import { present } from '../present.ts';
import { RecentIds } from '../RecentIds.ts';
import { APOLOGY } from '../respond.ts';
import type { Surroundings } from '../Surroundings.ts';
import { withoutMention } from '../withoutMention.ts';
import { modeOf } from './modeOf.ts';
import { placeToAnswer } from './placeToAnswer.ts';

/** Channels about which it was said that the bot may not write there, so that it is said once each. */
const REMEMBERED_CHANNELS = 1_000;

interface Listening extends Surroundings {
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
async function bodyFor(message: Message, mode: Mode, surroundings: Surroundings): Promise<MessageBody | undefined> {
  try {
    const reply = replyTo(message, mode, await Desk.of(message.guildId, surroundings));
    return reply && present({ reply }, { askerId: message.author.id, isPrivate: false });
  } catch (error) {
    surroundings.log.error({ err: error, ...contextOf(message) }, 'could not answer a message');
    return mode === 'direct' ? sentence(APOLOGY) : undefined;
  }
}

/**
 * Whoever writes to the bot or types its name hears something in any case. A reply to one of its messages, which mentions
 * it by itself, may be a question or a "thanks": only an answer is worth a message.
 */
function replyTo(message: Message, mode: Mode, desk: Desk): Reply | undefined {
  const question = withoutMention(message.content, message.client.user.id);
  const isCalled = message.guildId === null || question !== message.content.trim();
  if (question === '') return isCalled ? helpReply(desk.book) : undefined;
  const reply = desk.ask(question, mode);
  return isCalled || reply.kind === 'answer' ? reply : undefined;
}

/**
 * Sent as it is: `channel.send` would take the payload apart and make a message of what comes back, which nobody reads
 * (a sixth of the time that a question takes, `npm run bench -- reply`).
 *
 * @returns Whether the bot may write there.
 */
async function send({ flags, components }: MessageBody, message: Message, mode: Mode): Promise<boolean> {
  const place = placeToAnswer(message);
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

import {
  type APIMessage,
  ComponentType,
  type Message,
  MessageType,
  PermissionFlagsBits,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';
import { isFollowUp, remarkIn } from '../answers/followUp.ts';
import type { Mode } from '../matching/Match.ts';
import type { Reply } from '../replies/Reply.ts';
import { RecentKeys } from '../shared/cache.ts';
import type { BotContext } from './BotContext.ts';
import { mayAttach, mayPost } from './permissions.ts';
import { type MessageBody, PICTURE_NAME, present, sentence, withPicture } from './present.ts';
import { GONE, isRefusal, logLostPicture, NOT_ALLOWED } from './respond.ts';
import { Responder } from './Responder.ts';
import { APOLOGY } from './strings.ts';

/** How many channels to remember in which the bot may not write, so that each is logged once. */
const REMEMBERED_CHANNELS = 1_000;

interface MessageContext extends BotContext {
  /** Whether to answer messages that are not addressed to the bot, when certain. */
  readonly messageContent: boolean;
}

/** @returns A handler that answers each message once. It never rejects. */
export function messageHandler(context: MessageContext): (message: Message) => Promise<void> {
  const { log } = context;
  const closedChannels = new RecentKeys(REMEMBERED_CHANNELS);
  const logClosed = (message: Message): void => {
    if (closedChannels.add(message.channelId)) log.warn(logContext(message), 'may not answer in this channel');
  };

  return async (message) => {
    const mode = modeOf(message);
    if (!mode || (mode === 'passive' && !context.messageContent)) return;
    try {
      const body = await bodyFor(message, mode, context);
      if (!body) return;
      const answerId = await send(body, message, mode);
      if (answerId === undefined) logClosed(message);
      else await addPicture(body, answerId, message, context);
    } catch (error) {
      if (isRefusal(error, NOT_ALLOWED)) logClosed(message);
      else if (isRefusal(error, GONE)) log.debug(logContext(message), 'the message was deleted before it was answered');
      else log.error({ err: error, ...logContext(message) }, 'could not send an answer');
    }
  };
}

/**
 * How a message asks the bot. `direct`: in a direct message, or by mentioning the bot, as a reply with a ping does.
 * `passive`: anything else that people write to everybody. Mentions of everyone or of a role don't address the bot.
 *
 * @returns `undefined` for messages that no person typed (other bots, webhooks, system messages, the bot itself), and for
 * replies that ping another person.
 */
function modeOf(message: Message): Mode | undefined {
  const isTyped = message.type === MessageType.Default || message.type === MessageType.Reply;
  if (!isTyped || message.author.bot || message.author.system || message.webhookId) return undefined;
  if (message.guildId === null) return 'direct';
  const { users, repliedUser } = message.mentions;
  if (users.has(message.client.user.id)) return 'direct';
  return repliedUser !== null && users.has(repliedUser.id) ? undefined : 'passive';
}

/** The answer, or an apology if that fails and the message asked the bot. */
async function bodyFor(message: Message, mode: Mode, context: BotContext): Promise<MessageBody | undefined> {
  try {
    const reply = await replyFor(message, mode, await Responder.of(message, context));
    return reply && present({ reply }, { askerId: message.author.id, isPrivate: false });
  } catch (error) {
    context.log.error({ err: error, ...logContext(message) }, 'could not answer a message');
    return mode === 'direct' ? sentence(APOLOGY) : undefined;
  }
}

/**
 * People who write to the bot or type its name always get a reply, unless they thank it. A reply to one of its messages
 * mentions it automatically and may just be a "thanks", so only an answer is worth a message.
 */
async function replyFor(message: Message, mode: Mode, responder: Responder): Promise<Reply | undefined> {
  const question = withoutMention(message.content, message.client.user.id);
  const isCalled = message.guildId === null || question !== message.content.trim();
  const remark = remarkIn(question);
  if (remark === 'thanks') return undefined;
  if (isCalled && remark === 'help') return responder.help();
  const isPointer = isCalled && remark === 'pointer';
  const before = isPointer || (mode === 'direct' && isFollowUp(question)) ? await repliedTo(message) : undefined;
  if (question === '' && !before) return isCalled ? responder.help() : undefined;
  const together = before && (isPointer ? pointedTo(before, responder) : followed(before, question, responder));
  const reply = together ?? responder.ask(question, mode);
  return isCalled || reply.kind === 'answer' ? reply : undefined;
}

const isOwn = ({ author, client }: Message): boolean => author.id === client.user.id;

/** `@Whence` or "^" in reply to somebody's message asks that. */
function pointedTo(before: Message, responder: Responder): Reply {
  return isOwn(before) || before.content === '' ? responder.help() : responder.ask(before.content, 'direct');
}

/** A follow-up is read with the answer before it. */
function followed(before: Message, question: string, responder: Responder): Reply | undefined {
  const title = isOwn(before) ? titleOf(before) : undefined;
  return title === undefined ? undefined : responder.followUp(title, question);
}

async function repliedTo(message: Message): Promise<Message | undefined> {
  // A forward refers to a message as well, of any channel.
  if (message.type !== MessageType.Reply) return undefined;
  try {
    return await message.fetchReference();
  } catch (error) {
    if (isRefusal(error, GONE) || isRefusal(error, NOT_ALLOWED)) return undefined;
    throw error;
  }
}

/** The title of an answer that the bot has given, as the book has it. */
function titleOf({ components }: Message): string | undefined {
  const texts = components
    .flatMap((component) => (component.type === ComponentType.Container ? component.components : []))
    .flatMap((component) => (component.type === ComponentType.TextDisplay ? component.content : []));
  const heading = texts.map((text) => /^### (.+)$/m.exec(text)?.[1]).find((title) => title !== undefined);
  return heading?.replaceAll('\u2011', '-').replaceAll(/\\(?=[*_~|])/g, '');
}

/**
 * A text without mentions of one user. A mention of the bot addresses it and is not part of the question.
 *
 * @example
 * withoutMention('<@42> what is GPT?', '42'); // 'what is GPT?'
 */
export function withoutMention(text: string, userId: string): string {
  return text.replaceAll(`<@${userId}>`, ' ').replaceAll(`<@!${userId}>`, ' ').trim();
}

/** Replying to a message takes permission to read the history. Without it the answer just follows the message. */
function canReply({ channel, client }: Message): boolean {
  return (
    channel.isDMBased() || (channel.permissionsFor(client.user)?.has(PermissionFlagsBits.ReadMessageHistory) ?? true)
  );
}

/**
 * Sends the request itself, because `channel.send` would take the payload apart and build a message from the response that
 * nobody reads. That took a sixth of the time of a reply (`npm run bench -- reply`).
 *
 * @returns Its id; `undefined` if the bot may not write there.
 */
async function send({ flags, components }: MessageBody, message: Message, mode: Mode): Promise<string | undefined> {
  const { channel, client } = message;
  if (!channel.isSendable() || !(channel.isDMBased() || mayPost(channel))) return undefined;
  const body: RESTPostAPIChannelMessageJSONBody = {
    flags,
    components: [...components],
    // The id of the question as a nonce makes Discord drop a second answer to it.
    nonce: message.id,
    enforce_nonce: true,
    ...(canReply(message) && { message_reference: { message_id: message.id, fail_if_not_exists: false } }),
    // Ping the asker, but nobody who did not ask.
    allowed_mentions: { parse: [], replied_user: mode === 'direct' },
  };
  const { id } = (await client.rest.post(Routes.channelMessages(channel.id), { body })) as APIMessage;
  return id;
}

/** Adds its picture to an answer, once it is drawn. Never rejects. */
async function addPicture(body: MessageBody, answerId: string, message: Message, context: BotContext): Promise<void> {
  const { channel, client } = message;
  if (!mayAttach(channel)) return;
  try {
    const { flags, components, files = [] } = (await withPicture(body, context.pictures)) ?? {};
    if (!components) return;
    await client.rest.patch(Routes.channelMessage(channel.id, answerId), {
      body: { flags, components, attachments: [{ id: '0', filename: PICTURE_NAME }] },
      files: files.map(({ attachment }) => ({ name: PICTURE_NAME, data: attachment as Buffer })),
    });
  } catch (error) {
    logLostPicture(error, context.log, logContext(message));
  }
}

function logContext(message: Message): object {
  return {
    message: message.id,
    channel: message.channelId,
    guild: message.guildId,
    user: message.author.id,
  };
}

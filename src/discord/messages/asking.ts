import { type Channel, type Message, MessageType, type ThreadChannel } from 'discord.js';
import { isFollowUp, remarkIn } from '../../answers/followUp.ts';
import type { Reply } from '../../replies/Reply.ts';
import { refusalOf } from '../refusals.ts';
import type { Responder } from '../Responder.ts';

/**
 * The reply to a message that asks the bot. People who write to it or type its name always get one, unless they thank it. A
 * reply to one of its messages mentions it automatically and may just be a "thanks", so only an answer is worth a message.
 */
export async function replyWhenAsked(message: Message, responder: Responder): Promise<Reply | undefined> {
  const question = withoutMention(message.content, message.client.user.id);
  const isCalled = message.guildId === null || question !== message.content.trim();
  const remark = remarkIn(question);
  if (remark === 'thanks') return undefined;
  if (isForumPost(message)) return responder.askAny(questionsIn(message), 'direct');
  if (isCalled && remark === 'help') return responder.help();
  const isPointer = isCalled && remark === 'pointer';
  const before = isPointer || isFollowUp(question) ? await repliedTo(message) : undefined;
  if (question === '' && !before) return isCalled ? responder.help() : undefined;
  const together = before && (isPointer ? pointedTo(before, responder) : await responder.followUp(before.id, question));
  const reply = together ?? responder.ask(question, 'direct');
  return isCalled || reply.kind === 'answer' ? reply : undefined;
}

/** What a message may ask, best first. The first message of a forum post goes with its title. */
export function questionsIn(message: Message): readonly string[] {
  const text = withoutMention(message.content, message.client.user.id);
  return isForumPost(message) ? [`${message.channel.name}\n${text}`, message.channel.name] : [text];
}

/** What people read in a message: what its author wrote, forwards or asks in a poll, or else the first embed. */
export function textOf({ content, messageSnapshots, poll, embeds }: Message): string {
  const embedded = embeds.map(({ title, description }) => [title, description].filter(Boolean).join('\n'));
  const forwarded = messageSnapshots.map((snapshot) => snapshot.content);
  return [content, ...forwarded, poll?.question.text, ...embedded].find((text) => text?.trim()) ?? '';
}

const isOwn = ({ author, client }: Message): boolean => author.id === client.user.id;

/** `@Whence` or "^" in reply to somebody's message asks that. */
function pointedTo(before: Message, responder: Responder): Reply {
  const text = textOf(before);
  return isOwn(before) || text === '' ? responder.help() : responder.ask(text, 'direct');
}

async function repliedTo(message: Message): Promise<Message | undefined> {
  // A forward refers to a message as well, of any channel.
  if (message.type !== MessageType.Reply) return undefined;
  try {
    return await message.fetchReference();
  } catch (error) {
    if (refusalOf(error)) return undefined;
    throw error;
  }
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

/** Ids of a channel and what it is in, nearest first: thread, channel, category. */
export function pathOf(channel: Channel): readonly string[] {
  if (channel.isDMBased()) return [channel.id];
  const above = channel.isThread() ? [channel.parentId, channel.parent?.parentId] : [channel.parentId];
  return [channel.id, ...above.filter((id) => typeof id === 'string')];
}

type ForumMessage = Message & { readonly channel: ThreadChannel };

export function isInForum(message: Message): message is ForumMessage {
  return message.channel.isThread() && message.channel.parent?.isThreadOnly() === true;
}

/** Whether a message is the first one of a forum post: Discord gives it the id of the post. */
export function isForumPost(message: Message): message is ForumMessage {
  return isInForum(message) && message.id === message.channel.id;
}

/** Of Discord's ids. A malformed event can have anything in their place. */
const ID = /^\d{1,20}$/;

/** Whether a person typed it: no bot, webhook or notice of Discord. */
export function isTyped({ type, author, webhookId, id, channelId }: Message): boolean {
  const isByPerson = type === MessageType.Default || type === MessageType.Reply;
  return isByPerson && !author.bot && !author.system && !webhookId && ID.test(id) && ID.test(channelId);
}

/**
 * Whether a message asks the bot: in a direct message, or by mentioning it, as a reply with a ping does. Mentions of
 * everyone or of a role don't.
 */
export function isAsked({ guildId, mentions, client }: Message): boolean {
  return guildId === null || mentions.users.has(client.user.id);
}

export function addresseesOf({ author, mentions }: Message): readonly string[] {
  const { users, repliedUser } = mentions;
  // As most messages are.
  if (users.size === 0 && !repliedUser) return [];
  const people = [...users.values(), ...(repliedUser ? [repliedUser] : [])];
  return people.filter(({ id, bot }) => id !== author.id && !bot).map(({ id }) => id);
}

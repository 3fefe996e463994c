import { type Message, MessageType } from 'discord.js';
import { isFollowUp, remarkIn } from '../../answers/followUp.ts';
import type { Reply } from '../../replies/Reply.ts';
import { refusalOf } from '../refusals.ts';
import type { Responder } from '../Responder.ts';
import { isForumPost } from './places.ts';

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

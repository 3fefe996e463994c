import { type Channel, type Message, MessageType, type ThreadChannel } from 'discord.js';

/** Ids of a channel and what it is in, nearest first: thread, channel, category. */
export function pathOf(channel: Channel): readonly string[] {
  if (channel.isDMBased()) return [channel.id];
  const above = channel.isThread() ? [channel.parentId, channel.parent?.parentId] : [channel.parentId];
  return [channel.id, ...above.filter((id) => typeof id === 'string')];
}

type ForumMessage = Message & { readonly channel: ThreadChannel };

/** Whether a message is in a post of a forum or media channel. */
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

/** The other people whom a message mentions or replies to. */
export function addresseesOf({ author, mentions }: Message): readonly string[] {
  const { users, repliedUser } = mentions;
  const people = [...users.values(), ...(repliedUser ? [repliedUser] : [])];
  return people.filter(({ id, bot }) => id !== author.id && !bot).map(({ id }) => id);
}

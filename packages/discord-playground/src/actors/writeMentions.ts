import type { Channel } from '../world/Channel.ts';

/** Turns `@Name` of the bot or of somebody in the channel into a mention, longest names first, as the client's picker does. */
export function writeMentions(text: string, { guild, participants }: Channel): string {
  if (!text.includes('@')) return text;
  const users = guild ? [...guild.members.values()].map(({ user }) => user) : participants;
  return users
    .filter(({ username }) => text.includes(`@${username}`))
    .toSorted((a, b) => b.username.length - a.username.length)
    .reduce((written, { id, username }) => written.replaceAll(`@${username}`, `<@${id}>`), text);
}

import type { Message } from 'discord.js';
import { UNKNOWN } from './strings.ts';

/**
 * A text without mentions of one user. A mention of the bot addresses it and is not part of the question.
 *
 * @example
 * withoutMention('<@42> what is GPT?', '42'); // 'what is GPT?'
 */
export function withoutMention(text: string, userId: string): string {
  return text.replaceAll(`<@${userId}>`, ' ').replaceAll(`<@!${userId}>`, ' ').trim();
}

/** What a message can mention: people, roles, channels, commands. */
const MENTION =
  /<(?:@!?(?<user>\d{17,20})|@&(?<role>\d{17,20})|#(?<channel>\d{17,20})|\/(?<command>[^:>]{1,100}):\d{17,20})>/g;

/**
 * The text of a message with its mentions as names, so that it reads the same elsewhere and pings nobody.
 *
 * @example
 * // 'Ask <@80351110224678912> with </ask:80351110224678913>' -> 'Ask @ada with /ask'
 */
export function mentionsAsNames({ content, mentions, guild }: Message): string {
  return content.replace(MENTION, (whole, ...rest) => {
    const { user, role, channel, command } = rest.at(-1) as Record<string, string | undefined>;
    if (user !== undefined) return `@${mentions.users.get(user)?.displayName ?? UNKNOWN.user}`;
    if (role !== undefined) return `@${guild?.roles.cache.get(role)?.name ?? UNKNOWN.role}`;
    if (channel !== undefined) return `#${guild?.channels.cache.get(channel)?.name ?? UNKNOWN.channel}`;
    return command === undefined ? whole : `/${command}`;
  });
}

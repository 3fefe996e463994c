import type { Message } from 'discord.js';

/** What may be mentioned in a message: people, roles, channels, commands. */
const MENTION =
  /<(?:@!?(?<user>\d{17,20})|@&(?<role>\d{17,20})|#(?<channel>\d{17,20})|\/(?<command>[^:>]{1,100}):\d{17,20})>/g;

/**
 * The text of a message with mentions written out, so that it says the same elsewhere and calls nobody.
 *
 * @example
 * // 'Ask <@80351110224678912> with </ask:80351110224678913>' -> 'Ask @ada with /ask'
 */
export function mentionsAsNames({ content, mentions, guild }: Message): string {
  return content.replace(MENTION, (whole, ...rest) => {
    const { user, role, channel, command } = rest.at(-1) as Record<string, string | undefined>;
    if (user !== undefined) return `@${mentions.users.get(user)?.displayName ?? 'somebody'}`;
    if (role !== undefined) return `@${guild?.roles.cache.get(role)?.name ?? 'some role'}`;
    if (channel !== undefined) return `#${guild?.channels.cache.get(channel)?.name ?? 'some channel'}`;
    return command === undefined ? whole : `/${command}`;
  });
}

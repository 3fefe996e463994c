import { type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js';
import type { MessageBody } from '../messageBody.ts';
import type { EditingDesk } from './EditingDesk.ts';
import { logChannelIn } from './logChannel.ts';

/** Longer nobody waits for the confirmation of a change that is written already. */
const GIVE_UP_AFTER_MS = 5_000;

/**
 * Posts something to the server's log channel, if it has named one. A failure never costs the change that is told of: it
 * is logged, and returned as a sentence for the confirmation.
 */
export async function tellLog(desk: EditingDesk, { flags, components }: MessageBody): Promise<string | undefined> {
  const { logChannelId } = desk.settings;
  if (logChannelId === null) return undefined;
  const context = { guild: desk.guildId, channel: logChannelId };
  const channel = logChannelIn(desk.client.guilds.cache.get(desk.guildId), logChannelId);
  if (channel === 'gone') {
    desk.log.warn(context, 'the log channel is not there');
    return 'It could not be told in the log channel, which is not there any more. Choose another one with `/settings`.';
  }
  if (channel === 'locked') {
    desk.log.warn(context, 'may not post in the log channel');
    return `It could not be told in <#${logChannelId}>: I may not see that channel or write there. Let me, or choose another one with \`/settings\`.`;
  }
  try {
    const body: RESTPostAPIChannelMessageJSONBody = {
      flags,
      components: [...components],
      allowed_mentions: { parse: [] },
    };
    const signal = AbortSignal.timeout(GIVE_UP_AFTER_MS);
    await desk.client.rest.post(Routes.channelMessages(channel.id), { body, signal });
    return undefined;
  } catch (error) {
    desk.log.warn({ err: error, ...context }, 'could not post in the log channel');
    return `It could not be told in <#${logChannelId}>: Discord did not take it. The change itself is in \`/answer history\`.`;
  }
}

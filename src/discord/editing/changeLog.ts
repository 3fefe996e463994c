import {
  type Guild,
  type GuildTextBasedChannel,
  PermissionFlagsBits,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';
import { MAX_CHARACTERS } from '../../replies/fitReply.ts';
import { CARD, UNDO } from '../customIds.ts';
import { button, message, type MessageBody, textDisplay } from '../present.ts';
import { differenceText } from './differenceText.ts';
import type { EditorSession } from './EditorSession.ts';
import { buttonRow, deedOf, editorName, shownTitle, when } from './text.ts';
import type { Written } from '../../answers/editing/changes.ts';

/** The channel where changes are told, or why nothing can be told there. */
export type LogChannel = GuildTextBasedChannel | 'gone' | 'locked';

/** @param guild - Absent when the server is unknown. A channel of another one is none. */
export function findLogChannel(guild: Guild | undefined, channelId: string): LogChannel {
  const channel = guild?.channels.cache.get(channelId);
  if (!channel?.isTextBased()) return 'gone';
  return mayPost(channel) ? channel : 'locked';
}

/** Asked beforehand, because Discord bans who is refused too often. */
function mayPost(channel: GuildTextBasedChannel): boolean {
  const send = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  const { user } = channel.client;
  // Unknown until Discord has told of the bot's own roles: then Discord itself must say.
  return channel.permissionsFor(user)?.has([PermissionFlagsBits.ViewChannel, send]) ?? true;
}

/** What is around a difference. */
const ROOM_FOR_HEAD = 600;

/** Who changed what and when, for the log channel. */
export function logEntry(written: Written): MessageBody {
  const { version, difference } = written;
  const { answerId, editorId, at } = version;
  const who = `<@${editorId}> (${editorName(version)})`;
  const head = `**${shownTitle(written.title)}** was ${deedOf(version)} by ${who}\n-# \`${answerId}\` · version ${version.version} · ${when(at)}`;
  const changes = differenceText(difference, MAX_CHARACTERS - ROOM_FOR_HEAD);
  return message([textDisplay([head, changes].filter((text) => text !== '').join('\n'))]);
}

/** Longer nobody waits for the confirmation of a change that is written already. */
const GIVE_UP_AFTER_MS = 5_000;

/**
 * Posts something to the server's log channel, if it has named one. A failure never costs the change that is told of: it
 * is logged, and returned as a sentence for the confirmation.
 */
export async function postToLogChannel(
  session: EditorSession,
  { flags, components }: MessageBody,
): Promise<string | undefined> {
  const { logChannelId } = session.settings;
  if (logChannelId === null) return undefined;
  const context = { guild: session.guildId, channel: logChannelId };
  const channel = findLogChannel(session.client.guilds.cache.get(session.guildId), logChannelId);
  if (channel === 'gone') {
    session.log.warn(context, 'the log channel is not there');
    return 'It could not be told in the log channel, which is not there any more. Choose another one with `/settings`.';
  }
  if (channel === 'locked') {
    session.log.warn(context, 'may not post in the log channel');
    return `It could not be told in <#${logChannelId}>: I may not see that channel or write there. Let me, or choose another one with \`/settings\`.`;
  }
  try {
    const body: RESTPostAPIChannelMessageJSONBody = {
      flags,
      components: [...components],
      allowed_mentions: { parse: [] },
    };
    const signal = AbortSignal.timeout(GIVE_UP_AFTER_MS);
    await session.client.rest.post(Routes.channelMessages(channel.id), { body, signal });
    return undefined;
  } catch (error) {
    session.log.warn({ err: error, ...context }, 'could not post in the log channel');
    return `It could not be told in <#${logChannelId}>: Discord did not take it. The change itself is in \`/answer history\`.`;
  }
}

/** Posts who changed what to the server's log channel. @returns why it could not, as a sentence for the confirmation. */
export function tellChange(session: EditorSession, written: Written): Promise<string | undefined> {
  return postToLogChannel(session, logEntry(written));
}

/** Tells of a change: the log channel and the operators' log, and its editor with a button that undoes it. */
export async function writtenMessage(session: EditorSession, written: Written): Promise<MessageBody> {
  const { guildId, answerId, version, kind, editorId } = written.version;
  session.log.info({ guild: guildId, answer: answerId, version, kind, user: editorId }, 'an answer was changed');
  const complaint = await tellChange(session, written);
  const text = [confirmation(written), ...(complaint === undefined ? [] : [`-# ${complaint}`])].join('\n');
  return message([
    textDisplay(text),
    ...buttonRow([
      ...button('Undo', UNDO, { version, answerId }),
      ...button('Show', CARD, { extent: 'begin', answerId }),
    ]),
  ]);
}

function confirmation(written: Written): string {
  const { answerId, version, kind, content } = written.version;
  const what = `**${shownTitle(written.title)}** (\`${answerId}\`, version ${version})`;
  if (content === null) {
    if (kind === 'restore') return `On this server ${what} is again what it is everywhere.`;
    return `Removed ${what}. Members no longer get it; \`/answer restore\` brings it back.`;
  }
  return kind === 'restore'
    ? `Brought back ${what}. It answers from the next question on.`
    : `Published ${what}. It answers from the next question on.`;
}

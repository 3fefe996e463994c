import { channelMention, type Guild, type GuildTextBasedChannel, Routes, userMention } from 'discord.js';
import type { Written } from '../../answers/editing/changes.ts';
import { MAX_CHARACTERS } from '../../replies/fitReply.ts';
import { button, message, type MessageBody, row, text } from '../components.ts';
import { CARD, REVIEW, UNDO } from '../customIds.ts';
import { mayPost } from '../permissions.ts';
import * as strings from './strings.ts';
import { differenceText } from './differenceText.ts';
import type { EditorSession } from './EditorSession.ts';
import { editorName, shownTitle, timestamp } from './text.ts';

/** The channel where changes are logged; `gone` if it was deleted, `locked` if the bot may not post there. */
type LogChannel = GuildTextBasedChannel | 'gone' | 'locked';

/** @param guild - `undefined` when the server is unknown. A channel of another server counts as gone. */
export function findLogChannel(guild: Guild | undefined, channelId: string): LogChannel {
  const channel = guild?.channels.cache.get(channelId);
  if (!channel?.isTextBased()) return 'gone';
  return mayPost(channel) ? channel : 'locked';
}

/** For everything around a difference. */
const ROOM_FOR_HEAD = 600;

export function logEntry({ version, difference, title }: Written): MessageBody {
  const { answerId, editorId, at, kind } = version;
  return message(
    text(
      strings.changedBy(shownTitle(title), strings.DEEDS[kind], `${userMention(editorId)} (${editorName(version)})`),
      `-# \`${answerId}\` · ${strings.versionNumber(version.version)} · ${timestamp(at)}`,
      differenceText(difference, MAX_CHARACTERS - ROOM_FOR_HEAD),
    ),
  );
}

/** Stop waiting for the log channel after this long: the change is already saved. */
const TIMEOUT_MS = 5_000;

/**
 * Posts to the server's log channel, if one is set. A failure never affects the change, which is already saved.
 *
 * @returns Why it could not be posted, as a line for the editor.
 */
export async function postToLogChannel(
  { client, log, person: { guildId }, guildSettings: { logChannelId } }: EditorSession,
  entry: () => MessageBody,
): Promise<string | undefined> {
  if (logChannelId === null) return undefined;
  const context = { guild: guildId, channel: logChannelId };
  const mention = channelMention(logChannelId);
  const channel = findLogChannel(client.guilds.cache.get(guildId), logChannelId);
  if (channel === 'gone') {
    log.warn(context, 'the log channel no longer exists');
    return `-# ${strings.NOT_LOGGED_DELETED}`;
  }
  if (channel === 'locked') {
    log.warn(context, 'may not post in the log channel');
    return `-# ${strings.notLoggedLocked(mention)}`;
  }
  try {
    const { flags, components } = entry();
    const body = { flags, components, allowed_mentions: { parse: [] } };
    await client.rest.post(Routes.channelMessages(channel.id), { body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return undefined;
  } catch (error) {
    log.warn({ err: error, ...context }, 'could not post in the log channel');
    return `-# ${strings.notLoggedRejected(mention)}`;
  }
}

export async function writtenMessage(session: EditorSession, written: Written): Promise<MessageBody> {
  const { guildId, answerId, version, kind, editorId } = written.version;
  session.log.info({ guild: guildId, answer: answerId, version, kind, user: editorId }, 'an answer was changed');
  const complaint = await postToLogChannel(session, () => logEntry(written));
  return message(
    text(confirmation(written), complaint),
    row(
      button(strings.BUTTONS.undo, UNDO, { version, answerId }),
      button(strings.BUTTONS.show, CARD, { extent: 'begin', answerId }),
      // A new answer is often one of several that /review asks for.
      kind === 'add' && button(strings.BUTTONS.review, REVIEW, { page: 0 }),
    ),
  );
}

/** An answer, or one of its versions. */
export interface About {
  readonly answerId: string;
  readonly version?: number | undefined;
}

function confirmation({ title, version: { answerId, version, kind, content } }: Written): string {
  const what = `**${shownTitle(title)}** (\`${answerId}\`, ${strings.versionNumber(version)})`;
  if (content === null) return kind === 'restore' ? strings.backToCurated(what) : strings.removed(what);
  return kind === 'restore' ? strings.restored(what) : strings.published(what);
}

export async function removeAnswer(session: EditorSession, { answerId }: About): Promise<MessageBody> {
  return writtenMessage(session, await session.editing.versions.remove(session.person, answerId));
}

/** The version is by default what there was before the answer was removed. */
export async function restoreAnswer(session: EditorSession, { answerId, version }: About): Promise<MessageBody> {
  return writtenMessage(session, await session.editing.versions.restore(session.person, answerId, version));
}

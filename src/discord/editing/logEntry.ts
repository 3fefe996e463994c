import type { Written } from '../../answers/editing/Proposal.ts';
import { MAX_CHARACTERS } from '../../replies/fitReply.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import { differenceText } from './differenceText.ts';
import { shownTitle } from './shownTitle.ts';
import { deedOf, editorName, when } from './versionLine.ts';

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

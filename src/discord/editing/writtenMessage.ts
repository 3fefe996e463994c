import type { Written } from '../../answers/editing/Proposal.ts';
import { button } from '../button.ts';
import { CARD, UNDO } from '../ids/editorIds.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import type { EditingDesk } from './EditingDesk.ts';
import { buttonRow } from './rows.ts';
import { shownTitle } from './shownTitle.ts';
import { tellChange } from './tellChange.ts';

/** Tells of a change: the log channel and the operators' log, and its editor with a button that undoes it. */
export async function writtenMessage(desk: EditingDesk, written: Written): Promise<MessageBody> {
  const { guildId, answerId, version, kind, editorId } = written.version;
  desk.log.info({ guild: guildId, answer: answerId, version, kind, user: editorId }, 'an answer was changed');
  const complaint = await tellChange(desk, written);
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

import { ButtonStyle } from 'discord.js';
import type { ShownVersion } from '../../answers/editing/SeenAnswer.ts';
import { characterCount } from '../../characterCount.ts';
import { clipped } from '../../replies/characters.ts';
import { asTyped } from '../asTyped.ts';
import { button } from '../button.ts';
import { BRING_BACK, EDIT_VERSION, HISTORY } from '../ids/editorIds.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import { replyContainer, roomBeside } from '../present.ts';
import type { Previewing } from './EditingDesk.ts';
import { buttonRow } from './rows.ts';
import { versionHeading } from './versionLine.ts';

/** With less room than this, phrasings are left to the dialog. */
const ROOM_FOR_PHRASINGS = 100;

/**
 * All of an earlier version before it is brought back: what members saw, and the phrasings as far as there is room. The
 * dialog behind "Edit it first" has the rest.
 */
export async function versionMessage(desk: Previewing, shown: ShownVersion): Promise<MessageBody> {
  const { answerId, version, answer } = shown;
  const reply = await desk.replyWith(answer, true);
  const container = replyContainer({ reply }, { askerId: desk.person.id, isPrivate: true, isInert: true });
  const room = roomBeside(container);
  const head = clipped(version ? versionHeading(version) : '**The curated answer as it is everywhere**', room);
  const state = { version: version?.version ?? 0, answerId };
  return message([
    textDisplay(head),
    container,
    ...phrasings(answer.questions, room - characterCount(head)),
    ...buttonRow([
      ...button('Bring it back', BRING_BACK, state, ButtonStyle.Success),
      ...button('Edit it first', EDIT_VERSION, state),
      ...button('History', HISTORY, { page: 0, answerId }),
    ]),
  ]);
}

function phrasings(questions: readonly string[], room: number) {
  if (questions.length === 0 || room < ROOM_FOR_PHRASINGS) return [];
  return [textDisplay(clipped(`**Phrasings**\n${questions.map(asTyped).join('\n')}`, room))];
}

import { ButtonStyle } from 'discord.js';
import type { TooLate } from '../../answers/editing/Proposal.ts';
import { button } from '../button.ts';
import { CHANGE, DISCARD, PUBLISH } from '../ids/editorIds.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import { differenceText } from './differenceText.ts';
import { buttonRow } from './rows.ts';
import { versionLine } from './versionLine.ts';

/** Of each of the two differences: together with what is around them they fit into one message. */
const MAX_DIFFERENCE = 1_800;

/** Somebody else was faster: what they did, what publishing would do to it, and the choice. */
export function tooLateMessage({ draftId, latest, theirs, ours }: TooLate): MessageBody {
  const over = latest.version;
  const head = `**Somebody was faster.** Since you began, there is ${versionLine(latest)}. Nothing of yours is lost.`;
  return message([
    textDisplay(head),
    textDisplay(`### What they changed\n${differenceText(theirs, MAX_DIFFERENCE) || 'Not a word.'}`),
    textDisplay(
      `### What yours would change about it\n${differenceText(ours, MAX_DIFFERENCE) || 'Not a word: theirs says the same.'}`,
    ),
    ...buttonRow([
      ...button('Change', CHANGE, { draftId, over }, ButtonStyle.Primary),
      ...button('Publish over it', PUBLISH, { draftId, over }, ButtonStyle.Danger),
      ...button('Discard', DISCARD, { draftId }),
    ]),
  ]);
}

import { ButtonStyle } from 'discord.js';
import type { Person } from '../../answers/editing/Person.ts';
import type { TooLate } from '../../answers/editing/Proposal.ts';
import { button } from '../button.ts';
import { CHANGE, DISCARD, PUBLISH } from '../ids/editorIds.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import { differenceText } from './differenceText.ts';
import { buttonRow } from './rows.ts';
import { versionLine } from './versionLine.ts';

/** Of each of the two differences: together with what is around them they fit into one message. */
const MAX_DIFFERENCE = 1_800;

/**
 * Somebody was faster: what they did, what publishing would do to it, and the choice.
 *
 * @param reader - Who can have been faster themselves, with the same dialog opened twice.
 */
export function tooLateMessage({ draftId, latest, theirs, ours }: TooLate, reader: Person): MessageBody {
  const over = latest.version;
  const isTheirs = latest.editorId === reader.id;
  const who = isTheirs ? 'You have changed it meanwhile yourself.' : 'Somebody was faster.';
  const head = `**${who}** Since you began, there is ${versionLine(latest)}. Nothing of yours is lost.`;
  const changed = differenceText(theirs, MAX_DIFFERENCE) || 'Not a word.';
  const changes = differenceText(ours, MAX_DIFFERENCE) || 'Not a word: it says the same.';
  return message([
    textDisplay(head),
    textDisplay(`### What ${isTheirs ? 'you' : 'they'} changed\n${changed}`),
    textDisplay(`### What ${isTheirs ? 'this' : 'yours'} would change about it\n${changes}`),
    ...buttonRow([
      ...button('Change', CHANGE, { draftId, over }, ButtonStyle.Primary),
      ...button('Publish over it', PUBLISH, { draftId, over }, ButtonStyle.Danger),
      ...button('Discard', DISCARD, { draftId }),
    ]),
  ]);
}

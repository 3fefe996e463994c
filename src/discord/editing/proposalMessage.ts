import { ButtonStyle } from 'discord.js';
import type { Accepted, Proposal, Refused } from '../../answers/editing/Proposal.ts';
import { clipped } from '../../replies/characters.ts';
import { MAX_CHARACTERS } from '../../replies/fitReply.ts';
import { asTyped } from '../asTyped.ts';
import { button } from '../button.ts';
import { CHANGE, DISCARD, type Extent, PREVIEW, PUBLISH } from '../ids/editorIds.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import { replyContainer, roomBeside } from '../present.ts';
import type { Previewing } from './EditingDesk.ts';
import { buttonRow } from './rows.ts';
import { tooLateMessage } from './tooLateMessage.ts';

/** What an editor sees of a draft: a preview, or why it cannot be published as it is. */
export async function proposalMessage(
  desk: Previewing,
  proposal: Proposal,
  extent: Extent = 'begin',
): Promise<MessageBody> {
  if (proposal.kind === 'refused') return refusedMessage(proposal);
  return proposal.tooLate ? tooLateMessage(proposal.tooLate, desk.person) : previewMessage(desk, proposal, extent);
}

/** Exactly what members will see, its buttons not to be pressed; above it the warnings, below it what to do. */
async function previewMessage(desk: Previewing, { draftId, answer, warnings }: Accepted, extent: Extent) {
  const reply = await desk.replyWith(answer, extent === 'whole');
  const container = replyContainer({ reply }, { askerId: desk.person.id, isPrivate: false, isInert: true });
  return message([
    ...(extent === 'begin' ? [textDisplay(introduction(warnings, roomBeside(container)))] : []),
    container,
    ...buttonRow([
      ...button('Publish', PUBLISH, { draftId }, ButtonStyle.Success),
      ...button('Change', CHANGE, { draftId }),
      ...button('Discard', DISCARD, { draftId }, ButtonStyle.Danger),
      ...(reply.hasMore ? button('Preview all of it', PREVIEW, { extent: 'whole', draftId }) : []),
      ...(extent === 'whole' ? button('Preview the beginning', PREVIEW, { extent: 'begin', draftId }) : []),
    ]),
  ]);
}

function introduction(warnings: Accepted['warnings'], room: number): string {
  const head = '**Preview.** Members will see this; until you publish it, nobody else does.';
  return clipped([head, ...warnings.map((warning) => `- ${asTyped(warning.message)}`)].join('\n'), room);
}

function refusedMessage({ draftId, refusals }: Refused): MessageBody {
  const head = '**This cannot be published yet.** What you typed is kept: press Change to put it right.';
  const text = [head, ...refusals.map((refusal) => `- ${asTyped(refusal.message)}`)].join('\n');
  return message([
    textDisplay(clipped(text, MAX_CHARACTERS)),
    ...buttonRow([
      ...button('Change', CHANGE, { draftId }, ButtonStyle.Primary),
      ...button('Discard', DISCARD, { draftId }, ButtonStyle.Danger),
    ]),
  ]);
}

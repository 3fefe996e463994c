import { ButtonStyle, ComponentType } from 'discord.js';
import { MAX_CHARACTERS } from '../../replies/fitReply.ts';
import { clipped } from '../../shared/text.ts';
import { CHANGE, DISCARD, type Extent, PREVIEW, PUBLISH } from '../customIds.ts';
import {
  escapeMarkdown,
  button,
  message,
  type MessageBody,
  replyContainer,
  roomBeside,
  textDisplay,
} from '../present.ts';
import { APOLOGY } from '../respond.ts';
import { differenceText } from './differenceText.ts';
import type { Previewing } from './EditorSession.ts';
import { buttonRow, versionLine } from './text.ts';
import type { Accepted, Proposal, Refused, TooLate } from '../../answers/editing/DraftCommands.ts';
import type { AnswerFields } from '../../answers/editing/form.ts';
import type { Person } from '../../answers/editing/changes.ts';

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

/** What an editor sees of a draft: a preview, or why it cannot be published as it is. */
export async function proposalMessage(
  session: Previewing,
  proposal: Proposal,
  extent: Extent = 'begin',
): Promise<MessageBody> {
  if (proposal.kind === 'refused') return refusedMessage(proposal);
  return proposal.tooLate
    ? tooLateMessage(proposal.tooLate, session.person)
    : previewMessage(session, proposal, extent);
}

/** Exactly what members will see, its buttons not to be pressed; above it the warnings, below it what to do. */
async function previewMessage(session: Previewing, { draftId, answer, warnings }: Accepted, extent: Extent) {
  const reply = await session.replyWith(answer, extent === 'whole');
  const container = replyContainer({ reply }, { askerId: session.person.id, isPrivate: false, isInert: true });
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
  return clipped([head, ...warnings.map((warning) => `- ${escapeMarkdown(warning.message)}`)].join('\n'), room);
}

function refusedMessage({ draftId, refusals }: Refused): MessageBody {
  const head = '**This cannot be published yet.** What you typed is kept: press Change to put it right.';
  const text = [head, ...refusals.map((refusal) => `- ${escapeMarkdown(refusal.message)}`)].join('\n');
  return message([
    textDisplay(clipped(text, MAX_CHARACTERS)),
    ...buttonRow([
      ...button('Change', CHANGE, { draftId }, ButtonStyle.Primary),
      ...button('Discard', DISCARD, { draftId }, ButtonStyle.Danger),
    ]),
  ]);
}

const NAME = 'answer.md';

/**
 * An apology that gives back what somebody typed, as a file: when a draft could not be kept, the dialog is closed all the
 * same, and all that work would be gone.
 */
export function lostDraftMessage({ title, questions, body, sources, reviewBy }: AnswerFields): MessageBody {
  const text = [`# ${title}`, questions, body, sources, reviewBy].filter((part) => part.trim() !== '').join('\n\n');
  return {
    ...message([
      textDisplay(`${APOLOGY} What you typed could not be kept: here it is, to be pasted again.`),
      { type: ComponentType.File, file: { url: `attachment://${NAME}` } },
    ]),
    files: [{ name: NAME, attachment: Buffer.from(`${text}\n`) }],
  };
}

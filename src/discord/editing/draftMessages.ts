import { ButtonStyle } from 'discord.js';
import type { Person } from '../../answers/editing/changes.ts';
import type { Difference } from '../../answers/editing/difference.ts';
import type { Accepted, Proposal, Refused, TooLate } from '../../answers/editing/DraftCommands.ts';
import type { AnswerFields, AnswerForm, Target } from '../../answers/editing/form.ts';
import { LIMITS, QuestionTaken } from '../../answers/editing/rules.ts';
import { MAX_CHARACTERS } from '../../replies/fitReply.ts';
import { clipped } from '../../shared/text.ts';
import {
  button,
  dialog,
  escapeMarkdown,
  type Field,
  message,
  type MessageBody,
  type ModalResponse,
  row,
  text,
  withAttached,
} from '../components.ts';
import { CHANGE, DISCARD, EDIT, type Extent, PREVIEW, PUBLISH, type StateOf, WRITE } from '../customIds.ts';
import { exampleOf, roomBeside } from '../present.ts';
import * as strings from './strings.ts';
import { differenceText } from './differenceText.ts';
import type { About } from './changeLog.ts';
import type { EditorSession, PreviewContext } from './EditorSession.ts';
import { versionLine } from './text.ts';

const { BUTTONS, FORM } = strings;

export const FIELDS: Readonly<Record<keyof AnswerFields, Field>> = {
  title: { ...FORM.title, maxLength: LIMITS.title, isRequired: true },
  questions: { ...FORM.questions, maxLength: LIMITS.allQuestions, isLong: true },
  body: { ...FORM.body, maxLength: LIMITS.reply, isLong: true, isRequired: true },
  sources: { ...FORM.sources, maxLength: LIMITS.allSources, isLong: true },
  reviewBy: { ...FORM.reviewBy, maxLength: 'YYYY-MM-DD'.length },
};

/** @param draftId - The draft that submitting the modal replaces. */
export function answerModal({ target, fields }: AnswerForm, draftId?: string): ModalResponse {
  // If the ids of answer and draft don't fit together, only the answer's is written. Submitting then makes another draft.
  const customId = WRITE.write({ ...target, draftId }) ?? WRITE.write(target);
  const title = target.answerId === undefined ? strings.NEW_ANSWER : strings.editAnswer(target.answerId);
  return dialog(customId, title, FIELDS, fields);
}

export function targetOf({ answerId, expectedVersion }: StateOf<typeof WRITE>): Target {
  return { ...(answerId !== undefined && { answerId }), expectedVersion };
}

/** Opens the dialog for a new answer, for one as this server sees it, or for one of its versions. */
export async function openDialog({ editing, person }: EditorSession, { answerId, version }: Partial<About> = {}) {
  return answerModal(await editing.drafts.begin(person.guildId, answerId, version));
}

/** Characters of each of the two differences, so that both fit in one message. */
const MAX_DIFFERENCE = 1_800;

const changes = (difference: Difference): string => differenceText(difference, MAX_DIFFERENCE) || strings.NO_CHANGES;

/** @param reader - May have made the other change too, with the same dialog opened twice. */
export function tooLateMessage({ draftId, latest, theirs, ours }: TooLate, reader: Person): MessageBody {
  const over = latest.version;
  const isOwn = latest.editorId === reader.id;
  return message(
    text(strings.conflict(versionLine(latest), isOwn)),
    text(`### ${strings.theirChanges(isOwn)}`, changes(theirs)),
    text(`### ${strings.yourChanges(isOwn)}`, changes(ours)),
    row(
      button(BUTTONS.edit, CHANGE, { draftId, over }, ButtonStyle.Primary),
      button(BUTTONS.publishAnyway, PUBLISH, { draftId, over }, ButtonStyle.Danger),
      button(BUTTONS.discard, DISCARD, { draftId }),
    ),
  );
}

export async function proposalMessage(session: PreviewContext, proposal: Proposal, extent: Extent = 'begin') {
  if (proposal.kind === 'refused') return refusedMessage(proposal);
  if (proposal.kind === 'too-late') return tooLateMessage(proposal, session.person);
  return previewMessage(session, proposal, extent);
}

/** Exactly what members will see, with disabled buttons, between the warnings and what to do next. */
async function previewMessage(session: PreviewContext, { draftId, answer, warnings }: Accepted, extent: Extent) {
  const isWhole = extent === 'whole';
  const reply = await session.replyWith(answer, isWhole);
  const container = exampleOf(reply, session.person.id, false);
  const introduction = [strings.PREVIEW, ...listed(warnings)].join('\n');
  return message(
    !isWhole && text(clipped(introduction, roomBeside(container))),
    container,
    row(
      button(BUTTONS.publish, PUBLISH, { draftId }, ButtonStyle.Success),
      button(BUTTONS.edit, CHANGE, { draftId }),
      button(BUTTONS.discard, DISCARD, { draftId }, ButtonStyle.Danger),
      reply.hasMore && button(BUTTONS.previewAll, PREVIEW, { extent: 'whole', draftId }),
      isWhole && button(BUTTONS.previewStart, PREVIEW, { extent: 'begin', draftId }),
    ),
  );
}

const listed = (sentences: readonly string[]): string[] => sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`);

function refusedMessage({ draftId, refusals }: Refused): MessageBody {
  return message(
    text(clipped([strings.REFUSED, ...listed(refusals.map(({ message: why }) => why))].join('\n'), MAX_CHARACTERS)),
    row(
      button(BUTTONS.edit, CHANGE, { draftId }, ButtonStyle.Primary),
      button(BUTTONS.discard, DISCARD, { draftId }, ButtonStyle.Danger),
      ...othersIn(refusals).map(({ id, title }) => button(strings.editOther(title), EDIT, { answerId: id })),
    ),
  );
}

/** The answers that have what was typed already. A row holds five buttons, two of which are there. */
function othersIn(refusals: Refused['refusals']): readonly QuestionTaken['owner'][] {
  const owners = refusals.flatMap((refusal) => (refusal instanceof QuestionTaken ? [refusal.owner] : []));
  return [...new Map(owners.map((owner) => [owner.id, owner])).values()].slice(0, 3);
}

const FILE_NAME = 'answer.md';

/** With a file of what the person typed, which would be lost otherwise: the dialog has closed. */
export function lostDraftMessage(fields: AnswerFields, apology: string): MessageBody {
  const { title, questions, body, sources, reviewBy } = fields;
  const typed = [`# ${title}`, questions, body, sources, reviewBy].filter((part) => part.trim() !== '').join('\n\n');
  return withAttached([{ name: FILE_NAME, attachment: Buffer.from(`${typed}\n`) }], [text(strings.lostDraft(apology))]);
}

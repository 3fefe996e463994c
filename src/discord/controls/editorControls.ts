import { type ButtonInteraction, ComponentType, type Message, type ModalSubmitInteraction } from 'discord.js';
import type { ReviewGroup } from '../../answers/learning/Review.ts';
import { LruCache } from '../../shared/cache.ts';
import { UserError } from '../../shared/UserError.ts';
import { attachedImport, fetchFiles } from '../attachments.ts';
import { type MessageBody, sentence, typedInto, withFiles } from '../components.ts';
import * as ids from '../customIds.ts';
import { answerCard, answerHistory, answerList, versionMessage } from '../editing/answerMessages.ts';
import { removeAnswer, restoreAnswer, writtenMessage } from '../editing/changeLog.ts';
import { answerModal, FIELDS, lostDraftMessage, openDialog } from '../editing/draftMessages.ts';
import { proposalMessage, targetOf } from '../editing/draftMessages.ts';
import { type EditorSession, editorSession } from '../editing/EditorSession.ts';
import { importedMessage, planMessage } from '../editing/exchangeMessages.ts';
import { answerToGroup, reviewMessage } from '../learning/reviewMessage.ts';
import { notTaughtMessage, TEACH_FIELDS, taughtMessage, teachAgain, teachModal } from '../learning/taughtMessages.ts';
import { apologyFor, type ResponseMode } from '../respond.ts';
import { DISCARDED } from '../editing/strings.ts';
import { NOT_YOUR_IMPORT, UNKNOWN_CHOICE } from '../strings.ts';
import { type Control, control, editorControl } from './Control.ts';

interface PressResult {
  readonly body: MessageBody;
  /** Whether the button's action was carried out and cannot be repeated. */
  readonly isDone: boolean;
}

/** The latest presses, far more than could come before a second click. */
const presses = new LruCache<string, Promise<PressResult>>(100);

/**
 * Carries out a button's action once. A second click, sent before the message has changed, gets the response of the first.
 * Otherwise it would replace the confirmation with the error that there is nothing left to do. Only this process remembers
 * that, and nothing relies on it.
 */
async function once({ message, customId, user }: ButtonInteraction, press: () => Promise<PressResult>) {
  const key = `${message.id} ${customId} ${user.id}`;
  const first = presses.get(key);
  if (first) return (await first).body;
  const result = press();
  presses.set(key, result);
  const forget = (): boolean => presses.peek(key) === result && presses.delete(key);
  void result.then(({ isDone }) => isDone || forget(), forget);
  return (await result).body;
}

/** Nobody else sees the message, but a press can be forged. Discord states whose interaction the message answers. */
function refuseOthers({ person }: EditorSession, { message: { interactionMetadata } }: ButtonInteraction): void {
  if (interactionMetadata?.user.id === person.id) return;
  throw new UserError('not-yours', NOT_YOUR_IMPORT);
}

/**
 * Where the preview goes. A message stays that holds a group of questions, for the one after it, or a draft of another answer:
 * the button "Edit the other answer" opens such a modal.
 */
function placeOfPreview({ message }: ModalSubmitInteraction, { draftId }: ids.StateOf<typeof ids.WRITE>): ResponseMode {
  const buttons = (message?.components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow ? row.components : [],
  );
  const stays = buttons.some(({ customId }) => {
    const held = ids.CHANGE.read(customId ?? '')?.draftId;
    return (held !== undefined && held !== draftId) || ids.REVIEW_ANSWER.read(customId ?? '') !== undefined;
  });
  return stays ? 'private' : 'update';
}

/** The question that a message of `/answer why` explains: the line below its title, with commands as they were typed. */
function explainedIn({ components }: Message): readonly string[] {
  const first = components.find((one) => one.type === ComponentType.TextDisplay);
  const line = first?.content.split('\n')[1];
  return line === undefined ? [] : [line.replaceAll(/\\(?=[^\p{L}\p{N}\s])|<(?=\/)|(?<=\/[a-z ]{1,40}):\d+>/gu, '')];
}

const indexIn = (groups: readonly ReviewGroup[], questionId: string | undefined): number =>
  groups.findIndex(({ questions }) => questions.some(({ id }) => id === questionId));

export const editorControls: readonly Control[] = [
  // Actions on answers. The answer is that of the server in which the button is pressed.
  editorControl(ids.EDIT, 'modal', openDialog),
  editorControl(ids.REMOVE, 'update', removeAnswer),
  editorControl(ids.RESTORE, 'update', restoreAnswer),
  editorControl(ids.BRING_BACK, 'update', restoreAnswer),
  editorControl(ids.EDIT_VERSION, 'modal', openDialog),
  editorControl(ids.UNDO, 'update', (session, { answerId, version }, interaction) =>
    once(interaction, async () => {
      const written = await session.editing.versions.undo(session.person, answerId, version);
      return { body: await writtenMessage(session, written), isDone: true };
    }),
  ),
  // Shows the start of an answer in a new message, or all of it in place of its start.
  editorControl(ids.CARD, (_interaction, { extent }) => (extent === 'whole' ? 'update' : 'private'), answerCard),

  // Actions on drafts. A draft of another person or server counts as missing.
  editorControl(ids.PUBLISH, 'update', (session, { draftId, over }, interaction) =>
    once(interaction, async () => {
      const result = await session.editing.drafts.publish(session.person, draftId, over);
      if (result.kind === 'written') return { body: await writtenMessage(session, result), isDone: true };
      return { body: await proposalMessage(session, result), isDone: false };
    }),
  ),
  editorControl(ids.CHANGE, 'modal', async (session, { draftId, over }) => {
    const form = await session.editing.drafts.form(session.person, draftId);
    // An editor who saw the other version builds on it. One who did not must still be shown it.
    const target = over === undefined ? form.target : { ...form.target, expectedVersion: over };
    return answerModal({ ...form, target }, draftId);
  }),
  editorControl(ids.DISCARD, 'update', async ({ editing, person }, { draftId }) => {
    await editing.drafts.discard(person, draftId);
    return sentence(DISCARDED);
  }),
  editorControl(ids.PREVIEW, 'update', async (session, { extent, draftId }) =>
    proposalMessage(session, await session.editing.drafts.preview(session.person, draftId), extent),
  ),
  control(ids.WRITE, placeOfPreview, async (interaction, state, context) => {
    const fields = typedInto(FIELDS, interaction);
    try {
      const session = await editorSession(interaction, context);
      const proposal = await session.editing.drafts.propose(session.person, targetOf(state), fields, state.draftId);
      return await proposalMessage(session, proposal);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const { guildId, user } = interaction;
      context.log.error({ err: error, guild: guildId, user: user.id }, 'could not save a draft');
      return lostDraftMessage(fields, apologyFor(error));
    }
  }),

  // Actions on an import that was previewed. They are only for the person who started it.
  // Plans the import of the message's file again, and carries it out if the plan is still the one shown.
  editorControl(ids.IMPORT, 'update', (session, { digest, mode }, interaction) => {
    refuseOthers(session, interaction);
    return once(interaction, async () => {
      const { files: attached, map } = attachedImport(interaction.message);
      const request = { files: await fetchFiles(attached, session), map, overwrite: mode === 'overwrite' };
      const result = await session.exchange.carryOut(session.person, request, digest);
      return result.kind === 'imported'
        ? { body: await importedMessage(session, result), isDone: true }
        : { body: planMessage(result, request, true), isDone: false };
    });
  }),
  editorControl(ids.DISCARD_IMPORT, 'update', (session, _state, interaction) => {
    refuseOthers(session, interaction);
    return withFiles(sentence(DISCARDED), []);
  }),

  // Pages of lists and their menus. A menu's choice can be forged, so it is checked like any input.
  editorControl(ids.HISTORY, 'update', answerHistory),
  editorControl(ids.LIST, 'update', answerList),
  editorControl(ids.OPEN_CARD, 'private', (session, _state, { values }) =>
    answerCard(session, { answerId: values[0] ?? '' }),
  ),
  editorControl(ids.VERSIONS, 'update', async (session, { answerId }, { values: [chosen = ''] }) => {
    if (!/^\d{1,9}$/.test(chosen)) throw new UserError('unknown-choice', UNKNOWN_CHOICE);
    const { editing, person } = session;
    return versionMessage(session, await editing.queries.showVersion(person.guildId, answerId, Number(chosen)));
  }),

  // The review of questions, and phrasings. There must be the answer that a menu's choice names.
  editorControl(ids.REVIEW, 'update', async ({ review, person }, { page, after }) => {
    const groups = await review.groups(person.guildId);
    const seen = indexIn(groups, after);
    return reviewMessage(groups, seen === -1 ? page : seen + 1);
  }),
  editorControl(ids.REVIEW_ANSWER, 'modal', async ({ review, person }, { questionId }) =>
    answerToGroup(await review.group(person.guildId, questionId)),
  ),
  editorControl(ids.REVIEW_HIDE, 'update', async ({ review, person }, { questionId, until, page }) => {
    const group = await review.hide(person, questionId, until);
    return reviewMessage(await review.groups(person.guildId), page, { group, until });
  }),
  editorControl(ids.REVIEW_UNHIDE, 'update', async ({ review, person }, { questionId }) => {
    await review.unhide(person, questionId);
    const groups = await review.groups(person.guildId);
    return reviewMessage(groups, indexIn(groups, questionId));
  }),
  // Opens the dialog with the phrasings of an answer, and with a group's questions: alike ones need not mean the same, so a
  // moderator sees what is added.
  editorControl(ids.REVIEW_ADOPT, 'modal', async ({ review, teaching, person }, { questionId }, { values }) => {
    const { texts } = await review.group(person.guildId, questionId);
    return teachModal(await teaching.of(person.guildId, values[0] ?? ''), { questions: texts }, 'review');
  }),
  // The same for the answer that was not what people asked for, with a group's questions as counter-examples.
  editorControl(ids.REVIEW_COUNTER, 'modal', async ({ review, teaching, person }, { questionId }) => {
    const { texts, disputed } = await review.group(person.guildId, questionId);
    return teachModal(await teaching.of(person.guildId, disputed[0]?.answerId ?? ''), { notThis: texts }, 'review');
  }),
  editorControl(ids.TEACH_WHY, 'modal', async ({ teaching, person }, _state, { values, message }) =>
    teachModal(await teaching.of(person.guildId, values[0] ?? ''), { questions: explainedIn(message) }),
  ),
  editorControl(ids.TEACH, 'private', async (session, state, interaction) => {
    const { teaching, person, log } = session;
    const { answerId, version, from } = state;
    const typed = typedInto(TEACH_FIELDS, interaction);
    try {
      const before = await teaching.of(person.guildId, answerId);
      return await taughtMessage(session, before, await teaching.teach(person, answerId, typed, version), from);
    } catch (error) {
      if (!(error instanceof UserError)) log.error({ err: error, guild: person.guildId }, 'could not save phrasings');
      return notTaughtMessage(apologyFor(error), state, typed);
    }
  }),
  editorControl(ids.TEACH_AGAIN, 'modal', (session, state, { message }) => teachAgain(session, state, message)),
  editorControl(ids.UNDO_TEACH, 'update', async (session, { answerId, version }) => {
    const { teaching, person } = session;
    const before = await teaching.of(person.guildId, answerId);
    return taughtMessage(session, before, await teaching.undo(person, answerId, version));
  }),
];

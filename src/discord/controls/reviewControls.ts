import { ComponentType, type Message } from 'discord.js';
import { typedInto } from '../components.ts';
import * as ids from '../customIds.ts';
import { answerToGroup, reviewMessage } from '../learning/reviewMessage.ts';
import {
  notTaughtMessage,
  TEACH_FIELDS,
  taughtMessage,
  teachAgain as dialogAgain,
  teachModal,
} from '../learning/taughtMessages.ts';
import { UserError } from '../../shared/UserError.ts';
import { apologyFor } from '../respond.ts';
import { editorControl, isButton, isMenu, isModal } from './Control.ts';

/** Another group. */
export const review = editorControl(ids.REVIEW, isButton, 'update', async ({ review: waiting, person }, { page }) =>
  reviewMessage(await waiting.groups(person.guildId), page),
);

export const reviewAnswer = editorControl(
  ids.REVIEW_ANSWER,
  isButton,
  'modal',
  async ({ review: waiting, person }, { questionId }) => answerToGroup(await waiting.group(person.guildId, questionId)),
);

/** Puts a group aside and shows the next one. */
export const reviewHide = editorControl(ids.REVIEW_HIDE, isButton, 'update', async (session, state) => {
  const { review: waiting, person } = session;
  await waiting.hide(person, state.questionId, state.until);
  return reviewMessage(await waiting.groups(person.guildId), state.page);
});

/**
 * Opens the dialog with the phrasings of an answer, and with a group's questions: alike ones need not mean the same, so a
 * moderator sees what is added. A menu's choice can be forged, but there must be such an answer.
 */
export const reviewAdopt = editorControl(
  ids.REVIEW_ADOPT,
  isMenu,
  'modal',
  async ({ review: waiting, teaching, person }, { questionId }, { values }) => {
    const { texts } = await waiting.group(person.guildId, questionId);
    return teachModal(await teaching.of(person.guildId, values[0] ?? ''), texts, 'review');
  },
);

/** Opens the dialog with the phrasings of an answer, and with the question that was explained. */
export const teachWhy = editorControl(
  ids.TEACH_WHY,
  isMenu,
  'modal',
  async ({ teaching, person }, _state, { values, message }) =>
    teachModal(await teaching.of(person.guildId, values[0] ?? ''), explainedIn(message)),
);

/** The question that a message of `/answer why` explains: the line below its title, with commands as they were typed. */
function explainedIn({ components }: Message): readonly string[] {
  const first = components.find((one) => one.type === ComponentType.TextDisplay);
  const line = first?.content.split('\n')[1];
  return line === undefined ? [] : [line.replaceAll(/\\(?=[^\p{L}\p{N}\s])|<(?=\/)|(?<=\/[a-z ]{1,40}):\d+>/gu, '')];
}

/** The dialog was submitted. */
export const teach = editorControl(ids.TEACH, isModal, 'private', async (session, state, interaction) => {
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
});

export const teachAgain = editorControl(ids.TEACH_AGAIN, isButton, 'modal', (session, state, { message }) =>
  dialogAgain(session, state, message),
);

export const undoTeach = editorControl(ids.UNDO_TEACH, isButton, 'update', async (session, { answerId, version }) => {
  const { teaching, person } = session;
  const before = await teaching.of(person.guildId, answerId);
  return taughtMessage(session, before, await teaching.undo(person, answerId, version));
});

import { ComponentType, type Message } from 'discord.js';
import * as ids from '../customIds.ts';
import { EditorSession } from '../editing/EditorSession.ts';
import { answerToGroup, reviewMessage } from '../learning/reviewMessage.ts';
import { taughtMessage, teachModal } from '../learning/taughtMessages.ts';
import { control, isButton, isMenu, isModal } from './Control.ts';

/** Another group. */
export const review = control(ids.REVIEW, isButton, 'update', async (interaction, { page }, context) => {
  const session = await EditorSession.of(interaction, context);
  return reviewMessage(await session.review.groups(session.person.guildId), page);
});

export const reviewAnswer = control(ids.REVIEW_ANSWER, isButton, 'modal', async (interaction, state, context) => {
  const session = await EditorSession.of(interaction, context);
  return answerToGroup(await session.review.group(session.person.guildId, state.questionId));
});

/** Puts a group aside and shows the next one. */
export const reviewHide = control(ids.REVIEW_HIDE, isButton, 'update', async (interaction, state, context) => {
  const session = await EditorSession.of(interaction, context);
  await session.review.hide(session.person, state.questionId, state.until);
  return reviewMessage(await session.review.groups(session.person.guildId), state.page);
});

/** A menu's choice can be forged: adding phrasings checks that there is such an answer. */
export const reviewAdopt = control(ids.REVIEW_ADOPT, isMenu, 'update', async (interaction, { questionId }, context) => {
  const session = await EditorSession.of(interaction, context);
  const [answerId = ''] = interaction.values;
  const before = await session.teaching.of(session.person.guildId, answerId);
  const after = await session.review.adopt(session.person, questionId, answerId);
  return taughtMessage(session, before, after, true);
});

/** Opens the dialog with the phrasings of an answer, and with the question that was explained. */
export const teachWhy = control(ids.TEACH_WHY, isMenu, 'modal', async (interaction, _state, context) => {
  const session = await EditorSession.of(interaction, context);
  const [answerId = ''] = interaction.values;
  return teachModal(await session.teaching.of(session.person.guildId, answerId), explainedIn(interaction.message));
});

/** The question that a message of `/answer why` explains: the line below its title. */
function explainedIn({ components }: Message): string | undefined {
  const first = components.find((one) => one.type === ComponentType.TextDisplay);
  return first?.content.split('\n')[1]?.replaceAll(/\\(?=[^\p{L}\p{N}\s])/gu, '');
}

/** The dialog was submitted. */
export const teach = control(ids.TEACH, isModal, 'private', async (interaction, { answerId, version }, context) => {
  const session = await EditorSession.of(interaction, context);
  const { teaching, person } = session;
  const { fields } = interaction;
  const lines = { questions: fields.getTextInputValue('questions'), notThis: fields.getTextInputValue('notThis') };
  const before = await teaching.of(person.guildId, answerId);
  return taughtMessage(session, before, await teaching.teach(person, answerId, lines, version));
});

export const undoTeach = control(ids.UNDO_TEACH, isButton, 'update', async (interaction, state, context) => {
  const session = await EditorSession.of(interaction, context);
  const before = await session.teaching.of(session.person.guildId, state.answerId);
  const after = await session.teaching.undo(session.person, state.answerId, state.version);
  return taughtMessage(session, before, after);
});

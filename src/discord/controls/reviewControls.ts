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

/**
 * Opens the dialog with the phrasings of an answer, and with a group's questions: alike ones need not mean the same, so a
 * moderator sees what is added. A menu's choice can be forged, but there must be such an answer.
 */
export const reviewAdopt = control(ids.REVIEW_ADOPT, isMenu, 'modal', async (interaction, { questionId }, context) => {
  const { review: waiting, teaching, person } = await EditorSession.of(interaction, context);
  const { texts } = await waiting.group(person.guildId, questionId);
  return teachModal(await teaching.of(person.guildId, interaction.values[0] ?? ''), texts, 'review');
});

/** Opens the dialog with the phrasings of an answer, and with the question that was explained. */
export const teachWhy = control(ids.TEACH_WHY, isMenu, 'modal', async (interaction, _state, context) => {
  const session = await EditorSession.of(interaction, context);
  const [answerId = ''] = interaction.values;
  return teachModal(await session.teaching.of(session.person.guildId, answerId), explainedIn(interaction.message));
});

/** The question that a message of `/answer why` explains: the line below its title, with commands as they were typed. */
function explainedIn({ components }: Message): readonly string[] {
  const first = components.find((one) => one.type === ComponentType.TextDisplay);
  const line = first?.content.split('\n')[1];
  return line === undefined ? [] : [line.replaceAll(/\\(?=[^\p{L}\p{N}\s])|<(?=\/)|(?<=\/[a-z ]{1,40}):\d+>/gu, '')];
}

/** The dialog was submitted. */
export const teach = control(ids.TEACH, isModal, 'private', async (interaction, state, context) => {
  const session = await EditorSession.of(interaction, context);
  const { teaching, person } = session;
  const { answerId, version, from } = state;
  const { fields } = interaction;
  const lines = { questions: fields.getTextInputValue('questions'), notThis: fields.getTextInputValue('notThis') };
  const before = await teaching.of(person.guildId, answerId);
  return taughtMessage(session, before, await teaching.teach(person, answerId, lines, version), from);
});

export const undoTeach = control(ids.UNDO_TEACH, isButton, 'update', async (interaction, state, context) => {
  const session = await EditorSession.of(interaction, context);
  const before = await session.teaching.of(session.person.guildId, state.answerId);
  const after = await session.teaching.undo(session.person, state.answerId, state.version);
  return taughtMessage(session, before, after);
});

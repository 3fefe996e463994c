import { ComponentType, type Message } from 'discord.js';
import { UserError } from '../../shared/UserError.ts';
import { typedInto } from '../components.ts';
import * as ids from '../customIds.ts';
import { answerToGroup, reviewMessage } from '../learning/reviewMessage.ts';
import { notTaughtMessage, TEACH_FIELDS, taughtMessage, teachAgain, teachModal } from '../learning/taughtMessages.ts';
import { apologyFor } from '../respond.ts';
import { type Control, editorControl } from './Control.ts';

/** The question that a message of `/answer why` explains: the line below its title, with commands as they were typed. */
function explainedIn({ components }: Message): readonly string[] {
  const first = components.find((one) => one.type === ComponentType.TextDisplay);
  const line = first?.content.split('\n')[1];
  return line === undefined ? [] : [line.replaceAll(/\\(?=[^\p{L}\p{N}\s])|<(?=\/)|(?<=\/[a-z ]{1,40}):\d+>/gu, '')];
}

// A menu's choice can be forged, but there must be such an answer.
export const reviewControls: readonly Control[] = [
  editorControl(ids.REVIEW, 'update', async ({ review, person }, { page, after }) => {
    const groups = await review.groups(person.guildId);
    const seen = groups.findIndex(({ questions }) => questions.some(({ id }) => id === after));
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
    return reviewMessage(
      groups,
      groups.findIndex(({ questions }) => questions.some(({ id }) => id === questionId)),
    );
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

import { type ButtonInteraction, type Interaction, SnowflakeUtil } from 'discord.js';
import { UserError } from '../../shared/UserError.ts';
import { VERDICTS, VOTE_LIFE_MS } from '../../store/LearningStore.ts';
import type { BotContext } from '../BotContext.ts';
import { button, dialog, menu, message, row, sentence, text, typedInto } from '../components.ts';
import { ERASE, SAVE_NOTE, SAY_MORE, SOLVED, WHY_WRONG, WRONG } from '../customIds.ts';
import * as strings from '../learning/strings.ts';
import { serverOf } from '../permissions.ts';
import { ANSWER_GONE, SERVER_ONLY, UNKNOWN_CHOICE } from '../strings.ts';
import { control } from './Control.ts';

/** The person and the server, as Discord states them. @throws UserError `server-only` */
function voterOf(interaction: Interaction): { guildId: string; id: string } {
  const guildId = serverOf(interaction);
  if (guildId === null) throw new UserError('server-only', SERVER_ONLY);
  return { guildId, id: interaction.user.id };
}

/** A vote is kept for a while, and a reply as old could be voted on twice. @throws UserError `too-old` */
function requireRecent(replyId: string, { clock }: BotContext): void {
  if (SnowflakeUtil.timestampFrom(replyId) < clock.now() - VOTE_LIFE_MS) {
    throw new UserError('too-old', strings.TOO_OLD_TO_VOTE);
  }
}

/** @throws UserError `no-such-answer` */
async function titleOf(guildId: string, answerId: string, { books }: BotContext): Promise<string> {
  const title = (await books.of(guildId)).titleOf(answerId);
  if (title === undefined) throw new UserError('no-such-answer', ANSWER_GONE);
  return title;
}

/** The message or interaction that a reply answers. */
const askedBy = ({ message: reply }: ButtonInteraction): string | undefined =>
  reply.reference?.messageId ?? reply.interactionMetadata?.id;

/** "That solved it", for the person who asked. */
export const solved = control(SOLVED, 'private', async (interaction, { askerId, answerId }, context) => {
  const voter = voterOf(interaction);
  if (voter.id !== askerId) throw new UserError('not-yours', strings.ONLY_ASKER_SOLVES);
  const { id: replyId } = interaction.message;
  requireRecent(replyId, context);
  const title = await titleOf(voter.guildId, answerId, context);
  await context.questions.vote(voter, { replyId, answerId, verdict: 'solved', title });
  return sentence(strings.THANKS_SOLVED);
});

/** "Wrong?", for everybody: asks what is wrong. */
export const wrong = control(WRONG, 'private', (interaction, { answerId }, context) => {
  voterOf(interaction);
  const { id: replyId } = interaction.message;
  requireRecent(replyId, context);
  const customId = WHY_WRONG.write({ replyId, askedBy: askedBy(interaction), answerId });
  if (customId === undefined) throw new UserError('no-such-answer', ANSWER_GONE);
  const options = Object.entries(strings.WRONG_CHOICES).map(([value, label]) => ({ value, label }));
  return message(text(strings.WHAT_IS_WRONG), menu(strings.CHOOSE_WHAT, customId, options));
});

export const whyWrong = control(WHY_WRONG, 'update', async (interaction, state, context) => {
  const voter = voterOf(interaction);
  const verdict = VERDICTS.find((one) => one === interaction.values[0] && one !== 'solved');
  if (!verdict) throw new UserError('unknown-choice', UNKNOWN_CHOICE);
  requireRecent(state.replyId, context);
  const title = await titleOf(voter.guildId, state.answerId, context);
  const isKept = await context.questions.vote(voter, { ...state, verdict, title });
  const { replyId } = state;
  return message(text(strings.THANKS_WRONG), isKept && row(button(strings.SAY_MORE, SAY_MORE, { replyId })));
});

const NOTE = { note: { ...strings.SAY_MORE_FIELD, maxLength: 200, isRequired: true } };

/** Opens the dialog for a line about what is wrong. */
export const sayMore = control(SAY_MORE, 'modal', (_interaction, state) =>
  dialog(SAVE_NOTE.write(state), strings.SAY_MORE_TITLE, NOTE),
);

export const saveNote = control(SAVE_NOTE, 'update', async (interaction, { replyId }, { questions }) => {
  await questions.addNote(voterOf(interaction), replyId, typedInto(NOTE, interaction).note);
  return sentence(strings.NOTE_SAVED);
});

/** Deletes everything of the person who presses the button. */
export const erase = control(ERASE, 'update', async ({ user }, _state, { questions, replies }) => {
  await replies.forgetPerson(user.id);
  await questions.erase(user.id);
  return sentence(strings.PRIVACY_DELETED);
});

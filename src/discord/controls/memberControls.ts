import { type ButtonInteraction, type Interaction, MessageFlags, messageLink, PermissionFlagsBits } from 'discord.js';
import { Routes, SnowflakeUtil } from 'discord.js';
import { choicesOf } from '../../answers/KnowledgeBook.ts';
import { limitsIn } from '../../channels/Cooldowns.ts';
import { modeHere } from '../../channels/modes.ts';
import { didYouMean } from '../../replies/replyTo.ts';
import { UserError } from '../../shared/UserError.ts';
import { VERDICTS, VOTE_LIFE_MS } from '../../store/LearningStore.ts';
import type { BotContext } from '../BotContext.ts';
import { button, dialog, menu, message, row, sentence, text, typedInto } from '../components.ts';
import * as ids from '../customIds.ts';
import * as feedback from '../learning/strings.ts';
import { pathOf } from '../messages/asking.ts';
import { answerDraft, publicReply } from '../messages/drafts.ts';
import { isGuest, maySend, requireServer, serverOf } from '../permissions.ts';
import { audienceOf, present } from '../present.ts';
import { refusalOf } from '../refusals.ts';
import { DELETE_MESSAGE } from '../respond.ts';
import { Responder } from '../Responder.ts';
import * as strings from '../strings.ts';
import { type Control, control } from './Control.ts';

const askedBy = ({ message: reply }: ButtonInteraction): string | undefined =>
  reply.reference?.messageId ?? reply.interactionMetadata?.id;

function noteChoice(interaction: ButtonInteraction, answerId: string, { questions }: BotContext): void {
  const guildId = serverOf(interaction);
  const questionId = askedBy(interaction);
  if (guildId !== null && questionId !== undefined) questions.chose(guildId, questionId, answerId);
}

/** For the asker the message is updated. Anyone else who presses the button gets a private answer. */
function showing(codec: typeof ids.SHOW, whole: boolean) {
  return control(
    codec,
    ({ user }, { people }) => (user.id === people.askerId ? 'update' : 'private'),
    async (interaction, { people, answerId }, context) => {
      const { user, message: shown } = interaction;
      const isPrivate = user.id !== people.askerId || shown.flags.has(MessageFlags.Ephemeral);
      const responder = await Responder.of(interaction, context);
      const reply = responder.show(answerId, { whole });
      responder.count(user.id);
      if (codec === ids.SHOW && user.id === people.askerId) noteChoice(interaction, answerId, context);
      // What the asker chose is now what the message shows, and what is to be put right.
      const given = isPrivate ? undefined : await context.replies.of(shown.id);
      if (given) {
        const { answerId: shownId, digest } = answerDraft(given, responder, { reply });
        context.replies.remember({ ...given, answerId: shownId, digest });
        context.cooldowns.gave({ channelId: given.channelId, answerId: shownId ?? undefined }, given.replyId);
      }
      return present(reply, { ...audienceOf(interaction, isPrivate), forUserId: people.forUserId });
    },
  );
}

const isAmongOthers = (interaction: ButtonInteraction): boolean => interaction.guildId !== null || isGuest(interaction);

/** @throws UserError `server-only` */
const voterOf = (interaction: Interaction) => ({ guildId: requireServer(interaction), id: interaction.user.id });

/** A vote is kept for a while, and a reply as old could be voted on twice. @throws UserError `too-old` */
function requireRecent(replyId: string, { clock }: BotContext): void {
  if (SnowflakeUtil.timestampFrom(replyId) < clock.now() - VOTE_LIFE_MS) {
    throw new UserError('too-old', feedback.TOO_OLD_TO_VOTE);
  }
}

/** @returns Whether the question is kept. @throws UserError `server-only`, `too-old`, `no-such-answer` */
async function vote(
  interaction: Interaction,
  about: Omit<Parameters<BotContext['questions']['vote']>[1], 'title'>,
  context: BotContext,
): Promise<boolean> {
  const voter = voterOf(interaction);
  requireRecent(about.replyId, context);
  const title = (await context.books.of(voter.guildId)).titleOf(about.answerId);
  if (title === undefined) throw new UserError('no-such-answer', strings.ANSWER_GONE);
  return context.questions.vote(voter, { ...about, title });
}

const NOTE = { note: { ...feedback.SAY_MORE_FIELD, maxLength: 200, isRequired: true } };

export const memberControls: readonly Control[] = [
  // Deletes the message. Who may is checked when the button is pressed, not when it is shown.
  control(ids.DISMISS, 'update', ({ user, memberPermissions }, { askerId }) => {
    const mayDismiss = user.id === askerId || memberPermissions?.has(PermissionFlagsBits.ManageMessages);
    if (!mayDismiss) throw new UserError('not-yours', strings.NOT_DISMISSIBLE);
    return DELETE_MESSAGE;
  }),

  showing(ids.SHOW, false),
  showing(ids.MORE, true),

  // A related question. Its answer replaces none that others have read: it is private, or below in direct messages.
  control(
    ids.RELATED,
    (interaction) => (isAmongOthers(interaction) ? 'private' : 'public'),
    async (interaction, { answerId }, context) => {
      const responder = await Responder.of(interaction, context);
      const reply = responder.show(answerId);
      responder.count(interaction.user.id);
      return present(reply, audienceOf(interaction, isAmongOthers(interaction)));
    },
  ),

  // "I may know this", under a message: shows its author alone what the bot knows.
  control(ids.OFFER, 'private', async (interaction, { askerId, answerIds }, context) => {
    const { user, client, channelId, message: offered } = interaction;
    if (user.id !== askerId) throw new UserError('not-yours', strings.OFFER_NOT_YOURS);
    const responder = await Responder.of(interaction, context);
    const choices = choicesOf(responder.book, answerIds);
    const [first = ''] = answerIds;
    const reply = choices.length > 1 ? didYouMean(choices) : responder.show(first);
    responder.count(user.id);
    if (choices.length === 1) noteChoice(interaction, first, context);
    // Nobody else needs the button. If it cannot be removed, it is when its minute is over.
    await client.rest.delete(Routes.channelMessage(channelId, offered.id)).catch((error: unknown) => {
      if (!refusalOf(error)) throw error;
    });
    return present(reply, audienceOf(interaction, true));
  }),

  // Shows everybody an answer that only one person saw, if that person may write there and the channel has not had enough.
  control(ids.SHARE, 'public', async (interaction, { answerId }, context) => {
    const { user, guildId, channel, channelId } = interaction;
    const isAllowed = maySend(interaction) && guildId !== null && channel;
    if (!isAllowed) throw new UserError('not-allowed', strings.MAY_NOT_SHARE);
    const { cooldowns, settings } = context;
    const here = await settings.of(guildId);
    if (modeHere(here, pathOf(channel)) === 'off') throw new UserError('off-here', strings.OFF_HERE);
    const responder = await Responder.of(interaction, context);
    const body = publicReply(responder.show(answerId), interaction, responder, context);
    const planned = { guildId, channelId, personId: user.id, answerId, isAsked: false };
    const limits = limitsIn(here, pathOf(channel));
    const verdict = cooldowns.admit(planned, limits);
    const onUnsent = (): void => cooldowns.unsent(planned, verdict, limits);
    if (verdict.kind === 'link') {
      onUnsent();
      throw new UserError('shared-already', strings.answeredAbove(messageLink(channelId, verdict.replyId, guildId)));
    }
    if (verdict.kind !== 'reply') throw new UserError('too-many', strings.SHARED_ALREADY);
    return { ...body, onUnsent };
  }),

  control(ids.SOLVED, 'private', async (interaction, { askerId, answerId }, context) => {
    voterOf(interaction);
    if (interaction.user.id !== askerId) throw new UserError('not-yours', feedback.ONLY_ASKER_SOLVES);
    await vote(interaction, { replyId: interaction.message.id, answerId, verdict: 'solved' }, context);
    return sentence(feedback.THANKS_SOLVED);
  }),

  control(ids.WRONG, 'private', (interaction, { answerId }, context) => {
    voterOf(interaction);
    const { id: replyId } = interaction.message;
    requireRecent(replyId, context);
    const customId = ids.WHY_WRONG.write({ replyId, askedBy: askedBy(interaction), answerId });
    if (customId === undefined) throw new UserError('no-such-answer', strings.ANSWER_GONE);
    const options = Object.entries(feedback.WRONG_CHOICES).map(([value, label]) => ({ value, label }));
    return message(text(feedback.WHAT_IS_WRONG), menu(feedback.CHOOSE_WHAT, customId, options));
  }),

  control(ids.WHY_WRONG, 'update', async (interaction, state, context) => {
    const verdict = VERDICTS.find((one) => one === interaction.values[0] && one !== 'solved');
    voterOf(interaction);
    if (!verdict) throw new UserError('unknown-choice', strings.UNKNOWN_CHOICE);
    const isKept = await vote(interaction, { ...state, verdict }, context);
    const { replyId } = state;
    return message(text(feedback.THANKS_WRONG), isKept && row(button(feedback.SAY_MORE, ids.SAY_MORE, { replyId })));
  }),

  control(ids.SAY_MORE, 'modal', (_interaction, state) =>
    dialog(ids.SAVE_NOTE.write(state), feedback.SAY_MORE_TITLE, NOTE),
  ),

  control(ids.SAVE_NOTE, 'update', async (interaction, { replyId }, { questions }) => {
    await questions.addNote(voterOf(interaction), replyId, typedInto(NOTE, interaction).note);
    return sentence(feedback.NOTE_SAVED);
  }),

  control(ids.ERASE, 'update', async ({ user }, _state, { questions, replies }) => {
    await replies.forgetPerson(user.id);
    await questions.erase(user.id);
    return sentence(feedback.PRIVACY_DELETED);
  }),
];

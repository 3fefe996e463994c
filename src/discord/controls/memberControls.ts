import { type ButtonInteraction, MessageFlags, messageLink, PermissionFlagsBits, Routes } from 'discord.js';
import { choicesOf } from '../../answers/KnowledgeBook.ts';
import { limitsIn } from '../../channels/Cooldowns.ts';
import { modeHere } from '../../channels/modes.ts';
import { didYouMean } from '../../replies/replyTo.ts';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { DISMISS, MORE, OFFER, RELATED, SHARE, SHOW } from '../customIds.ts';
import { answerDraft, publicReply } from '../messages/drafts.ts';
import { pathOf } from '../messages/asking.ts';
import { isGuest, maySend, serverOf } from '../permissions.ts';
import { audienceOf, present } from '../present.ts';
import { refusalOf } from '../refusals.ts';
import { DELETE_MESSAGE } from '../respond.ts';
import { Responder } from '../Responder.ts';
import {
  answeredAbove,
  MAY_NOT_SHARE,
  NOT_DISMISSIBLE,
  OFF_HERE,
  OFFER_NOT_YOURS,
  SHARED_ALREADY,
} from '../strings.ts';
import { control } from './Control.ts';

/** Deletes the message. Who may is checked when the button is pressed, not when it is shown. */
export const dismiss = control(
  DISMISS,
  (interaction, { askerId }) => (mayDismiss(interaction, askerId) ? 'update' : 'private'),
  (interaction, { askerId }) => {
    if (!mayDismiss(interaction, askerId)) throw new UserError('not-yours', NOT_DISMISSIBLE);
    return DELETE_MESSAGE;
  },
);

function mayDismiss({ user, memberPermissions }: ButtonInteraction, askerId: string): boolean {
  return user.id === askerId || Boolean(memberPermissions?.has(PermissionFlagsBits.ManageMessages));
}

/** Notes which of the offered answers the person who asked has chosen. */
function noteChoice(interaction: ButtonInteraction, answerId: string, { questions }: BotContext): void {
  const { reference, interactionMetadata } = interaction.message;
  const guildId = serverOf(interaction);
  const askedBy = reference?.messageId ?? interactionMetadata?.id;
  if (guildId !== null && askedBy !== undefined) questions.chose(guildId, askedBy, answerId);
}

/** For the asker the message is updated. Anyone else who presses the button gets a private answer. */
function showing(codec: typeof SHOW, whole: boolean) {
  return control(
    codec,
    ({ user }, { people }) => (user.id === people.askerId ? 'update' : 'private'),
    async (interaction, { people, answerId }, context) => {
      const { user, message } = interaction;
      const isPrivate = user.id !== people.askerId || message.flags.has(MessageFlags.Ephemeral);
      const responder = await Responder.of(interaction, context);
      const reply = responder.show(answerId, { whole });
      responder.count(user.id);
      if (codec === SHOW && user.id === people.askerId) noteChoice(interaction, answerId, context);
      // What the asker chose is now what the message shows, and what is to be put right.
      const given = isPrivate ? undefined : await context.replies.of(message.id);
      if (given) {
        const { answerId: shownId, digest } = answerDraft(given, responder, { reply });
        context.replies.remember({ ...given, answerId: shownId, digest });
      }
      return present(reply, { ...audienceOf(interaction, isPrivate), forUserId: people.forUserId });
    },
  );
}

/** A suggestion. */
export const show = showing(SHOW, false);
export const more = showing(MORE, true);

const isAmongOthers = (interaction: ButtonInteraction): boolean => interaction.guildId !== null || isGuest(interaction);

/** A related question. Its answer replaces none that others have read: it is private, or below in direct messages. */
export const related = control(
  RELATED,
  (interaction) => (isAmongOthers(interaction) ? 'private' : 'public'),
  async (interaction, { answerId }, context) => {
    const responder = await Responder.of(interaction, context);
    const reply = responder.show(answerId);
    responder.count(interaction.user.id);
    return present(reply, audienceOf(interaction, isAmongOthers(interaction)));
  },
);

/** "I may know this", under a message: shows its author alone what the bot knows. */
export const offer = control(OFFER, 'private', async (interaction, { askerId, answerIds }, context) => {
  const { user, client, channelId, message } = interaction;
  if (user.id !== askerId) throw new UserError('not-yours', OFFER_NOT_YOURS);
  const responder = await Responder.of(interaction, context);
  const choices = choicesOf(responder.book, answerIds);
  const [first = ''] = answerIds;
  const reply = choices.length > 1 ? didYouMean(choices) : responder.show(first);
  responder.count(user.id);
  if (choices.length === 1) noteChoice(interaction, first, context);
  // Nobody else needs the button. If it cannot be removed, it is when its minute is over.
  await client.rest.delete(Routes.channelMessage(channelId, message.id)).catch((error: unknown) => {
    if (!refusalOf(error)) throw error;
  });
  return present(reply, audienceOf(interaction, true));
});

/** Shows everybody an answer that only one person saw, if that person may write there and the channel has not had enough. */
export const share = control(SHARE, 'public', async (interaction, { answerId }, context) => {
  const { user, guildId, channel, channelId } = interaction;
  if (!maySend(interaction) || guildId === null || !channel) throw new UserError('not-allowed', MAY_NOT_SHARE);
  const settings = await context.settings.of(guildId);
  const responder = await Responder.of(interaction, context);
  const planned = { guildId, channelId, personId: user.id, answerId, isAsked: false };
  if (modeHere(settings, pathOf(channel)).mode === 'off') throw new UserError('off-here', OFF_HERE);
  const body = publicReply(responder.show(answerId), interaction, responder, context);
  const limits = limitsIn(settings, pathOf(channel));
  const { cooldowns } = context;
  const verdict = cooldowns.admit(planned, limits);
  const onUnsent = (): void => cooldowns.unsent(planned, verdict, limits);
  if (verdict.kind === 'link') {
    onUnsent();
    throw new UserError('shared-already', answeredAbove(messageLink(channelId, verdict.replyId, guildId)));
  }
  if (verdict.kind !== 'reply') throw new UserError('too-many', SHARED_ALREADY);
  return {
    ...body,
    onPublished(replyId) {
      body.onPublished?.(replyId);
      cooldowns.gave(planned, replyId);
    },
    onUnsent,
  };
});

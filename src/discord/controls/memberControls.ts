import { type ButtonInteraction, MessageFlags, PermissionFlagsBits, Routes } from 'discord.js';
import { choicesOf } from '../../answers/KnowledgeBook.ts';
import { limitsIn } from '../../channels/Cooldowns.ts';
import { modeHere } from '../../channels/modes.ts';
import { didYouMean } from '../../replies/replyTo.ts';
import type { Reply } from '../../replies/Reply.ts';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { DISMISS, MORE, OFFER, RELATED, SHARE, SHOW } from '../customIds.ts';
import { answerDraft } from '../messages/drafts.ts';
import { pathOf } from '../messages/places.ts';
import { isGuest, maySend, serverOf } from '../permissions.ts';
import { present } from '../present.ts';
import { publicReply } from '../messages/publicReply.ts';
import { refusalOf } from '../refusals.ts';
import { DELETE_MESSAGE } from '../respond.ts';
import { Responder } from '../Responder.ts';
import { MAY_NOT_SHARE, NOT_DISMISSIBLE, OFFER_NOT_YOURS, SHARED_ALREADY } from '../strings.ts';
import { control, isButton } from './Control.ts';

/** Deletes the message. Who may is checked when the button is pressed, not when it is shown. */
export const dismiss = control(
  DISMISS,
  isButton,
  (interaction, { askerId }) => (mayDismiss(interaction, askerId) ? 'update' : 'private'),
  (interaction, { askerId }) => {
    if (mayDismiss(interaction, askerId)) return Promise.resolve(DELETE_MESSAGE);
    return Promise.reject(new UserError('not-yours', NOT_DISMISSIBLE));
  },
);

function mayDismiss({ user, memberPermissions }: ButtonInteraction, askerId: string): boolean {
  return user.id === askerId || Boolean(memberPermissions?.has(PermissionFlagsBits.ManageMessages));
}

/** For the asker the message is updated. Anyone else who presses the button gets a private answer. */
function showing(codec: typeof SHOW, whole: boolean) {
  return control(
    codec,
    isButton,
    ({ user }, { people }) => (user.id === people.askerId ? 'update' : 'private'),
    async (interaction, { people, answerId }, context) => {
      const { user, message } = interaction;
      const isPrivate = user.id !== people.askerId || message.flags.has(MessageFlags.Ephemeral);
      const responder = await Responder.of(interaction, context);
      const request = { reply: responder.show(answerId, { whole }), forUserId: people.forUserId };
      responder.count(user.id);
      const guildId = serverOf(interaction);
      if (codec === SHOW && guildId !== null && user.id === people.askerId) {
        const askedBy = message.reference?.messageId ?? message.interactionMetadata?.id;
        if (askedBy !== undefined) context.questions.chose(guildId, askedBy, answerId);
      }
      // What the asker chose is now what the message shows, and what is to be put right.
      if (!isPrivate) await rememberShown(message.id, request.reply, responder, context);
      return present(request, {
        askerId: user.id,
        isPrivate,
        canShare: maySend(interaction),
        takesFeedback: guildId !== null,
      });
    },
  );
}

/** A suggestion. */
export const show = showing(SHOW, false);
export const more = showing(MORE, true);

const isAmongOthers = (interaction: ButtonInteraction): boolean => interaction.guildId !== null || isGuest(interaction);

async function rememberShown(messageId: string, reply: Reply, responder: Responder, { replies }: BotContext) {
  const given = await replies.of(messageId);
  if (!given) return;
  const { answerId, digest } = answerDraft(given, responder, undefined, reply);
  replies.remember({ ...given, answerId, digest });
}

/** A related question. Its answer replaces none that others have read: it is private, or below in direct messages. */
export const related = control(
  RELATED,
  isButton,
  (interaction) => (isAmongOthers(interaction) ? 'private' : 'public'),
  async (interaction, { answerId }, context) => {
    const { user } = interaction;
    const responder = await Responder.of(interaction, context);
    const reply = responder.show(answerId);
    responder.count(user.id);
    const takesFeedback = serverOf(interaction) !== null;
    return present({ reply }, { askerId: user.id, isPrivate: isAmongOthers(interaction), takesFeedback });
  },
);

/** "I may know this", under a message: shows its author alone what the bot knows. */
export const offer = control(OFFER, isButton, 'private', async (interaction, { askerId, answerIds }, context) => {
  const { user, client, channelId, message } = interaction;
  if (user.id !== askerId) throw new UserError('not-yours', OFFER_NOT_YOURS);
  const responder = await Responder.of(interaction, context);
  const choices = choicesOf(responder.book, answerIds);
  const reply = choices.length > 1 ? didYouMean(choices) : responder.show(answerIds[0]!);
  responder.count(user.id);
  const guildId = serverOf(interaction);
  if (guildId !== null && message.reference?.messageId && choices.length === 1) {
    context.questions.chose(guildId, message.reference.messageId, answerIds[0]!);
  }
  // Nobody else needs the button. If it cannot be removed, it is when its minute is over.
  await client.rest.delete(Routes.channelMessage(channelId, message.id)).catch((error: unknown) => {
    if (!refusalOf(error)) throw error;
  });
  return present(
    { reply },
    {
      askerId,
      isPrivate: true,
      canShare: maySend(interaction),
      takesFeedback: guildId !== null,
    },
  );
});

/** Shows everybody an answer that only one person saw, if that person may write there and the channel has not had enough. */
export const share = control(SHARE, isButton, 'public', async (interaction, { answerId }, context) => {
  const { user, guildId, channel, channelId, message } = interaction;
  if (!maySend(interaction) || guildId === null || !channel) throw new UserError('not-allowed', MAY_NOT_SHARE);
  const settings = await context.settings.of(guildId);
  const limits = limitsIn(settings, pathOf(channel));
  const planned = { guildId, channelId, personId: user.id, answerId, isAsked: false };
  const isOff = modeHere(settings, pathOf(channel)).mode === 'off';
  const verdict = context.cooldowns.admit(planned, limits);
  if (isOff || verdict.kind !== 'reply') {
    throw new UserError('too-many', SHARED_ALREADY);
  }
  const responder = await Responder.of(interaction, context);
  const body = publicReply({ reply: responder.show(answerId) }, interaction, responder, context);
  // At once, so that two presses are not both admitted; with the id of the message, when it has one.
  context.cooldowns.gave({ ...planned, answerId: undefined }, verdict, message.id, limits);
  return {
    ...body,
    onPublished(replyId) {
      body.onPublished?.(replyId);
      context.cooldowns.gave(planned, verdict, replyId, { ...limits, perPerson: 0, perChannel: 0 });
    },
  };
});

import { type Interaction, PermissionFlagsBits } from 'discord.js';
import type { BotContext } from '../BotContext.ts';
import { answerDraft } from './drafts.ts';
import { serverOf } from '../permissions.ts';
import type { MessageBody, ReplyRequest } from '../present.ts';
import type { Responder } from '../Responder.ts';

/**
 * An answer to an interaction that everybody in the channel sees. Like a reply to a message, it is put right when moderators
 * change the answer within a day, if the bot may see the channel: after 15 minutes, the interaction itself can't be used any
 * more (https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages).
 */
export function publicReply(
  { reply, forUserId }: ReplyRequest,
  interaction: Interaction,
  responder: Responder,
  { replies, clock }: BotContext,
): MessageBody {
  const { id, user, channelId, appPermissions } = interaction;
  const guildId = serverOf(interaction);
  const who = { askerId: user.id, ...(forUserId !== undefined && { forUserId }) };
  const { body, answerId, digest } = answerDraft({ ...who, guildId, answerId: null }, responder, undefined, reply);
  if (guildId === null || channelId === null || !appPermissions.has(PermissionFlagsBits.ViewChannel)) return body;
  return {
    ...body,
    onPublished: (replyId) =>
      replies.remember({
        ...who,
        questionId: id,
        replyId,
        channelId,
        guildId,
        answerId,
        digest,
        isDismissed: false,
        at: clock.now(),
      }),
  };
}

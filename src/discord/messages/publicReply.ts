import { PermissionFlagsBits, type RepliableInteraction } from 'discord.js';
import { LruCache } from '../../shared/cache.ts';
import type { GivenReply } from '../../store/Store.ts';
import type { BotContext } from '../BotContext.ts';
import { answerDraft } from './drafts.ts';
import { serverOf } from '../permissions.ts';
import type { MessageBody, ReplyRequest } from '../present.ts';
import type { Responder } from '../Responder.ts';

/** A reply in a channel that the bot can't see: only its interaction can still edit it. */
export interface OpenReply extends GivenReply {
  readonly edit: (body: MessageBody) => Promise<void>;
}

/** After 15 minutes an interaction can't be used any more: https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
const OPEN_MS = 14 * 60_000;

/** By interaction. In memory alone, like the tokens that interactions have. */
const open = new LruCache<string, OpenReply>(500);

/** Those of a server that can still be edited. @param now - Milliseconds since 1970. */
export function openRepliesIn(guildId: string, now: number): readonly OpenReply[] {
  for (const one of open.values()) if (now - one.at >= OPEN_MS) open.delete(one.questionId);
  return [...open.values()].filter((one) => one.guildId === guildId);
}

/** Forgets what was shown to a person. */
export function forgetOpenReplies(askerId: string): void {
  for (const one of open.values()) if (one.askerId === askerId) open.delete(one.questionId);
}

/** Replaces what is known about a reply. */
export const keepOpen = (reply: OpenReply): void => open.set(reply.questionId, reply);

/**
 * An answer to an interaction that everybody in the channel sees. Like a reply to a message, it is put right when moderators
 * change the answer: within a day, or within 14 minutes in a channel that the bot can't see.
 */
export function publicReply(
  { reply, forUserId }: ReplyRequest,
  interaction: RepliableInteraction,
  responder: Responder,
  { replies, clock }: BotContext,
): MessageBody {
  const { id, user, channelId, appPermissions } = interaction;
  const guildId = serverOf(interaction);
  const who = { askerId: user.id, ...(forUserId !== undefined && { forUserId }) };
  const { body, answerId, digest } = answerDraft({ ...who, guildId, answerId: null }, responder, undefined, reply);
  if (guildId === null || channelId === null) return body;
  const isSeen = appPermissions.has(PermissionFlagsBits.ViewChannel);
  return {
    ...body,
    onPublished(replyId) {
      const place = { questionId: id, replyId, channelId, guildId };
      const given: GivenReply = { ...who, ...place, answerId, digest, isDismissed: false, at: clock.now() };
      if (isSeen) replies.remember(given);
      else
        keepOpen({
          ...given,
          edit: async (changed) => void (await interaction.editReply({ ...changed, message: replyId })),
        });
    },
  };
}

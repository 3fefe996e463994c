import { createHash } from 'node:crypto';
import { messageLink, PermissionFlagsBits, time, TimestampStyles } from 'discord.js';
import type { Message, RepliableInteraction } from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import type { Reply } from '../../replies/Reply.ts';
import type { GivenReply } from '../../store/Store.ts';
import type { BotContext } from '../BotContext.ts';
import { button, message, type MessageBody, row, sentence, text } from '../components.ts';
import { OFFER, RELATED } from '../customIds.ts';
import { serverOf } from '../permissions.ts';
import { present } from '../present.ts';
import type { Responder } from '../Responder.ts';
import * as strings from '../strings.ts';

/** A reply that is ready to be sent, and what is to be remembered about it. */
export interface ReplyDraft {
  readonly kind: 'reply' | 'offer' | 'sentence';
  readonly body: MessageBody;
  readonly answerId: string | null;
  readonly digest: string | null;
  readonly choices?: readonly Choice[];
  /** Counts what was asked, and the answer as given if it is shown. */
  readonly count?: (isShown: boolean) => void;
}

type Shown = Pick<GivenReply, 'askerId' | 'forUserId' | 'answerId' | 'guildId'>;

/**
 * The reply that shows an answer as it is now, or says that it was withdrawn.
 *
 * @param options - `correctedAt`, milliseconds since 1970, says that moderators have changed it. `reply` is what to show
 *   instead: the reply to a question.
 */
export function answerDraft(
  { askerId, forUserId, answerId: shownId, guildId }: Shown,
  responder: Responder,
  { reply, correctedAt }: { readonly reply?: Reply; readonly correctedAt?: number } = {},
): ReplyDraft {
  const answerId = reply ? (reply.answerId ?? null) : shownId;
  const answer = answerId === null ? undefined : responder.book.answer(answerId);
  const digest = answer ? digestOf(answer) : reply ? hashOf(reply) : '';
  const shown = reply ?? (answer && responder.replyWith(answer));
  if (!shown) return { kind: 'reply', body: sentence(strings.WITHDRAWN), answerId, digest };
  const audience = { askerId, forUserId, isPrivate: false, takesFeedback: guildId !== null };
  const body = present(shown, audience);
  return { kind: 'reply', body: correctedAt === undefined ? body : correctedBody(body, correctedAt), answerId, digest };
}

/** With a line that says so, also once its picture is there. */
function correctedBody(body: MessageBody, at: number): MessageBody {
  const when = time(Math.floor(at / 1_000), TimestampStyles.ShortDateTime);
  const note = text(`-# ${strings.corrected(when)}`)!;
  const { components, picture } = body;
  return {
    ...body,
    components: [note, ...components],
    ...(picture && { picture: { ...picture, components: [note, ...picture.components] } }),
  };
}

const hashOf = (content: Answer | Reply): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16);

/** The same answer is given again and again. */
const digests = new WeakMap<Answer, string>();

function digestOf(answer: Answer): string {
  const digest = digests.get(answer) ?? hashOf(answer);
  digests.set(answer, digest);
  return digest;
}

/**
 * An answer to an interaction that everybody in the channel sees. Like a reply to a message, it is linked to when the same is
 * asked soon after, and put right when moderators change the answer: within a day, or within 14 minutes in a channel that the
 * bot can't see.
 */
export function publicReply(
  reply: Reply,
  interaction: RepliableInteraction,
  responder: Responder,
  { replies, clock, cooldowns }: BotContext,
  forUserId?: string,
): MessageBody {
  const { id, user, channelId, appPermissions } = interaction;
  const guildId = serverOf(interaction);
  const who = { askerId: user.id, ...(forUserId !== undefined && { forUserId }) };
  const { body, answerId, digest } = answerDraft({ ...who, guildId, answerId: null }, responder, { reply });
  if (guildId === null || channelId === null) return body;
  return {
    ...body,
    onPublished(replyId) {
      const place = { questionId: id, replyId, channelId, guildId };
      const given: GivenReply = { ...who, ...place, answerId, digest, isDismissed: false, at: clock.now() };
      const isSeen = appPermissions.has(PermissionFlagsBits.ViewChannel);
      cooldowns.gave({ channelId, answerId: answerId ?? undefined }, replyId);
      if (isSeen) replies.remember(given);
      else replies.keepOpen(given, (changed) => interaction.editReply({ ...changed, message: replyId }));
    },
  };
}

export function offerDraft(askerId: string, questions: readonly string[], responder: Responder) {
  const found = questions
    .map((question) => ({ question, ...responder.match(question, 'passive') }))
    .find(({ decision }) => decision !== 'pass');
  if (!found) return undefined;
  const { answerIds, question, decision } = found;
  // A custom id has room for few, and the first is the best.
  const press = answerIds
    .map((_, index) => button(strings.OFFER, OFFER, { askerId, answerIds: answerIds.slice(0, index + 1) }))
    .findLast((one) => one !== undefined);
  if (!press) return undefined;
  const heard = { text: question, outcome: 'offered', isCertain: decision === 'answer' } as const;
  const count = (): void => responder.hear(askerId, heard);
  return { kind: 'offer' as const, body: message(row(press)), answerId: answerIds[0] ?? null, digest: null, count };
}

/** https://discord.com/developers/docs/components/reference#action-row */
const MOST_BUTTONS = 5;

/**
 * That a channel has had enough answers, with a button for each of the newest that were wanted since: it shows that one
 * privately to the person who presses it. Older ones have been seen by those who asked.
 */
export function noticeBody(wanted: readonly Choice[], minutes: number): MessageBody {
  const newest = wanted.slice(-MOST_BUTTONS);
  const buttons = row(...newest.map(({ id, label }) => button(label, RELATED, { answerId: id })));
  return message(text(strings.fullNotice(minutes, buttons !== undefined)), buttons);
}

export function linkBody({ channelId, guildId }: Pick<Message, 'channelId' | 'guildId'>, replyId: string): MessageBody {
  const link = guildId === null ? messageLink(channelId, replyId) : messageLink(channelId, replyId, guildId);
  return message(text(strings.answeredAbove(link)));
}

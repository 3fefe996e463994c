import { createHash } from 'node:crypto';
import { ButtonStyle, ComponentType, type Message, messageLink, time, TimestampStyles } from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import type { Reply } from '../../replies/Reply.ts';
import type { GivenReply } from '../../store/Store.ts';
import { OFFER } from '../customIds.ts';
import {
  type Audience,
  button,
  message,
  type MessageBody,
  present,
  replyContainer,
  type ReplyRequest,
  sentence,
  textDisplay,
} from '../present.ts';
import type { Responder } from '../Responder.ts';
import * as strings from '../strings.ts';

/** A reply that is ready to be sent, and what is to be remembered about it. */
export interface ReplyDraft {
  readonly kind: 'reply' | 'offer' | 'sentence';
  readonly body: MessageBody;
  readonly answerId: string | null;
  readonly digest: string | null;
  /** The answers that it has or offers. */
  readonly choices?: readonly Choice[];
  /** Counts the answer as given. Call it for a draft that is sent. */
  readonly count?: () => void;
}

type Shown = Pick<GivenReply, 'askerId' | 'forUserId' | 'answerId' | 'guildId'>;

/**
 * The reply that shows an answer as it is now, or says that it was withdrawn.
 *
 * @param correctedAt - Milliseconds since 1970: says that moderators have changed it.
 * @param reply - What to show instead: the reply to a question.
 */
export function answerDraft(
  { askerId, forUserId, answerId: shownId, guildId }: Shown,
  responder: Responder,
  correctedAt: number | undefined,
  reply?: Reply,
): ReplyDraft {
  const answerId = reply ? (reply.answerId ?? null) : shownId;
  const answer = answerId === null ? undefined : responder.book.answer(answerId);
  const digest = answer ? digestOf(answer) : '';
  const shown = reply ?? (answer && responder.replyWith(answer));
  if (!shown) return { kind: 'reply', body: sentence(strings.WITHDRAWN), answerId, digest };
  const request = { reply: shown, forUserId };
  const audience = { askerId, isPrivate: false, takesFeedback: guildId !== null };
  const body = correctedAt === undefined ? present(request, audience) : corrected(request, audience, correctedAt);
  return { kind: 'reply', body, answerId, digest };
}

/** The same answer is given again and again. */
const digests = new WeakMap<Answer, string>();

/** Tells whether an answer has changed. */
function digestOf(answer: Answer): string {
  const known = digests.get(answer);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 16);
  digests.set(answer, digest);
  return digest;
}

function corrected(request: ReplyRequest, audience: Audience, at: number): MessageBody {
  const when = time(Math.floor(at / 1_000), TimestampStyles.ShortDateTime);
  return message([textDisplay(`-# ${strings.corrected(when)}`), replyContainer(request, audience)]);
}

/** Answers to offer for a message, if there is one that looks like a question. */
export function offerDraft(
  askerId: string,
  questions: readonly string[],
  responder: Responder,
): ReplyDraft | undefined {
  const found = questions
    .map((text) => ({ text, ...responder.match(text, 'passive') }))
    .find(({ decision }) => decision !== 'pass');
  if (!found) return undefined;
  const { answerIds, text } = found;
  // A custom id has room for few, and the first is the best.
  for (let count = answerIds.length; count > 0; count--) {
    const state = { askerId, answerIds: answerIds.slice(0, count) };
    const components = button(strings.OFFER, OFFER, state, ButtonStyle.Secondary);
    if (components.length === 0) continue;
    return {
      kind: 'offer',
      body: message([{ type: ComponentType.ActionRow, components }]),
      answerId: null,
      digest: null,
      count: () => responder.hear(askerId, { text, outcome: 'offered' }),
    };
  }
  return undefined;
}

/** A link to a reply that has the answer already. */
export function linkBody({ channelId, guildId }: Message, replyId: string): MessageBody {
  const link = guildId === null ? messageLink(channelId, replyId) : messageLink(channelId, replyId, guildId);
  return message([textDisplay(strings.answeredAbove(link))]);
}

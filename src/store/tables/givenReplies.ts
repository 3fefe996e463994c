import type { Kysely, Transaction } from 'kysely';
import { inBatches } from '../../shared/concurrency.ts';
import type { Tables } from '../rows.ts';
import type { GivenReply } from '../Store.ts';

export async function writeReplies(trx: Transaction<Tables>, replies: readonly GivenReply[]): Promise<void> {
  for await (const batch of inBatches(replies)) {
    await trx
      .insertInto('given_reply')
      .values(batch.map(rowOf))
      .onConflict((conflict) =>
        conflict.column('question_id').doUpdateSet((row) => ({
          reply_id: row.ref('excluded.reply_id'),
          answer_id: row.ref('excluded.answer_id'),
          digest: row.ref('excluded.digest'),
          is_dismissed: row.ref('excluded.is_dismissed'),
        })),
      )
      .execute();
  }
}

/** @param after - Milliseconds since 1970. Replies given earlier do not count. */
export async function readReply(db: Kysely<Tables>, messageId: string, after: number): Promise<GivenReply | undefined> {
  const row = await db
    .selectFrom('given_reply')
    .selectAll()
    .where((is) => is.or([is('question_id', '=', messageId), is('reply_id', '=', messageId)]))
    .where('at', '>', after)
    .executeTakeFirst();
  return row && replyOf(row);
}

export async function readReplies(
  db: Kysely<Tables>,
  guildId: string,
  after: number,
  limit: number,
): Promise<GivenReply[]> {
  const rows = await db
    .selectFrom('given_reply')
    .selectAll()
    .where('guild_id', '=', guildId)
    .where('at', '>', after)
    .where('answer_id', 'is not', null)
    .where('is_dismissed', '=', 0)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(replyOf);
}

function rowOf(reply: GivenReply): Tables['given_reply'] {
  return {
    question_id: reply.questionId,
    reply_id: reply.replyId,
    channel_id: reply.channelId,
    guild_id: reply.guildId,
    asker_id: reply.askerId,
    for_user_id: reply.forUserId ?? null,
    answer_id: reply.answerId,
    digest: reply.digest,
    is_dismissed: reply.isDismissed ? 1 : 0,
    at: reply.at,
  };
}

function replyOf(row: Tables['given_reply']): GivenReply {
  return {
    questionId: row.question_id,
    replyId: row.reply_id,
    channelId: row.channel_id,
    guildId: row.guild_id,
    askerId: row.asker_id,
    ...(row.for_user_id !== null && { forUserId: row.for_user_id }),
    answerId: row.answer_id,
    digest: row.digest,
    isDismissed: row.is_dismissed === 1,
    at: row.at,
  };
}

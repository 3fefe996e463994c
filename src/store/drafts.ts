import type { Kysely, Transaction } from 'kysely';
import type { AnswerContent } from './AnswerContent.ts';
import { type AnswerDraft, DRAFT_LIFE_MS } from './AnswerDraft.ts';
import type { Tables } from './Tables.ts';

export async function readDraft(db: Kysely<Tables>, id: string, now: number): Promise<AnswerDraft | undefined> {
  const row = await db
    .selectFrom('answer_draft')
    .selectAll()
    .where('id', '=', id)
    .where('at', '>', now - DRAFT_LIFE_MS)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    guildId: row.guild_id,
    editorId: row.editor_id,
    answerId: row.answer_id,
    expectedVersion: row.expected_version,
    kind: row.kind,
    content: row.content === null ? null : (JSON.parse(row.content) as AnswerContent),
    at: row.at,
  };
}

/** Saving is also when expired drafts go: nothing else has to remember to do it. */
export async function writeDraft(trx: Transaction<Tables>, draft: AnswerDraft): Promise<void> {
  await trx
    .deleteFrom('answer_draft')
    .where((row) => row.or([row('at', '<=', draft.at - DRAFT_LIFE_MS), row('id', '=', draft.id)]))
    .execute();
  await trx
    .insertInto('answer_draft')
    .values({
      id: draft.id,
      guild_id: draft.guildId,
      editor_id: draft.editorId,
      answer_id: draft.answerId,
      expected_version: draft.expectedVersion,
      kind: draft.kind,
      content: draft.content && JSON.stringify(draft.content),
      at: draft.at,
    })
    .execute();
}

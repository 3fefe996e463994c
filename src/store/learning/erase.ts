import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../rows.ts';

/** A person by Discord's id, and as they are known on each server. */
export interface PersonRow {
  readonly id: string;
  readonly hashes: readonly { readonly guildId: string; readonly hash: string }[];
}

/** The tables that have rows of people. */
export const TABLES_OF_PEOPLE = [
  'kept_question',
  'vote',
  'given_reply',
  'answer_draft',
  'answer_version',
  'taught_version',
] as const;

export async function rowsOfPerson(db: Kysely<Tables>, { id, hashes }: PersonRow) {
  const questions: Pick<Tables['kept_question'], 'text' | 'note' | 'at'>[] = [];
  let votes = 0;
  for (const { guildId, hash } of hashes) {
    const kept = db.selectFrom('kept_question').select(['text', 'note', 'at']);
    questions.push(...(await kept.where('guild_id', '=', guildId).where('person', '=', hash).execute()));
    const given = db.selectFrom('vote').select('reply_id').where('guild_id', '=', guildId);
    votes += (await given.where('person', '=', hash).execute()).length;
  }
  const replies = await db.selectFrom('given_reply').select('question_id').where('asker_id', '=', id).execute();
  const drafts = await db.selectFrom('answer_draft').select('id').where('editor_id', '=', id).execute();
  const answers = await db.selectFrom('answer_version').select('version').where('editor_id', '=', id).execute();
  const taught = await db.selectFrom('taught_version').select('version').where('editor_id', '=', id).execute();
  return {
    questions: questions.toSorted((a, b) => b.at - a.at),
    votes,
    replies: replies.length,
    drafts: drafts.length,
    versions: answers.length + taught.length,
  };
}

/** What takes the place of an editor's id and name: the answers stay, because they are the server's. */
const NOBODY = { editor_id: '0', editor_name: 'deleted' };

/** @returns The servers whose answers named the person. */
export async function eraseFrom(trx: Transaction<Tables>, { id, hashes }: PersonRow): Promise<readonly string[]> {
  for (const { guildId, hash } of hashes) {
    await trx.deleteFrom('kept_question').where('guild_id', '=', guildId).where('person', '=', hash).execute();
    await trx.deleteFrom('vote').where('guild_id', '=', guildId).where('person', '=', hash).execute();
  }
  await trx.deleteFrom('given_reply').where('asker_id', '=', id).execute();
  await trx.deleteFrom('answer_draft').where('editor_id', '=', id).execute();
  const changed = new Set<string>();
  for (const table of ['answer_version', 'taught_version'] as const) {
    const rows = await trx.selectFrom(table).select('guild_id').distinct().where('editor_id', '=', id).execute();
    for (const { guild_id } of rows) changed.add(guild_id);
    await trx.updateTable(table).set(NOBODY).where('editor_id', '=', id).execute();
  }
  return [...changed];
}

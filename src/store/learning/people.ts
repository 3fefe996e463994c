import { createHmac, randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Holding } from '../LearningStore.ts';
import type { Tables } from '../rows.ts';

/**
 * A hash of a person's id on one server: the same person can be counted, and has another hash on another server.
 *
 * @param key - Of the server.
 */
export function hashOfPerson(key: string, personId: string): string {
  return createHmac('sha256', key).update(personId).digest('base64url').slice(0, 22);
}

/** The key of a server, made when it is first needed. */
export async function keyOf(db: Kysely<Tables>, guildId: string): Promise<string> {
  const read = () => db.selectFrom('person_key').select('key').where('guild_id', '=', guildId).executeTakeFirst();
  const known = await read();
  if (known) return known.key;
  // Another process may make one at the same moment; then that one counts.
  await db
    .insertInto('person_key')
    .values({ guild_id: guildId, key: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('guild_id').doNothing())
    .execute();
  return (await read())!.key;
}

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

/** What is stored of a person; their questions newest first. */
export async function heldOf(db: Kysely<Tables>, { id, hashes }: PersonRow): Promise<Holding> {
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
    questions: questions
      .toSorted((a, b) => b.at - a.at)
      .map(({ text, note }) => (note === '' ? text : `${text} (${note})`)),
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

import type { Kysely, Transaction } from 'kysely';
import { inBatches } from '../../shared/concurrency.ts';
import { storable, type Tables } from '../rows.ts';
import type { AnswerContent, AnswerVersion, Change, Conflict, Editor } from '../Store.ts';

/**
 * Reads the latest version of every answer of a server, in the order of their ids. Which versions these are is read at one
 * moment. As a version never changes, their texts can be read in batches without mixing in later writes.
 */
export async function readCurrent(db: Kysely<Tables>, guildId: string): Promise<AnswerVersion[]> {
  const heads = await db
    .selectFrom('answer')
    .select(['answer_id', 'version'])
    .where('guild_id', '=', guildId)
    .execute();
  const versions: AnswerVersion[] = [];
  for await (const batch of inBatches(heads)) {
    const rows = await db
      .selectFrom('answer_version')
      .selectAll()
      .where('guild_id', '=', guildId)
      .where((row) => row.or(batch.map((head) => row.and(head))))
      .execute();
    versions.push(...rows.map(versionOf));
  }
  return versions.toSorted((a, b) => (a.answerId < b.answerId ? -1 : 1));
}

/** Every answer with its latest version. */
export const latestVersions = (db: Kysely<Tables>) =>
  db
    .selectFrom('answer')
    .innerJoin('answer_version', (join) =>
      join
        .onRef('answer_version.guild_id', '=', 'answer.guild_id')
        .onRef('answer_version.answer_id', '=', 'answer.answer_id')
        .onRef('answer_version.version', '=', 'answer.version'),
    );

/** Reads the latest version of each of these answers that exists, by answer id. */
export async function readLatest(
  db: Kysely<Tables>,
  guildId: string,
  answerIds: readonly string[],
): Promise<Map<string, AnswerVersion>> {
  const rows = await latestVersions(db)
    .selectAll('answer_version')
    .where('answer.guild_id', '=', guildId)
    .where('answer.answer_id', 'in', answerIds)
    .execute();
  return new Map(rows.map((row) => [row.answer_id, versionOf(row)]));
}

export async function readHistory(db: Kysely<Tables>, guildId: string, answerId: string): Promise<AnswerVersion[]> {
  const rows = await db
    .selectFrom('answer_version')
    .selectAll()
    .where('guild_id', '=', guildId)
    .where('answer_id', '=', answerId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(versionOf);
}

export async function findConflicts(
  trx: Transaction<Tables>,
  guildId: string,
  changes: readonly Change[],
): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  for await (const batch of inBatches(changes)) {
    const ids = batch.map(({ answerId }) => answerId);
    const stored = await readLatest(trx, guildId, ids);
    for (const { answerId, expectedVersion } of batch) {
      const latest = stored.get(answerId);
      if ((latest?.version ?? 0) === expectedVersion) continue;
      conflicts.push({ answerId, expectedVersion, ...(latest && { latest }) });
    }
  }
  return conflicts;
}

export async function writeVersions(
  trx: Transaction<Tables>,
  guildId: string,
  changes: readonly Change[],
  editor: Editor,
  at: number,
): Promise<AnswerVersion[]> {
  const versions: AnswerVersion[] = [];
  for await (const batch of inBatches(changes)) {
    const rows = batch.map(({ answerId, kind, content, expectedVersion }) => ({
      guild_id: guildId,
      answer_id: answerId,
      version: expectedVersion + 1,
      kind,
      content: content && JSON.stringify(content),
      editor_id: editor.id,
      editor_name: storable(editor.name),
      at,
    }));
    await trx.insertInto('answer_version').values(rows).execute();
    await trx
      .insertInto('answer')
      .values(rows.map(({ guild_id, answer_id, version }) => ({ guild_id, answer_id, version })))
      .onConflict((conflict) =>
        conflict.columns(['guild_id', 'answer_id']).doUpdateSet((row) => ({ version: row.ref('excluded.version') })),
      )
      .execute();
    versions.push(...rows.map(versionOf));
  }
  return versions;
}

function versionOf(row: Tables['answer_version']): AnswerVersion {
  return {
    guildId: row.guild_id,
    answerId: row.answer_id,
    version: row.version,
    kind: row.kind,
    content: contentOf(row),
    editorId: row.editor_id,
    editorName: row.editor_name,
    at: row.at,
  };
}

export function contentOf({ content }: { readonly content: string | null }): AnswerContent | null {
  return content === null ? null : (JSON.parse(content) as AnswerContent);
}

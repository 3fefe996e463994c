import type { Kysely, Selectable, Transaction } from 'kysely';
import { inBatches } from '../shared/concurrency.ts';
import type { Tables } from './schema.ts';
import type { AnswerContent, AnswerVersion, Change, Conflict, Editor } from './Store.ts';

/**
 * Reads the latest version of every answer of a server, by id. Which these are is read at one moment, and as a version
 * never changes, their texts can be read bit by bit without mixing what was written meanwhile into them.
 */
export async function readCurrent(db: Kysely<Tables>, guildId: string): Promise<AnswerVersion[]> {
  const heads = await db
    .selectFrom('answer')
    .select(['answer_id', 'version'])
    .where('guild_id', '=', guildId)
    .execute();
  const versions: AnswerVersion[] = [];
  for await (const some of inBatches(heads)) {
    const rows = await db
      .selectFrom('answer_version')
      .selectAll()
      .where('guild_id', '=', guildId)
      .where((row) => row.or(some.map((head) => row.and(head))))
      .execute();
    versions.push(...rows.map(versionOf));
  }
  return versions.toSorted((a, b) => (a.answerId < b.answerId ? -1 : 1));
}

export async function readLatest(
  db: Kysely<Tables>,
  guildId: string,
  answerId: string,
): Promise<AnswerVersion | undefined> {
  const row = await latest(db, guildId).where('answer.answer_id', '=', answerId).executeTakeFirst();
  return row && versionOf(row);
}

/** Newest first. */
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

/** The changes that expect another version than there is. */
export async function findConflicts(
  trx: Transaction<Tables>,
  guildId: string,
  changes: readonly Change[],
): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  for await (const some of inBatches(changes)) {
    const ids = some.map(({ answerId }) => answerId);
    const rows = await latest(trx, guildId).where('answer.answer_id', 'in', ids).execute();
    const byId = new Map(rows.map((row) => [row.answer_id, row]));
    for (const { answerId, expectedVersion } of some) {
      const row = byId.get(answerId);
      if ((row?.version ?? 0) === expectedVersion) continue;
      conflicts.push({ answerId, expectedVersion, ...(row && { latest: versionOf(row) }) });
    }
  }
  return conflicts;
}

/** Writes what has no conflicts. */
export async function writeVersions(
  trx: Transaction<Tables>,
  guildId: string,
  changes: readonly Change[],
  editor: Editor,
  at: number,
): Promise<AnswerVersion[]> {
  const versions: AnswerVersion[] = [];
  for await (const some of inBatches(changes)) {
    const rows = some.map(({ answerId, kind, content, expectedVersion }) => ({
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

function latest(db: Kysely<Tables>, guildId: string) {
  return db
    .selectFrom('answer')
    .innerJoin('answer_version', (join) =>
      join
        .onRef('answer_version.guild_id', '=', 'answer.guild_id')
        .onRef('answer_version.answer_id', '=', 'answer.answer_id')
        .onRef('answer_version.version', '=', 'answer.version'),
    )
    .selectAll('answer_version')
    .where('answer.guild_id', '=', guildId);
}

function versionOf(row: Selectable<Tables['answer_version']>): AnswerVersion {
  return {
    guildId: row.guild_id,
    answerId: row.answer_id,
    version: row.version,
    kind: row.kind,
    content: row.content === null ? null : (JSON.parse(row.content) as AnswerContent),
    editorId: row.editor_id,
    editorName: row.editor_name,
    at: row.at,
  };
}

/** PostgreSQL takes neither NUL nor half a character, and nobody's change should fail for what they are called. */
function storable(name: string): string {
  return name.replaceAll('\0', '').toWellFormed();
}

import { inBatches } from '../shared/concurrency.ts';
import { joined, type Queries, raw, sql, tuple } from './Database.ts';
import {
  type AnswerContent,
  type AnswerVersion,
  type Change,
  type Conflict,
  type Editor,
  storable,
} from './records.ts';

/** As a row holds it: with its content as JSON. */
export type Stored<T> = Omit<T, 'content'> & { readonly content: string | null };

export const withContent = <Row extends Stored<object>>({ content, ...row }: Row) => ({
  ...row,
  content: content === null ? null : (JSON.parse(content) as AnswerContent),
});

const COLUMNS = raw(
  'guild_id as "guildId", answer_id as "answerId", version, kind, content, editor_id as "editorId", editor_name as "editorName", at',
);

/** Every answer with its latest version. */
const LATEST = raw('answer join answer_version using (guild_id, answer_id, version)');

/** As a version never changes, those that are the latest at one moment can be read in batches without mixing in later writes. */
export async function readCurrent(db: Queries, guildId: string): Promise<AnswerVersion[]> {
  const heads = await db.all<Pick<AnswerVersion, 'answerId' | 'version'>>(
    sql`select answer_id as "answerId", version from answer where guild_id = ${guildId}`,
  );
  const versions: AnswerVersion[] = [];
  for await (const batch of inBatches(heads)) {
    const isOne = batch.map(({ answerId, version }) => sql`(answer_id = ${answerId} and version = ${version})`);
    const rows = await db.all<Stored<AnswerVersion>>(
      sql`select ${COLUMNS} from answer_version where guild_id = ${guildId} and (${joined(isOne, ' or ')})`,
    );
    versions.push(...rows.map(withContent));
  }
  return versions.toSorted((a, b) => (a.answerId < b.answerId ? -1 : 1));
}

/** The latest versions of those of these answers that exist. */
export async function readLatest(db: Queries, guildId: string, answerIds: readonly string[]): Promise<AnswerVersion[]> {
  const rows = await db.all<Stored<AnswerVersion>>(
    sql`select ${COLUMNS} from ${LATEST} where guild_id = ${guildId} and answer_id in ${tuple(answerIds)}`,
  );
  return rows.map(withContent);
}

export async function findConflicts(trx: Queries, guildId: string, changes: readonly Change[]): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  for await (const batch of inBatches(changes)) {
    const ids = batch.map(({ answerId }) => answerId);
    const stored = new Map((await readLatest(trx, guildId, ids)).map((version) => [version.answerId, version]));
    for (const { answerId, expectedVersion } of batch) {
      const latest = stored.get(answerId);
      if ((latest?.version ?? 0) === expectedVersion) continue;
      conflicts.push({ answerId, expectedVersion, ...(latest && { latest }) });
    }
  }
  return conflicts;
}

export async function writeVersions(
  trx: Queries,
  guildId: string,
  changes: readonly Change[],
  editor: Editor,
  at: number,
): Promise<AnswerVersion[]> {
  const written = changes.map(({ answerId, kind, content, expectedVersion }): AnswerVersion => {
    const [version, editorName] = [expectedVersion + 1, storable(editor.name)];
    return { guildId, answerId, version, kind, content, editorId: editor.id, editorName, at };
  });
  for await (const batch of inBatches(written)) {
    const rows = batch.map(({ answerId, version, kind, content, editorId, editorName }) =>
      tuple([guildId, answerId, version, kind, content && JSON.stringify(content), editorId, editorName, at]),
    );
    await trx.all(sql`
      insert into answer_version (guild_id, answer_id, version, kind, content, editor_id, editor_name, at)
      values ${joined(rows)}`);
    await trx.all(sql`
      insert into answer (guild_id, answer_id, version)
      values ${joined(batch.map(({ answerId, version }) => tuple([guildId, answerId, version])))}
      on conflict (guild_id, answer_id) do update set version = excluded.version`);
  }
  return written;
}

export async function readHistory(db: Queries, guildId: string, answerId: string): Promise<AnswerVersion[]> {
  const rows = await db.all<Stored<AnswerVersion>>(sql`
    select ${COLUMNS} from answer_version where guild_id = ${guildId} and answer_id = ${answerId} order by version desc`);
  return rows.map(withContent);
}

import type { Kysely, Transaction } from 'kysely';
import { inBatches } from '../shared/concurrency.ts';
import type { Backend } from './Backend.ts';
import type { Tables } from './rows.ts';
import type { ChangeListener, Subscription } from './Store.ts';

/**
 * Increments the revision. Must be the first statement of its transaction: on PostgreSQL it locks the row until the end, so
 * writers run one after the other, read the latest state, and their revisions become visible in order.
 */
export async function nextRevision(trx: Transaction<Tables>): Promise<number> {
  const { revision } = await trx
    .updateTable('revision')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** Records at which revision servers were changed. A server whose data was deleted stays recorded, so that watchers notice. */
export async function noteChanges(
  trx: Transaction<Tables>,
  guildIds: readonly string[],
  revision: number,
): Promise<void> {
  for await (const batch of inBatches(guildIds)) {
    await trx
      .insertInto('guild_change')
      .values(batch.map((guild_id) => ({ guild_id, revision })))
      .onConflict((conflict) => conflict.column('guild_id').doUpdateSet({ revision }))
      .execute();
  }
}

export async function hasChangedSince(db: Kysely<Tables>, guildId: string, revision: number): Promise<boolean> {
  const row = await db.selectFrom('guild_change').select('revision').where('guild_id', '=', guildId).executeTakeFirst();
  return row !== undefined && row.revision > revision;
}

export async function revisionOf(db: Kysely<Tables>): Promise<number> {
  const { revision } = await db.selectFrom('revision').select('revision').executeTakeFirstOrThrow();
  return revision;
}

/**
 * Reads which servers were changed after a revision, and the revision reached. The revision is read first: a write between
 * the two queries is then reported twice, which does no harm, instead of never.
 */
async function changesSince(
  db: Kysely<Tables>,
  since: number,
): Promise<{ revision: number; guildIds: readonly string[] }> {
  const revision = await revisionOf(db);
  if (revision <= since) return { revision, guildIds: [] };
  const rows = await db
    .selectFrom('guild_change')
    .select('guild_id')
    .where('revision', '>', since)
    .orderBy('guild_id')
    .execute();
  return { revision, guildIds: rows.map((row) => row.guild_id) };
}

export interface Watcher extends Subscription {
  /** Runs one check at a time, and another one afterwards if it was called meanwhile. */
  check(): void;
}

/**
 * Calls a listener with the servers that were changed. Call `check` on any sign of a change. It compares revisions, so
 * checking too often does no harm, and the next check makes up for a failed one.
 */
export async function watchChanges(
  backend: Backend,
  listener: ChangeListener,
  onFault: (error: unknown) => void,
): Promise<Watcher> {
  let seen = await revisionOf(backend.db);
  let checking: Promise<void> | undefined;
  let isStale = false;
  let isStopped = false;

  const checkUntilFresh = async (): Promise<void> => {
    while (isStale) {
      isStale = false;
      try {
        const { revision, guildIds } = await changesSince(backend.db, seen);
        seen = revision;
        if (guildIds.length > 0 && !isStopped) await listener(guildIds);
      } catch (error) {
        onFault(error);
      }
    }
  };
  const check = (): void => {
    if (isStopped) return;
    isStale = true;
    checking ??= checkUntilFresh().finally(() => (checking = undefined));
  };

  const otherProcesses = await backend.subscribe(check);
  // Finds what was written before the subscription began.
  check();
  return {
    check,
    async stop() {
      isStopped = true;
      isStale = false;
      await otherProcesses.stop();
      await checking;
    },
  };
}

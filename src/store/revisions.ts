import { inBatches } from '../shared/concurrency.ts';
import { type Database, joined, type Queries, sql, tuple } from './Database.ts';
import type { ChangeListener, Subscription } from './records.ts';

/**
 * Increments the revision. Must be the first statement of its transaction: on PostgreSQL it locks the row until the end, so
 * writers run one after the other, read the latest state, and their revisions become visible in order.
 */
export async function nextRevision(trx: Queries): Promise<number> {
  const [row] = await trx.all<Revision>(sql`update revision set revision = revision + 1 returning revision`);
  return row!.revision;
}

interface Revision {
  readonly revision: number;
}

/** Records at which revision servers were changed. A server whose data was deleted stays recorded, so that watchers notice. */
export async function noteChanges(trx: Queries, guildIds: readonly string[], revision: number): Promise<void> {
  for await (const batch of inBatches(guildIds)) {
    const rows = joined(batch.map((guildId) => tuple([guildId, revision])));
    await trx.all(sql`
      insert into guild_change (guild_id, revision) values ${rows}
      on conflict (guild_id) do update set revision = excluded.revision`);
  }
}

export async function hasChangedSince(db: Queries, guildId: string, revision: number): Promise<boolean> {
  const [row] = await db.all<Revision>(sql`select revision from guild_change where guild_id = ${guildId}`);
  return row !== undefined && row.revision > revision;
}

export async function revisionOf(db: Queries): Promise<number> {
  const [row] = await db.all<Revision>(sql`select revision from revision`);
  return row!.revision;
}

/**
 * Reads which servers were changed after a revision, and the revision reached. The revision is read first: a write between
 * the two queries is then reported twice, which does no harm, instead of never.
 */
async function changesSince(db: Queries, since: number): Promise<Revision & { readonly guildIds: readonly string[] }> {
  const revision = await revisionOf(db);
  if (revision <= since) return { revision, guildIds: [] };
  const rows = await db.all<{ guildId: string }>(
    sql`select guild_id as "guildId" from guild_change where revision > ${since} order by guild_id`,
  );
  return { revision, guildIds: rows.map(({ guildId }) => guildId) };
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
  db: Database,
  listener: ChangeListener,
  onFault: (error: unknown) => void,
): Promise<Watcher> {
  let seen = await revisionOf(db);
  let checking: Promise<void> | undefined;
  let isStale = false;
  let isStopped = false;

  const checkUntilFresh = async (): Promise<void> => {
    while (isStale) {
      isStale = false;
      try {
        const { revision, guildIds } = await changesSince(db, seen);
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

  const otherProcesses = await db.subscribe(check);
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

import { inBatches, KeyedMutex, SingleFlight } from '../shared/concurrency.ts';
import { type Database, type Queries, readGuildIds, sql } from './Database.ts';
import type { ChangeListener, Subscription } from './records.ts';

type Row = { readonly revision: number };

export async function hasChangedSince(db: Queries, guildId: string, revision: number): Promise<boolean> {
  const [row] = await db.all<Row>(sql`select revision from guild_change where guild_id = ${guildId}`);
  return row !== undefined && row.revision > revision;
}

export async function revisionOf(db: Queries): Promise<number> {
  const [row] = await db.all<Row>(sql`select revision from revision`);
  return row!.revision;
}

/** `check` runs one check at a time, and another one afterwards if it was called meanwhile. */
type Watcher = Subscription & { readonly check: () => void };

/** The transactions that write, and who hears of them. */
export class Changes {
  readonly #db: Database;
  readonly #onFault: (error: unknown) => void;
  readonly #watchers = new Set<Watcher>();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #turns = new KeyedMutex();

  constructor(db: Database, onFault: (error: unknown) => void) {
    this.#db = db;
    this.#onFault = onFault;
  }

  /** Runs a write that nobody needs to hear of. */
  async write(work: (trx: Queries) => Promise<unknown>): Promise<void> {
    await this.#track(this.#db.transaction(work));
  }

  /**
   * Runs a write that watchers report. These writes run one after the other, in all processes. A server whose data was deleted
   * stays recorded as changed, so that watchers notice.
   *
   * @param work - Returns the servers that it changed.
   * @returns The new revision.
   */
  async change(work: (trx: Queries) => Promise<readonly string[]>): Promise<number> {
    let revision = 0;
    const writing = async (trx: Queries): Promise<void> => {
      // First: on PostgreSQL it locks the row until the end, so writers run one after the other, read the latest state, and their
      // revisions become visible in order.
      const [row] = await trx.all<Row>(sql`update revision set revision = revision + 1 returning revision`);
      revision = row!.revision;
      for await (const batch of inBatches(await work(trx))) {
        const rows = batch.map((guildId) => ({ guildId, revision }));
        await trx.all(sql.upsert('guild_change', rows, 'guild_id', 'revision'));
      }
      await this.#db.announce(trx);
    };
    // One connection at a time waits for writers in other processes, so that reading goes on with the others.
    await this.#track(this.#turns.run('', () => this.#db.transaction(writing)));
    for (const watcher of this.#watchers) watcher.check();
    return revision;
  }

  async #track(writing: Promise<unknown>): Promise<void> {
    this.#pending.add(writing);
    try {
      await writing;
    } finally {
      this.#pending.delete(writing);
    }
  }

  /**
   * As `Store.watch`. Any sign of a change leads to a check, which compares revisions: checking too often does no harm, and
   * the next check makes up for a failed one.
   */
  async watch(listener: ChangeListener): Promise<Subscription> {
    let seen = await revisionOf(this.#db);
    let isStopped = false;
    const checking = new SingleFlight(async () => {
      if (isStopped) return;
      try {
        const revision = await revisionOf(this.#db);
        // What is written between the two queries comes next time.
        const isNew = sql`revision > ${seen} and revision <= ${revision}`;
        const changed = sql`select guild_id from guild_change where ${isNew} order by guild_id`;
        const guildIds = revision > seen ? await readGuildIds(this.#db, changed) : [];
        seen = revision;
        if (guildIds.length > 0 && !isStopped) await listener(guildIds);
      } catch (error) {
        this.#onFault(error);
      }
    });
    const check = (): void => void checking.run();
    const otherProcesses = await this.#db.subscribe(check);
    const watcher: Watcher = {
      check,
      stop: async () => {
        isStopped = true;
        this.#watchers.delete(watcher);
        await otherProcesses.stop();
        await checking.running;
      },
    };
    this.#watchers.add(watcher);
    // Finds what was written before the subscription began.
    check();
    return watcher;
  }

  async close(): Promise<void> {
    for (const watcher of this.#watchers) await watcher.stop();
    await Promise.allSettled(this.#pending);
  }
}

import type { Transaction } from 'kysely';
import { inBatches } from '../shared/concurrency.ts';
import type { Backend } from './Backend.ts';
import { SqlLearning } from './learning/SqlLearning.ts';
import { readReplies, readReply, writeReplies } from './tables/givenReplies.ts';
import {
  deleteGuildRows,
  forgetGuild,
  readLeftBefore,
  readMemberships,
  recordMemberships,
} from './tables/memberships.ts';
import { hasChangedSince, nextRevision, noteChanges, revisionOf, watchChanges, type Watcher } from './revisions.ts';
import type { Tables } from './rows.ts';
import { readServers } from './tables/servers.ts';
import {
  type AnswerDraft,
  type AnswerVersion,
  type Change,
  type ChangeListener,
  type Conflict,
  COPY_LIFE_MS,
  DEFAULT_SETTINGS,
  DRAFT_LIFE_MS,
  type Editor,
  FORGET_AFTER_MS,
  type GivenReply,
  type GuildSettings,
  type Holdings,
  REPLY_LIFE_MS,
  type ServerHoldings,
  type SettingsChange,
  type Store,
  type StoreOptions,
  type Subscription,
  type UseCount,
  type WriteResult,
} from './Store.ts';
import { contentOf, findConflicts, readCurrent, readHistory, readLatest, writeVersions } from './tables/versions.ts';

/** Thrown inside a transaction to roll it back. Never leaves the store. */
const ROLLBACK = new Error('The store has another version than expected.');

/** The store on either database: decides what belongs in one transaction and which changes are announced. */
export class SqlStore implements Store {
  readonly learning: SqlLearning;
  readonly #backend: Backend;
  readonly #options: Required<StoreOptions>;
  readonly #watchers = new Set<Watcher>();
  readonly #pendingWrites = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(backend: Backend, options: Required<StoreOptions>) {
    this.#backend = backend;
    this.#options = options;
    this.learning = new SqlLearning({
      db: backend.db,
      now: options.now,
      retentionDaysOf: async (guildId) => (await this.settings(guildId)).questionRetentionDays,
      inTransaction: (work) => this.#inTransaction(work),
      change: (work) => this.#change(work),
      scrub: (tables) => backend.scrub(tables),
    });
  }

  current(guildId: string): Promise<AnswerVersion[]> {
    return readCurrent(this.#backend.db, guildId);
  }

  async answer(guildId: string, answerId: string): Promise<AnswerVersion | undefined> {
    return (await readLatest(this.#backend.db, guildId, [answerId])).get(answerId);
  }

  history(guildId: string, answerId: string): Promise<AnswerVersion[]> {
    return readHistory(this.#backend.db, guildId, answerId);
  }

  async write(
    guildId: string,
    changes: readonly Change[],
    editor: Editor,
    { asOf = Infinity } = {},
  ): Promise<WriteResult> {
    if (changes.length === 0) return { isWritten: true, versions: [], revision: await this.revision() };
    if (new Set(changes.map(({ answerId }) => answerId)).size < changes.length) {
      throw new Error('One write may name each answer only once.');
    }
    const versions: AnswerVersion[] = [];
    const conflicts: Conflict[] = [];
    try {
      const revision = await this.#change(async (trx) => {
        conflicts.push(...(await findConflicts(trx, guildId, changes)));
        if (conflicts.length > 0 || (await hasChangedSince(trx, guildId, asOf))) throw ROLLBACK;
        versions.push(...(await writeVersions(trx, guildId, changes, editor, this.#options.now())));
        return [guildId];
      });
      return { isWritten: true, versions, revision };
    } catch (error) {
      if (error === ROLLBACK) return { isWritten: false, conflicts };
      throw error;
    }
  }

  async settings(guildId: string, db = this.#backend.db): Promise<GuildSettings> {
    const row = await db
      .selectFrom('guild_settings')
      .select('settings')
      .where('guild_id', '=', guildId)
      .executeTakeFirst();
    return { ...DEFAULT_SETTINGS, ...(row && (JSON.parse(row.settings) as Partial<GuildSettings>)) };
  }

  async saveSettings(guildId: string, changed: SettingsChange): Promise<GuildSettings> {
    let saved = DEFAULT_SETTINGS;
    await this.#change(async (trx) => {
      const current = await this.settings(guildId, trx);
      saved = { ...current, ...(typeof changed === 'function' ? changed(current) : changed) };
      const settings = JSON.stringify(saved);
      await trx
        .insertInto('guild_settings')
        .values({ guild_id: guildId, settings })
        .onConflict((conflict) => conflict.column('guild_id').doUpdateSet({ settings }))
        .execute();
      return [guildId];
    });
    return saved;
  }

  rememberReplies(replies: readonly GivenReply[]): Promise<void> {
    return this.#inTransaction((trx) => writeReplies(trx, replies));
  }

  replyOf(messageId: string): Promise<GivenReply | undefined> {
    return readReply(this.#backend.db, messageId, this.#options.now() - REPLY_LIFE_MS);
  }

  repliesIn(guildId: string, limit: number): Promise<GivenReply[]> {
    return readReplies(this.#backend.db, guildId, this.#options.now() - REPLY_LIFE_MS, limit);
  }

  forgetReply(questionId: string): Promise<void> {
    return this.#inTransaction((trx) => trx.deleteFrom('given_reply').where('question_id', '=', questionId).execute());
  }

  saveDraft(draft: Omit<AnswerDraft, 'at'>): Promise<void> {
    const at = this.#options.now();
    return this.#inTransaction(async (trx) => {
      await trx.deleteFrom('answer_draft').where('id', '=', draft.id).execute();
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
          at,
        })
        .execute();
    });
  }

  async draft(id: string): Promise<AnswerDraft | undefined> {
    const row = await this.#backend.db
      .selectFrom('answer_draft')
      .select(['id', 'guild_id as guildId', 'editor_id as editorId', 'answer_id as answerId', 'kind', 'content', 'at'])
      .select('expected_version as expectedVersion')
      .where('id', '=', id)
      .where('at', '>', this.#options.now() - DRAFT_LIFE_MS)
      .executeTakeFirst();
    return row && { ...row, content: contentOf(row) };
  }

  deleteDraft(id: string): Promise<void> {
    return this.#inTransaction((trx) => trx.deleteFrom('answer_draft').where('id', '=', id).execute());
  }

  countUses(guildId: string, uses: ReadonlyMap<string, number>): Promise<void> {
    const last_at = this.#options.now();
    // Sorted, because two processes that lock the same rows in different orders could deadlock.
    const sorted = [...uses].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return this.#inTransaction(async (trx) => {
      for await (const batch of inBatches(sorted)) {
        await trx
          .insertInto('answer_use')
          .values(batch.map(([answer_id, count]) => ({ guild_id: guildId, answer_id, count, last_at })))
          .onConflict((conflict) =>
            conflict.columns(['guild_id', 'answer_id']).doUpdateSet((row) => ({
              count: row('answer_use.count', '+', row.ref('excluded.count')),
              last_at: row.ref('excluded.last_at'),
            })),
          )
          .execute();
      }
    });
  }

  async uses(guildId: string): Promise<Map<string, UseCount>> {
    const rows = await this.#backend.db.selectFrom('answer_use').selectAll().where('guild_id', '=', guildId).execute();
    return new Map(rows.map((row) => [row.answer_id, { count: row.count, lastAt: row.last_at }]));
  }

  /** A server that comes back after it was forgotten is announced: a process may still have its old answers in memory. */
  async recordJoined(botId: string, guildIds: readonly string[]): Promise<void> {
    await this.#change((trx) => recordMemberships(trx, botId, guildIds, null));
  }

  async recordLeft(botId: string, guildIds: readonly string[]): Promise<void> {
    const at = this.#options.now();
    await this.#change(async (trx) => {
      await recordMemberships(trx, botId, guildIds, at);
      return [];
    });
  }

  guildsOf(botId: string): Promise<string[]> {
    return readMemberships(this.#backend.db, botId);
  }

  async purge(isGone: (guildId: string) => boolean): Promise<string[]> {
    const now = this.#options.now();
    const expired = now - DRAFT_LIFE_MS;
    await this.#inTransaction((trx) => trx.deleteFrom('answer_draft').where('at', '<=', expired).execute());
    await this.learning.purge();
    const old = now - REPLY_LIFE_MS;
    await this.#inTransaction((trx) => trx.deleteFrom('given_reply').where('at', '<=', old).execute());
    const at = now - FORGET_AFTER_MS;
    const forgotten: string[] = [];
    for (const guildId of await readLeftBefore(this.#backend.db, at)) {
      if (!isGone(guildId)) continue;
      await this.#change(async (trx) => {
        // Checked again: meanwhile a bot may have come back, or another process may have forgotten the server.
        if (await forgetGuild(trx, guildId, at)) forgotten.push(guildId);
        return [];
      });
    }
    await this.#backend.dropCopies(now - COPY_LIFE_MS);
    return forgotten;
  }

  async removeGuild(guildId: string): Promise<void> {
    await this.#change(async (trx) => {
      await deleteGuildRows(trx, guildId);
      return [guildId];
    });
  }

  revision(): Promise<number> {
    return revisionOf(this.#backend.db);
  }

  hasChangedSince(guildId: string, revision: number): Promise<boolean> {
    return hasChangedSince(this.#backend.db, guildId, revision);
  }

  async watch(listener: ChangeListener): Promise<Subscription> {
    const watcher = await watchChanges(this.#backend, listener, this.#options.onFault);
    this.#watchers.add(watcher);
    return {
      stop: () => {
        this.#watchers.delete(watcher);
        return watcher.stop();
      },
    };
  }

  async backup(file: string, { force = false } = {}): Promise<Holdings> {
    // Loaded only when needed, here and below: the bot itself never does.
    const { writeBackup } = await import('./backup.ts');
    return writeBackup(this.#backend, file, force);
  }

  async restore(file: string, { force = false } = {}): Promise<Holdings> {
    const { openBackup, restoreRows } = await import('./backup.ts');
    const backup = await openBackup(file);
    try {
      await this.#change((trx) => restoreRows(trx, backup, force));
      return backup.holdings;
    } finally {
      await backup.close();
    }
  }

  servers(): Promise<ServerHoldings[]> {
    return readServers(this.#backend.db);
  }

  takeTurn(name: string, holdMs: number, signal: AbortSignal): Promise<void> {
    return this.#backend.takeTurn(name, holdMs, signal);
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    for (const watcher of this.#watchers) await watcher.stop();
    await Promise.allSettled(this.#pendingWrites);
    await this.#backend.close();
  }

  async #inTransaction(work: (trx: Transaction<Tables>) => Promise<unknown>): Promise<void> {
    const writing = this.#backend.db.transaction().execute(work);
    this.#pendingWrites.add(writing);
    try {
      await writing;
    } finally {
      this.#pendingWrites.delete(writing);
    }
  }

  /**
   * Runs a write that watchers report. These writes run one after the other, in all processes.
   *
   * @param work - Returns the servers that it changed.
   * @returns The new revision.
   */
  async #change(work: (trx: Transaction<Tables>) => Promise<readonly string[]>): Promise<number> {
    let revision = 0;
    await this.#inTransaction(async (trx) => {
      revision = await nextRevision(trx);
      await noteChanges(trx, await work(trx), revision);
      await this.#backend.announce(trx);
    });
    for (const watcher of this.#watchers) watcher.check();
    return revision;
  }
}

import type { Kysely, Transaction } from 'kysely';
import { inBatches } from '../shared/concurrency.ts';
import { BackupFile, type Holdings, writeBackup } from './backup.ts';
import type { Backend } from './openStore.ts';
import { changesSince, hasChangedSince, nextRevision, noteChanges, revisionOf } from './revisions.ts';
import { restoreRows } from './rows.ts';
import { GUILD_TABLES, type Tables } from './schema.ts';
import {
  type AnswerContent,
  type AnswerDraft,
  type AnswerVersion,
  type Change,
  type ChangeListener,
  type Changes,
  DEFAULT_SETTINGS,
  DRAFT_LIFE_MS,
  type Editor,
  type GuildSettings,
  type Store,
  TooLate,
  type UseCount,
  type Watch,
  type WriteOptions,
  type WriteResult,
} from './Store.ts';
import { findConflicts, readCurrent, readHistory, readLatest, writeVersions } from './versions.ts';
import { Watcher } from './Watcher.ts';

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

/** What was never set, or did not exist when a server's settings were saved, is as by default. */
export async function readSettings(db: Kysely<Tables>, guildId: string): Promise<GuildSettings> {
  const row = await db
    .selectFrom('guild_settings')
    .select('settings')
    .where('guild_id', '=', guildId)
    .executeTakeFirst();
  if (!row) return DEFAULT_SETTINGS;
  return { ...DEFAULT_SETTINGS, ...(JSON.parse(row.settings) as Partial<GuildSettings>) };
}

export async function writeSettings(
  trx: Transaction<Tables>,
  guildId: string,
  guildSettings: GuildSettings,
): Promise<void> {
  const settings = JSON.stringify(guildSettings);
  await trx
    .insertInto('guild_settings')
    .values({ guild_id: guildId, settings })
    .onConflict((conflict) => conflict.column('guild_id').doUpdateSet({ settings }))
    .execute();
}

export async function readUses(db: Kysely<Tables>, guildId: string): Promise<Map<string, UseCount>> {
  const rows = await db.selectFrom('answer_use').selectAll().where('guild_id', '=', guildId).execute();
  return new Map(rows.map((row) => [row.answer_id, { count: row.count, lastAt: row.last_at }]));
}

export async function addUses(
  trx: Transaction<Tables>,
  guildId: string,
  uses: ReadonlyMap<string, number>,
  now: number,
): Promise<void> {
  // In one order, or two processes that count the same answers could each wait for the other.
  const counted = [...uses].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for await (const some of inBatches(counted)) {
    await trx
      .insertInto('answer_use')
      .values(some.map(([answer_id, count]) => ({ guild_id: guildId, answer_id, count, last_at: now })))
      .onConflict((conflict) =>
        conflict.columns(['guild_id', 'answer_id']).doUpdateSet((row) => ({
          count: row('answer_use.count', '+', row.ref('excluded.count')),
          last_at: row.ref('excluded.last_at'),
        })),
      )
      .execute();
  }
}

interface SqlStoreOptions {
  readonly onFault: (error: unknown) => void;
  readonly now: () => number;
}

/** The store on either database: what belongs into one transaction, and who has to hear of it. */
export class SqlStore implements Store {
  readonly #backend: Backend;
  readonly #options: SqlStoreOptions;
  readonly #watchers = new Set<Watcher>();
  readonly #underWay = new Set<Promise<void>>();
  #closing: Promise<void> | undefined;

  constructor(backend: Backend, options: SqlStoreOptions) {
    this.#backend = backend;
    this.#options = options;
  }

  current(guildId: string): Promise<AnswerVersion[]> {
    return readCurrent(this.#backend.db, guildId);
  }

  answer(guildId: string, answerId: string): Promise<AnswerVersion | undefined> {
    return readLatest(this.#backend.db, guildId, answerId);
  }

  history(guildId: string, answerId: string): Promise<AnswerVersion[]> {
    return readHistory(this.#backend.db, guildId, answerId);
  }

  async write(
    guildId: string,
    changes: readonly Change[],
    editor: Editor,
    { asOf = Infinity }: WriteOptions = {},
  ): Promise<WriteResult> {
    if (changes.length === 0) return { isWritten: true, versions: [], revision: await this.revision() };
    if (new Set(changes.map(({ answerId }) => answerId)).size < changes.length) {
      throw new Error('One write may name each answer only once.');
    }
    const versions: AnswerVersion[] = [];
    try {
      const revision = await this.#change(async (trx) => {
        const conflicts = await findConflicts(trx, guildId, changes);
        if (conflicts.length > 0 || (await hasChangedSince(trx, guildId, asOf))) throw new TooLate(conflicts);
        versions.push(...(await writeVersions(trx, guildId, changes, editor, this.#options.now())));
        return [guildId];
      });
      return { isWritten: true, versions, revision };
    } catch (error) {
      if (error instanceof TooLate) return { isWritten: false, conflicts: error.conflicts };
      throw error;
    }
  }

  async removeGuild(guildId: string): Promise<void> {
    await this.#change(async (trx) => {
      for (const table of GUILD_TABLES) await trx.deleteFrom(table).where('guild_id', '=', guildId).execute();
      return [guildId];
    });
  }

  settings(guildId: string): Promise<GuildSettings> {
    return readSettings(this.#backend.db, guildId);
  }

  async saveSettings(guildId: string, changed: Partial<GuildSettings>): Promise<GuildSettings> {
    let settings = DEFAULT_SETTINGS;
    await this.#change(async (trx) => {
      settings = { ...(await readSettings(trx, guildId)), ...changed };
      await writeSettings(trx, guildId, settings);
      return [guildId];
    });
    return settings;
  }

  saveDraft(draft: Omit<AnswerDraft, 'at'>): Promise<void> {
    return this.#inTransaction((trx) => writeDraft(trx, { ...draft, at: this.#options.now() }));
  }

  draft(id: string): Promise<AnswerDraft | undefined> {
    return readDraft(this.#backend.db, id, this.#options.now());
  }

  deleteDraft(id: string): Promise<void> {
    return this.#inTransaction(async (trx) => {
      await trx.deleteFrom('answer_draft').where('id', '=', id).execute();
    });
  }

  countUses(guildId: string, uses: ReadonlyMap<string, number>): Promise<void> {
    return this.#inTransaction((trx) => addUses(trx, guildId, uses, this.#options.now()));
  }

  uses(guildId: string): Promise<Map<string, UseCount>> {
    return readUses(this.#backend.db, guildId);
  }

  revision(): Promise<number> {
    return revisionOf(this.#backend.db);
  }

  changedSince(revision: number): Promise<Changes> {
    return changesSince(this.#backend.db, revision);
  }

  async watch(listener: ChangeListener): Promise<Watch> {
    const watcher = await Watcher.start(this.#backend, {
      listener,
      onFault: this.#options.onFault,
      onStop: (stopped) => this.#watchers.delete(stopped),
    });
    this.#watchers.add(watcher);
    return watcher;
  }

  backup(file: string, { force = false } = {}): Promise<Holdings> {
    return writeBackup(this.#backend, file, force);
  }

  async restore(file: string, { force = false } = {}): Promise<Holdings> {
    const backup = BackupFile.open(file);
    try {
      await this.#change((trx) => restoreRows(trx, backup, force));
      return backup.holdings;
    } finally {
      backup.close();
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const watcher of this.#watchers) await watcher.stop();
    await Promise.allSettled(this.#underWay);
    await this.#backend.close();
  }

  #inTransaction(work: (trx: Transaction<Tables>) => Promise<void>): Promise<void> {
    const writing = this.#backend.db
      .transaction()
      .execute(work)
      .finally(() => this.#underWay.delete(writing));
    this.#underWay.add(writing);
    return writing;
  }

  /** A write that others must hear of. @param work - Returns the servers that it changed. @returns The new revision. */
  async #change(work: (trx: Transaction<Tables>) => Promise<readonly string[]>): Promise<number> {
    let revision = 0;
    await this.#inTransaction(async (trx) => {
      revision = await nextRevision(trx);
      await noteChanges(trx, await work(trx), revision);
      await this.#backend.announce(trx);
    });
    for (const watcher of this.#watchers) watcher.look();
    return revision;
  }
}

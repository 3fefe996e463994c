import type { Transaction } from 'kysely';
import type { AnswerDraft } from './AnswerDraft.ts';
import type { AnswerVersion } from './AnswerVersion.ts';
import type { Backend } from './Backend.ts';
import { BackupFile } from './backup/BackupFile.ts';
import type { Holdings } from './backup/Holdings.ts';
import { restoreRows } from './backup/restoreRows.ts';
import { writeBackup } from './backup/writeBackup.ts';
import type { Change, Editor, WriteOptions, WriteResult } from './Change.ts';
import { readDraft, writeDraft } from './drafts.ts';
import { DEFAULT_SETTINGS, type GuildSettings } from './GuildSettings.ts';
import { changesSince, hasChangedSince, nextRevision, noteChanges, revisionOf } from './revisions.ts';
import { readSettings, writeSettings } from './settings.ts';
import type { ChangeListener, Changes, Store, Watch } from './Store.ts';
import { GUILD_TABLES, type Tables } from './Tables.ts';
import { TooLate } from './TooLate.ts';
import type { UseCount } from './UseCount.ts';
import { addUses, readUses } from './uses.ts';
import { findConflicts, readCurrent, readHistory, readLatest, writeVersions } from './versions.ts';
import { Watcher } from './Watcher.ts';

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
    if (changes.length === 0) return { isWritten: true, versions: [] };
    if (new Set(changes.map(({ answerId }) => answerId)).size < changes.length) {
      throw new Error('One write may name each answer only once.');
    }
    const versions: AnswerVersion[] = [];
    try {
      await this.#change(async (trx) => {
        const conflicts = await findConflicts(trx, guildId, changes);
        if (conflicts.length > 0 || (await hasChangedSince(trx, guildId, asOf))) throw new TooLate(conflicts);
        versions.push(...(await writeVersions(trx, guildId, changes, editor, this.#options.now())));
        return [guildId];
      });
      return { isWritten: true, versions };
    } catch (error) {
      if (error instanceof TooLate) return { isWritten: false, conflicts: error.conflicts };
      throw error;
    }
  }

  removeGuild(guildId: string): Promise<void> {
    return this.#change(async (trx) => {
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

  /** A write that others must hear of. @param work - Returns the servers that it changed. */
  async #change(work: (trx: Transaction<Tables>) => Promise<readonly string[]>): Promise<void> {
    await this.#inTransaction(async (trx) => {
      const revision = await nextRevision(trx);
      await noteChanges(trx, await work(trx), revision);
      await this.#backend.announce(trx);
    });
    for (const watcher of this.#watchers) watcher.look();
  }
}

import type { AnswerDraft } from './AnswerDraft.ts';
import type { AnswerVersion } from './AnswerVersion.ts';
import type { Holdings } from './backup/Holdings.ts';
import type { Change, Editor, WriteOptions, WriteResult } from './Change.ts';
import type { GuildSettings } from './GuildSettings.ts';
import type { UseCount } from './UseCount.ts';

/**
 * What must survive a restart: the answers of each server with their history, its settings, drafts and use counts.
 *
 * Every promise of a write is kept only once the write is on disk. Several processes may use one store at the same time.
 * What is thrown here is a fault, except where a UserError is named.
 */
export interface Store {
  /** The latest version of every answer of a server, removed ones (`content: null`) too, by id. One consistent state. */
  current(guildId: string): Promise<AnswerVersion[]>;
  /** The latest version of one answer, a removed one too. */
  answer(guildId: string, answerId: string): Promise<AnswerVersion | undefined>;
  /** All versions of one answer, newest first. */
  history(guildId: string, answerId: string): Promise<AnswerVersion[]>;
  /**
   * Writes all changes or, when one of them comes too late, none. An answer may be named only once.
   *
   * @example
   * const result = await store.write(guildId, [{ answerId: 'rules', kind: 'edit', content, expectedVersion: 3 }], editor);
   * if (!result.isWritten) show(result.conflicts[0].latest); // version 4, by somebody else
   */
  write(guildId: string, changes: readonly Change[], editor: Editor, options?: WriteOptions): Promise<WriteResult>;
  /** Forgets everything about a server: its answers with their history, settings, drafts and use counts. */
  removeGuild(guildId: string): Promise<void>;

  settings(guildId: string): Promise<GuildSettings>;
  /** Saves some settings beside those that are there, whoever saves others at the same moment. @returns All of them. */
  saveSettings(guildId: string, changed: Partial<GuildSettings>): Promise<GuildSettings>;

  /** Saves a draft in place of the one with its id, and forgets all that have expired. */
  saveDraft(draft: Omit<AnswerDraft, 'at'>): Promise<void>;
  /** Absent when it was deleted or has expired. */
  draft(id: string): Promise<AnswerDraft | undefined>;
  deleteDraft(id: string): Promise<void>;

  /** Adds to the use counts of a server. */
  countUses(guildId: string, uses: ReadonlyMap<string, number>): Promise<void>;
  /** By id of the answer. */
  uses(guildId: string): Promise<Map<string, UseCount>>;

  /** Grows with every write of answers or settings, by any process. */
  revision(): Promise<number>;
  /** The servers whose answers or settings were written after a revision, and the revision reached. */
  changedSince(revision: number): Promise<Changes>;
  /**
   * Calls back with the servers that any process changed after this call, this process too. Failures to look go to the
   * store's `onFault`, as does what the listener throws; looking goes on.
   */
  watch(listener: ChangeListener): Promise<Watch>;

  /**
   * Makes a consistent copy of all rows while others write: one SQLite file, whichever database this is.
   *
   * @returns what it holds.
   * @throws UserError `backup-exists` unless forced, `backup-in-use`, `backup-not-written`
   */
  backup(file: string, options?: { readonly force?: boolean }): Promise<Holdings>;
  /**
   * Replaces all rows by those of a backup, at once or, when anything is wrong, not at all.
   *
   * @returns what it holds.
   * @throws UserError `store-not-empty` unless forced; `no-backup`, `not-a-backup`, `backup-damaged`, `backup-too-new`,
   *   `backup-too-old`
   */
  restore(file: string, options?: { readonly force?: boolean }): Promise<Holdings>;

  /** Ends every watch, and waits for writes that are under way. Closing twice is closing once. */
  close(): Promise<void>;
}

export interface Changes {
  readonly revision: number;
  readonly guildIds: readonly string[];
}

export type ChangeListener = (guildIds: readonly string[]) => void | Promise<void>;

/** A look-out for changes. */
export interface Watch {
  stop(): Promise<void>;
}

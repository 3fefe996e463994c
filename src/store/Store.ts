import type { Holdings } from './backup.ts';

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

/**
 * What moderators write of a server answer: all that can be edited, without who changed it and when.
 * The store keeps it as it is; lengths, links and clashes between phrasings are the business of `answers/`.
 */
export interface AnswerContent {
  readonly title: string;
  /** Phrasings: ways in which members ask this. */
  readonly questions: readonly string[];
  /** Markdown. */
  readonly body: string;
  /** Links, `https://…`, most important first. May be empty. */
  readonly sources: readonly string[];
  /** `YYYY-MM-DD`: the day on which somebody should look again. Absent when it will not become stale. */
  readonly reviewBy?: string;
}

/** Drafts are forgotten after a day: nobody comes back to a preview that long after closing it. */
export const DRAFT_LIFE_MS = 24 * 60 * 60 * 1000;

/** A change that its editor has written but not yet published: what the buttons under its preview act upon. */
export interface AnswerDraft extends Change {
  /** Short random text of at most 32 characters, so that it fits into a button's `custom_id`. */
  readonly id: string;
  readonly guildId: string;
  /** Discord's id of the person who wrote it. Nobody else may use it. */
  readonly editorId: string;
  /** Milliseconds since 1970, when it was last saved. */
  readonly at: number;
}

/** How a version came about. */
export type ChangeKind = 'add' | 'edit' | 'remove' | 'restore' | 'import';

/**
 * One state of a server answer. Every change makes a new version and leaves those before it as they are, so that
 * history can be shown and brought back.
 */
export interface AnswerVersion {
  /** Discord's id of the server. */
  readonly guildId: string;
  /** Kebab-case and unique in its server. One that a curated answer has too replaces that one there. */
  readonly answerId: string;
  /** 1, 2, 3 … without gaps. */
  readonly version: number;
  readonly kind: ChangeKind;
  /**
   * `null`: from this version on the server does not have this answer of its own. A curated one of this id is hidden
   * there, unless the kind is `restore`: then it is seen as it is everywhere.
   */
  readonly content: AnswerContent | null;
  /** Discord's id of the person. */
  readonly editorId: string;
  /** What that person was called at the time, to be shown when Discord no longer knows. */
  readonly editorName: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Who changes something. */
export interface Editor {
  /** Discord's id of the person. */
  readonly id: string;
  /** What to call them in the history. */
  readonly name: string;
}

/** The next version of one server answer, as somebody would like it. */
export interface Change {
  readonly answerId: string;
  readonly kind: ChangeKind;
  /** `null` removes the server answer, or hides a curated one. */
  readonly content: AnswerContent | null;
  /**
   * The version that the editor saw, `0` for none at all. Another one in the store means that somebody else was
   * faster, and then nothing is written. A removed answer still has its versions: adding it again expects the last of them.
   */
  readonly expectedVersion: number;
}

/** One change that came too late. */
export interface Conflict {
  readonly answerId: string;
  readonly expectedVersion: number;
  /** What is there instead; absent when it was expected and there is nothing. */
  readonly latest?: AnswerVersion;
}

/** What a write may depend on beside the versions that its changes expect. */
export interface WriteOptions {
  /**
   * A revision that was read before all that the changes were checked against: when anybody has changed anything of the
   * server after it, nothing is written. Default: whatever the server has will do.
   */
  readonly asOf?: number;
}

/**
 * All changes were written, or none because of the conflicts. Both in the order of the changes. Without conflicts nothing
 * is written when the server has changed since `asOf`: to be checked again, and tried again.
 */
export type WriteResult =
  | {
      readonly isWritten: true;
      readonly versions: readonly AnswerVersion[];
      /** The store's revision with this write. */
      readonly revision: number;
    }
  | { readonly isWritten: false; readonly conflicts: readonly Conflict[] };

/** What moderators of one server have set. Kept as JSON, so that a new setting needs no migration. */
export interface GuildSettings {
  /** Discord's ids of the roles whose members may edit answers, beside those who may manage the server. */
  readonly editorRoleIds: readonly string[];
  /** Discord's id of the channel where changes are told, or `null` for none. */
  readonly logChannelId: string | null;
}

/** What holds on a server where nobody has set anything. Settings that are missing in the store are taken from here. */
export const DEFAULT_SETTINGS: GuildSettings = Object.freeze({
  editorRoleIds: Object.freeze([]),
  logChannelId: null,
});

/** How often an answer was given on one server. Counted for every id: server answers, curated ones and made ones. */
export interface UseCount {
  readonly count: number;
  /** Milliseconds since 1970, when uses were last counted. */
  readonly lastAt: number;
}

/** What may be told to `openStore`. All of it has a default. */
export interface StoreOptions {
  /**
   * Is told of failures that nobody is waiting for: a lost connection, a look for changes that failed. The store goes
   * on by itself. By default they are dropped.
   */
  readonly onFault?: (error: unknown) => void;
  /** The clock, in milliseconds since 1970. `Date.now` by default. */
  readonly now?: () => number;
  /**
   * How often `watch` looks for changes by other processes, in milliseconds. By default 1,000 with a file, and 30,000
   * with PostgreSQL, which tells of changes by itself and is asked only in case it could not.
   */
  readonly pollMs?: number;
  /** Fail where there is no database yet, rather than make one: for whoever only reads. */
  readonly mustExist?: boolean;
}

/** Thrown inside a transaction to undo it when changes expect something else than there is. Never leaves the store. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
  readonly conflicts: readonly Conflict[];

  constructor(conflicts: readonly Conflict[]) {
    super('Somebody else was faster.');
    this.conflicts = conflicts;
  }
}

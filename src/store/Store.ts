import { inBatches } from '../shared/concurrency.ts';
import { type Database, type Queries, read, type Sql, sql } from './Database.ts';
import * as guilds from './guilds.ts';
import { LearningStore } from './LearningStore.ts';
import * as records from './records.ts';
import type { AnswerDraft, AnswerVersion, Change, Editor, GivenReply, GuildSettings } from './records.ts';
import { Changes, hasChangedSince, revisionOf } from './revisions.ts';

export * from './records.ts';

const versionsOf = (guildId: string, answerId: string): Sql => sql`
  select * from answer_version where guild_id = ${guildId} and answer_id = ${answerId} order by version desc`;

/**
 * What must survive a restart: each server's answers with their history, its settings, drafts and use counts, and which
 * servers the bot is in. A write resolves only once it is on disk. Several processes may use one store at the same time.
 * Errors are faults, unless a UserError is named.
 */
export class Store {
  /** Questions without a right answer, votes, counts and phrasings. */
  readonly learning: LearningStore;
  readonly #db: Database;
  readonly #options: Required<records.StoreOptions>;
  readonly #changes: Changes;
  #closing: Promise<void> | undefined;

  constructor(db: Database, options: Required<records.StoreOptions>) {
    this.#db = db;
    this.#options = options;
    this.#changes = new Changes(db, options.onFault);
    this.learning = new LearningStore(db, this.#changes, options.now);
  }

  /** The latest version of every answer of a server, also of removed ones, sorted by id. Read from one consistent state. */
  async current(guildId: string): Promise<AnswerVersion[]> {
    // As a version never changes, those that are the latest at one moment can be read in batches.
    const heads = await read<Pick<AnswerVersion, 'answerId' | 'version'>>(
      this.#db,
      sql`select answer_id, version from answer where guild_id = ${guildId}`,
    );
    const versions: AnswerVersion[] = [];
    for await (const batch of inBatches(heads)) {
      // In PostgreSQL, a value in a list has no type of its own.
      const wanted = batch.map(({ answerId, version }) => sql`(${answerId}, cast(${version} as integer))`);
      const isWanted = sql`(answer_id, version) in (values ${sql.joined(wanted)})`;
      const some = sql`select * from answer_version where guild_id = ${guildId} and ${isWanted}`;
      versions.push(...(await read<AnswerVersion>(this.#db, some)));
    }
    return versions.toSorted((a, b) => (a.answerId < b.answerId ? -1 : 1));
  }

  /** The latest version of one answer, even if it was removed. */
  async answer(guildId: string, answerId: string): Promise<AnswerVersion | undefined> {
    return (await read<AnswerVersion>(this.#db, sql`${versionsOf(guildId, answerId)} limit 1`))[0];
  }

  /** All versions of one answer, newest first. */
  history(guildId: string, answerId: string): Promise<AnswerVersion[]> {
    return read(this.#db, versionsOf(guildId, answerId));
  }

  /**
   * Writes all changes, or none if an answer has another version than expected. May name each answer only once.
   *
   * @param options - `asOf` is a revision read before everything that the changes were checked against. If the server was
   *   changed after it, nothing is written. Default: no such condition.
   * @example
   * const written = await store.write(guildId, [{ answerId: 'rules', kind: 'edit', content, expectedVersion: 3 }], editor);
   * if (!written) again(); // Somebody else has written version 4.
   */
  async write(
    guildId: string,
    changes: readonly Change[],
    editor: Editor,
    { asOf = Infinity }: { readonly asOf?: number } = {},
  ): Promise<records.Written | undefined> {
    if (changes.length === 0) return { versions: [], revision: await this.revision() };
    if (new Set(changes.map(({ answerId }) => answerId)).size < changes.length) {
      throw new Error('One write may name each answer only once.');
    }
    const by = { editorId: editor.id, editorName: records.storable(editor.name), at: this.#options.now() };
    const versions = changes.map(({ answerId, kind, content, expectedVersion }): AnswerVersion => {
      return { guildId, answerId, version: expectedVersion + 1, kind, content, ...by };
    });
    let isWritten = false;
    const revision = await this.#changes.change(async (trx) => {
      if ((await hasChangedSince(trx, guildId, asOf)) || !(await areExpected(trx, guildId, changes))) return [];
      await writeVersions(trx, versions);
      isWritten = true;
      return [guildId];
    });
    return isWritten ? { versions, revision } : undefined;
  }

  settings(guildId: string): Promise<GuildSettings> {
    return guilds.readSettings(this.#db, guildId);
  }

  /**
   * Saves some settings and keeps the others, even those saved at the same moment.
   *
   * @param changed - Or a function that makes them from the current ones. It may be called several times.
   * @returns All of them.
   */
  async saveSettings(guildId: string, changed: records.SettingsChange): Promise<GuildSettings> {
    let saved = records.DEFAULT_SETTINGS;
    await this.#changes.change(async (trx) => {
      const current = await guilds.readSettings(trx, guildId);
      saved = { ...current, ...(typeof changed === 'function' ? changed(current) : changed) };
      await trx.all(sql.upsert('guild_settings', [{ guildId, settings: saved }], 'guild_id', 'settings'));
      return [guildId];
    });
    return saved;
  }

  /** Remembers replies that the bot has given, replacing what is remembered about the same questions. */
  rememberReplies(replies: readonly GivenReply[]): Promise<void> {
    return this.#changes.write(async (trx) => {
      for await (const batch of inBatches(replies)) {
        const replaced = ['reply_id', 'answer_id', 'digest', 'is_dismissed', 'is_temporary'];
        await trx.all(sql.upsert('given_reply', batch.map(rowOfReply), 'question_id', ...replaced));
      }
    });
  }

  /** The reply that is one of these messages or answers one of them, if it was given less than a day ago. */
  async replyOf(messageId: string): Promise<GivenReply | undefined> {
    const isEither = sql`(question_id = ${messageId} or reply_id = ${messageId})`;
    return (await this.#repliesWhere(isEither))[0];
  }

  /** The replies with an answer on one server in the last day, newest first, without dismissed ones. */
  repliesIn(guildId: string, limit: number): Promise<GivenReply[]> {
    return this.#repliesWhere(sql`
      guild_id = ${guildId} and answer_id is not null and digest is not null and is_dismissed = 0
      order by at desc limit ${limit}`);
  }

  /** @param condition - Beside that they were given in the last day. What follows conditions may follow it. */
  async #repliesWhere(condition: Sql): Promise<GivenReply[]> {
    const isFresh = sql`at > ${this.#ago(records.REPLY_LIFE_MS)}`;
    const rows = await read<ReplyRow>(this.#db, sql`select * from given_reply where ${isFresh} and ${condition}`);
    return rows.map(replyOf);
  }

  /** Those of the last day that the bot wanted to take away, and has not. */
  temporaryReplies(): Promise<GivenReply[]> {
    return this.#repliesWhere(sql`is_temporary = 1 and is_dismissed = 0`);
  }

  forgetReply(questionId: string): Promise<void> {
    return this.#changes.write((trx) => trx.all(sql`delete from given_reply where question_id = ${questionId}`));
  }

  saveDraft(draft: Omit<AnswerDraft, 'at'>): Promise<void> {
    const { id, guildId, editorId, answerId, expectedVersion, kind, content } = draft;
    const row = { id, guildId, editorId, answerId, expectedVersion, kind, content, at: this.#options.now() };
    return this.#changes.write(async (trx) => {
      await trx.all(sql`delete from answer_draft where id = ${id}`);
      await trx.all(sql.insertInto('answer_draft', [row]));
    });
  }

  /** Returns `undefined` once the draft has been deleted or has expired. */
  async draft(id: string): Promise<AnswerDraft | undefined> {
    const isFresh = sql`at > ${this.#ago(records.DRAFT_LIFE_MS)}`;
    const found = await read<AnswerDraft>(this.#db, sql`select * from answer_draft where id = ${id} and ${isFresh}`);
    return found[0];
  }

  deleteDraft(id: string): Promise<void> {
    return this.#changes.write((trx) => trx.all(sql`delete from answer_draft where id = ${id}`));
  }

  async uses(guildId: string): Promise<Map<string, records.UseCount>> {
    const rows = await read<records.UseCount & { answerId: string }>(
      this.#db,
      sql`select answer_id, count, last_at from answer_use where guild_id = ${guildId}`,
    );
    return new Map(rows.map(({ answerId, count, lastAt }) => [answerId, { count, lastAt }]));
  }

  /**
   * Records that a bot is in these servers: they are not forgotten. One that comes back after it was forgotten is announced,
   * as a process may still have its old answers in memory.
   */
  async recordJoined(botId: string, guildIds: readonly string[]): Promise<void> {
    await this.#changes.change((trx) => guilds.recordMemberships(trx, botId, guildIds, null));
  }

  /** Records that a bot is no longer in these servers. If that was recorded before, the earlier time stays. */
  async recordLeft(botId: string, guildIds: readonly string[]): Promise<void> {
    const at = this.#options.now();
    await this.#changes.change(async (trx) => {
      await guilds.recordMemberships(trx, botId, guildIds, at);
      return [];
    });
  }

  /** The servers that a bot is in, as recorded, and those with stored data for which nothing is recorded about any bot. */
  guildsOf(botId: string): Promise<string[]> {
    return guilds.readMemberships(this.#db, botId);
  }

  /**
   * Deletes what has been kept long enough: expired drafts, replies older than a day, copies that were kept before migrating,
   * and everything about each server that every bot left at least `FORGET_AFTER_MS` ago.
   *
   * @param isGone - Called for each of these servers. Return false to keep one.
   * @returns The servers that were forgotten.
   */
  async purge(isGone: (guildId: string) => boolean): Promise<string[]> {
    const [drafts, replies] = [this.#ago(records.DRAFT_LIFE_MS), this.#ago(records.REPLY_LIFE_MS)];
    await this.#changes.write(async (trx) => {
      await trx.all(sql`delete from answer_draft where at <= ${drafts}`);
      await trx.all(sql`delete from given_reply where at <= ${replies}`);
    });
    await this.learning.purge();
    const leftBy = this.#ago(records.FORGET_AFTER_MS);
    const forgotten: string[] = [];
    for (const guildId of await guilds.readLeftBefore(this.#db, leftBy)) {
      if (!isGone(guildId)) continue;
      await this.#changes.change(async (trx) => {
        // Checked again: meanwhile a bot may have come back, or another process may have forgotten the server.
        if (await guilds.forgetGuild(trx, guildId, leftBy)) forgotten.push(guildId);
        return [];
      });
    }
    await this.#db.dropCopies(this.#ago(records.COPY_LIFE_MS));
    return forgotten;
  }

  servers(): Promise<records.ServerHoldings[]> {
    return guilds.readServers(this.#db);
  }

  /** Deletes everything of a server now, wherever the bot is, so that nothing of it is left in the database's files. */
  async removeGuild(guildId: string): Promise<void> {
    await this.#changes.change(async (trx) => {
      await guilds.deleteGuildRows(trx, guildId);
      return [guildId];
    });
    await this.#db.scrub(guilds.TABLES_OF_A_GUILD);
  }

  /** Grows with every write of answers or settings, by any process. */
  revision(): Promise<number> {
    return revisionOf(this.#db);
  }

  hasChangedSince(guildId: string, revision: number): Promise<boolean> {
    return hasChangedSince(this.#db, guildId, revision);
  }

  /**
   * Calls the listener with the servers that any process, this one included, changes after this call. Errors go to the
   * store's `onFault`, including those that the listener throws, and watching continues.
   */
  watch(listener: records.ChangeListener): Promise<records.Subscription> {
    return this.#changes.watch(listener);
  }

  /**
   * Copies all rows into one SQLite file, whichever database this is. The copy is consistent while others write.
   *
   * @throws UserError `backup-exists` unless forced, `backup-in-use`, `backup-not-written`
   */
  async backup(file: string, { force = false }: { readonly force?: boolean } = {}): Promise<records.Holdings> {
    // Loaded only when needed, here and below: the bot itself never does.
    const { writeBackup } = await import('./backup.ts');
    return writeBackup(this.#db, file, force);
  }

  /**
   * Replaces all rows with those of a backup. Changes nothing if anything is wrong.
   *
   * @throws UserError `store-not-empty` unless forced; `no-backup`, `not-a-backup`, `backup-damaged`, `backup-too-new`
   */
  async restore(file: string, { force = false }: { readonly force?: boolean } = {}): Promise<records.Holdings> {
    const { openBackup, restoreRows } = await import('./backup.ts');
    const backup = await openBackup(file);
    try {
      await this.#changes.change((trx) => restoreRows(trx, backup, force));
      return backup.holdings;
    } finally {
      await backup.close();
    }
  }

  /**
   * Waits until no process has the turn of this name, then has it for `holdMs`, or until this process ends. With SQLite
   * it returns at once: its processes are on one machine, and their parent starts them one after the other.
   *
   * @throws The signal's reason when it aborts.
   */
  takeTurn(name: string, holdMs: number, signal: AbortSignal): Promise<void> {
    return this.#db.takeTurn(name, holdMs, signal);
  }

  /** Ends every watch and waits for pending writes. Safe to call twice. */
  close(): Promise<void> {
    return (this.#closing ??= this.#changes.close().then(() => this.#db.close()));
  }

  #ago(ms: number): number {
    return this.#options.now() - ms;
  }
}

interface ReplyRow extends Omit<GivenReply, 'forUserId'> {
  readonly forUserId: string | null;
}

const rowOfReply = (reply: GivenReply): ReplyRow => {
  const { forUserId = null, isTemporary = false } = reply;
  return { ...reply, forUserId, isTemporary };
};

const replyOf = ({ forUserId, isTemporary, ...reply }: ReplyRow): GivenReply => ({
  ...reply,
  ...(forUserId !== null && { forUserId }),
  ...(isTemporary && { isTemporary }),
});

/** Whether the store has the versions that the editor saw. */
async function areExpected(trx: Queries, guildId: string, changes: readonly Change[]): Promise<boolean> {
  for await (const batch of inBatches(changes)) {
    const ids = sql.tuple(batch.map(({ answerId }) => answerId));
    const stored = sql`select answer_id, version from answer where guild_id = ${guildId} and answer_id in ${ids}`;
    const heads = await read<Pick<AnswerVersion, 'answerId' | 'version'>>(trx, stored);
    const versions = new Map(heads.map(({ answerId, version }) => [answerId, version]));
    if (batch.some(({ answerId, expectedVersion }) => (versions.get(answerId) ?? 0) !== expectedVersion)) return false;
  }
  return true;
}

async function writeVersions(trx: Queries, versions: readonly AnswerVersion[]): Promise<void> {
  for await (const batch of inBatches(versions)) {
    await trx.all(sql.insertInto('answer_version', batch));
    const heads = batch.map(({ guildId, answerId, version }) => ({ guildId, answerId, version }));
    await trx.all(sql.upsert('answer', heads, 'guild_id, answer_id', 'version'));
  }
}

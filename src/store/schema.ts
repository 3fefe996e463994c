import { inBatches } from '../shared/concurrency.ts';
import { UserError } from '../shared/UserError.ts';
import { type Database, type Queries, sql, type Value } from './Database.ts';
import { databaseTooNew } from './strings.ts';

/**
 * The tables with a server's data. All tables have only types that both databases know: text, integers, and JSON as text.
 *
 *     answer ──────────── which version of an answer is the latest
 *       └ answer_version  every version so far; rows are only added
 *     guild_settings, answer_draft, answer_use
 *     kept_question ───── questions without a right answer, for as long as the server wants
 *     vote, day_count ─── what people say about replies, and how many there were
 *     taught_version ──── phrasings beside answers; rows are only added
 *     person_key ──────── with what people are hashed in these tables
 *     given_reply ─────── the bot's replies of the last day; not in backups
 *     guild_membership ── which bots are in a server, or when they left it
 *     revision ────────── one row: counts the writes of answers and settings
 *       └ guild_change    the revision at which each server was last changed
 *     whence_schema ───── one row: how many migrations have been applied
 */
export const GUILD_TABLES = [
  'answer',
  'answer_version',
  'guild_settings',
  'answer_draft',
  'answer_use',
  'kept_question',
  'vote',
  'day_count',
  'taught_version',
  'person_key',
] as const;

/** The tables in a backup, apart from the schema version. */
export const BACKUP_TABLES = [...GUILD_TABLES, 'guild_membership', 'revision', 'guild_change'] as const;

/**
 * The steps that create the tables, oldest first. A database stores how many of them have been applied. Only ever add to
 * the end: released steps have already been applied to other people's data.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `create table answer (
      guild_id text not null, answer_id text not null, version integer not null,
      constraint answer_key primary key (guild_id, answer_id)
    )`,
    `create table answer_version (
      guild_id text not null, answer_id text not null, version integer not null, kind text not null, content text,
      editor_id text not null, editor_name text not null, at bigint not null,
      constraint answer_version_key primary key (guild_id, answer_id, version)
    )`,
    'create table guild_settings (guild_id text primary key, settings text not null)',
    `create table answer_draft (
      id text primary key, guild_id text not null, editor_id text not null, answer_id text not null,
      expected_version integer not null, kind text not null, content text, at bigint not null
    )`,
    `create table answer_use (
      guild_id text not null, answer_id text not null, count bigint not null, last_at bigint not null,
      constraint answer_use_key primary key (guild_id, answer_id)
    )`,
    'create table revision (revision bigint not null)',
    'create table guild_change (guild_id text primary key, revision bigint not null)',
    'create index guild_change_revision on guild_change (revision)',
    'insert into revision (revision) values (0)',
  ],
  [
    `create table guild_membership (
      guild_id text not null, bot_id text not null, left_at bigint,
      constraint guild_membership_key primary key (guild_id, bot_id)
    )`,
  ],
  [
    `create table given_reply (
      question_id text primary key, reply_id text not null, channel_id text not null, guild_id text,
      asker_id text not null, answer_id text, digest text, is_dismissed integer not null, at bigint not null
    )`,
    'create index given_reply_id on given_reply (reply_id)',
    'create index given_reply_guild on given_reply (guild_id, at)',
  ],
  [
    `create table kept_question (
      guild_id text not null, id text not null, kind text not null, text text not null, note text not null,
      person text not null, answer_id text, at bigint not null, hidden_until bigint not null,
      constraint kept_question_key primary key (guild_id, id)
    )`,
    'create index kept_question_person on kept_question (guild_id, person)',
    `create table vote (
      guild_id text not null, reply_id text not null, person text not null, answer_id text not null,
      verdict text not null, at bigint not null,
      constraint vote_key primary key (guild_id, reply_id, person)
    )`,
    `create table day_count (
      guild_id text not null, day text not null, outcome text not null, count bigint not null,
      constraint day_count_key primary key (guild_id, day, outcome)
    )`,
    `create table taught_version (
      guild_id text not null, answer_id text not null, version integer not null, questions text not null,
      not_this text not null, editor_id text not null, editor_name text not null, at bigint not null,
      constraint taught_version_key primary key (guild_id, answer_id, version)
    )`,
    'create table person_key (guild_id text primary key, key text not null)',
    'alter table given_reply add column for_user_id text',
  ],
  [
    'alter table given_reply add column is_temporary integer not null default 0',
    // Who asked a question, hashed as `person` is, where somebody else has marked its answer as wrong.
    'alter table kept_question add column asker text',
  ],
];

export const SCHEMA_VERSION = MIGRATIONS.length;

interface MigrationSteps {
  /** Keeps other processes out until the transaction ends, for a database whose transactions don't by themselves. */
  lock?(trx: Queries): Promise<unknown>;
  /** Copies the tables before anything changes. Called only if there is data of an older version. */
  keepCopy?(trx: Queries, version: number): Promise<void>;
}

/**
 * Applies the missing migrations in one transaction: all or none. Processes that start together on a new database wait for
 * the one that migrates it.
 *
 * @throws UserError `database-too-new`
 */
export async function migrate(db: Pick<Database, 'transaction'>, steps: MigrationSteps = {}): Promise<void> {
  await db.transaction(async (trx) => {
    await steps.lock?.(trx);
    await trx.all(sql`create table if not exists whence_schema (version integer not null)`);
    const [row] = await trx.all<{ version: number }>(sql`select version from whence_schema`);
    const version = row?.version ?? 0;
    if (version > SCHEMA_VERSION) throw new UserError('database-too-new', databaseTooNew(version, SCHEMA_VERSION));
    if (version === SCHEMA_VERSION) return;
    if (version > 0) await steps.keepCopy?.(trx, version);
    for (const statement of MIGRATIONS.slice(version).flat()) await trx.all(sql.raw(statement));
    if (!row) await trx.all(sql`insert into whence_schema (version) values (${SCHEMA_VERSION})`);
    else await trx.all(sql`update whence_schema set version = ${SCHEMA_VERSION}`);
  });
}

export type Page = readonly Readonly<Record<string, Value>>[];
export const PAGE_ROWS = 500;

/** Replaces all rows of these tables with those of another database, read page by page. */
export async function replaceRows(
  trx: Queries,
  tables: readonly string[],
  pagesOf: (table: string) => AsyncIterable<Page> | Iterable<Page>,
): Promise<void> {
  for (const table of tables) {
    await trx.all(sql`delete from ${sql.raw(table)}`);
    for await (const page of pagesOf(table)) {
      for await (const rows of inBatches(page)) await trx.all(sql.insertInto(table, rows));
    }
  }
}

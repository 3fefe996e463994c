import { type Kysely, sql, type Transaction } from 'kysely';
import type { ChangeKind } from './Store.ts';
import { databaseTooNew } from './strings.ts';

/** JSON as text, which both databases store unchanged. */
type Json = string;
/** Milliseconds since 1970. */
type Instant = number;

/**
 * The tables after all `MIGRATIONS`, the same in both databases. Only types that both know: text, integers, JSON as text.
 *
 *     answer ──────────── which version of an answer is the latest
 *       └ answer_version  every version so far; rows are only added
 *     guild_settings, answer_draft, answer_use
 *     guild_membership ── which bots are in a server, or when they left it
 *     revision ────────── one row: counts the writes of answers and settings
 *       └ guild_change    the revision at which each server was last changed
 *     whence_schema ───── one row: how many migrations have been applied
 */
export interface Tables {
  answer: { guild_id: string; answer_id: string; version: number };
  answer_version: {
    guild_id: string;
    answer_id: string;
    version: number;
    kind: ChangeKind;
    content: Json | null;
    editor_id: string;
    editor_name: string;
    at: Instant;
  };
  guild_settings: { guild_id: string; settings: Json };
  answer_draft: {
    id: string;
    guild_id: string;
    editor_id: string;
    answer_id: string;
    expected_version: number;
    kind: ChangeKind;
    content: Json | null;
    at: Instant;
  };
  answer_use: { guild_id: string; answer_id: string; count: number; last_at: Instant };
  guild_membership: { guild_id: string; bot_id: string; left_at: Instant | null };
  revision: { revision: number };
  guild_change: { guild_id: string; revision: number };
  whence_schema: { version: number };
}

/** The tables with a server's data. */
export const GUILD_TABLES = ['answer', 'answer_version', 'guild_settings', 'answer_draft', 'answer_use'] as const;

/** The tables in a backup, apart from the schema version. */
export const BACKUP_TABLES = [...GUILD_TABLES, 'guild_membership', 'revision', 'guild_change'] as const;

type Migration = (db: Kysely<Tables>) => Promise<void>;

/**
 * The steps that create the tables, oldest first. A database stores how many of them have been applied. Only ever add to
 * the end: released steps have already been applied to other people's data.
 */
export const MIGRATIONS: readonly Migration[] = [createTables, addMembershipTable];

async function createTables(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('answer')
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('answer_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('answer_key', ['guild_id', 'answer_id'])
    .execute();
  await db.schema
    .createTable('answer_version')
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('answer_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('content', 'text')
    .addColumn('editor_id', 'text', (column) => column.notNull())
    .addColumn('editor_name', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('answer_version_key', ['guild_id', 'answer_id', 'version'])
    .execute();
  await db.schema
    .createTable('guild_settings')
    .addColumn('guild_id', 'text', (column) => column.primaryKey())
    .addColumn('settings', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('answer_draft')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('editor_id', 'text', (column) => column.notNull())
    .addColumn('answer_id', 'text', (column) => column.notNull())
    .addColumn('expected_version', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('content', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('answer_use')
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('answer_id', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('answer_use_key', ['guild_id', 'answer_id'])
    .execute();
  await db.schema
    .createTable('revision')
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('guild_change')
    .addColumn('guild_id', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('guild_change_revision').on('guild_change').column('revision').execute();
  await sql`insert into revision (revision) values (0)`.execute(db);
}

async function addMembershipTable(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('guild_membership')
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('bot_id', 'text', (column) => column.notNull())
    .addColumn('left_at', 'bigint')
    .addPrimaryKeyConstraint('guild_membership_key', ['guild_id', 'bot_id'])
    .execute();
}

/** The schema version that this code needs. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Applies the missing migrations in one transaction: all or none.
 *
 * Kysely's own migrator takes no lock on SQLite, so processes that start together on a new file sometimes fail. Here one
 * migrates while the others wait.
 *
 * @param lock - Keeps other processes out until the transaction ends, for a database whose transactions don't by themselves.
 * @throws UserError `database-too-new`
 */
export async function migrate(db: Kysely<Tables>, lock?: (trx: Transaction<Tables>) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lock?.(trx);
    await trx.schema
      .createTable('whence_schema')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    const row = await trx.selectFrom('whence_schema').select('version').executeTakeFirst();
    const version = row?.version ?? 0;
    if (version > SCHEMA_VERSION) throw databaseTooNew(version, SCHEMA_VERSION);
    if (version === SCHEMA_VERSION) return;
    for (const migration of MIGRATIONS.slice(version)) await migration(trx);
    if (row) await trx.updateTable('whence_schema').set({ version: SCHEMA_VERSION }).execute();
    else await trx.insertInto('whence_schema').values({ version: SCHEMA_VERSION }).execute();
  });
}

import { type Kysely, sql, type Transaction } from 'kysely';
import { UserError } from '../shared/UserError.ts';
import type { ChangeKind } from './Store.ts';

/** JSON as text, which both databases keep unread and unchanged. */
type Json = string;
/** Milliseconds since 1970. */
type Instant = number;

/**
 * The tables as they stand after all of `migrations.ts`, the same in both databases. Only types that both know:
 * text, integers, JSON as text.
 *
 *     answer ──────────── which version of an answer is the latest
 *       └ answer_version  every version there ever was; only added to
 *     guild_settings, answer_draft, answer_use
 *     revision ────────── one row: counts the writes of answers and settings
 *       └ guild_change    at which of them each server was last changed
 *     whence_schema ───── one row: how many migrations were made
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
  revision: { revision: number };
  guild_change: { guild_id: string; revision: number };
  whence_schema: { version: number };
}

/** What is about one server each, and goes when the server goes. */
export const GUILD_TABLES = ['answer', 'answer_version', 'guild_settings', 'answer_draft', 'answer_use'] as const;

/** What a backup holds, beside the schema's version. */
export const BACKUP_TABLES = [...GUILD_TABLES, 'revision', 'guild_change'] as const;

type Migration = (db: Kysely<Tables>) => Promise<void>;

/**
 * How the tables came to be what `Tables.ts` says, oldest first. A database tells how many of these it has had.
 * Only ever add to the end: what was released has run on other people's data.
 */
export const MIGRATIONS: readonly Migration[] = [createTables];

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

/** How many migrations a database has had when it fits this code. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a database to what this code needs, in one transaction: all of it or nothing.
 *
 * Kysely's own migrator takes no lock on SQLite, and processes that start together on a fresh file then fail now and
 * then. Here the others wait, and find everything done.
 *
 * @param lock - Keeps other processes out until the transaction ends, where its beginning does not.
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
    if (version > SCHEMA_VERSION) {
      throw new UserError(
        'database-too-new',
        `The database is of version ${version}, made by a newer Whence; this one knows versions up to ${SCHEMA_VERSION}. ` +
          'Start the newer Whence again, or let DATABASE_URL name another database.',
      );
    }
    if (version === SCHEMA_VERSION) return;
    for (const migration of MIGRATIONS.slice(version)) await migration(trx);
    if (row) await trx.updateTable('whence_schema').set({ version: SCHEMA_VERSION }).execute();
    else await trx.insertInto('whence_schema').values({ version: SCHEMA_VERSION }).execute();
  });
}

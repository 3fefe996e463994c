import { type Kysely, sql } from 'kysely';
import type { Tables } from './Tables.ts';

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

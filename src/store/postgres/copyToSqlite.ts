import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { migrate } from '../migrate.ts';
import { type Page, replaceRows } from '../replaceRows.ts';
import { NodeSqliteDialect } from '../sqlite/NodeSqliteDialect.ts';
import { BACKUP_TABLES, type Tables } from '../Tables.ts';

const PAGE = 500;

/** Copies all rows of a server into a new SQLite file, as they are at one moment, while others go on writing. */
export async function copyToSqlite(from: Kysely<Tables>, file: string): Promise<void> {
  const database = new DatabaseSync(file);
  // Faster: a copy that was cut short is thrown away anyhow.
  database.exec('pragma journal_mode = off; pragma synchronous = off');
  const to = new Kysely<Tables>({ dialect: new NodeSqliteDialect(database) });
  try {
    await migrate(to);
    const snapshot = from.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    await snapshot.execute(async (reading) => {
      await to.transaction().execute(async (writing) => {
        await replaceRows(writing, BACKUP_TABLES, (table) => pagesOf(reading, table));
      });
    });
  } finally {
    await to.destroy();
  }
}

/** A cursor of the server's own, so that no more than a page is in memory. */
async function* pagesOf<T extends keyof Tables>(db: Kysely<Tables>, table: T): AsyncGenerator<Page<T>> {
  await sql`declare pages no scroll cursor for select * from ${sql.table(table)}`.execute(db);
  for (;;) {
    const { rows } = await sql<Tables[T]>`fetch ${sql.lit(PAGE)} from pages`.execute(db);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close pages`.execute(db);
}

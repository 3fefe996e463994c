import type { DatabaseSync } from 'node:sqlite';
import { BACKUP_TABLES } from '../Tables.ts';
import { ROW_SCHEMAS } from './rowSchemas.ts';

/** Whether a database has all tables of a backup, with their columns and no others. */
export function hasItsTables(database: DatabaseSync): boolean {
  return BACKUP_TABLES.every((table) => {
    const columns = database.prepare('select name from pragma_table_info(?)').all(table);
    const names = columns.map(({ name }) => String(name)).toSorted();
    return names.join() === Object.keys(ROW_SCHEMAS[table].shape).toSorted().join();
  });
}

/**
 * Reads every row. SQLite knows whether its pages are in order, but not whether the text of an answer is what was written.
 *
 * @returns what the first row is that cannot be read, for whoever looks for it.
 */
export function unreadableRow(database: DatabaseSync): string | undefined {
  for (const table of BACKUP_TABLES) {
    for (const row of database.prepare(`select * from ${table}`).iterate()) {
      if (!ROW_SCHEMAS[table].safeParse(row).success) return nameOf(table, row);
    }
  }
  const lost = database.prepare(ANSWER_WITHOUT_VERSION).get();
  return lost && nameOf('answer', lost);
}

const ANSWER_WITHOUT_VERSION = `
  select * from answer where not exists (
    select 1 from answer_version as one
    where (one.guild_id, one.answer_id, one.version) = (answer.guild_id, answer.answer_id, answer.version)
  )`;

type Row = Readonly<Record<string, unknown>>;

function nameOf(table: (typeof BACKUP_TABLES)[number], { guild_id, answer_id, version }: Row): string {
  const where = `of server ${JSON.stringify(guild_id)}`;
  switch (table) {
    case 'answer':
    case 'answer_version':
      return `version ${JSON.stringify(version)} of the answer ${JSON.stringify(answer_id)} ${where}`;
    case 'answer_draft':
      return `a draft of the answer ${JSON.stringify(answer_id)} ${where}`;
    case 'guild_settings':
      return `the settings ${where}`;
    case 'revision':
      return 'the count of changes';
    default:
      return `a count ${where}`;
  }
}

import type { DatabaseSync } from 'node:sqlite';
import { GUILD_TABLES } from '../Tables.ts';

/** How much a backup holds, so that nobody takes one of the wrong database for theirs. */
export interface Holdings {
  readonly servers: number;
  /** Those that servers have now; not what was removed, nor what curated answers they hide. */
  readonly answers: number;
}

export function holdingsOf(database: DatabaseSync): Holdings {
  const servers = GUILD_TABLES.map((table) => `select guild_id from ${table}`).join(' union ');
  const countOf = (rows: string): number => Number(database.prepare(`select count(*) as n from (${rows})`).get()!['n']);
  return { servers: countOf(servers), answers: countOf(ANSWERS) };
}

const ANSWERS = `
  select 1 from answer join answer_version using (guild_id, answer_id, version) where content is not null`;

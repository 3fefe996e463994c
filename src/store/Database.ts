import { SingleFlight } from '../shared/concurrency.ts';
import type { StoreOptions, Subscription } from './records.ts';

/** What a statement can be given. Each stands for itself: never for a part of the statement. */
export type Value = string | number | null;

/** A statement, or a part of one. Its text has a question mark for each value, and no other. */
export interface Sql {
  readonly text: string;
  readonly values: readonly Value[];
}

/**
 * A statement that both databases understand. Other parts of statements can be put into it as well as values.
 *
 * @example
 * db.all<{ version: number }>(sql`select version from answer where guild_id = ${guildId} and ${isThere}`);
 */
function sqlOf(texts: readonly string[], ...inserted: readonly (Value | Sql)[]): Sql {
  const parts = inserted.map((one) => (one === null || typeof one !== 'object' ? { text: '?', values: [one] } : one));
  return {
    text: texts.reduce((before, after, index) => before + parts[index - 1]!.text + after),
    values: parts.flatMap(({ values }) => values),
  };
}

/** SQL of our own that is not written out in a statement, such as the name of a table. */
const raw = (text: string): Sql => ({ text, values: [] });

const joined = (parts: readonly Sql[]): Sql => ({
  text: parts.map(({ text }) => text).join(', '),
  values: parts.flatMap(({ values }) => values),
});

/** @example sql`where id in ${sql.tuple(['a', 'b'])}` // where id in (?, ?) */
const tuple = (values: readonly Value[]): Sql => ({ text: `(${values.map(() => '?').join(', ')})`, values });

type Row = Readonly<Record<string, unknown>>;

/** Stored as JSON, so that a new part of it needs no migration. */
const JSON_COLUMNS: ReadonlySet<string> = new Set(['content', 'questions', 'not_this', 'settings']);

function recordOf(row: Row): Row {
  const fields = Object.entries(row).map(([column, stored]) => {
    const field = column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (JSON_COLUMNS.has(column)) return [field, stored && JSON.parse(stored as string)];
    // SQLite has no booleans.
    return [field, /^(is|has)_/.test(column) ? Boolean(stored) : stored];
  });
  return Object.fromEntries(fields) as Row;
}

/**
 * The rows that a statement selects, as records.
 *
 * @example
 * await read<UseCount>(db, sql`select count, last_at from answer_use`); // [{ count: 3, lastAt: 1_795_305_600_000 }]
 */
export const read = async <T extends object>(db: Queries, statement: Sql): Promise<T[]> =>
  (await db.all<Row>(statement)).map(recordOf) as T[];

export const readGuildIds = async (db: Queries, statement: Sql): Promise<string[]> =>
  (await read<{ readonly guildId: string }>(db, statement)).map(({ guildId }) => guildId);

function valueOf(value: unknown): Value {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Value);
}

/** @param records - At least one, all with the same fields: those of the table. A clause for conflicts may follow. */
function insertInto(table: string, records: readonly object[]): Sql {
  const names = Object.keys(records[0]!) as never[];
  const columns = names.map((name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const rows = records.map((record) => tuple(names.map((name) => valueOf(record[name]))));
  return sql`insert into ${raw(table)} (${raw(columns.join(', '))}) values ${joined(rows)}`;
}

/** Inserts records. Where there is a row with the key of one, such as `guild_id, answer_id`, only these columns are replaced. */
function upsert(table: string, records: readonly object[], key: string, ...columns: readonly string[]): Sql {
  const replaced = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  return sql`${insertInto(table, records)} on conflict (${raw(key)}) do update set ${raw(replaced)}`;
}

export const sql = Object.assign(sqlOf, { raw, joined, tuple, insertInto, upsert });

export interface Queries {
  /** @returns The rows that it selects, or those of its `returning` clause. */
  readonly all: <Row = unknown>(statement: Sql) => Promise<Row[]>;
}

/** A database with all migrations applied, and what differs between SQLite and PostgreSQL. */
export interface Database extends Queries {
  /** Runs work whose statements take effect together, or not at all if it fails. It may read first and then write. */
  readonly transaction: <T>(work: (trx: Queries) => Promise<T>) => Promise<T>;
  /** Called in a transaction that writes: when it is committed, other processes check for changes. */
  announce(trx: Queries): Promise<unknown>;
  /** Calls back whenever another process may have written. Keeps no process alive. */
  subscribe(onChange: () => void): Promise<Subscription>;
  /** Copies all rows from one consistent state into a new SQLite file. The operating system may still be caching it. */
  copyTo(file: string): Promise<void>;
  /** Deletes the copies that were kept before migrating, once they are older than this, in milliseconds since 1970. */
  dropCopies(before: number): Promise<void>;
  /** As `Store.takeTurn`. */
  takeTurn(name: string, holdMs: number, signal: AbortSignal): Promise<void>;
  /** Rewrites tables from which something was deleted, so that nothing of it is left in the database's files. */
  scrub(tables: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function transact<T>(
  queries: Queries,
  begin: () => Promise<unknown>,
  work: (trx: Queries) => Promise<T>,
): Promise<T> {
  await begin();
  try {
    const result = await work(queries);
    await queries.all(sql`commit`);
    return result;
  } catch (error) {
    // Fails when the connection is gone, or the disk is full: then the database has already rolled back by itself.
    await queries.all(sql`rollback`).catch(() => {});
    throw error;
  }
}

export async function timed<T>(onQuery: Required<StoreOptions>['onQuery'], run: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  let hasFailed = true;
  try {
    const result = await run();
    hasFailed = false;
    return result;
  } finally {
    onQuery(performance.now() - start, hasFailed);
  }
}

/** Calls `check` every `pollMs`, one call at a time. Errors don't end the polling. Keeps no process alive. */
export function poll({ pollMs, onFault }: Required<StoreOptions>, check: () => Promise<void> | void): Subscription {
  const checking = new SingleFlight(async () => {
    try {
      await check();
    } catch (error) {
      onFault(error);
    }
  });
  const timer = setInterval(() => void checking.run(), pollMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await checking.running;
    },
  };
}

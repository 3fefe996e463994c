import { Socket } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig, escapeIdentifier, escapeLiteral, Pool, TypeOverrides } from 'pg';
import { UserError } from '../shared/UserError.ts';
import { type Database, poll, type Queries, type Sql, sql, timed, transact } from './Database.ts';
import { asOutage } from './outages.ts';
import { storable, type StoreOptions, type Subscription } from './records.ts';
import { BACKUP_TABLES, migrate, type Page, PAGE_ROWS, replaceRows } from './schema.ts';
import { sqliteQueries } from './sqlite.ts';
import * as strings from './strings.ts';

/** The type of `bigint`, https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat. */
const INT8 = 20;

function connectionConfig(url: string): ClientConfig {
  // Big integers are read as numbers instead of text: ours are milliseconds and counters, which numbers hold exactly.
  const types = new TypeOverrides();
  types.setTypeParser(INT8, Number);
  return {
    connectionString: url,
    types,
    application_name: 'whence',
    // Fail soon if the server is gone, both at start and later.
    connectionTimeoutMillis: 5_000,
    // Writers wait for each other. One whose machine or network froze in the middle is disconnected after this time.
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** The notification channel. Messages have no content: the receiver checks the tables. */
const CHANNEL = 'whence_change';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

/** Missing from the types of pg. */
type ListeningClient = Client & { ref(): void; unref(): void };

/**
 * Reports at once, over its own connection, that another process has written. If the connection is lost, it connects again
 * and reports a change, because it may have missed one.
 *
 * @returns Once it listens, or once the first attempt has failed and a retry is scheduled.
 */
async function listen(url: string, onChange: () => void, onFault: (error: unknown) => void): Promise<Subscription> {
  let current: ListeningClient | undefined;
  let retry: NodeJS.Timeout | undefined;
  let retryMs = FIRST_RETRY_MS;
  let isStopped = false;

  /** Called for both the error and the end of a lost connection; only the first call counts. */
  const lose = (client: ListeningClient, error: unknown): void => {
    if (current !== client || isStopped) return;
    current = undefined;
    onFault(asOutage(error));
    // It is gone already, and onFault has said why.
    client.end().catch(() => {});
    retry = setTimeout(() => void start(), retryMs).unref();
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };
  const start = async (): Promise<void> => {
    const client = new Client(connectionConfig(url)) as ListeningClient;
    current = client;
    // Without a listener, a lost connection would end the process.
    client.on('error', (error) => lose(client, error));
    client.on('end', () => lose(client, new Error('The connection that listens for changes was closed.')));
    client.on('notification', onChange);
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      // Listening alone should keep no process alive.
      client.unref();
    } catch (error) {
      lose(client, error);
      return;
    }
    retryMs = FIRST_RETRY_MS;
    onChange();
  };

  await start();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(retry);
      const client = current;
      current = undefined;
      // Keep the process alive until the connection has ended.
      client?.ref();
      await client?.end().catch(onFault);
    },
  };
}

const TURN_POLL_MS = 250;
const TURN_QUERY_TIMEOUT_MS = 5_000;

/**
 * Takes an advisory lock on a connection of its own, which the server releases when that closes, for whatever reason.
 * Asks for it again and again instead of waiting for it: a waiting connection that has died would go unnoticed.
 */
async function takeTurn(url: string, name: string, holdMs: number, signal: AbortSignal): Promise<void> {
  const config = { ...connectionConfig(url), query_timeout: TURN_QUERY_TIMEOUT_MS };
  const client = new Client(config) as ListeningClient;
  // A query under way fails with the same error, and ending a lost connection has nothing to say.
  client.on('error', () => {});
  const release = (): void => void client.end().catch(() => {});
  try {
    await client.connect();
    for (;;) {
      signal.throwIfAborted();
      const { rows } = await client.query<{ isOurs: boolean }>(
        `select pg_try_advisory_lock(hashtext('whence'), hashtext($1)) as "isOurs"`,
        [name],
      );
      if (rows[0]?.isOurs) break;
      await sleep(TURN_POLL_MS * (0.5 + Math.random()), undefined, { signal });
    }
  } catch (error) {
    release();
    throw error;
  }
  client.unref();
  setTimeout(release, holdMs).unref();
}

const SCRUB = {
  /** A person waits. Others that read everything, for a backup, take seconds. */
  PATIENCE_MS: 60_000,
  POLL_MS: 50,
  /** While it waits for a table that is being read, nobody else gets at the table. So it does not wait long. */
  LOCK_TIMEOUT_MS: 2_000,
  /** Rewriting takes seconds for each gigabyte. */
  QUERY_TIMEOUT_MS: 600_000,
} as const;

/** Which transactions began before one with this id and are still running: https://www.postgresql.org/docs/current/monitoring-stats.html */
const OLDER_TRANSACTIONS = `
  select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    and greatest(age(backend_xid), age(backend_xmin)) > age($1::xid)`;

/**
 * Rewrites tables without the rows that have been deleted. PostgreSQL would keep those that an older transaction may still
 * read, even one that reads other tables, so it waits until there is none.
 */
async function scrub(url: string, tables: readonly string[]): Promise<void> {
  const limits = { lock_timeout: SCRUB.LOCK_TIMEOUT_MS, query_timeout: SCRUB.QUERY_TIMEOUT_MS };
  const client = new Client({ ...connectionConfig(url), ...limits });
  // The query under way fails with the same error.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ id: string }>('select pg_current_xact_id()::xid::text as id');
    const giveUpAt = Date.now() + SCRUB.PATIENCE_MS;
    while ((await client.query(OLDER_TRANSACTIONS, [rows[0]!.id])).rows.length > 0) {
      if (Date.now() > giveUpAt)
        throw new Error('Deleted rows are still in the files: another transaction may read them.');
      await sleep(SCRUB.POLL_MS);
    }
    for (const table of tables) await client.query(`vacuum (full) ${escapeIdentifier(table)}`);
  } catch (error) {
    throw asOutage(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Copies all rows from one consistent state into a new SQLite file, while others keep writing. */
async function copyToSqlite(
  snapshot: (work: (reading: Queries) => Promise<void>) => Promise<void>,
  file: string,
): Promise<void> {
  const database = new DatabaseSync(file);
  // Faster, and safe because an incomplete copy is deleted.
  database.exec('pragma journal_mode = off; pragma synchronous = off');
  const to = sqliteQueries(database);
  try {
    await migrate(to);
    await snapshot((reading) =>
      to.transaction((writing) => replaceRows(writing, BACKUP_TABLES, (table) => pagesOf(reading, table))),
    );
  } finally {
    database.close();
  }
}

/** Uses a server-side cursor, so that only one page is in memory at a time. */
async function* pagesOf(db: Queries, table: string): AsyncGenerator<Page> {
  await db.all(sql`declare pages no scroll cursor for select * from ${sql.raw(table)}`);
  for (;;) {
    const rows = await db.all<Page[number]>(sql`fetch ${sql.raw(String(PAGE_ROWS))} from pages`);
    if (rows.length === 0) break;
    yield rows;
  }
  await db.all(sql`close pages`);
}

type Transaction = <T>(work: (trx: Queries) => Promise<T>, begin?: Sql) => Promise<T>;

function postgresQueries(
  pool: Pool,
  onQuery: Required<StoreOptions>['onQuery'],
): Queries & { readonly transaction: Transaction } {
  const withClient = async <T>(work: (queries: Queries) => Promise<T>): Promise<T> => {
    const start = performance.now();
    const client = await pool.connect().catch((error: unknown) => {
      // The statement that it was for has failed.
      onQuery(performance.now() - start, true);
      throw asOutage(error);
    });
    const all = <Row>({ text, values }: Sql) =>
      timed(onQuery, async () => {
        let count = 0;
        const numbered = text.replaceAll('?', () => `$${++count}`);
        const stored = values.map((value) => (typeof value === 'string' ? storable(value) : value));
        const { rows } = await client.query(numbered, stored).catch((error: unknown) => {
          // The operating system's, of the socket: PostgreSQL has reported nothing.
          throw error instanceof Error && 'syscall' in error ? asOutage(error) : error;
        });
        return rows as Row[];
      });
    try {
      return await work({ all });
    } finally {
      client.release();
    }
  };
  return {
    all: (statement) => withClient((queries) => queries.all(statement)),
    transaction: (work, begin = sql`begin`) =>
      withClient((queries) => transact(queries, () => queries.all(begin), work)),
  };
}

function postgresDatabase(pool: Pool, url: string, options: Required<StoreOptions>): Database {
  const { all, transaction } = postgresQueries(pool, options.onQuery);
  return {
    all,
    transaction,
    /** PostgreSQL sends the notification when the transaction is committed, and never if it fails. */
    announce: (trx) => trx.all(sql`select pg_notify(${CHANNEL}, '')`),
    /** Polls as well, because a listener's connection can die unnoticed. */
    async subscribe(onChange) {
      const listener = await listen(url, onChange, options.onFault);
      const polling = poll(options, onChange);
      return {
        async stop() {
          await polling.stop();
          await listener.stop();
        },
      };
    },
    copyTo: (file) =>
      copyToSqlite((work) => transaction(work, sql`begin isolation level repeatable read read only`), file),
    async dropCopies(before) {
      const copies = await all<{ name: string; at: string | null }>(sql`
        select relname as name, obj_description(oid, 'pg_class') as at from pg_class
        where relkind = 'r' and relname ~ '^schema_[0-9]+_' and pg_table_is_visible(oid)`);
      for (const { name, at } of copies) {
        // Earlier versions did not note when they copied: their copies count from now on.
        if (at === null) await noteTime({ all }, name, options.now());
        else if (Date.parse(at) <= before) await all(sql`drop table if exists ${sql.raw(escapeIdentifier(name))}`);
      }
    },
    takeTurn: (name, holdMs, signal) => takeTurn(url, name, holdMs, signal),
    scrub: (tables) => scrub(url, tables),
    close: () => pool.end(),
  };
}

async function hasTable(db: Queries, table: string): Promise<boolean> {
  const [row] = await db.all<{ found: unknown }>(sql`select to_regclass(${table}) as found`);
  return Boolean(row?.found);
}

/**
 * Copies the tables of an older version within the database: a machine may have no place for a file. Replies are forgotten
 * after a day, so they are left out.
 *
 * @returns The names of the copies: `schema_2_*`.
 */
async function keepCopy(trx: Queries, version: number, nowMs: number): Promise<string> {
  for (const table of [...BACKUP_TABLES, 'whence_schema']) {
    if (!(await hasTable(trx, table))) continue;
    const name = `schema_${version}_${table}`;
    await trx.all(sql`drop table if exists ${sql.raw(name)}`);
    await trx.all(sql`create table ${sql.raw(name)} as table ${sql.raw(table)}`);
    await noteTime(trx, name, nowMs);
  }
  return `schema_${version}_*`;
}

async function noteTime(db: Queries, table: string, nowMs: number): Promise<void> {
  const time = escapeLiteral(new Date(nowMs).toISOString());
  await db.all(sql`comment on table ${sql.raw(escapeIdentifier(table))} is ${sql.raw(time)}`);
}

type Destination = Pick<Client, 'host' | 'port' | 'database' | 'user'>;

const NO_ANSWER = /^(?:ECONNREFUSED|ENOENT|ETIMEDOUT|EHOSTUNREACH|57P03)$|connection timeout$/;

/**
 * For the operator. Never repeats the password. The patterns are of Node's socket error codes, those of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html, and pg's own message when the address has no password.
 */
function explainPostgres(error: unknown, { host, port, user, database }: Destination): UserError {
  if (error instanceof UserError) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  // A path is the folder of a local socket.
  const where = host.startsWith('/') ? `in ${host}` : `at ${host}:${port}`;
  const failures: readonly (readonly [found: RegExp, code: string, message: string])[] = [
    [NO_ANSWER, 'database-unreachable', strings.noPostgres(where)],
    [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'database-unreachable', strings.noSuchHost(host)],
    [/^28(?:P01|000)$|password must be a string/, 'database-login-refused', strings.loginRefused(where, user)],
    [/^3D000$/, 'database-missing', strings.noSuchDatabase(where, database)],
    [/^42501$/, 'database-not-allowed', strings.mayNotCreateTables(user, database)],
    [/^42P07$/, 'database-not-ours', strings.tablesNotOurs(database)],
    [/^/, 'database-unreachable', strings.postgresFailed(where, message || code)],
  ];
  const [, known, why] = failures.find(([found]) => found.test(code) || found.test(message))!;
  return new UserError(known, why);
}

/** Locked by the process that migrates. Any number that no other program on the server uses: "whence" in ASCII. */
const MIGRATION_LOCK = 0x77_68_65_6e_63_65;

/** Writers wait for each other anyway and reads take about a millisecond, so a few connections serve thousands of servers. */
const CONNECTIONS = 4;

/** Connects to a server. Creates the tables if there are none, unless they must exist. @throws As `openStore`. */
export async function openPostgres(url: string, options: Required<StoreOptions>): Promise<Database> {
  const destination = destinationOf(url);
  const pool = new Pool({
    ...connectionConfig(url),
    max: CONNECTIONS,
    allowExitOnIdle: true,
    stream: () => impatientSocket(options.answerWithinMs),
  });
  // Without these two listeners, a broken connection would end the process: the first is for idle connections, the second
  // for one that breaks between two statements of a transaction. The next statement then fails and reports it.
  pool.on('error', options.onFault);
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = postgresDatabase(pool, url, options);
  try {
    if (options.mustExist && !(await hasTable(db, 'whence_schema'))) {
      throw new UserError('database-missing', strings.noTables(destination.database));
    }
    await migrate(db, {
      lock: (trx) => trx.all(sql`select pg_advisory_xact_lock(${sql.raw(String(MIGRATION_LOCK))})`),
      keepCopy: async (trx, version) => options.onCopy(await keepCopy(trx, version, options.now())),
    });
    return db;
  } catch (error) {
    await pool.end();
    throw explainPostgres(error, destination);
  }
}

/** A server that has frozen, or whose network has, keeps its connections open. A statement must not wait for it for ever. */
function impatientSocket(withinMs: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(withinMs, () =>
    socket.destroy(asOutage(new Error(`PostgreSQL has not answered within ${withinMs} ms.`)) as Error),
  );
}

function destinationOf(url: string): Destination {
  try {
    return new Client(connectionConfig(url));
  } catch {
    throw new UserError('bad-database-url', strings.BAD_POSTGRES_URL);
  }
}

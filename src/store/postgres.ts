import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Client, type ClientConfig, Pool, TypeOverrides } from 'pg';
import { UserError } from '../shared/UserError.ts';
import type { Backend } from './openStore.ts';
import { type Page, replaceRows } from './rows.ts';
import { BACKUP_TABLES, migrate, type Tables } from './schema.ts';
import { NodeSqliteDialect } from './sqlite.ts';
import { poll } from './Watcher.ts';

/** The type of `bigint`, https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat. */
const INT8 = 20;

/**
 * How every connection to the server is made. Big integers come as numbers instead of text: ours are milliseconds and
 * counters, far below the 9,007,199,254,740,991 that a number holds exactly.
 */
export function connectionConfig(url: string): ClientConfig {
  const types = new TypeOverrides();
  types.setTypeParser(INT8, Number);
  return {
    connectionString: url,
    types,
    application_name: 'whence',
    // A server that is not there should be noticed, not waited for: at start, and in the middle of the night.
    connectionTimeoutMillis: 5_000,
    // Writers wait for each other. One that froze in the middle, with its machine or its network, gives way after this.
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** What writers notify and others listen to. It carries no content: whoever hears it looks at the tables. */
export const CHANNEL = 'whence_change';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

export interface NotificationOptions {
  readonly onNews: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Missing from the types of pg. */
type ListeningClient = Client & { ref(): void; unref(): void };

/**
 * Hears at once when another process has written, over a connection of its own. A lost one is made again, and as
 * something may have been missed meanwhile, that counts as news.
 */
export class NotificationListener {
  readonly #url: string;
  readonly #options: NotificationOptions;
  #client: ListeningClient | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = FIRST_RETRY_MS;
  #isStopped = false;

  constructor(url: string, options: NotificationOptions) {
    this.#url = url;
    this.#options = options;
  }

  /** Resolves when it listens, or when the first try has failed and is going to be repeated. */
  async start(): Promise<void> {
    const client = new Client(connectionConfig(this.#url)) as ListeningClient;
    this.#client = client;
    // Without this a lost connection would end the process.
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, new Error('The connection that listens for changes was closed.')));
    client.on('notification', this.#options.onNews);
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      // Listening alone keeps no process alive.
      client.unref();
    } catch (error) {
      this.#lose(client, error);
      return;
    }
    this.#retryMs = FIRST_RETRY_MS;
    this.#options.onNews();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    // Ending it is worth waiting for.
    client?.ref();
    await client?.end().catch(this.#options.onFault);
  }

  /** An error and an end are told for the same loss; only the first of them counts. */
  #lose(client: ListeningClient, error: unknown): void {
    if (this.#client !== client || this.#isStopped) return;
    this.#client = undefined;
    this.#options.onFault(error);
    client.end().catch(() => {});
    this.#retry = setTimeout(() => void this.start(), this.#retryMs).unref();
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }
}

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

export interface PostgresOptions {
  /** How often to look for changes even when none was heard of: a listener can die without a sound. */
  readonly pollMs: number;
  readonly onFault: (error: unknown) => void;
  readonly mustExist: boolean;
}

/** Whence's data with a server, for processes on several machines. */
export class PostgresBackend implements Backend {
  readonly db: Kysely<Tables>;
  readonly #url: string;
  readonly #options: PostgresOptions;

  constructor(db: Kysely<Tables>, url: string, options: PostgresOptions) {
    this.db = db;
    this.#url = url;
    this.#options = options;
  }

  /** Sent by the server when the transaction is done, and not at all when it fails. */
  async announce(trx: Transaction<Tables>): Promise<void> {
    await sql`select pg_notify(${CHANNEL}, '')`.execute(trx);
  }

  async heedOthers(onNews: () => void): Promise<{ stop(): Promise<void> }> {
    const { pollMs, onFault } = this.#options;
    const listener = new NotificationListener(this.#url, { onNews, onFault });
    await listener.start();
    const polling = poll(pollMs, onNews, onFault);
    return {
      async stop() {
        await polling.stop();
        await listener.stop();
      },
    };
  }

  copyTo(file: string): Promise<void> {
    return copyToSqlite(this.db, file);
  }

  close(): Promise<void> {
    return this.db.destroy();
  }
}

/** Where a connection leads, as far as it may be shown. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
}

/**
 * Tells the operator why a server cannot be used, from the codes of Node's sockets and of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html. The password is never repeated.
 */
export function explainPostgres(error: unknown, { host, port, database, user }: Destination): UserError {
  if (error instanceof UserError) return error;
  const { code, message } = error as { code?: string; message?: string };
  // A path is the folder of a local socket, not the name of a machine.
  const where = host.startsWith('/') ? `in ${host}` : `at ${host}:${port}`;
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
    case '57P03':
      return unreachable(`No PostgreSQL answers ${where}. Start it, or correct DATABASE_URL.`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unreachable(`No machine is called ${host}. Correct DATABASE_URL.`);
    case '28P01':
    case '28000':
      return loginRefused(where, user);
    case '3D000':
      return new UserError(
        'database-missing',
        `PostgreSQL ${where} has no database "${database}". Make it with "createdb ${database}", or correct DATABASE_URL.`,
      );
    case '42501':
      return new UserError(
        'database-not-allowed',
        `"${user}" may not make tables in the database "${database}". Let it own the database, or correct DATABASE_URL.`,
      );
    case '42P07':
      return new UserError(
        'database-not-ours',
        `The database "${database}" has tables of another program. Make one for Whence alone, and name it in DATABASE_URL.`,
      );
    default:
      // What pg says when it is asked for a password and has none.
      if (message?.includes('password must be a string')) return loginRefused(where, user);
      return unreachable(`PostgreSQL ${where} cannot be used: ${message || code}. Correct DATABASE_URL.`);
  }
}

function loginRefused(where: string, user: string | undefined): UserError {
  return new UserError(
    'database-login-refused',
    `PostgreSQL ${where} does not let "${user}" in. Correct the name and password in DATABASE_URL.`,
  );
}

function unreachable(message: string): UserError {
  return new UserError('database-unreachable', message);
}

/** Held by the process that migrates. Any number will do that no other program on the server uses: "whence" in ASCII. */
const MIGRATION_LOCK = 0x77_68_65_6e_63_65;

/** Writers wait for each other anyway, and reads take about a millisecond: few connections serve thousands of servers. */
const CONNECTIONS = 4;

/**
 * Connects to a server, and makes the tables when there are none, unless they must exist.
 *
 * @throws UserError `bad-database-url`, `database-unreachable`, `database-login-refused`, `database-missing`,
 *   `database-not-allowed`, `database-not-ours`, `database-too-new`
 */
export async function openPostgres(url: string, options: PostgresOptions): Promise<Backend> {
  const destination = destinationOf(url);
  const pool = new Pool({ ...connectionConfig(url), max: CONNECTIONS, allowExitOnIdle: true });
  // Without these two, a connection that breaks would end the process: while nobody uses it, and between two statements
  // of a transaction, whose next statement then fails and tells of it.
  pool.on('error', options.onFault);
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    if (options.mustExist) await refuseWithoutTables(db, destination);
    await migrate(db, async (trx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(trx);
    });
    return new PostgresBackend(db, url, options);
  } catch (error) {
    await pool.end();
    throw explainPostgres(error, destination);
  }
}

async function refuseWithoutTables(db: Kysely<Tables>, { database }: Destination): Promise<void> {
  const { rows } = await sql<{ found: unknown }>`select to_regclass('whence_schema') as found`.execute(db);
  if (rows[0]?.found) return;
  throw new UserError(
    'database-missing',
    `The database "${database}" holds nothing of Whence. Correct DATABASE_URL, in .env or the environment, or start the bot once.`,
  );
}

function destinationOf(url: string): Destination {
  try {
    return new Client(connectionConfig(url));
  } catch {
    throw new UserError(
      'bad-database-url',
      'DATABASE_URL does not have the form postgres://USER:PASSWORD@HOST/DATABASE. ' +
        'Correct it in .env or the environment; a password with special characters must be percent-encoded.',
    );
  }
}

import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool } from 'pg';
import { UserError } from '../../UserError.ts';
import type { Backend } from '../Backend.ts';
import { migrate } from '../migrate.ts';
import type { Tables } from '../Tables.ts';
import { connectionConfig } from './connectionConfig.ts';
import { type Destination, explainPostgres } from './explainPostgres.ts';
import { PostgresBackend, type PostgresOptions } from './PostgresBackend.ts';

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

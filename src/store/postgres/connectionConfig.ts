import { type ClientConfig, TypeOverrides } from 'pg';

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

import { type Kysely, sql, type Transaction } from 'kysely';
import type { Backend } from '../Backend.ts';
import { poll } from '../poll.ts';
import type { Tables } from '../Tables.ts';
import { copyToSqlite } from './copyToSqlite.ts';
import { CHANNEL, NotificationListener } from './NotificationListener.ts';

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

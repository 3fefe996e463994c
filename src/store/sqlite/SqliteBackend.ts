import { type Kysely, sql } from 'kysely';
import type { Backend } from '../Backend.ts';
import { poll } from '../poll.ts';
import type { Tables } from '../Tables.ts';

export interface SqliteOptions {
  /** How often to look whether another process wrote. */
  readonly pollMs: number;
  readonly onFault: (error: unknown) => void;
  readonly mustExist: boolean;
}

/** Whence's data in one file, for all the processes of one machine. */
export class SqliteBackend implements Backend {
  readonly db: Kysely<Tables>;
  readonly #options: SqliteOptions;

  constructor(db: Kysely<Tables>, options: SqliteOptions) {
    this.db = db;
    this.#options = options;
  }

  /** Nothing to do: the file itself tells. */
  announce(): Promise<void> {
    return Promise.resolve();
  }

  /** Asks a number that SQLite changes whenever another connection wrote. That reads no table: 0.03 ms. */
  async heedOthers(onNews: () => void): Promise<{ stop(): Promise<void> }> {
    const { pollMs, onFault } = this.#options;
    let seen = await this.#dataVersion();
    return poll(
      pollMs,
      async () => {
        const now = await this.#dataVersion();
        if (now === seen) return;
        seen = now;
        onNews();
      },
      onFault,
    );
  }

  async copyTo(file: string): Promise<void> {
    await sql`vacuum into ${file}`.execute(this.db);
  }

  close(): Promise<void> {
    return this.db.destroy();
  }

  async #dataVersion(): Promise<number | undefined> {
    const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(this.db);
    return rows[0]?.data_version;
  }
}

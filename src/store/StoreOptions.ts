/** What may be told to `openStore`. All of it has a default. */
export interface StoreOptions {
  /**
   * Is told of failures that nobody is waiting for: a lost connection, a look for changes that failed. The store goes
   * on by itself. By default they are dropped.
   */
  readonly onFault?: (error: unknown) => void;
  /** The clock, in milliseconds since 1970. `Date.now` by default. */
  readonly now?: () => number;
  /**
   * How often `watch` looks for changes by other processes, in milliseconds. By default 1,000 with a file, and 30,000
   * with PostgreSQL, which tells of changes by itself and is asked only in case it could not.
   */
  readonly pollMs?: number;
  /** Fail where there is no database yet, rather than make one: for whoever only reads. */
  readonly mustExist?: boolean;
}

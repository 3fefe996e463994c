/** What may be told to `openStore`. All of it has a default. */
export interface StoreOptions {
  /**
   * Is told of failures that nobody is waiting for: a lost connection, a look for changes that failed. The store goes
   * on by itself. By default they are dropped.
   */
  readonly onFault?: (error: unknown) => void;
  /** The clock, in milliseconds since 1970. `Date.now` by default. */
  readonly now?: () => number;
}

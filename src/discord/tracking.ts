import { LruCache } from '../shared/cache.ts';

/** Remembers the latest ids, so that an event which Discord delivers twice is handled once. */
export class RecentIds {
  readonly #ids: LruCache<string, true>;

  /** @param capacity - How many ids to remember. */
  constructor(capacity: number) {
    this.#ids = new LruCache(capacity);
  }

  /** Adds an id. Returns whether it is new. */
  add(id: string): boolean {
    if (this.#ids.peek(id)) return false;
    this.#ids.set(id, true);
    return true;
  }
}

/** The handlers that are still running, so that the bot can wait for them before it stops. */
export class PendingHandlers {
  readonly #handlers = new Set<Promise<void>>();

  /** @param handler - Must never reject. */
  add(handler: Promise<void>): void {
    this.#handlers.add(handler);
    void handler.finally(() => this.#handlers.delete(handler));
  }

  /** Resolves when all handlers have finished, or after this many milliseconds. */
  async settled(timeoutMs: number): Promise<void> {
    const { promise: timeout, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    await Promise.race([Promise.all(this.#handlers), timeout]);
    clearTimeout(timer);
  }
}

import { LruCache } from '../shared/cache.ts';

/** Remembers the ids seen last, so that an event that Discord delivers twice is handled once. */
export class RecentIds {
  readonly #ids: LruCache<string, true>;

  /** @param capacity - How many ids to remember. */
  constructor(capacity: number) {
    this.#ids = new LruCache(capacity);
  }

  /** Returns whether the id is new. */
  add(id: string): boolean {
    if (this.#ids.get(id)) return false;
    this.#ids.set(id, true);
    return true;
  }
}

/** The handlers that have begun and not ended, so that a stop can wait for them. */
export class PendingHandlers {
  readonly #handlers = new Set<Promise<void>>();

  /** @param handler - Must never reject. */
  add(handler: Promise<void>): void {
    this.#handlers.add(handler);
    void handler.finally(() => this.#handlers.delete(handler));
  }

  /** Resolves when all have ended, or after the time given. */
  async settled(atMostMs: number): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, atMostMs);
    await Promise.race([Promise.all(this.#handlers), late]);
    clearTimeout(timer);
  }
}

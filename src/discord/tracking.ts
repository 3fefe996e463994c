/** Remembers the ids seen last, so that an event which Discord delivers twice is handled once. */
export class RecentIds {
  readonly #capacity: number;
  /** Oldest first: a Set keeps the order in which things were added. */
  readonly #ids = new Set<string>();

  /** @param capacity - How many ids to remember; the oldest are forgotten. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Whether the id is new; it no longer is afterwards. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    for (const oldest of this.#ids) {
      if (this.#ids.size <= this.#capacity) break;
      this.#ids.delete(oldest);
    }
    return true;
  }
}

/** The handlers that have begun and not ended, so that a stop can wait for them. */
export class UnderWay {
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

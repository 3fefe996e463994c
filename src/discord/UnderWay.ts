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

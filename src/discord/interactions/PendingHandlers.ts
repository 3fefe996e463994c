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

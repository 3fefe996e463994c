/** A limit, so that a benchmark with a million messages fits in memory. */
const KEPT = 1_000;

/** The latest messages of one channel, oldest first. */
export class MessageHistory<M extends { readonly id: string }> {
  readonly #byId = new Map<string, M>();
  #last: M | undefined;

  get last(): M | undefined {
    return this.#last;
  }

  add(message: M): void {
    this.#byId.set(message.id, message);
    this.#last = message;
    if (this.#byId.size <= KEPT) return;
    const [oldest] = this.#byId.keys();
    this.#byId.delete(oldest!);
  }

  get(id: string): M | undefined {
    return this.#byId.get(id);
  }

  remove(id: string): boolean {
    return this.#byId.delete(id);
  }

  all(): M[] {
    return [...this.#byId.values()];
  }
}

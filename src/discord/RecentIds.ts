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

interface Kept<T> {
  readonly value: T;
  readonly bytes: number;
}

/** Keeps what was used last, within a budget of bytes; the very last one even when it alone exceeds that. */
export class BookCache<T> {
  readonly #budget: number;
  /** In the order of use, the last one last. */
  readonly #kept = new Map<string, Kept<T>>();
  #bytes = 0;

  constructor(budgetBytes: number) {
    this.#budget = budgetBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** Counts as a use. */
  get(key: string): T | undefined {
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.value;
  }

  /** Counts as no use. */
  peek(key: string): T | undefined {
    return this.#kept.get(key)?.value;
  }

  set(key: string, value: T, bytes: number): void {
    this.delete(key);
    this.#kept.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#budget || oldest === key) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }
}

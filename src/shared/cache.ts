interface Entry<V> {
  readonly value: V;
  readonly size: number;
  /** How much had been put last, in all, when this was. */
  readonly at: number;
}

/**
 * A map of limited size that keeps the entries used last. Adding one beyond the capacity drops the entries that have
 * gone unused for longest, except that what was used again soon may be dropped up to a quarter of the capacity too early.
 *
 * @example
 * const stems = new LruCache<string, string>(20_000);
 * stems.getOrCreate('training', stemmer); // 'train', computed only the first time
 */
export class LruCache<K, V> {
  readonly #capacity: number;
  /** In the order of use: a Map iterates in insertion order, and each use inserts its entry again. */
  readonly #entries = new Map<K, Entry<V>>();
  #totalSize = 0;
  /** The size of all that was ever put last in that order. */
  #turnover = 0;

  /** @param capacity - The total size of the entries, in the unit of `set`'s `size`. By default, how many there may be. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get count(): number {
    return this.#entries.size;
  }

  get totalSize(): number {
    return this.#totalSize;
  }

  /** Counts as a use of the entry. */
  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const { value, size, at } = entry;
    // Putting it last costs more than finding it, and one that is among the last is in no danger.
    if (4 * (this.#turnover - at) < this.#capacity) return value;
    this.#entries.delete(key);
    this.#putLast(key, value, size);
    return value;
  }

  /** Gets a value without counting as a use. */
  peek(key: K): V | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Going through them counts as no use. */
  *values(): Generator<V, void> {
    for (const { value } of this.#entries.values()) yield value;
  }

  /** Adds or replaces an entry. It stays even if it alone exceeds the capacity. */
  set(key: K, value: V, size = 1): void {
    this.delete(key);
    this.#putLast(key, value, size);
    this.#totalSize += size;
    if (this.#totalSize <= this.#capacity) return;
    for (const oldest of this.#entries.keys()) {
      if (this.#totalSize <= this.#capacity || oldest === key) return;
      this.delete(oldest);
    }
  }

  /** Gets a value, or creates one and adds it with size 1. */
  getOrCreate(key: K, create: (key: K) => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const value = create(key);
    this.set(key, value);
    return value;
  }

  /** Returns whether there was such an entry. */
  delete(key: K): boolean {
    this.#totalSize -= this.#entries.get(key)?.size ?? 0;
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#totalSize = 0;
  }

  #putLast(key: K, value: V, size: number): void {
    this.#turnover += size;
    this.#entries.set(key, { value, size, at: this.#turnover });
  }
}

/** Remembers the keys seen last, for example to handle an event once that is delivered twice. */
export class RecentKeys {
  readonly #keys: LruCache<string, true>;

  /** @param capacity - How many keys to remember. */
  constructor(capacity: number) {
    this.#keys = new LruCache(capacity);
  }

  /** Adds a key. Returns whether it is new. */
  add(key: string): boolean {
    if (this.#keys.peek(key)) return false;
    this.#keys.set(key, true);
    return true;
  }
}

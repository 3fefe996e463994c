import { LRUCache } from 'lru-cache';

/**
 * A map of limited size that keeps the entries used last.
 *
 * @example
 * const stems = new LruCache<string, string>(20_000);
 * stems.getOrCreate('training', stemmer); // 'train', computed only the first time
 */
export class LruCache<K extends {}, V extends {}> extends LRUCache<K, V> {
  /** @param capacity - How many entries there may be, or their total size where they are set with one. */
  constructor(capacity: number) {
    super({ maxSize: capacity, sizeCalculation: () => 1 });
  }

  /** Adds or replaces an entry of this size. It stays even if it alone exceeds the capacity. */
  setSized(key: K, value: V, size: number): void {
    this.set(key, value, { size: Math.min(size, this.maxSize) });
  }

  getOrCreate(key: K, create: (key: K) => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const value = create(key);
    this.set(key, value);
    return value;
  }
}

/** Remembers the keys seen last, for example to handle an event once that is delivered twice. */
export class RecentKeys {
  readonly #keys: LruCache<string, true>;

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

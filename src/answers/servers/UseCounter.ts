import { WriteBehind } from '../../shared/concurrency.ts';
import type { Store } from '../../store/Store.ts';

interface UseCounterOptions {
  readonly store: Pick<Store, 'countUses'>;
  readonly onFault: (error: unknown) => void;
}

/** How many servers can have unsaved counts. If the store fails for long, further servers are not counted. */
const MAX_WAITING = 10_000;

/**
 * Counts how often answers are given. The counts are written a few seconds later.
 */
export class UseCounter {
  readonly #options: UseCounterOptions;
  readonly #behind = new WriteBehind(() => this.#writeAll());
  #waiting = new Map<string, Map<string, number>>();

  constructor(options: UseCounterOptions) {
    this.#options = options;
  }

  /** @param answerId - Of any answer: curated, generated or the server's own. */
  count(guildId: string, answerId: string, uses = 1): void {
    let counts = this.#waiting.get(guildId);
    if (!counts) {
      if (this.#waiting.size >= MAX_WAITING) return;
      this.#waiting.set(guildId, (counts = new Map()));
    }
    counts.set(answerId, (counts.get(answerId) ?? 0) + uses);
  }

  /** Writes what was counted so far. If that fails, reports it and tries again next time. */
  write(): Promise<void> {
    return this.#behind.write();
  }

  stop(): Promise<void> {
    return this.#behind.stop();
  }

  async #writeAll(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const counted = this.#waiting;
    this.#waiting = new Map();
    try {
      await this.#options.store.countUses(counted);
    } catch (error) {
      this.#options.onFault(error);
      for (const [guildId, counts] of counted) for (const [id, uses] of counts) this.count(guildId, id, uses);
    }
  }
}

import type { Store } from '../../store/Store.ts';

interface UseCounterOptions {
  readonly store: Pick<Store, 'countUses'>;
  readonly onFault: (error: unknown) => void;
}

const EVERY_MS = 5_000;

/** How many servers can have unsaved counts. If the store fails for long, further servers are not counted. */
const MAX_WAITING = 10_000;

/**
 * Counts how often answers are given. Writes the counts every few seconds and when stopped, so that replies don't wait for
 * the disk. If the process is killed, the last seconds are lost.
 */
export class UseCounter {
  readonly #options: UseCounterOptions;
  readonly #timer: NodeJS.Timeout;
  #waiting = new Map<string, Map<string, number>>();
  #writing: Promise<void> | undefined;

  constructor(options: UseCounterOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.write(), EVERY_MS).unref();
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
  async write(): Promise<void> {
    await this.#writing;
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
    await this.#writing;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }

  async #writeAll(): Promise<void> {
    const counted = this.#waiting;
    this.#waiting = new Map();
    for (const [guildId, counts] of counted) {
      try {
        await this.#options.store.countUses(guildId, counts);
        counted.delete(guildId);
      } catch (error) {
        this.#options.onFault(error);
        break;
      }
    }
    for (const [guildId, counts] of counted) for (const [id, uses] of counts) this.count(guildId, id, uses);
  }
}

import type { Store } from '../../store/Store.ts';

export interface UseCounterOptions {
  readonly store: Pick<Store, 'countUses'>;
  readonly onFault: (error: unknown) => void;
  /** How often counts are written, in milliseconds. Default: 5,000. */
  readonly everyMs?: number;
}

/** Servers whose counts wait to be written. When the store does not take them, those beyond are not counted. */
const MOST_WAITING = 10_000;

/**
 * Counts how often answers are given, and writes the counts every few seconds and at the end: a reply does not wait for
 * the disk. What a killed process had not yet written is lost.
 */
export class UseCounter {
  readonly #options: UseCounterOptions;
  readonly #timer: NodeJS.Timeout;
  #waiting = new Map<string, Map<string, number>>();
  #writing: Promise<void> | undefined;

  constructor(options: UseCounterOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.write(), options.everyMs ?? 5_000).unref();
  }

  /** @param answerId - Of any answer: curated, made or the server's own. */
  count(guildId: string, answerId: string, uses = 1): void {
    let counts = this.#waiting.get(guildId);
    if (!counts) {
      if (this.#waiting.size >= MOST_WAITING) return;
      this.#waiting.set(guildId, (counts = new Map()));
    }
    counts.set(answerId, (counts.get(answerId) ?? 0) + uses);
  }

  /** Writes what has been counted up to now. A failure is told, and what was not written is tried again next time. */
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

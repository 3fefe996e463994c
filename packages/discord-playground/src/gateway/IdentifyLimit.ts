import type { APIGatewaySessionStartLimit } from 'discord-api-types/v10';

const WINDOW_MS = 5_000;
/** Who waits exactly five seconds must not lose to the network's jitter. */
const LEEWAY_MS = 250;
const DAY_MS = 86_400_000;

/** Counts how often a bot identifies. Source: topics/gateway, session start limit object. */
export class IdentifyLimit {
  readonly #maxConcurrency: number;
  readonly #perDay: number;
  #recentMs: number[] = [];
  #today = 0;
  #dayEndsMs = Date.now() + DAY_MS;

  constructor(maxConcurrency: number, perDay: number) {
    this.#maxConcurrency = maxConcurrency;
    this.#perDay = perDay;
  }

  /** Counts one IDENTIFY. `tooSoon`: Discord answers "invalid session". `tooMany`: Discord resets the token. */
  count(): 'fine' | 'tooSoon' | 'tooMany' {
    const now = Date.now();
    this.#startDay(now);
    this.#recentMs = this.#recentMs.filter((atMs) => atMs > now - WINDOW_MS + LEEWAY_MS);
    if (this.#recentMs.length >= this.#maxConcurrency) return 'tooSoon';
    this.#recentMs.push(now);
    this.#today += 1;
    return this.#today > this.#perDay ? 'tooMany' : 'fine';
  }

  toApi(): APIGatewaySessionStartLimit {
    const now = Date.now();
    this.#startDay(now);
    return {
      total: this.#perDay,
      remaining: Math.max(0, this.#perDay - this.#today),
      reset_after: this.#dayEndsMs - now,
      max_concurrency: this.#maxConcurrency,
    };
  }

  #startDay(now: number): void {
    if (now < this.#dayEndsMs) return;
    this.#dayEndsMs = now + DAY_MS;
    this.#today = 0;
  }
}

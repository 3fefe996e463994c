import { setImmediate as turn } from 'node:timers/promises';

export interface Liveness {
  /** From the wish to change until the change is done. */
  readonly liveMs: number;
  /** The longest time in which the event loop could do nothing else. */
  readonly longestHoldMs: number;
}

/** Watches the event loop while something changes. */
export async function liveness(change: () => unknown): Promise<Liveness> {
  const watch = new LoopWatch();
  await turn();
  const begin = performance.now();
  await change();
  const liveMs = performance.now() - begin;
  await turn();
  return { liveMs, longestHoldMs: watch.stop() };
}

/** Comes round with the event loop and notes how long it was away at most. */
class LoopWatch {
  #longestMs = 0;
  #last = performance.now();
  #next = setImmediate(() => this.#comeRound());

  stop(): number {
    clearImmediate(this.#next);
    return this.#longestMs;
  }

  #comeRound(): void {
    const now = performance.now();
    this.#longestMs = Math.max(this.#longestMs, now - this.#last);
    this.#last = now;
    this.#next = setImmediate(() => this.#comeRound());
  }
}

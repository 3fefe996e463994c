import { setImmediate as turn } from 'node:timers/promises';

export interface Liveness {
  /** From the wish to change until the change is done. */
  readonly liveMs: number;
  /** The longest time in which the event loop could do nothing else. */
  readonly longestHoldMs: number;
  /** The longest time that its thread worked without a pause. On a busy machine it is held for longer, because it waits for a processor. */
  readonly longestWorkMs: number;
}

/** Watches the event loop while something changes. */
export async function liveness(change: () => unknown): Promise<Liveness> {
  const watch = new LoopWatch();
  await turn();
  const begin = performance.now();
  await change();
  const liveMs = performance.now() - begin;
  await turn();
  return { liveMs, ...watch.stop() };
}

/** Comes round with the event loop and notes how long it was away at most. */
class LoopWatch {
  #longestMs = 0;
  #longestWorkMs = 0;
  #last = performance.now();
  #lastWork = workMs();
  #next = setImmediate(() => this.#comeRound());

  stop(): Omit<Liveness, 'liveMs'> {
    clearImmediate(this.#next);
    return { longestHoldMs: this.#longestMs, longestWorkMs: this.#longestWorkMs };
  }

  #comeRound(): void {
    const [now, work] = [performance.now(), workMs()];
    this.#longestMs = Math.max(this.#longestMs, now - this.#last);
    this.#longestWorkMs = Math.max(this.#longestWorkMs, work - this.#lastWork);
    this.#last = now;
    this.#lastWork = work;
    this.#next = setImmediate(() => this.#comeRound());
  }
}

/** Processor time of this thread. */
function workMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

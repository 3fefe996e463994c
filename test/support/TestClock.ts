import type { Clock } from '../../src/shared/clock.ts';

/** A clock that stands still until a test moves it. It starts now, because messages have the real time. */
export class TestClock implements Clock {
  #now = Date.now();
  readonly #waiting = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const entry = { at: this.#now + ms, run };
    this.#waiting.add(entry);
    return () => void this.#waiting.delete(entry);
  }

  /** Moves on, and runs what is due meanwhile, in its order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    const due = [...this.#waiting].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
    for (const entry of due) {
      if (!this.#waiting.delete(entry)) continue;
      this.#now = entry.at;
      entry.run();
    }
    this.#now = end;
  }
}

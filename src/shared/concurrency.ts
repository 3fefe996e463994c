import { setImmediate as nextTick } from 'node:timers/promises';

/** A mutex for each key: work on the same key runs one after the other, in the order of the calls; other keys don't wait. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    // A failure before this one is the other caller's to handle.
    const turn = before.then(work, work);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}

/** The longest that a message arriving meanwhile has to wait, plus one step. */
const SLICE_MS = 5;

/**
 * Runs a cooperative computation a few milliseconds at a time, so that the event loop can serve others in between. Several
 * at once take turns: each turn of the event loop gives one slice to one of them.
 */
export async function runCooperatively<T>(steps: Cooperative<T>): Promise<T> {
  for (;;) {
    await nextTurn();
    const begin = performance.now();
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() - begin < SLICE_MS);
  }
}

const waiting: (() => void)[] = [];

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(callNext);
  });
}

/** The resolved promise's continuation runs before the event loop goes on. */
function callNext(): void {
  const next = waiting.shift()!;
  if (waiting.length > 0) setImmediate(callNext);
  next();
}

/** A computation in many small steps that can pause between any two: each `yield` is such a point. */
export type Cooperative<T> = Generator<void, T, void>;

/** Runs a cooperative computation in one go. */
export function runToEnd<T>(steps: Cooperative<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * How many rows are written or parsed at once: with 4 kB of text each, 100 take about 3 ms. Eight columns of them are
 * 800 parameters of a statement, where SQLite takes 32,766 (https://www.sqlite.org/limits.html).
 */
const BATCH_ROWS = 100;

/** Yields a long list in batches and lets the event loop turn between two of them. */
export async function* inBatches<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH_ROWS) {
    if (start > 0) await nextTick();
    yield items.slice(start, start + BATCH_ROWS);
  }
}

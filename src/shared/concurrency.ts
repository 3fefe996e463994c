import { setImmediate as nextTick } from 'node:timers/promises';

/** One mutex per key: work with the same key runs one after the other, in the order of the calls. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    // If the work before this failed, its own caller handles that.
    const turn = before.then(work, work);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}

/** Runs some work once at a time. A call while it runs is followed by one more run, for which it waits. */
export class SingleFlight {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | undefined;
  #isWanted = false;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  run(): Promise<void> {
    this.#isWanted = true;
    this.#running ??= this.#runWhileWanted().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Ends when nothing runs; `undefined` if nothing does. */
  get running(): Promise<void> | undefined {
    return this.#running;
  }

  async #runWhileWanted(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      await this.#work();
    }
  }
}

const WRITE_EVERY_MS = 5_000;

/**
 * Writes what collects in memory every few seconds and when stopped, so that replies don't wait for the disk. If the process
 * is killed, the last seconds are lost.
 */
export class WriteBehind {
  readonly #writing: SingleFlight;
  readonly #timer: NodeJS.Timeout;

  /** @param writeAll - Writes what there is so far. Never rejects, and never runs twice at a time. */
  constructor(writeAll: () => Promise<void>) {
    this.#writing = new SingleFlight(writeAll);
    this.#timer = setInterval(() => void this.write(), WRITE_EVERY_MS).unref();
  }

  /** Resolves once what is being written now is written. */
  async settled(): Promise<void> {
    await this.#writing.running;
  }

  /** Writes what there is when it is called, after what is being written already. */
  write(): Promise<void> {
    return this.#writing.run();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }
}

/** The longest that an event has to wait, plus the duration of one step. */
const SLICE_MS = 5;

/**
 * Runs a cooperative computation a few milliseconds at a time, so that the event loop can handle events in between.
 * Several computations take turns: each turn of the event loop runs one slice of one of them.
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

/** The code awaiting the resolved promise runs before the event loop continues. */
function callNext(): void {
  const next = waiting.shift()!;
  if (waiting.length > 0) setImmediate(callNext);
  next();
}

/** A computation in many small steps, which can pause at each `yield`. */
export type Cooperative<T> = Generator<void, T, void>;

export function runToEnd<T>(steps: Cooperative<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * How many items are in a batch. Writing or parsing 100 rows of 4 kB each takes about 3 ms. At eight columns, they are 800
 * parameters of a statement; SQLite allows 32,766 (https://www.sqlite.org/limits.html).
 */
const BATCH_ROWS = 100;

/** Yields a long list in batches, letting the event loop handle events between them. */
export async function* inBatches<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH_ROWS) {
    if (start > 0) await nextTick();
    yield items.slice(start, start + BATCH_ROWS);
  }
}

/** How long a reply waits for the store before it does without what a server has saved. Reading takes a few milliseconds. */
export const STORE_PATIENCE_MS = 2_000;

/** What a promise resolves to, or `undefined` if it hasn't within so many milliseconds. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  const { promise: timeout, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** The time, and what happens later. Tests have one that they move themselves. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something once after some milliseconds. Keeps no process alive. @returns Cancels it. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};

export const DAY_MS = 86_400_000;

/** In UTC. @param ms - Since 1970. @example dayOf(1_795_305_600_000); // '2026-11-22' */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

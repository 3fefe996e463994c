import type { Steps } from '../matching/Steps.ts';

/** A message that arrives meanwhile waits this long at most, and a step. */
const SLICE_MS = 5;

/**
 * Takes steps a few milliseconds at a time, and lets the event loop serve others in between. What is done in slices at
 * the same time takes turns: one slice, of one of them, in each turn of the event loop.
 */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
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

/** What is resolved here runs before the event loop goes on. */
function callNext(): void {
  const next = waiting.shift()!;
  if (waiting.length > 0) setImmediate(callNext);
  next();
}

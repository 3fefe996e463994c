import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Steps } from '../matching/Steps.ts';

/** A message that arrives meanwhile waits this long at most, and a step. */
const SLICE_MS = 5;

/** Takes steps a few milliseconds at a time, and lets the event loop serve others in between. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  let begin = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - begin < SLICE_MS) continue;
    await nextTurn();
    begin = performance.now();
  }
}

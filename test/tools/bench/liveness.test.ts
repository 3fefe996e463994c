import { expect, test } from 'vitest';
import { liveness } from '../../../tools/bench/matching/liveness.ts';

const HOLD_MS = 30;

function hold(): void {
  const end = performance.now() + HOLD_MS;
  while (performance.now() < end);
}

test('a change in one go holds the event loop all along', async () => {
  const { liveMs, longestHoldMs } = await liveness(hold);
  expect(liveMs).toBeGreaterThanOrEqual(HOLD_MS);
  expect(longestHoldMs).toBeGreaterThanOrEqual(HOLD_MS);
});

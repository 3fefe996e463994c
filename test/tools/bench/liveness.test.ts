import { expect, test } from 'vitest';
import { liveness } from '../../../tools/bench/matching/liveness.ts';

const HOLD_MS = 30;

function hold(): void {
  const begin = process.threadCpuUsage().user;
  while (process.threadCpuUsage().user < begin + HOLD_MS * 1_000);
}

test('a change in one go holds the event loop all along', async () => {
  const { liveMs, longestHoldMs, longestWorkMs } = await liveness(hold);
  expect(liveMs).toBeGreaterThanOrEqual(HOLD_MS);
  expect(longestHoldMs).toBeGreaterThanOrEqual(HOLD_MS);
  expect(longestWorkMs).toBeGreaterThanOrEqual(HOLD_MS);
});

import { expect, test } from 'vitest';
import { runCooperatively } from '../../src/shared/concurrency.ts';

function* work(steps: number, stepMs: number): Generator<void, number, void> {
  for (let step = 0; step < steps; step++) {
    const end = performance.now() + stepMs;
    while (performance.now() < end);
    yield;
  }
  return steps;
}

test('all steps are taken, and the result returned', async () => {
  expect(await runCooperatively(work(1_000, 0))).toBe(1_000);
});

test('others have their turn while many steps are taken', async () => {
  let turns = 0;
  let isDone = false;
  const others = (): void => {
    turns++;
    if (!isDone) setImmediate(others);
  };
  setImmediate(others);
  await runCooperatively(work(60, 1));
  isDone = true;
  expect(turns).toBeGreaterThan(4);
});

function* failing(): Generator<void, void, void> {
  yield;
  throw new Error('no more');
}

test('what fails while steps are taken rejects', async () => {
  await expect(runCooperatively(failing())).rejects.toThrow('no more');
});

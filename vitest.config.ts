import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    globalSetup: ['test/support/postgresFolder.ts'],
    testTimeout: 15_000,
    // The tests mostly wait for sockets and processes; by default two cores get one worker.
    maxWorkers: 2,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    globalSetup: ['test/support/postgresFolder.ts', 'test/support/compileOnce.ts'],
    // Far more than any test needs: a busy machine must not fail them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    // The tests mostly wait for sockets and processes; by default two cores get one worker.
    maxWorkers: 2,
    // Loading discord.js and the bot anew for each of 130 files took twice as long as the tests themselves. No test may
    // leave anything behind in a module.
    isolate: false,
    restoreMocks: true,
    coverage: {
      include: ['src/**/*.ts', 'packages/*/src/**/*.ts'],
      exclude: ['packages/*/src/page/**'],
      reporter: ['text-summary', 'html'],
    },
  },
});

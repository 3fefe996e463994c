import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Databases and browser profiles of tests are in memory where there is room: a test waits for the disk many times, and
// other tests with it. A container often has 64 MB there, too little for a PostgreSQL.
const MEMORY = '/dev/shm';
const MIN_BYTES = 2 * 1024 ** 3;
if (existsSync(MEMORY)) {
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize >= MIN_BYTES) process.env['TMPDIR'] ??= MEMORY;
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    globalSetup: ['test/support/postgresFolder.ts', 'test/support/compileOnce.ts'],
    setupFiles: ['test/support/keepCompiled.ts'],
    // Far more than any test needs: a busy machine must not fail them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    // More than a small machine has cores: all files together wait more than they compute, for sockets, disks, processes and
    // Discord's deadlines. On two cores four took 167 s, three 185; on a fresh clone six gain nothing over four.
    maxWorkers: 4,
    // Whole files share a worker, and leave much garbage: a tenth of the CPU time went into moving what is young.
    execArgv: ['--max-semi-space-size=64'],
    // Of workers and of the processes that tests start: without it each spends seconds on removing types and compiling
    // discord.js.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/whence/modules') },
    // Node runs the files as they are. Vite's transformed modules took a fifth more CPU time.
    experimental: { viteModuleRunner: false, nodeLoader: false },
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

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresFolder: string;
  }
}

/**
 * Runs once around all tests: a place where the first test that needs a PostgreSQL starts one for all of them, so that
 * runs without such a test do not wait for it.
 */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'whence-postgres-'));
  project.provide('postgresFolder', folder);
  return () => stopPostgres(folder);
}

import { flushCompileCache } from 'node:module';
import { afterAll } from 'vitest';

// Keeps the compiled modules of a worker for later runs. Node does it when a process ends, but Vitest kills its workers.
afterAll(() => flushCompileCache());

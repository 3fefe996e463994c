import { vi } from 'vitest';

/** Far longer than anything takes, so that no test fails because the machine is busy. */
const TIMEOUT_MS = 60_000;

/** Waits until a check passes, or resolves, and returns its result. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, TIMEOUT_MS);

import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the bot of the soak writes what it holds. */
export const soakFile = (pid: number): string => join(tmpdir(), `whence-soak-${pid}`);

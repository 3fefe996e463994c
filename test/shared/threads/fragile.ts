import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../../../src/shared/UserError.ts';

/** Ends as it is told to. */
if (workerData === 'mistake') throw new UserError('no-such-thing', 'There is none.');
if (workerData === 'fault') throw new RangeError('thrown');
if (workerData === 'rejection') void Promise.reject(new Error('rejected'));
if (workerData === 'exit') process.exit(7);
if (workerData === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
if (workerData !== 'rejection') parentPort?.postMessage({ got: workerData as unknown }, []);

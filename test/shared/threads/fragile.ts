import { answerRequests } from '../../../src/shared/thread.ts';
import { UserError } from '../../../src/shared/UserError.ts';

let asked = 0;

/** Ends as it is told to. */
answerRequests(async (how: unknown) => {
  asked += 1;
  if (how === 'mistake') throw new UserError('no-such-thing', 'There is none.');
  if (how === 'fault') throw new RangeError('thrown');
  if (how === 'rejection') void Promise.reject(new Error('rejected'));
  if (how === 'exit') process.exit(7);
  if (how === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return how === 'rejection' ? new Promise(() => {}) : { got: how, asked };
});

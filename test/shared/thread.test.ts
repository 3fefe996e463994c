import { expect, test } from 'vitest';
import { runInThread } from '../../src/shared/thread.ts';
import { UserError } from '../../src/shared/UserError.ts';

const FRAGILE = new URL('threads/fragile.ts', import.meta.url);

test('what a thread posts is returned', async () => {
  expect(await runInThread(FRAGILE, ['données'])).toEqual({ got: ['données'] });
});

test('a mistake of a person stays one', async () => {
  const failed = await runInThread(FRAGILE, 'mistake').catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(UserError);
  expect(failed).toMatchObject({ code: 'no-such-thing', message: 'There is none.' });
});

test.each([
  ['throws', 'fault', 'thrown'],
  ['leaves a promise that is rejected', 'rejection', 'rejected'],
  ['exits', 'exit', 'a thread exited with 7 and did not answer'],
])('a thread that %s rejects', async (_, how, message) => {
  await expect(runInThread(FRAGILE, how)).rejects.toThrow(message);
});

test('a thread that hangs is ended', async () => {
  await expect(runInThread(FRAGILE, 'hang', 200)).rejects.toThrow('a thread did not answer within 200 ms');
});

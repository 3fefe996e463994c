import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { Thread } from '../../src/shared/thread.ts';
import { UserError } from '../../src/shared/UserError.ts';

const FRAGILE = new URL('threads/fragile.ts', import.meta.url);

function open(options?: ConstructorParameters<typeof Thread>[1]): Thread<unknown, unknown> {
  const thread = new Thread<unknown, unknown>(FRAGILE, options);
  onTestFinished(() => thread.end());
  return thread;
}

test('a thread answers one request after another', async () => {
  const thread = open();
  expect(await Promise.all([thread.ask(['données']), thread.ask('two')])).toEqual([
    { got: ['données'], asked: 1 },
    { got: 'two', asked: 2 },
  ]);
});

test('a mistake of a person stays one, and the thread goes on', async () => {
  const thread = open();
  const failed = await thread.ask('mistake').catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(UserError);
  expect(failed).toMatchObject({ code: 'no-such-thing', message: 'There is none.' });
  expect(await thread.ask('next')).toEqual({ got: 'next', asked: 2 });
});

test('another error arrives with its name and message', async () => {
  const failed = await open()
    .ask('fault')
    .catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(RangeError);
  expect(failed).toMatchObject({ message: 'thrown' });
});

test.each([
  ['leaves a promise that is rejected', 'rejection', 'rejected'],
  ['exits', 'exit', 'a thread exited with 7 and did not answer'],
])('a thread that %s fails the request, and the next one gets a new thread', async (_, how, message) => {
  const thread = open();
  await expect(thread.ask(how)).rejects.toThrow(message);
  expect(await thread.ask('next')).toEqual({ got: 'next', asked: 1 });
});

test('so does one that hangs', async () => {
  await expect(open({ timeoutMs: 200 }).ask('hang')).rejects.toThrow('a thread did not answer within 200 ms');
});

test('a thread that is ended fails what it was doing, what waits, and what comes later', async () => {
  const thread = open();
  const asked = Promise.allSettled([thread.ask('hang'), thread.ask('waiting')]);
  setImmediate(() => void thread.end());
  const ended = { status: 'rejected', reason: new Error('a thread was ended') };
  expect(await asked).toEqual([ended, ended]);
  await expect(thread.ask('later')).rejects.toThrow('a thread was ended');
});

test('a thread that nobody needs for a while is ended, and started again', async () => {
  const thread = open({ idleMs: 1 });
  await thread.ask('first');
  await eventually(async () => expect(await thread.ask('again')).toEqual({ got: 'again', asked: 1 }));
});

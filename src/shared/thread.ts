import { Worker } from 'node:worker_threads';
import { UserError } from './UserError.ts';

/**
 * Runs a program in a thread of its own, so that the event loop goes on meanwhile. The thread ends with it.
 *
 * @param program - Posts one message to `parentPort`, or throws.
 * @param data - Its `workerData`.
 * @param timeoutMs - Default: it may take as long as it wants.
 * @returns The message.
 * @throws UserError If the program threw one. Any other failure rejects as well, also an end without a message.
 * @example
 * const file = await runInThread<AnswersFile>(new URL('reader.ts', import.meta.url), request);
 */
export async function runInThread<T>(program: URL, data?: unknown, timeoutMs?: number): Promise<T> {
  const thread = new Worker(program, { workerData: data });
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const giveUp = (): void => reject(new Error(`a thread did not answer within ${timeoutMs} ms`));
  const timer = timeoutMs === undefined ? undefined : setTimeout(giveUp, timeoutMs);
  thread.once('message', resolve);
  // Errors come with their properties, but without their class.
  thread.once('error', (error: Error & { readonly code?: string }) =>
    reject(error.name === 'UserError' ? new UserError(error.code!, error.message) : error),
  );
  thread.once('exit', (code) => reject(new Error(`a thread exited with ${code} and did not answer`)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

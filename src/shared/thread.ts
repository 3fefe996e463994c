import { parentPort, type ResourceLimits, Worker } from 'node:worker_threads';
import { KeyedMutex } from './concurrency.ts';
import { UserError } from './UserError.ts';

/** What a thread posts: an answer, or what was thrown instead. Of an error, only its message and stack arrive. */
type Reply<Answer> = { readonly answer: Answer } | { readonly error: Error; readonly userCode: string | undefined };

interface ThreadOptions {
  /** How long an answer may take. Default: as long as it wants. */
  readonly timeoutMs?: number;
  /** How long the thread is kept for the next request. Default: for good. */
  readonly idleMs?: number;
  /** Of its memory. Default: those of Node. */
  readonly resourceLimits?: ResourceLimits;
}

/**
 * A program that answers requests in a thread of its own, one after another, so that the event loop goes on meanwhile. It
 * is loaded when the first request comes. A thread that dies or hangs fails that request, and the next one gets a new thread.
 *
 * @example
 * const reader = new Thread<ImportRequest, AnswersFile>(new URL('reader.ts', import.meta.url));
 * const file = await reader.ask(request);
 */
export class Thread<Request, Answer> {
  readonly #program: URL;
  readonly #options: ThreadOptions;
  readonly #turns = new KeyedMutex();
  #worker: Worker | undefined;
  #asked: PromiseWithResolvers<Answer> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #hasEnded = false;

  /** @param program - Calls `answerRequests`. */
  constructor(program: URL, options: ThreadOptions = {}) {
    this.#program = program;
    this.#options = options;
  }

  /** @throws UserError If the program threw one. Any other failure rejects as well. */
  ask(request: Request): Promise<Answer> {
    return this.#turns.run('', () => this.#askNow(request));
  }

  /** Ends the thread for good: what it does, what waits and what comes later fails. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    clearTimeout(this.#idle);
    await this.#drop(this.#worker, new Error('a thread was ended'));
  }

  async #askNow(request: Request): Promise<Answer> {
    if (this.#hasEnded) throw new Error('a thread was ended');
    const { timeoutMs, idleMs } = this.#options;
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    const asked = (this.#asked = Promise.withResolvers<Answer>());
    const giveUp = (): void => void this.#drop(worker, new Error(`a thread did not answer within ${timeoutMs} ms`));
    const timer = timeoutMs === undefined ? undefined : setTimeout(giveUp, timeoutMs);
    try {
      worker.ref(); // only a request that is under way keeps the process alive
      worker.postMessage(request, []);
      return await asked.promise;
    } finally {
      clearTimeout(timer);
      worker.unref();
      const rest = (): void => void this.#drop(worker, new Error('a thread was idle'));
      if (idleMs !== undefined && !this.#hasEnded) this.#idle = setTimeout(rest, idleMs).unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { resourceLimits: this.#options.resourceLimits });
    worker.on('message', (reply: Reply<Answer>) => {
      if (worker !== this.#worker) return;
      if ('answer' in reply) this.#asked?.resolve(reply.answer);
      else if (reply.userCode === undefined) this.#asked?.reject(reply.error);
      else this.#asked?.reject(new UserError(reply.userCode, reply.error.message));
    });
    // It may also die while it waits: then the next request starts another.
    worker.on('error', (error) => void this.#drop(worker, error));
    worker.on('exit', (code) => void this.#drop(worker, new Error(`a thread exited with ${code} and did not answer`)));
    return worker;
  }

  async #drop(worker: Worker | undefined, reason: Error): Promise<void> {
    if (worker === undefined || worker !== this.#worker) return;
    this.#worker = undefined;
    this.#asked?.reject(reason);
    await worker.terminate();
  }
}

/** What the program of a thread calls: answers each request with what `work` makes of it. */
export function answerRequests(work: (request: never) => unknown): void {
  const reply = async (request: unknown): Promise<Reply<unknown>> => {
    try {
      return { answer: await work(request as never) };
    } catch (error) {
      return { error: error as Error, userCode: error instanceof UserError ? error.code : undefined };
    }
  };
  const post = async (request: unknown): Promise<void> => parentPort!.postMessage(await reply(request), []);
  parentPort!.on('message', (request) => void post(request));
}

import type { Backend } from './Backend.ts';
import { changesSince, revisionOf } from './revisions.ts';
import type { ChangeListener, Subscription } from './Store.ts';

interface WatcherOptions {
  readonly listener: ChangeListener;
  readonly onFault: (error: unknown) => void;
  readonly onStop: (watcher: Watcher) => void;
}

/**
 * Calls a listener with the servers that were changed. Call `check` on any sign of a change. It compares revisions, so
 * checking too often does no harm, and the next check makes up for a failed one.
 */
export class Watcher implements Subscription {
  readonly #backend: Backend;
  readonly #options: WatcherOptions;
  #revision: number;
  #checking: Promise<void> | undefined;
  #isStale = false;
  #isStopped = false;
  #otherProcesses: Subscription | undefined;

  private constructor(backend: Backend, revision: number, options: WatcherOptions) {
    this.#backend = backend;
    this.#revision = revision;
    this.#options = options;
  }

  static async start(backend: Backend, options: WatcherOptions): Promise<Watcher> {
    const watcher = new Watcher(backend, await revisionOf(backend.db), options);
    watcher.#otherProcesses = await backend.subscribe(() => watcher.check());
    // Finds what was written before the subscription began.
    watcher.check();
    return watcher;
  }

  /** Runs one check at a time, and another one afterwards if it was called meanwhile. */
  check(): void {
    this.#isStale = true;
    this.#checking ??= this.#checkUntilFresh().finally(() => (this.#checking = undefined));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#options.onStop(this);
    await this.#otherProcesses?.stop();
    await this.#checking;
  }

  async #checkUntilFresh(): Promise<void> {
    while (this.#isStale && !this.#isStopped) {
      this.#isStale = false;
      try {
        const { revision, guildIds } = await changesSince(this.#backend.db, this.#revision);
        this.#revision = revision;
        if (guildIds.length > 0 && !this.#isStopped) await this.#options.listener(guildIds);
      } catch (error) {
        this.#options.onFault(error);
      }
    }
  }
}

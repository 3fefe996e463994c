import type { Backend } from './Backend.ts';
import { changesSince, revisionOf } from './revisions.ts';
import type { ChangeListener, Subscription } from './Store.ts';

/**
 * Calls a listener with the servers that were changed. Call `check` on any sign of a change. It compares revisions, so
 * checking too often does no harm, and the next check makes up for a failed one.
 */
export class Watcher implements Subscription {
  readonly #backend: Backend;
  readonly #listener: ChangeListener;
  readonly #onFault: (error: unknown) => void;
  #revision: number;
  #checking: Promise<void> | undefined;
  #isStale = false;
  #isStopped = false;
  #otherProcesses: Subscription | undefined;

  private constructor(backend: Backend, revision: number, listener: ChangeListener, onFault: (error: unknown) => void) {
    this.#backend = backend;
    this.#revision = revision;
    this.#listener = listener;
    this.#onFault = onFault;
  }

  static async start(backend: Backend, listener: ChangeListener, onFault: (error: unknown) => void): Promise<Watcher> {
    const watcher = new Watcher(backend, await revisionOf(backend.db), listener, onFault);
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
    await this.#otherProcesses?.stop();
    await this.#checking;
  }

  async #checkUntilFresh(): Promise<void> {
    while (this.#isStale && !this.#isStopped) {
      this.#isStale = false;
      try {
        const { revision, guildIds } = await changesSince(this.#backend.db, this.#revision);
        this.#revision = revision;
        if (guildIds.length > 0 && !this.#isStopped) await this.#listener(guildIds);
      } catch (error) {
        this.#onFault(error);
      }
    }
  }
}

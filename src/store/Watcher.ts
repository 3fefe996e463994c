import type { Backend } from './openStore.ts';
import { changesSince, revisionOf } from './revisions.ts';
import type { ChangeListener, Watch } from './Store.ts';

interface WatcherOptions {
  readonly listener: ChangeListener;
  readonly onFault: (error: unknown) => void;
  readonly onStop: (watcher: Watcher) => void;
}

/**
 * Tells a listener which servers were changed. Whoever has reason to think that something was calls `look`; the numbered
 * revisions then say what is new, so that looking too often does no harm and a failed look is made good by the next one.
 */
export class Watcher implements Watch {
  readonly #backend: Backend;
  readonly #options: WatcherOptions;
  #revision: number;
  #looking: Promise<void> | undefined;
  #isStale = false;
  #isStopped = false;
  #others: Watch | undefined;

  private constructor(backend: Backend, revision: number, options: WatcherOptions) {
    this.#backend = backend;
    this.#revision = revision;
    this.#options = options;
  }

  static async start(backend: Backend, options: WatcherOptions): Promise<Watcher> {
    const watcher = new Watcher(backend, await revisionOf(backend.db), options);
    watcher.#others = await backend.heedOthers(() => watcher.look());
    // Whatever was written between the two.
    watcher.look();
    return watcher;
  }

  /** One look at a time; another one follows when there was reason for it meanwhile. */
  look(): void {
    this.#isStale = true;
    this.#looking ??= this.#lookUntilFresh().finally(() => (this.#looking = undefined));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#options.onStop(this);
    await this.#others?.stop();
    await this.#looking;
  }

  async #lookUntilFresh(): Promise<void> {
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

/**
 * Does something again and again, never twice at the same time, until it is stopped. Keeps no process alive.
 * A failure is told, and does not end it.
 */
export function poll(
  everyMs: number,
  look: () => Promise<void> | void,
  onFault: (error: unknown) => void,
): { stop(): Promise<void> } {
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= Promise.resolve()
      .then(look)
      .catch(onFault)
      .finally(() => (looking = undefined));
  }, everyMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

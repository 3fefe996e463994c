import { LruCache } from '../../shared/cache.ts';
import { KeyedMutex } from '../../shared/concurrency.ts';
import type { AnswerVersion, Change, Editor, Store, Subscription } from '../../store/Store.ts';
import type { AnswerBooks, OpenAnswerBook } from '../AnswerBook.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import type { ServerState } from './serverAnswer.ts';
import { ServerBookLoader } from './ServerBookLoader.ts';

interface ServerBooksOptions {
  readonly store: Pick<Store, 'current' | 'revision' | 'hasChangedSince' | 'write' | 'watch'>;
  /** The book of servers without answers of their own. */
  readonly curated: KnowledgeBook;
  /** Called when a server's answers could not be read. Until they can, it gets the curated ones. */
  readonly onFault: (error: unknown) => void;
  /** Memory for servers' books, by estimate. Default: 32 MiB. */
  readonly budgetBytes?: number;
}

/** With 64 MiB, a process that had built some hundreds of books took 340 MiB instead of 290: docs/benchmarks.md. */
const DEFAULT_BUDGET_BYTES = 32 * 1024 * 1024;

/** What to write, and what to return once it is written. */
export interface PlannedChange<T> {
  /** At most one per answer. With none, nothing is written. */
  readonly changes: readonly Change[];
  /** Runs before the next change of the server. */
  readonly result: (versions: readonly AnswerVersion[]) => T | Promise<T>;
}

type Plan<T> = (state: ServerState) => Promise<PlannedChange<T>>;

/**
 * The AnswerBooks of all servers. A book is built when it is first asked for, kept while it is among those used last,
 * and replaced when its answers change, whichever process changed them. Nothing is read at the start.
 *
 * @example
 * const books = await ServerBooks.start({ store, curated: await openBook(), onFault });
 * const book = await books.of(guildId);
 */
export class ServerBooks implements AnswerBooks {
  readonly #options: ServerBooksOptions;
  readonly #loaders: LruCache<string, ServerBookLoader>;
  readonly #changing = new KeyedMutex();
  #watch: Subscription | undefined;
  #isStopped = false;

  private constructor(options: ServerBooksOptions) {
    this.#options = options;
    this.#loaders = new LruCache(options.budgetBytes ?? DEFAULT_BUDGET_BYTES);
  }

  static async start(options: ServerBooksOptions): Promise<ServerBooks> {
    const books = new ServerBooks(options);
    books.#watch = await options.store.watch((guildIds) => {
      for (const guildId of guildIds) void books.refresh(guildId);
    });
    return books;
  }

  /** How much memory the kept books take, by estimate, and how many servers they belong to. */
  get kept(): { readonly bytes: number; readonly servers: number } {
    return { bytes: this.#loaders.totalSize, servers: this.#loaders.count };
  }

  async of(guildId: string | undefined): Promise<OpenAnswerBook> {
    if (guildId === undefined) return this.#options.curated;
    const loader = this.#loaderOf(guildId);
    await loader.ready();
    return loader.book ?? this.#options.curated;
  }

  /** A server's answers, including everything that any process wrote before the call. */
  state(guildId: string): Promise<ServerState> {
    return this.#loaderOf(guildId).state();
  }

  /**
   * Changes a server's answers. Changes of one server run one after the other, so what a plan has checked still holds
   * when it is written. If another process was faster, nothing is written and the plan is made again.
   *
   * @param plan - Decides what to write. May be called several times, so it must not change anything itself.
   * @returns The plan's result, once the next question is answered by what was written.
   */
  async change<T>(guildId: string, editor: Editor, plan: Plan<T>): Promise<T> {
    const result = await this.#changing.run(guildId, () => this.#change(guildId, editor, plan));
    await this.refresh(guildId);
    return result;
  }

  /** Resolves when the book, if anybody has asked for it, has everything written before the call. Never rejects. */
  async refresh(guildId: string): Promise<void> {
    await this.#loaders.peek(guildId)?.update();
  }

  /** Stops watching the store. Books that are still being updated then may fail, which is not reported. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#watch?.stop();
  }

  async #change<T>(guildId: string, editor: Editor, plan: Plan<T>): Promise<T> {
    for (let isRetry = false; ; isRetry = true) {
      const loader = this.#loaderOf(guildId);
      const state = await loader.state(isRetry);
      const { changes, result } = await plan(state);
      if (changes.length === 0) return result([]);
      const written = await this.#options.store.write(guildId, changes, editor, { asOf: state.revision });
      if (!written.isWritten) continue;
      await loader.addWritten(written.versions, written.revision, state.revision);
      return result(written.versions);
    }
  }

  #loaderOf(guildId: string): ServerBookLoader {
    const known = this.#loaders.get(guildId);
    if (known) return known;
    const { store, curated } = this.#options;
    const onFault = (error: unknown): void => {
      if (!this.#isStopped) this.#options.onFault(error);
    };
    const onChange = (loader: ServerBookLoader): void => {
      if (this.#loaders.peek(guildId) === loader) this.#loaders.set(guildId, loader, loader.bytes);
    };
    const loader = new ServerBookLoader({ guildId, store, curated, onFault, onChange });
    this.#loaders.set(guildId, loader, loader.bytes);
    return loader;
  }
}

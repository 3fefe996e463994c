import { LruCache } from '../../shared/cache.ts';
import { KeyedMutex, runCooperatively, SingleFlight, STORE_PATIENCE_MS, within } from '../../shared/concurrency.ts';
import type { AnswerVersion, Change, Editor, Store, Subscription } from '../../store/Store.ts';
import type { AnswerBook } from '../AnswerBook.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import { changedBetween, type ServerAnswers, serverAnswers, type ServerState } from './serverAnswer.ts';
import { type BaseLayer, buildBase, buildBook, bytesOfBook, canBuildOn, type ServerBook } from './ServerBook.ts';

interface ServerBooksOptions {
  readonly store: Pick<Store, 'learning' | 'current' | 'revision' | 'hasChangedSince' | 'write' | 'watch'>;
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
 */
export class ServerBooks {
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
    return { bytes: this.#loaders.calculatedSize, servers: this.#loaders.size };
  }

  /** @param guildId - `undefined` in direct messages: the curated set alone. */
  async of(guildId: string | undefined): Promise<AnswerBook> {
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

  /** Builds every book anew when it is next asked for: the curated answers below them were replaced. */
  forgetAll(): void {
    this.#loaders.clear();
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
      if (!written) continue;
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
      if (this.#loaders.peek(guildId) === loader) this.#loaders.setSized(guildId, loader, loader.bytes);
    };
    const loader = new ServerBookLoader({ guildId, store, curated, onFault, onChange });
    this.#loaders.setSized(guildId, loader, loader.bytes);
    return loader;
  }
}

/** With more changes than this on top of a base, a new base is built in the background. */
const MANY_CHANGES = 25;
/** How long to leave the store alone after a failed read: everyone who asks would wait for it. */
const RETRY_MS = 5_000;

const NO_ANSWERS: ServerAnswers = { latest: new Map(), own: new Map(), hidden: new Set(), taught: new Map() };

interface LoaderOptions extends Pick<ServerBooksOptions, 'store' | 'curated' | 'onFault'> {
  readonly guildId: string;
  /** Called when the loader has read other answers than before, so that it takes more or less memory. */
  readonly onChange: (loader: ServerBookLoader) => void;
}

/** Builds a server's book, and the next one when its answers change. The old book answers until then. */
class ServerBookLoader {
  readonly #options: LoaderOptions;
  readonly #reading = new KeyedMutex();
  readonly #updating = new SingleFlight(() => this.#update());
  #state: ServerState | undefined;
  /** Absent when the server has no answers of its own and hides none. */
  book: ServerBook | undefined;
  /** The answers in the book. Also set when there is no book because the server has no answers. */
  #built: ServerAnswers | undefined;
  #base: BaseLayer | undefined;
  #usedBase: BaseLayer | undefined;
  #isNeeded = false;
  #isRebuildingBase = false;
  #failedAt = -Infinity;

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  get bytes(): number {
    return bytesOfBook(this.#state ?? NO_ANSWERS);
  }

  /**
   * The server's answers, including everything written before the call. They are read from the store only when some
   * process has changed the server since the last time.
   *
   * @param readsAgain - Read them in any case. Default: false.
   */
  state(readsAgain = false): Promise<ServerState> {
    return this.#reading.run('', async () => {
      const { store, curated, guildId } = this.#options;
      const known = this.#state;
      if (known && !readsAgain && !(await store.hasChangedSince(guildId, known.revision))) return known;
      const revision = await store.revision();
      const versions = await store.current(guildId);
      const added = await store.learning.taught(guildId);
      const taught = new Map(added.map((one) => [one.answerId, one]));
      return this.#keep(await runCooperatively(serverAnswers(versions, curated.curated, known, taught)), revision);
    });
  }

  /**
   * Takes over what was just written, so that it needn't be read again.
   *
   * @param asOf - The revision that the write depended on: between the two, nobody changed the server.
   */
  addWritten(versions: readonly AnswerVersion[], revision: number, asOf: number): Promise<void> {
    return this.#reading.run('', async () => {
      const known = this.#state;
      if (!known || known.revision < asOf || known.revision >= revision) return;
      const latest = new Map(known.latest);
      for (const version of versions) latest.set(version.answerId, version);
      const sorted = [...latest.values()].toSorted((a, b) => (a.answerId < b.answerId ? -1 : 1));
      this.#keep(await runCooperatively(serverAnswers(sorted, known.curated, known)), revision);
    });
  }

  /**
   * Brings the book up to date, if anybody has asked for it yet.
   *
   * @returns Resolves when the book includes everything written before the call, or reading failed. Never rejects.
   */
  update(): Promise<void> {
    return this.#isNeeded ? this.#updating.run() : Promise.resolve();
  }

  /** Waits for the first book, but not for a store that doesn't answer. After a failed read, tries again once some time has passed. */
  async ready(): Promise<void> {
    this.#isNeeded = true;
    const needsUpdate = this.#built === undefined || this.#failedAt !== -Infinity;
    const isDue = needsUpdate && performance.now() >= this.#failedAt + RETRY_MS;
    const updating = this.#updating.running ?? (isDue ? this.update() : undefined);
    if (this.#built !== undefined || !updating) return;
    await within(STORE_PATIENCE_MS, updating);
    // The store has answered; building a large book takes its time.
    if (this.#state) await updating;
  }

  async #update(): Promise<void> {
    try {
      await this.#build(await this.state());
      this.#failedAt = -Infinity;
    } catch (error) {
      this.#failedAt = performance.now();
      this.#options.onFault(error);
    }
  }

  async #build(answers: ServerAnswers): Promise<void> {
    const { curated } = this.#options;
    const hasChanged = !this.#built || changedBetween(this.#built, answers).length > 0;
    if (!hasChanged && this.#usedBase === this.#base) return;
    if (answers.own.size + answers.hidden.size + answers.taught.size === 0) {
      this.#base = this.#usedBase = this.book = undefined;
      this.#built = answers;
      return;
    }
    if (!this.#base || !canBuildOn(this.#base, answers)) {
      this.#base = await runCooperatively(buildBase(curated, answers));
    }
    const base = this.#base;
    this.book = await runCooperatively(buildBook(base, curated, answers));
    this.#usedBase = base;
    this.#built = answers;
    if (changedBetween(base, answers).length > MANY_CHANGES) void this.#rebuildBase(answers);
  }

  /** Builds a new base ahead of time, so that no change has to wait for it. */
  async #rebuildBase(answers: ServerAnswers): Promise<void> {
    if (this.#isRebuildingBase) return;
    this.#isRebuildingBase = true;
    try {
      this.#base = await runCooperatively(buildBase(this.#options.curated, answers));
    } catch (error) {
      this.#options.onFault(error);
      return;
    } finally {
      this.#isRebuildingBase = false;
    }
    await this.update();
  }

  #keep(answers: ServerAnswers, revision: number): ServerState {
    const state = { ...answers, revision, curated: this.#options.curated.curated };
    this.#state = state;
    this.#options.onChange(this);
    return state;
  }
}

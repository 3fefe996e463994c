import { LruCache } from '../../shared/cache.ts';
import type { Store, Subscription } from '../../store/Store.ts';
import type { AnswerBooks, OpenAnswerBook } from '../AnswerBook.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import { BYTES_OF_NOTHING, bytesOfBook } from './ServerBook.ts';
import { Shelf } from './Shelf.ts';

export interface ServerBooksOptions {
  readonly store: Pick<Store, 'current' | 'watch'>;
  /** What servers see that have nothing of their own. */
  readonly curated: KnowledgeBook;
  /** Is told when a server's answers could not be read. The curated ones answer then. */
  readonly onFault: (error: unknown) => void;
  /** Memory for servers' books, by estimate. Default: 32 MiB. */
  readonly budgetBytes?: number;
}

/** With 64 MiB a process that had built some hundreds of books came to 340 MiB instead of 290: docs/benchmarks.md. */
const DEFAULT_BUDGET_BYTES = 32 * 1024 * 1024;

/**
 * The AnswerBooks of all servers. A book is built when it is first asked for, kept while it is among those used last, and
 * replaced when its answers change, whichever process changed them. At the start nothing is read.
 *
 * @example
 * const books = await ServerBooks.start({ store, curated: await openBook(), onFault });
 * const book = await books.of(guildId);
 */
export class ServerBooks implements AnswerBooks {
  readonly #options: ServerBooksOptions;
  readonly #cache: LruCache<string, Shelf>;
  #watch: Subscription | undefined;

  private constructor(options: ServerBooksOptions) {
    this.#options = options;
    this.#cache = new LruCache(options.budgetBytes ?? DEFAULT_BUDGET_BYTES);
  }

  static async start(options: ServerBooksOptions): Promise<ServerBooks> {
    const books = new ServerBooks(options);
    books.#watch = await options.store.watch((guildIds) => {
      for (const guildId of guildIds) void books.refresh(guildId);
    });
    return books;
  }

  /** About how much memory the books take that are kept, and how many servers they are of. */
  get kept(): { readonly bytes: number; readonly servers: number } {
    return { bytes: this.#cache.totalSize, servers: this.#cache.count };
  }

  async of(guildId: string | undefined): Promise<OpenAnswerBook> {
    if (guildId === undefined) return this.#options.curated;
    const shelf = this.#cache.get(guildId) ?? this.#newShelf(guildId);
    await shelf.ready();
    return shelf.book ?? this.#options.curated;
  }

  /**
   * Resolves when the next question is answered by all that was written before the call; never rejects. A book that
   * nobody has asked for is not built.
   */
  async refresh(guildId: string): Promise<void> {
    await this.#cache.peek(guildId)?.update();
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
  }

  #newShelf(guildId: string): Shelf {
    const { store, curated, onFault } = this.#options;
    const shelf = new Shelf({
      guildId,
      store,
      curated,
      onFault,
      onChange: (changed) => {
        if (this.#cache.peek(guildId) === changed) this.#keep(changed);
      },
    });
    this.#keep(shelf);
    return shelf;
  }

  #keep(shelf: Shelf): void {
    this.#cache.set(shelf.guildId, shelf, shelf.book ? bytesOfBook(shelf.book.answers) : BYTES_OF_NOTHING);
  }
}

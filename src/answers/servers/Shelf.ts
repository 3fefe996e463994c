import { runCooperatively } from '../../shared/concurrency.ts';
import type { Store } from '../../store/Store.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import { changedBetween, type ServerAnswers, serverAnswers } from './serverAnswer.ts';
import { type Base, buildBase, canStandOn, layOver, type ServerBook } from './ServerBook.ts';

/** From so many changes on, another base is built while they still lie over the old one. */
const MANY_CHANGES = 25;
/** After a failed read the store is left alone so long: everybody who asks would wait for it. */
const RETRY_MS = 5_000;

interface ShelfOptions {
  readonly guildId: string;
  readonly store: Pick<Store, 'current'>;
  readonly curated: KnowledgeBook;
  readonly onFault: (error: unknown) => void;
  /** Is told when there is another book, or none any more. */
  readonly onChange: (shelf: Shelf) => void;
}

/**
 * Where one server's book stands, and is replaced by the next one when its answers change. Until that is ready the old
 * one answers.
 */
export class Shelf {
  readonly #options: ShelfOptions;
  #base: Base | undefined;
  #answers: ServerAnswers | undefined;
  #book: ServerBook | undefined;
  /** What the book stands on. */
  #laidOn: Base | undefined;
  /** Counts how often somebody had reason to think that there is something new. */
  #news = 0;
  #reading: Promise<void> | undefined;
  #isRebasing = false;
  #failedAt = -Infinity;

  constructor(options: ShelfOptions) {
    this.#options = options;
  }

  get guildId(): string {
    return this.#options.guildId;
  }

  /** Absent where the server has no answers of its own, and hides none. */
  get book(): ServerBook | undefined {
    return this.#book;
  }

  /** Resolves, never rejects, when the book shows all that was written before the call, or reading it has failed. */
  update(): Promise<void> {
    this.#news++;
    this.#reading ??= this.#readAll().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  /** Waits for the first book; makes good for a failed read when that was some time ago. */
  async ready(): Promise<void> {
    const isDue = performance.now() >= this.#failedAt + RETRY_MS;
    if (this.#answers === undefined) await (this.#reading ?? (isDue ? this.update() : undefined));
    else if (this.#failedAt !== -Infinity && isDue && !this.#reading) void this.update();
  }

  async #readAll(): Promise<void> {
    let seen: number;
    do {
      seen = this.#news;
      try {
        await this.#read();
        this.#failedAt = -Infinity;
      } catch (error) {
        this.#failedAt = performance.now();
        this.#options.onFault(error);
        return;
      }
    } while (seen !== this.#news);
  }

  async #read(): Promise<void> {
    const { store, curated, guildId } = this.#options;
    const versions = await store.current(guildId);
    const answers = await runCooperatively(serverAnswers(versions, curated.curated, this.#answers));
    const hasChanged = !this.#answers || changedBetween(this.#answers.states, answers.states).length > 0;
    if (!hasChanged && this.#laidOn === this.#base) return;
    await this.#put(answers);
    this.#answers = answers;
    this.#options.onChange(this);
  }

  async #put(answers: ServerAnswers): Promise<void> {
    const { curated } = this.#options;
    if (answers.own.size === 0 && answers.hidden.size === 0) {
      this.#base = this.#laidOn = this.#book = undefined;
      return;
    }
    if (!this.#base || !canStandOn(this.#base, answers))
      this.#base = await runCooperatively(buildBase(curated, answers));
    const base = this.#base;
    this.#book = await runCooperatively(layOver(base, curated, answers));
    this.#laidOn = base;
    if (changedBetween(base.states, answers.states).length > MANY_CHANGES) void this.#rebase(answers);
  }

  /** So that the next change need not wait for it. */
  async #rebase(answers: ServerAnswers): Promise<void> {
    if (this.#isRebasing) return;
    this.#isRebasing = true;
    try {
      this.#base = await runCooperatively(buildBase(this.#options.curated, answers));
    } catch (error) {
      this.#options.onFault(error);
      return;
    } finally {
      this.#isRebasing = false;
    }
    await this.update();
  }
}

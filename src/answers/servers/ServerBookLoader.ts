import { KeyedMutex, runCooperatively } from '../../shared/concurrency.ts';
import type { AnswerVersion, Store } from '../../store/Store.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import { changedBetween, type ServerAnswers, serverAnswers, type ServerState } from './serverAnswer.ts';
import { type BaseLayer, buildBase, buildBook, canBuildOn, type ServerBook } from './ServerBook.ts';

/** With more changes than this on top of a base, a new base is built in the background. */
const MANY_CHANGES = 25;
/** How long to leave the store alone after a failed read: everyone who asks would wait for it. */
const RETRY_MS = 5_000;

const NO_ANSWERS: ServerAnswers = Object.freeze({ latest: new Map(), own: new Map(), hidden: new Set<string>() });

interface LoaderOptions {
  readonly guildId: string;
  readonly store: Pick<Store, 'current' | 'revision' | 'hasChangedSince'>;
  readonly curated: KnowledgeBook;
  readonly onFault: (error: unknown) => void;
  /** Called when the loader has read other answers than before, so that it takes more or less memory. */
  readonly onChange: (loader: ServerBookLoader) => void;
}

/** Builds a server's book, and the next one when its answers change. The old book answers until then. */
export class ServerBookLoader {
  readonly #options: LoaderOptions;
  readonly #reading = new KeyedMutex();
  #state: ServerState | undefined;
  #book: ServerBook | undefined;
  /** The answers in the book. Also set when there is no book because the server has no answers. */
  #built: ServerAnswers | undefined;
  #base: BaseLayer | undefined;
  #usedBase: BaseLayer | undefined;
  #isNeeded = false;
  #requests = 0;
  #updating: Promise<void> | undefined;
  #isRebuildingBase = false;
  #failedAt = -Infinity;

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  /** Absent when the server has no answers of its own and hides none. */
  get book(): ServerBook | undefined {
    return this.#book;
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
      return this.#keep(await runCooperatively(serverAnswers(versions, curated.curated, known)), revision);
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
    if (!this.#isNeeded) return Promise.resolve();
    this.#requests++;
    this.#updating ??= this.#updateAll().finally(() => (this.#updating = undefined));
    return this.#updating;
  }

  /** Waits for the first book. After a failed read, tries again once some time has passed. */
  async ready(): Promise<void> {
    this.#isNeeded = true;
    const isDue = performance.now() >= this.#failedAt + RETRY_MS;
    if (this.#built === undefined) await (this.#updating ?? (isDue ? this.update() : undefined));
    else if (this.#failedAt !== -Infinity && isDue && !this.#updating) void this.update();
  }

  async #updateAll(): Promise<void> {
    let served: number;
    do {
      served = this.#requests;
      try {
        await this.#build(await this.state());
        this.#failedAt = -Infinity;
      } catch (error) {
        this.#failedAt = performance.now();
        this.#options.onFault(error);
        return;
      }
    } while (served !== this.#requests);
  }

  async #build(answers: ServerAnswers): Promise<void> {
    const { curated } = this.#options;
    const hasChanged = !this.#built || changedBetween(this.#built.latest, answers.latest).length > 0;
    if (!hasChanged && this.#usedBase === this.#base) return;
    if (answers.own.size === 0 && answers.hidden.size === 0) {
      this.#base = this.#usedBase = this.#book = undefined;
      this.#built = answers;
      return;
    }
    if (!this.#base || !canBuildOn(this.#base, answers)) {
      this.#base = await runCooperatively(buildBase(curated, answers));
    }
    const base = this.#base;
    this.#book = await runCooperatively(buildBook(base, curated, answers));
    this.#usedBase = base;
    this.#built = answers;
    if (changedBetween(base.latest, answers.latest).length > MANY_CHANGES) void this.#rebuildBase(answers);
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

/** The memory that a server without answers takes: an entry in a map. */
const BYTES_OF_EMPTY_SERVER = 300;

/** The memory that a book takes however few answers it has. */
const BYTES_OF_BOOK = 60_000;

/** Per character of a title or phrasing: 72 with 20 answers, 31 with 2,000 (`npm run bench -- servers`). */
const BYTES_PER_MATCHED_CHARACTER = 80;

const BYTES_PER_CHARACTER = 2;

/** Estimates how much memory a server's book takes. `npm run bench -- servers` compares it with measurements. */
function bytesOfBook({ own, hidden }: ServerAnswers): number {
  if (own.size === 0 && hidden.size === 0) return BYTES_OF_EMPTY_SERVER;
  let bytes = BYTES_OF_BOOK;
  for (const { title, questions, notThis, short, body, sources } of own.values()) {
    const matched = [title, ...questions, ...notThis].reduce((sum, text) => sum + text.length + 1, 0);
    const kept = short.length + body.length + sources.reduce((sum, { url }) => sum + url.length, 0);
    bytes += matched * BYTES_PER_MATCHED_CHARACTER + kept * BYTES_PER_CHARACTER;
  }
  return bytes;
}

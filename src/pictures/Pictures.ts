import { createHash } from 'node:crypto';
import type { Picture } from '../shared/Picture.ts';
import { LruCache } from '../shared/cache.ts';
import type { Log } from '../shared/Log.ts';
import { Thread } from '../shared/thread.ts';

export interface PicturesOptions {
  readonly log: Log;
  /** The program that draws. Default: the worker of this room. */
  readonly worker?: URL;
  /** How long a drawing may take, in milliseconds. Default: 15,000; most take a tenth of a second on an idle machine. */
  readonly timeoutMs?: number;
  /** Told of every picture that was wanted. */
  readonly onDrawn?: (seconds: number, hasFailed: boolean) => void;
}

/** Of drawn pictures, in bytes: about 300 of them. */
const MAX_CACHED = 8 * 1024 * 1024;

/** Of pictures that wait for the worker. Who comes later gets none, so that a rush cannot fill the memory. */
const MAX_WAITING = 50;

/** Most of what a drawing needs is outside the heap, which stays small (`npm run bench -- pictures`). */
const LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 } as const;

const DEFAULTS = { worker: new URL('worker.ts', import.meta.url), timeoutMs: 15_000, onDrawn: () => {} } as const;

/**
 * Draws pictures in a thread of its own, one after another, and keeps those that were drawn last. The thread, and with it
 * the library that draws, is loaded when the first picture is needed. If it dies or hangs, that picture is left out, and the
 * next one gets a new thread.
 *
 * @example
 * const png = await pictures.draw(answer.picture); // undefined if that failed
 */
export class Pictures {
  readonly #log: Log;
  readonly #thread: Thread<Picture, Uint8Array>;
  readonly #onDrawn: Required<PicturesOptions>['onDrawn'];
  readonly #drawn = new LruCache<string, Uint8Array>(MAX_CACHED);
  /** Those that are being drawn or waiting, by key. */
  readonly #pending = new Map<string, Promise<Uint8Array | undefined>>();
  #isClosed = false;

  constructor(options: PicturesOptions) {
    const { log, worker, timeoutMs, onDrawn } = { ...DEFAULTS, ...options };
    this.#log = log;
    this.#thread = new Thread(worker, { timeoutMs, resourceLimits: LIMITS });
    this.#onDrawn = onDrawn;
  }

  /** How many bytes the pictures take that are kept. */
  get cachedBytes(): number {
    return this.#drawn.calculatedSize;
  }

  /** @returns A PNG; `undefined` if it could not be drawn, which is logged. Never rejects. */
  async draw(picture: Picture): Promise<Uint8Array | undefined> {
    const start = performance.now();
    const png = await this.#drawnOrKept(picture);
    this.#onDrawn((performance.now() - start) / 1_000, png === undefined);
    return png;
  }

  async #drawnOrKept(picture: Picture): Promise<Uint8Array | undefined> {
    const key = createHash('sha256').update(JSON.stringify(picture)).digest('base64');
    const known = this.#drawn.get(key) ?? this.#pending.get(key);
    if (known) return known;
    if (this.#isClosed) return undefined;
    if (this.#pending.size >= MAX_WAITING) {
      this.#log.warn({ waiting: this.#pending.size }, 'left out a picture: too many are waiting');
      return undefined;
    }
    const turn = this.#drawNow(picture, key);
    this.#pending.set(key, turn);
    return turn;
  }

  /** Stops the thread. What is still waiting is left out. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread.end();
    await Promise.all(this.#pending.values());
  }

  async #drawNow(picture: Picture, key: string): Promise<Uint8Array | undefined> {
    try {
      const png = await this.#thread.ask(picture);
      this.#drawn.setSized(key, png, png.byteLength);
      return png;
    } catch (error) {
      if (!this.#isClosed) this.#log.error({ err: error, picture: picture.title }, 'could not draw a picture');
      return undefined;
    } finally {
      this.#pending.delete(key);
    }
  }
}

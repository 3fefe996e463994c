import { LruCache } from '../shared/cache.ts';
import type { GivenReply, Store } from '../store/Store.ts';

interface GivenRepliesOptions {
  readonly store: Pick<Store, 'rememberReplies' | 'replyOf' | 'repliesIn' | 'forgetReply'>;
  readonly onFault: (error: unknown) => void;
}

const EVERY_MS = 5_000;

/** How many replies wait to be written. If the store fails for long, the oldest are not remembered. */
const MAX_WAITING = 10_000;

/** How many of the latest replies to keep in memory. */
const MAX_LATEST = 10_000;

/** An answer that many people were given within a day is put right in the newest of their replies. */
const CORRECTED_AT_MOST = 200;

/**
 * Remembers for a day which message the bot has replied to with which, so that the reply can follow its question and its
 * answer. Writes every few seconds, so that replies don't wait for the disk.
 */
export class GivenReplies {
  readonly #options: GivenRepliesOptions;
  readonly #timer: NodeJS.Timeout;
  /** The latest replies by question. */
  readonly #latest = new LruCache<string, GivenReply>(MAX_LATEST);
  /** Not yet written, by question. */
  #waiting = new Map<string, GivenReply>();
  #writing: Promise<void> | undefined;

  constructor(options: GivenRepliesOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.write(), EVERY_MS).unref();
  }

  /** Replaces what is remembered about the same question. */
  remember(reply: GivenReply): void {
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size >= MAX_WAITING) this.#waiting.delete(oldest!);
    this.#waiting.set(reply.questionId, reply);
    this.#latest.set(reply.questionId, reply);
  }

  /** The reply to a question, if it is one of the latest. Looks nowhere but in memory, since most questions are new. */
  latest(questionId: string): GivenReply | undefined {
    return this.#latest.peek(questionId);
  }

  /** @param messageId - Of the question or of the reply. */
  async of(messageId: string): Promise<GivenReply | undefined> {
    await this.#writing;
    for (const reply of this.#waiting.values()) {
      if (reply.questionId === messageId || reply.replyId === messageId) return reply;
    }
    return this.#options.store.replyOf(messageId);
  }

  /** Those of the last day that show an answer, newest first. */
  async inServer(guildId: string): Promise<readonly GivenReply[]> {
    await this.write();
    return this.#options.store.repliesIn(guildId, CORRECTED_AT_MOST);
  }

  async forget({ questionId }: GivenReply): Promise<void> {
    // At once: a picture that is being drawn must not join a reply that goes.
    this.#latest.delete(questionId);
    await this.#writing;
    this.#waiting.delete(questionId);
    await this.#options.store.forgetReply(questionId);
  }

  /** Forgets what was given to a person and is not written yet; the store is asked to forget the rest. */
  async forgetPerson(askerId: string): Promise<void> {
    await this.#writing;
    const replies = [...this.#waiting.values(), ...this.#latest.values()].filter((reply) => reply.askerId === askerId);
    for (const { questionId } of replies) {
      this.#waiting.delete(questionId);
      this.#latest.delete(questionId);
    }
  }

  /** Writes what there is so far. If that fails, reports it and tries again next time. */
  async write(): Promise<void> {
    await this.#writing;
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
    await this.#writing;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }

  async #writeAll(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const written = this.#waiting;
    this.#waiting = new Map();
    try {
      await this.#options.store.rememberReplies([...written.values()]);
    } catch (error) {
      this.#options.onFault(error);
      this.#waiting = new Map([...written, ...this.#waiting]);
    }
  }
}

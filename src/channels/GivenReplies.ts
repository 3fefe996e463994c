import { LruCache } from '../shared/cache.ts';
import { WriteBehind } from '../shared/concurrency.ts';
import type { GivenReply, Store } from '../store/Store.ts';

interface GivenRepliesOptions {
  readonly store: Pick<Store, 'rememberReplies' | 'replyOf' | 'repliesIn' | 'forgetReply'>;
  readonly onFault: (error: unknown) => void;
}

/** How many replies wait to be written. If the store fails for long, the oldest are not remembered. */
const MAX_WAITING = 10_000;

/** How many of the latest replies to keep in memory. */
const MAX_LATEST = 10_000;

/** An answer that many people were given within a day is put right in the newest of their replies. */
const CORRECTED_AT_MOST = 200;

/**
 * Remembers for a day which message the bot has replied to with which, so that the reply can follow its question and its
 * answer. Replies are written a few seconds later.
 */
export class GivenReplies {
  readonly #options: GivenRepliesOptions;
  readonly #behind = new WriteBehind(() => this.#writeAll());
  /** The latest replies by question. */
  readonly #latest = new LruCache<string, GivenReply>(MAX_LATEST);
  /** Not yet written, by question. */
  #waiting = new Map<string, GivenReply>();

  constructor(options: GivenRepliesOptions) {
    this.#options = options;
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
    await this.#behind.settled();
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
    await this.#behind.settled();
    this.#waiting.delete(questionId);
    await this.#options.store.forgetReply(questionId);
  }

  /** Forgets what was given to a person and is not written yet; the store is asked to forget the rest. */
  async forgetPerson(askerId: string): Promise<void> {
    await this.#behind.settled();
    const replies = [...this.#waiting.values(), ...this.#latest.values()].filter((reply) => reply.askerId === askerId);
    for (const { questionId } of replies) {
      this.#waiting.delete(questionId);
      this.#latest.delete(questionId);
    }
  }

  /** Writes what there is so far. If that fails, reports it and tries again next time. */
  write(): Promise<void> {
    return this.#behind.write();
  }

  stop(): Promise<void> {
    return this.#behind.stop();
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

import { LruCache } from '../shared/cache.ts';
import { WriteBehind } from '../shared/concurrency.ts';
import type { GivenReply, Store } from '../store/Store.ts';

interface GivenRepliesOptions {
  readonly store: Pick<Store, 'rememberReplies' | 'replyOf' | 'repliesIn' | 'temporaryReplies' | 'forgetReply'>;
  readonly onFault: (error: unknown) => void;
  readonly now: () => number;
}

export type EditReply = (changed: object) => Promise<unknown>;

/** A reply, and how to edit it if the bot can't do so as it edits others. */
type ShownReply = GivenReply & { readonly edit?: EditReply };

/** After 15 minutes an interaction can't be used any more: https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
const OPEN_MS = 14 * 60_000;

/** How many replies wait to be written. If the store fails for long, the oldest are not remembered. */
const MAX_WAITING = 10_000;

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
  /** In channels that the bot can't see: by question. In memory alone, like the tokens that interactions have. */
  readonly #open = new LruCache<string, GivenReply & { readonly edit: EditReply }>(500);

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

  /** Remembers a reply that only its interaction can edit, for as long as it can. */
  keepOpen(reply: GivenReply, edit: EditReply): void {
    this.#open.set(reply.questionId, { ...reply, edit });
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

  /** Those that show an answer and can still be edited. */
  async inServer(guildId: string): Promise<readonly ShownReply[]> {
    await this.write();
    const { store, now } = this.#options;
    for (const one of this.#open.values()) if (now() - one.at >= OPEN_MS) this.#open.delete(one.questionId);
    const open = [...this.#open.values()].filter((one) => one.guildId === guildId);
    return [...(await store.repliesIn(guildId, CORRECTED_AT_MOST)), ...open];
  }

  /** Those that the bot would have taken away by now, unless it was killed before. */
  leftBehind(): Promise<readonly GivenReply[]> {
    return this.#options.store.temporaryReplies();
  }

  async forget({ questionId }: Pick<GivenReply, 'questionId'>): Promise<void> {
    // At once: a picture that is being drawn must not join a reply that goes.
    this.#latest.delete(questionId);
    await this.#behind.settled();
    this.#waiting.delete(questionId);
    await this.#options.store.forgetReply(questionId);
  }

  /** Forgets what was given to or asked for a person and is not written yet; the store is asked to forget the rest. */
  async forgetPerson(personId: string): Promise<void> {
    await this.#behind.settled();
    const replies = [...this.#waiting.values(), ...this.#latest.values(), ...this.#open.values()];
    for (const { questionId, askerId, forUserId } of replies) {
      if (askerId !== personId && forUserId !== personId) continue;
      this.#waiting.delete(questionId);
      this.#latest.delete(questionId);
      this.#open.delete(questionId);
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

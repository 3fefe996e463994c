import { LruCache } from '../shared/cache.ts';

/** A message of a person, as far as it tells who is talking with whom. */
export interface HeardMessage {
  readonly channelId: string;
  readonly authorId: string;
  /** The people whom it replies to or mentions, without its author and without bots. */
  readonly addressees: readonly string[];
}

const CONVERSATION_MS = 3 * 60_000;

/** How many channels to remember, and people in each. Enough for the busiest few minutes of a large bot. */
const CHANNELS = 10_000;
const PEOPLE = 50;

interface Talk {
  last: { readonly authorId: string; readonly at: number } | undefined;
  /** Who spoke before the last speaker. */
  before: { readonly authorId: string; readonly at: number } | undefined;
  /** When a person was last addressed by another or addressed another. */
  readonly engaged: LruCache<string, number>;
}

/**
 * Knows who is in a conversation, so that the bot does not break into it: people who reply to or mention each other, and two
 * who take turns. Keeps ids of the last minutes in memory, and no text.
 */
export class Conversations {
  readonly #now: () => number;
  readonly #talks = new LruCache<string, Talk>(CHANNELS);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes a message. @returns Whether its author is talking with somebody. */
  hear(message: HeardMessage): boolean {
    const { channelId, authorId, addressees } = message;
    const now = this.#now();
    const talk = this.#talks.getOrCreate(channelId, () => ({
      last: undefined,
      before: undefined,
      engaged: new LruCache<string, number>(PEOPLE),
    }));
    const { last } = talk;
    if (last?.authorId !== authorId) {
      // Somebody comes back right after one other person: they are taking turns.
      const { before } = talk;
      if (last && before?.authorId === authorId && this.#isRecent(last.at) && this.#isRecent(before.at)) {
        for (const id of [authorId, last.authorId]) talk.engaged.set(id, now);
      }
      talk.before = last;
    }
    talk.last = { authorId, at: now };
    for (const id of addressees.length > 0 ? [authorId, ...addressees] : []) talk.engaged.set(id, now);
    return this.isTalking(message);
  }

  /** Whether the author of a message is talking with somebody, or writes to somebody with it. */
  isTalking({ channelId, authorId, addressees }: HeardMessage): boolean {
    return addressees.length > 0 || this.#isRecent(this.#talks.get(channelId)?.engaged.get(authorId));
  }

  /** Notes that the bot has spoken: the next person does not answer the one before. */
  interrupt(channelId: string): void {
    const talk = this.#talks.get(channelId);
    if (talk) talk.last = talk.before = undefined;
  }

  #isRecent(at: number | undefined): boolean {
    return at !== undefined && this.#now() - at <= CONVERSATION_MS;
  }
}

import { LruCache } from '../shared/cache.ts';
import type { Limits } from '../store/Store.ts';

/** A reply that the bot is about to send. */
export interface PlannedReply {
  readonly guildId: string;
  readonly channelId: string;
  readonly personId: string;
  /** The answer that it shows; `undefined` for suggestions and the like. */
  readonly answerId: string | undefined;
  /** Whether the person asked the bot. Others are not told why there is no answer. */
  readonly isAsked: boolean;
}

/**
 * `reply`: send it, then call `gave`. `link`: the channel has the answer already, in this message. `pause`: say once that the
 * limit is reached, and when there are answers again (milliseconds since 1970). `silence`: nothing.
 */
export type Verdict =
  | { readonly kind: 'reply' }
  | { readonly kind: 'link'; readonly replyId: string }
  | { readonly kind: 'pause'; readonly scope: 'person' | 'channel'; readonly until: number }
  | { readonly kind: 'silence' };

const MINUTE_MS = 60_000;

/** A link to an answer, and the sentence that there is a pause, are repeated after this time at the earliest. */
const SENTENCE_EVERY_MS = MINUTE_MS;

/** How many people, channels and answers to remember: some megabytes. Those that have been silent longest are dropped. */
const REMEMBERED = 20_000;

interface Given {
  readonly replyId: string;
  readonly at: number;
}

/** Keeps the bot from flooding a channel. All of it is in memory: ids and times. */
export class Cooldowns {
  readonly #now: () => number;
  /** Times of replies, oldest first, by person and server and by channel. */
  readonly #times = new LruCache<string, readonly number[]>(REMEMBERED);
  /** By channel and answer. */
  readonly #given = new LruCache<string, Given>(REMEMBERED);
  /** When a sentence was said, by what it was about. */
  readonly #said = new LruCache<string, number>(REMEMBERED);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Decides about one reply at a time of a channel. */
  admit(reply: PlannedReply, limits: Limits): Verdict {
    const now = this.#now();
    const first = this.#firstOf(reply, limits);
    const crowded = this.#crowded(reply, limits);
    if (first) {
      // A repeated link helps nobody. One who did not ask gets it only where there is room for another message.
      const isWelcome = reply.isAsked || !crowded;
      return isWelcome && this.#mayRepeat(answerKey(reply), SENTENCE_EVERY_MS)
        ? { kind: 'link', replyId: first.replyId }
        : { kind: 'silence' };
    }
    if (!crowded) return { kind: 'reply' };
    const { scope, key, until } = crowded;
    return reply.isAsked && this.#mayRepeat(`pause:${key}`, Math.max(until - now, SENTENCE_EVERY_MS))
      ? { kind: 'pause', scope, until }
      : { kind: 'silence' };
  }

  /** Notes that a reply was sent. */
  gave(reply: PlannedReply, replyId: string, { minutes }: Limits): void {
    const now = this.#now();
    for (const key of [personKey(reply), reply.channelId]) {
      this.#times.set(key, [...this.#recent(key, minutes), now]);
    }
    if (reply.answerId !== undefined) this.#given.set(answerKey(reply), { replyId, at: now });
  }

  /** Notes that a reply is gone: there is nothing to link to. */
  forget({ channelId, answerId }: { readonly channelId: string; readonly answerId: string | null }): void {
    if (answerId !== null) this.#given.delete(answerKey({ channelId, answerId }));
  }

  #firstOf(reply: PlannedReply, { repeatMinutes }: Limits): Given | undefined {
    const given = reply.answerId === undefined ? undefined : this.#given.get(answerKey(reply));
    return given && this.#now() - given.at < repeatMinutes * MINUTE_MS ? given : undefined;
  }

  /** Which limit is reached, and until when. */
  #crowded(reply: PlannedReply, { perPerson, perChannel, minutes }: Limits) {
    const scopes = [
      { scope: 'person', key: personKey(reply), most: perPerson },
      { scope: 'channel', key: reply.channelId, most: perChannel },
    ] as const;
    for (const { scope, key, most } of scopes) {
      const times = this.#recent(key, minutes);
      if (most > 0 && times.length >= most) return { scope, key, until: times.at(-most)! + minutes * MINUTE_MS };
    }
    return undefined;
  }

  #recent(key: string, minutes: number): readonly number[] {
    const since = this.#now() - minutes * MINUTE_MS;
    return (this.#times.get(key) ?? []).filter((at) => at > since);
  }

  #mayRepeat(key: string, everyMs: number): boolean {
    const now = this.#now();
    const said = this.#said.get(key);
    if (said !== undefined && now - said < everyMs) return false;
    this.#said.set(key, now);
    return true;
  }
}

const personKey = ({ guildId, personId }: PlannedReply): string => `${guildId}:${personId}`;

const answerKey = ({ channelId, answerId }: { readonly channelId: string; readonly answerId?: string | undefined }) =>
  `${channelId}:${answerId}`;

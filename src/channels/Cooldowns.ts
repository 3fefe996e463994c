import { LruCache } from '../shared/cache.ts';
import type { GuildSettings, Limits } from '../store/Store.ts';

export interface PlannedReply {
  readonly guildId: string;
  readonly channelId: string;
  readonly personId: string;
  /** The answer that it shows; `undefined` for suggestions and the like. */
  readonly answerId: string | undefined;
  /** Whether the person asked the bot. Someone who asks is told why there is no answer. */
  readonly isAsked: boolean;
}

/**
 * `reply`: send it. `link`: the channel has the answer already, in this message. After both, call `gave`, or `unsent`. `full`: a
 * limit is reached, and the person asked. `silence`: nothing.
 */
export type Verdict =
  | { readonly kind: 'reply' | 'full' | 'silence' }
  | { readonly kind: 'link'; readonly replyId: string };

/** @param path - Ids of the channel and what it is in, nearest first. */
export function limitsIn(
  { limits, unlimitedChannelIds }: Pick<GuildSettings, 'limits' | 'unlimitedChannelIds'>,
  path: readonly string[],
): Limits {
  const isUnlimited = path.some((id) => unlimitedChannelIds.includes(id));
  return isUnlimited ? { ...limits, perPerson: 0, perChannel: 0 } : limits;
}

const MINUTE_MS = 60_000;

/**
 * A link to an answer is repeated after this time at the earliest. Who asks the bot once more gets another one, but a whole
 * channel that asks the same within seconds does not.
 */
const linkEveryMs = ({ isAsked }: PlannedReply): number => (isAsked ? 10_000 : MINUTE_MS);

/** How many people, channels and answers to remember: some megabytes. Those that have been silent longest are dropped. */
const REMEMBERED = 20_000;

interface Given {
  /** `undefined` while it is being sent. */
  readonly replyId: string | undefined;
  readonly at: number;
}

/** Keeps the bot from flooding a channel. All of it is in memory: ids and times. */
export class Cooldowns {
  readonly #now: () => number;
  /** Times of replies, oldest first, by person and server and by channel. */
  readonly #times = new LruCache<string, readonly number[]>(REMEMBERED);
  /** By channel and answer. */
  readonly #given = new LruCache<string, Given>(REMEMBERED);
  /** When a link was given, by channel and answer. */
  readonly #linked = new LruCache<string, number>(REMEMBERED);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Decides about a reply. What may be sent counts at once: a person may ask in several channels in the same moment. */
  admit(reply: PlannedReply, limits: Limits): Verdict {
    const now = this.#now();
    const key = answerKey(reply);
    const first = this.#firstOf(reply, limits);
    // A repeated link helps nobody, nor does one more answer while it is being sent.
    if (first && (first.replyId === undefined || this.#hasLinked(reply))) return { kind: 'silence' };
    if (this.#isCrowded(reply, limits)) return { kind: reply.isAsked ? 'full' : 'silence' };
    for (const [of, most] of counted(reply, limits)) {
      // More than a limit need not be counted.
      this.#times.set(of, [...(this.#times.get(of) ?? []), now].slice(-most));
    }
    if (first?.replyId !== undefined) {
      this.#linked.set(key, now);
      return { kind: 'link', replyId: first.replyId };
    }
    if (reply.answerId !== undefined) this.#given.set(key, { replyId: undefined, at: now });
    return { kind: 'reply' };
  }

  gave(reply: Pick<PlannedReply, 'channelId' | 'answerId'>, replyId: string): void {
    if (reply.answerId !== undefined) this.#given.set(answerKey(reply), { replyId, at: this.#now() });
  }

  /** Notes that a reply or a link could not be sent: it does not count. */
  unsent(reply: PlannedReply, { kind }: Verdict, limits: Limits): void {
    for (const [of] of counted(reply, limits)) this.#times.set(of, (this.#times.get(of) ?? []).slice(0, -1));
    (kind === 'link' ? this.#linked : this.#given).delete(answerKey(reply));
  }

  /** Notes that a reply is gone: there is nothing to link to. */
  forget({ channelId, answerId }: { readonly channelId: string; readonly answerId: string | null }): void {
    if (answerId !== null) this.#given.delete(answerKey({ channelId, answerId }));
  }

  #firstOf(reply: PlannedReply, { repeatMinutes }: Limits): Given | undefined {
    const given = reply.answerId === undefined ? undefined : this.#given.get(answerKey(reply));
    // Whether it really comes is not known yet, and who asks gets an answer.
    if (given?.replyId === undefined && reply.isAsked) return undefined;
    return given && this.#isRecent(given.at, repeatMinutes * MINUTE_MS) ? given : undefined;
  }

  #isCrowded(reply: PlannedReply, limits: Limits): boolean {
    const isRecent = (at: number): boolean => this.#isRecent(at, limits.minutes * MINUTE_MS);
    return counted(reply, limits).some(([of, most]) => (this.#times.get(of) ?? []).filter(isRecent).length >= most);
  }

  /** What is still to come was before the clock was set back: it must not count for as long as that. */
  #isRecent(at: number, withinMs: number): boolean {
    const agoMs = this.#now() - at;
    return agoMs >= 0 && agoMs < withinMs;
  }

  #hasLinked(reply: PlannedReply): boolean {
    const linked = this.#linked.get(answerKey(reply));
    return linked !== undefined && this.#isRecent(linked, linkEveryMs(reply));
  }
}

/** Of whom and of what replies are counted, and how many there may be. 0 is no limit. */
function counted({ guildId, personId, channelId }: PlannedReply, { perPerson, perChannel }: Limits) {
  const person = [`${guildId}:${personId}`, perPerson] as const;
  return [person, [channelId, perChannel] as const].filter(([, most]) => most > 0);
}

/** Models that are compared in another order are the same answer. */
const answerKey = ({ channelId, answerId }: { readonly channelId: string; readonly answerId?: string | undefined }) =>
  [channelId, ...(answerId ?? '').split(/[:+]/).toSorted()].join(':');

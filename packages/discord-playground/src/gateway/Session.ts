import { randomBytes } from 'node:crypto';
import { type APIGatewaySessionStartLimit, GatewayOpcodes } from 'discord-api-types/v10';

/** How many events can be replayed. A bot that missed more has to start a new session. */
const KEPT_EVENTS = 1_000;

interface SessionInit {
  readonly shardId: number;
  readonly shardCount: number;
  /** Bits of GatewayIntentBits. */
  readonly intents: number;
}

/** Carries a session's payloads to the bot. */
interface Wire {
  send(json: string): void;
}

/** One shard's stream of numbered events. It outlives its connection, so that another connection can resume it. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly shardId: number;
  readonly shardCount: number;
  readonly intents: number;
  wire: Wire | undefined;
  /** When it lost its connection. */
  lostAtMs: number | undefined;
  #seq = 0;
  /** A ring buffer: event n is at index n modulo its size. */
  readonly #kept: string[] = [];

  constructor({ shardId, shardCount, intents }: SessionInit) {
    this.shardId = shardId;
    this.shardCount = shardCount;
    this.intents = intents;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Numbers an event, keeps it for replay, and sends it if there is a connection. */
  dispatch(name: string, dataJson: string): void {
    this.#seq += 1;
    const json = `{"op":${GatewayOpcodes.Dispatch},"s":${this.#seq},"t":"${name}","d":${dataJson}}`;
    this.#kept[this.#seq % KEPT_EVENTS] = json;
    this.wire?.send(json);
  }

  /** The events after that number. Undefined when some of them are no longer kept. */
  after(seq: number): string[] | undefined {
    if (this.#seq - seq > KEPT_EVENTS) return undefined;
    return Array.from({ length: this.#seq - seq }, (_, index) => this.#kept[(seq + 1 + index) % KEPT_EVENTS]!);
  }
}

const WINDOW_MS = 5_000;
/** Network jitter must not punish a bot that waits exactly five seconds. */
const LEEWAY_MS = 250;
const DAY_MS = 86_400_000;

/** Counts how often a bot identifies. Source: topics/gateway, session start limit object. */
export class IdentifyLimit {
  readonly #maxConcurrency: number;
  readonly #perDay: number;
  #recentMs: number[] = [];
  #today = 0;
  #dayEndsMs = Date.now() + DAY_MS;
  /** How many there were so far. */
  readonly counts = { accepted: 0, tooSoon: 0 };

  constructor(maxConcurrency: number, perDay: number) {
    this.#maxConcurrency = maxConcurrency;
    this.#perDay = perDay;
  }

  /** Counts one IDENTIFY. On `tooSoon` Discord answers "invalid session", on `tooMany` it resets the token. */
  count(): 'fine' | 'tooSoon' | 'tooMany' {
    const now = Date.now();
    this.#startDay(now);
    this.#recentMs = this.#recentMs.filter((atMs) => atMs > now - WINDOW_MS + LEEWAY_MS);
    if (this.#recentMs.length >= this.#maxConcurrency) {
      this.counts.tooSoon += 1;
      return 'tooSoon';
    }
    this.counts.accepted += 1;
    this.#recentMs.push(now);
    this.#today += 1;
    return this.#today > this.#perDay ? 'tooMany' : 'fine';
  }

  toApi(): APIGatewaySessionStartLimit {
    const now = Date.now();
    this.#startDay(now);
    return {
      total: this.#perDay,
      remaining: Math.max(0, this.#perDay - this.#today),
      reset_after: this.#dayEndsMs - now,
      max_concurrency: this.#maxConcurrency,
    };
  }

  #startDay(now: number): void {
    if (now < this.#dayEndsMs) return;
    this.#dayEndsMs = now + DAY_MS;
    this.#today = 0;
  }
}

/** Limits that Discord enforces by answering 429. */
export interface RateLimits {
  /** Of the whole app, interaction endpoints exempt. */
  readonly requestsPerSecond: number;
  /** Messages created in one channel, per five seconds. */
  readonly messagesPerChannel: number;
}

/** Discord's own limits, for tests of how a bot lives with them. Source: topics/rate-limits, and response headers for the second. */
export const DISCORD_RATE_LIMITS: RateLimits = { requestsPerSecond: 50, messagesPerChannel: 5 };

/** What the page tells somebody who sees it for the first time. */
export interface PageTexts {
  /** Things to type, offered as buttons. */
  readonly examples: readonly string[];
  readonly hint: string;
}

export interface PlaygroundOptions {
  /** 0 = any free port (default 0). */
  readonly port?: number;
  /** Whether the app may use the privileged Message Content intent (default false): identifying with it otherwise closes with 4014. */
  readonly messageContent?: boolean;
  /** How many shards GET /gateway/bot recommends (default 1). */
  readonly shards?: number;
  /** Identifies allowed within one window of five seconds (default 1); one more gets "invalid session". */
  readonly maxConcurrency?: number;
  /** Identifies allowed a day (default 1,000); one more resets the token, as Discord does. */
  readonly identifiesPerDay?: number;
  /** Default `Whence`. */
  readonly botName?: string;
  /** The one token that is accepted; three base64url parts like a real one (default: a fixed, readable one). */
  readonly token?: string;
  /** How often the bot has to send heartbeats, in milliseconds (default 41,250). */
  readonly heartbeatIntervalMs?: number;
  /** How long a session without connection can be resumed, in milliseconds (default 60,000). */
  readonly resumableMs?: number;
  /** Default: so generous that tests and benchmarks never wait. */
  readonly rateLimits?: RateLimits;
  readonly page?: PageTexts;
}

export const DEFAULTS = Object.freeze({
  port: 0,
  messageContent: false,
  shards: 1,
  maxConcurrency: 1,
  identifiesPerDay: 1_000,
  botName: 'Whence',
  // Decodes to "playground", "local" and "not-a-secret".
  token: 'cGxheWdyb3VuZA.bG9jYWw.bm90LWEtc2VjcmV0',
  heartbeatIntervalMs: 41_250,
  resumableMs: 60_000,
  rateLimits: Object.freeze({ requestsPerSecond: 100_000, messagesPerChannel: 500_000 }),
  page: Object.freeze({ examples: [], hint: '' }),
}) satisfies Required<PlaygroundOptions>;

export type Settings = Required<PlaygroundOptions>;

/** Limits that Discord enforces with status 429. */
export interface RateLimits {
  /** Requests a second for the whole app. Interaction endpoints don't count. */
  readonly requestsPerSecond: number;
  /** Messages created in one channel within five seconds. */
  readonly messagesPerChannel: number;
  /** Reactions added in one channel within a quarter of a second (default: no limit). */
  readonly reactionsPerChannel?: number;
  /** How often a channel's name or topic can be changed within ten minutes (default: no limit). */
  readonly renamesPerChannel?: number;
}

/**
 * Discord's own limits, for tests of how a bot copes with them.
 * Source: topics/rate-limits for the first, observed answers for the others.
 */
export const DISCORD_RATE_LIMITS: RateLimits = {
  requestsPerSecond: 50,
  messagesPerChannel: 5,
  reactionsPerChannel: 1,
  renamesPerChannel: 2,
};

/** An entry in the menu of messages that runs a slash command of the bot with a message's text. */
export interface MessageAction {
  readonly label: string;
  /** The command, with its subcommand: `todo add`. The entry is only there for people who may use it. */
  readonly command: string;
  /**
   * The command's option that takes the text, without the mention of the bot. For a reply of the bot, that is the text
   * of the message it replies to.
   */
  readonly option: string;
}

/** Text on the page for somebody who opens it for the first time. */
export interface PageTexts {
  /** Messages and commands to try, offered as buttons (default: none). */
  readonly examples?: readonly string[];
  /** One sentence above the examples (default: none). */
  readonly hint?: string;
  /** Commands of the bot for the menu of messages (default: none). Message commands are there anyway. */
  readonly messageActions?: readonly MessageAction[];
  /** The line at the top of the page (default: "A small Discord on this machine…"). */
  readonly notice?: string;
}

export interface PlaygroundOptions {
  /** Port to listen on; 0 = any free one (default 0). */
  readonly port?: number;
  /**
   * Whether the bot may use the privileged Message Content intent (default false). Without it, identifying with that
   * intent closes with 4014.
   */
  readonly messageContent?: boolean;
  /** The same for the privileged Guild Members intent (default false). */
  readonly guildMembers?: boolean;
  /** The same for the privileged Guild Presences intent (default false). The playground sends no presences. */
  readonly guildPresences?: boolean;
  /** How many shards GET /gateway/bot recommends (default 1). */
  readonly shards?: number;
  /** How many sessions may identify within five seconds (default 1). One more gets "invalid session". */
  readonly maxConcurrency?: number;
  /** How many sessions may identify in a day (default 1,000). One more resets the token, as on Discord. */
  readonly identifiesPerDay?: number;
  /** The bot's name (default `Bot`). */
  readonly botName?: string;
  /**
   * What the bot may do in each server beyond @everyone, through a role of its own that is above all others (default:
   * nothing).
   */
  readonly botPermissions?: bigint;
  /** The bot's user and application id, for bots that have it in their configuration (default: a new id). */
  readonly botId?: string;
  /** The id of the first server, for bots that have it in their configuration (default: a new id). */
  readonly guildId?: string;
  /** The one token that is accepted: three base64url parts like a real one (default: a fixed, readable one). */
  readonly token?: string;
  /**
   * Accepts every token, and takes every application id in a request for the bot's and every unknown server id for the
   * first server's when commands are registered (default false). This lets a bot run with the configuration it has for
   * the real Discord.
   */
  readonly acceptAnyBot?: boolean;
  /** How often the bot has to send heartbeats, in milliseconds (default 41,250). */
  readonly heartbeatIntervalMs?: number;
  /** How long a session can be resumed after its connection was lost, in milliseconds (default 60,000). */
  readonly resumableMs?: number;
  /** Limits on requests (default: so high that tests and benchmarks never wait). See {@link DISCORD_RATE_LIMITS}. */
  readonly rateLimits?: RateLimits;
  readonly page?: PageTexts;
}

export const DEFAULTS = Object.freeze({
  port: 0,
  messageContent: false,
  guildMembers: false,
  guildPresences: false,
  shards: 1,
  maxConcurrency: 1,
  identifiesPerDay: 1_000,
  botName: 'Bot',
  botPermissions: 0n,
  // Decodes to "playground", "local" and "not-a-secret".
  token: 'cGxheWdyb3VuZA.bG9jYWw.bm90LWEtc2VjcmV0',
  acceptAnyBot: false,
  heartbeatIntervalMs: 41_250,
  resumableMs: 60_000,
  rateLimits: Object.freeze({ requestsPerSecond: 100_000, messagesPerChannel: 500_000 }),
  page: Object.freeze({}),
}) satisfies PlaygroundOptions;

type Optional = 'botId' | 'guildId';

/** Options with all defaults filled in. */
export type Settings = Required<Omit<PlaygroundOptions, Optional>> & Pick<PlaygroundOptions, Optional>;

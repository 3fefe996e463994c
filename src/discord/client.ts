import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
  type ClientOptions,
  DefaultRestOptions,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  HTTPError,
  Options,
  Partials,
  REST,
  RESTEvents,
  type RESTOptions,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { Metrics } from '../operations/createMetrics.ts';
import { within } from '../shared/concurrency.ts';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import type { BotContext } from './BotContext.ts';
import { inviteLink } from './permissions.ts';
import { isTooSlow } from './refusals.ts';
import * as strings from './strings.ts';

export interface LoginOptions {
  readonly token: string;
  /** Base of Discord's REST API without the version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** Registers the commands in this server alone. Default: everywhere. */
  readonly guildId?: string;
  /** Requests that the bot may send per second. Default: 50, Discord's limit for everyone; large bots get more. */
  readonly requestsPerSecond?: number;
}

type ClientSettings = Pick<LoginOptions, 'apiUrl' | 'requestsPerSecond'> &
  Pick<BotContext, 'messageContent' | 'log'> &
  Partial<Pick<BotContext, 'metrics'>>;

/** What is not discord.js's own: which shards, how they connect and identify, and how REST requests are sent. */
interface Replaced extends Pick<ClientOptions, 'shards' | 'shardCount' | 'ws'> {
  readonly makeRequest?: RESTOptions['makeRequest'];
}

/** https://discord.com/developers/docs/topics/rate-limits#global-rate-limit */
const REQUESTS_PER_SECOND = 50;

const isSelf = (someone: { readonly id: string; readonly client: Client }): boolean =>
  someone.id === someone.client.user?.id;

/** An unconnected client that caches only what answering needs, and logs what happens to its connection. */
export function createClient(settings: ClientSettings, { makeRequest, ...replaced }: Replaced = {}): Client {
  const { apiUrl, messageContent, requestsPerSecond = REQUESTS_PER_SECOND, metrics, log } = settings;
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages come from channels that Discord has not announced, and edited messages are not cached.
    partials: [Partials.Channel, Partials.Message],
    shards: 'auto',
    failIfNotExists: false,
    // The default for messages that don't set this themselves: ping nobody.
    allowedMentions: { parse: [], repliedUser: false },
    rest: {
      api: apiUrl,
      globalRequestsPerSecond: requestsPerSecond,
      makeRequest: watchedRequests(metrics, makeRequest),
      rejectOnRateLimit: isTooSlow,
    },
    // Messages, people and reactions are used when they arrive and never looked up again. Caching them would only fill
    // the memory. Servers, channels and roles stay cached, because permissions are computed from them.
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: isSelf },
      GuildMemberManager: { maxSize: 0, keepOverLimit: isSelf },
      ThreadMemberManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      GuildBanManager: 0,
      GuildInviteManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
      ApplicationCommandManager: 0,
      EntitlementManager: 0,
    }),
    // discord.js's defaults: once an hour, drop threads that were archived more than four hours ago.
    sweepers: Options.DefaultSweeperSettings,
    ...replaced,
  });
  watchClient(client, log, metrics);
  return client;
}

/** Logs and counts what happens to the connection. An `error` event without a listener would end the process. */
function watchClient(client: Client, log: Log, metrics?: Metrics): void {
  // Every event arrives here, before discord.js has made anything of it.
  if (metrics) client.on(Events.Raw, ({ t }: { t: string }) => metrics.count('event', [t]));
  client.on(Events.Error, (error) => log.error({ err: error }, 'the Discord client failed'));
  client.on(Events.Warn, (text) => log.warn({}, text));
  client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'the gateway connection failed'));
  client.on(Events.ShardReady, () => metrics?.count('connection', ['ready']));
  client.on(Events.ShardDisconnect, () => metrics?.count('connection', ['closed']));
  client.on(Events.ShardReconnecting, (shard) => {
    metrics?.count('connection', ['reconnecting']);
    log.info({ shard }, 'reconnecting to the gateway');
  });
  client.on(Events.ShardResume, (shard, replayed) => {
    metrics?.count('connection', ['resumed']);
    log.info({ shard, replayed }, 'resumed the gateway session');
  });
  client.rest.on(RESTEvents.RateLimited, ({ method, route, retryAfter }) =>
    log.debug({ method, route, retryAfterMs: retryAfter }, 'waiting for a rate limit'),
  );
}

/**
 * Counts requests where they are made, because discord.js reports no answer that never came.
 *
 * When the other side closes an idle connection just as a request is sent, the request is lost. discord.js sends it again if
 * it has Node's code, but undici has one of its own. Discord drops a message that it has already got by its nonce.
 */
function watchedRequests(metrics?: Metrics, makeRequest = DefaultRestOptions.makeRequest): RESTOptions['makeRequest'] {
  return async (url, init) => {
    const start = performance.now();
    let status = 'none';
    try {
      const response = await makeRequest(url, init);
      status = String(response.status);
      return response;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'UND_ERR_SOCKET') throw error;
      throw Object.assign(error as Error, { code: 'ECONNRESET' });
    } finally {
      metrics?.count('request', [status], (performance.now() - start) / 1_000);
    }
  };
}

const badToken = (): UserError => new UserError('bad-token', strings.BAD_TOKEN);

export function closeError(code: GatewayCloseCodes): UserError {
  if (code === GatewayCloseCodes.AuthenticationFailed) return badToken();
  if (code === GatewayCloseCodes.DisallowedIntents) {
    return new UserError('intent-not-granted', strings.INTENT_NOT_GRANTED);
  }
  return new UserError('connection-closed', strings.connectionClosed(code));
}

const RETRY_DELAYS_MS = [500, 1_500];

/**
 * Logs in and waits until every shard is ready.
 *
 * @param newClient - Called for each attempt, because a client that failed to log in cannot be reused.
 * @throws UserError `bad-token`, `intent-not-granted`, `no-sessions-left`, `discord-unreachable`, `connection-closed`.
 */
export async function connect(newClient: () => Client, token: string, log: Log): Promise<Client<true>> {
  for (let attempt = 0; ; attempt++) {
    const client = newClient();
    try {
      return await logIn(client, token);
    } catch (error) {
      await client.destroy();
      const delayMs = RETRY_DELAYS_MS[attempt];
      const reason = unreachableFor(error);
      if (reason === undefined || delayMs === undefined) throw loginError(error, client.options.rest?.api);
      log.warn({ reason, delayMs }, 'could not reach Discord; trying again');
      await sleep(delayMs);
    }
  }
}

function logIn(client: Client, token: string): Promise<Client<true>> {
  const { promise, resolve, reject } = Promise.withResolvers<Client<true>>();
  const onRefused = ({ code }: { code: number }): void => reject(closeError(code));
  client.once(Events.ClientReady, resolve);
  client.once(Events.ShardDisconnect, onRefused);
  client.login(token).catch(reject);
  return promise.finally(() => client.off(Events.ShardDisconnect, onRefused));
}

/** Why the bot could not log in, as a sentence for the operator unless it is a bug. */
export function loginError(error: unknown, apiUrl: string | undefined): unknown {
  if (isBadToken(error)) return badToken();
  if (error instanceof Error && error.message.startsWith('Not enough sessions remaining')) {
    return new UserError('no-sessions-left', strings.NO_SESSIONS_LEFT);
  }
  const reason = unreachableFor(error);
  return reason === undefined
    ? error
    : new UserError('discord-unreachable', strings.discordUnreachable(apiUrl, reason));
}

function isBadToken(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401;
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}

/** Why there was no answer, or none that Discord would give; `undefined` for other failures. */
function unreachableFor(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof UserError || isBadToken(error)) return undefined;
  if (error instanceof HTTPError || error instanceof DiscordAPIError) return strings.answeredWith(error.status);
  if (error.name === 'AbortError') return strings.NO_ANSWER_IN_TIME;
  if ('code' in error) return String(error.code);
  return error.message === 'fetch failed' ? error.message : undefined;
}

/** The link to add the bot that a token belongs to. @throws UserError `bad-token`, `discord-unreachable` */
export async function inviteLinkFor(token: string, apiUrl: string): Promise<string> {
  const rest = new REST({ api: apiUrl }).setToken(token);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as { id: string };
    return inviteLink(id);
  } catch (error) {
    throw loginError(error, apiUrl);
  }
}

/** Direct messages without a new message for this long are dropped from the cache. The next message adds them again. */
export const IDLE_MS = 60 * 60_000;

/** discord.js keeps a channel of every person who ever wrote. Drops idle ones, now and hourly. @returns Ends that. */
export function dropIdleDirectMessages(client: Client, now: () => number): () => void {
  const drop = (): void => {
    client.channels.cache.sweep((channel) => {
      if (!channel.isDMBased()) return false;
      return !channel.lastMessageId || SnowflakeUtil.timestampFrom(channel.lastMessageId) < now() - IDLE_MS;
    });
  };
  drop();
  const timer = setInterval(drop, IDLE_MS);
  return () => clearInterval(timer);
}

const STOP_TIMEOUT_MS = 5_000;

/** The handlers that are still running, so that the bot can wait for them before it stops. */
export class PendingHandlers {
  readonly #handlers = new Set<Promise<void>>();

  add(handler: Promise<void>): Promise<void> {
    this.#handlers.add(handler);
    void Promise.allSettled([handler]).then(() => this.#handlers.delete(handler));
    return handler;
  }

  /** Resolves when all handlers have finished, well or not, or after some time. Default: five seconds. */
  async settled(timeoutMs = STOP_TIMEOUT_MS): Promise<void> {
    await within(timeoutMs, Promise.allSettled(this.#handlers));
  }
}

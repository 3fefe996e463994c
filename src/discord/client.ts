import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
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
  type WebSocketOptions,
} from 'discord.js';
import type { Metrics } from '../operations/Metrics.ts';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import { inviteLink } from './permissions.ts';
import * as strings from './strings.ts';

export interface ClientSettings {
  readonly apiUrl: string;
  readonly messageContent: boolean;
  readonly requestsPerSecond: number;
  readonly metrics?: Metrics | undefined;
  /** Default: discord.js's own. */
  readonly buildStrategy?: WebSocketOptions['buildStrategy'];
  /** Which of the bot's shards this client runs. Default: all, as many as Discord recommends. */
  readonly shards?: ShardChoice;
  /** Sends REST requests. Default: discord.js's. */
  readonly makeRequest?: RESTOptions['makeRequest'];
  /** Waits until a shard may identify. Default: discord.js's, which knows this process alone. */
  readonly buildIdentifyThrottler?: WebSocketOptions['buildIdentifyThrottler'];
}

/** Some of a bot's shards. */
export interface ShardChoice {
  readonly ids: readonly number[];
  /** Of all shards, those of other processes included. */
  readonly count: number;
}

const isSelf = (someone: { readonly id: string; readonly client: Client }): boolean =>
  someone.id === someone.client.user?.id;

/** An unconnected client that caches only what answering needs. */
export function createClient(settings: ClientSettings): Client {
  const { apiUrl, messageContent, requestsPerSecond, shards, metrics, buildStrategy, buildIdentifyThrottler } =
    settings;
  const sent = resending(settings.makeRequest);
  const makeRequest = metrics ? countedRequests(metrics, sent) : sent;
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages come from channels that Discord has not announced, and edited messages are not cached.
    partials: [Partials.Channel, Partials.Message],
    ...(shards ? { shards: [...shards.ids], shardCount: shards.count } : { shards: 'auto' }),
    ws: { ...(buildStrategy && { buildStrategy }), ...(buildIdentifyThrottler && { buildIdentifyThrottler }) },
    failIfNotExists: false,
    // The default for messages that don't set this themselves: ping nobody.
    allowedMentions: { parse: [], repliedUser: false },
    rest: { api: apiUrl, globalRequestsPerSecond: requestsPerSecond, makeRequest },
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
  });
}

export function closeError(closeCode: GatewayCloseCodes): UserError {
  switch (closeCode) {
    case GatewayCloseCodes.AuthenticationFailed:
      return badToken();
    case GatewayCloseCodes.DisallowedIntents:
      return new UserError('intent-not-granted', strings.INTENT_NOT_GRANTED);
    default:
      return new UserError('connection-closed', strings.connectionClosed(closeCode));
  }
}

function badToken(): UserError {
  return new UserError('bad-token', strings.BAD_TOKEN);
}

const RETRY_DELAYS_MS = [500, 1_500];

/**
 * Logs in and waits until every shard is ready.
 *
 * @param newClient - Called for each attempt, because a client that failed to log in cannot be reused.
 * @throws UserError `bad-token`, `intent-not-granted`, `discord-unreachable`, `connection-closed`.
 */
export async function connect(newClient: () => Client, token: string, log: Log): Promise<Client<true>> {
  for (let attempt = 0; ; attempt++) {
    const client = newClient();
    try {
      return await logIn(client, token);
    } catch (error) {
      if (error instanceof UserError || !isUnreachable(error)) throw error;
      const reason = reasonOf(error);
      const delayMs = RETRY_DELAYS_MS[attempt];
      if (delayMs === undefined) {
        throw new UserError('discord-unreachable', strings.discordUnreachable(client.options.rest?.api, reason));
      }
      log.warn({ reason, delayMs }, 'could not reach Discord; trying again');
      await sleep(delayMs);
    }
  }
}

async function logIn(client: Client, token: string): Promise<Client<true>> {
  const { promise, resolve, reject } = Promise.withResolvers<Client<true>>();
  const onRefused = ({ code }: { code: number }): void => reject(closeError(code));
  client.once(Events.ClientReady, resolve);
  client.once(Events.ShardDisconnect, onRefused);
  client.login(token).catch(reject);
  try {
    return await promise;
  } catch (error) {
    await client.destroy();
    if (error instanceof Error && error.message.startsWith('Not enough sessions remaining')) {
      throw new UserError('no-sessions-left', strings.NO_SESSIONS_LEFT);
    }
    const isBadToken = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
    throw isBadToken ? badToken() : error;
  } finally {
    client.off(Events.ShardDisconnect, onRefused);
  }
}

/** Whether there was no answer, or none that Discord would give. */
function isUnreachable(error: unknown): error is Error {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return true;
  return error instanceof Error && (error.name === 'AbortError' || 'code' in error || error.message === 'fetch failed');
}

/** Why the first request to Discord failed, as a sentence for the operator unless it is a bug. */
export function loginError(error: unknown, apiUrl: string): unknown {
  if (error instanceof DiscordAPIError && error.status === 401) return badToken();
  if (!isUnreachable(error)) return error;
  return new UserError('discord-unreachable', strings.discordUnreachable(apiUrl, reasonOf(error)));
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

function reasonOf(error: Error): string {
  if (error instanceof HTTPError || error instanceof DiscordAPIError) return strings.answeredWith(error.status);
  if (error.name === 'AbortError') return strings.NO_ANSWER_IN_TIME;
  return 'code' in error ? String(error.code) : error.message;
}

/** Logs what happens to the connection. An `error` event without a listener would end the process. */
export function watchClient(client: Client, log: Log, metrics?: Metrics): void {
  if (metrics) countEvents(client, metrics);
  client.on(Events.Error, (error) => log.error({ err: error }, 'the Discord client failed'));
  client.on(Events.Warn, (text) => log.warn({}, text));
  client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'the gateway connection failed'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'reconnecting to the gateway'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'resumed the gateway session'));
  client.rest.on(RESTEvents.RateLimited, ({ method, route, retryAfter }) =>
    log.debug({ method, route, retryAfterMs: retryAfter }, 'waiting for a rate limit'),
  );
}

function countEvents(client: Client, metrics: Metrics): void {
  // Every event arrives here, before discord.js has made anything of it.
  client.on(Events.Raw, ({ t }: { t: string }) => metrics.gatewayEvent(t));
  client.on(Events.ShardReady, () => metrics.gatewayConnection('ready'));
  client.on(Events.ShardResume, () => metrics.gatewayConnection('resumed'));
  client.on(Events.ShardReconnecting, () => metrics.gatewayConnection('reconnecting'));
  client.on(Events.ShardDisconnect, () => metrics.gatewayConnection('closed'));
}

/**
 * When the other side closes an idle connection just as a request is sent, the request is lost. discord.js sends it again if
 * it has Node's code, but undici has one of its own. Discord drops a message that it has already got by its nonce.
 */
function resending(makeRequest = DefaultRestOptions.makeRequest): RESTOptions['makeRequest'] {
  return async (url, init) => {
    try {
      return await makeRequest(url, init);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'UND_ERR_SOCKET') throw error;
      throw Object.assign(error as Error, { code: 'ECONNRESET' });
    }
  };
}

/** Counts requests where they are made: discord.js reports no answer that never came. */
function countedRequests(metrics: Metrics, makeRequest: RESTOptions['makeRequest']): RESTOptions['makeRequest'] {
  return async (url, init) => {
    const start = performance.now();
    let status = 'none';
    try {
      const response = await makeRequest(url, init);
      status = String(response.status);
      return response;
    } finally {
      metrics.request(status, (performance.now() - start) / 1_000);
    }
  };
}

/** Direct messages without a new message for this long are dropped from the cache. The next message adds them again. */
export const IDLE_MS = 60 * 60_000;

/** discord.js keeps a channel for every person who ever wrote, without a limit. @param nowMs - Since the epoch. */
export function dropIdleDirectMessages(client: Client, nowMs: number): void {
  client.channels.cache.sweep((channel) => {
    if (!channel.isDMBased()) return false;
    return !channel.lastMessageId || SnowflakeUtil.timestampFrom(channel.lastMessageId) < nowMs - IDLE_MS;
  });
}

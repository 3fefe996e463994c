import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  HTTPError,
  Options,
  Partials,
  RESTEvents,
  SnowflakeUtil,
} from 'discord.js';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';

export interface ClientSettings {
  readonly apiUrl: string;
  readonly messageContent: boolean;
  readonly requestsPerSecond: number;
}

const isSelf = (someone: { readonly id: string; readonly client: Client }): boolean =>
  someone.id === someone.client.user?.id;

/** An unconnected client that keeps in memory only what answering needs. */
export function createClient({ apiUrl, messageContent, requestsPerSecond }: ClientSettings): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // A direct message arrives without its channel having been announced.
    partials: [Partials.Channel],
    shards: 'auto',
    failIfNotExists: false,
    // The net below every single message: whoever forgets to say whom a message may ping, pings nobody.
    allowedMentions: { parse: [], repliedUser: false },
    rest: { api: apiUrl, globalRequestsPerSecond: requestsPerSecond },
    // Whatever grows while the bot runs is not kept: messages, people and reactions are used when they arrive and never
    // looked up again. Servers, channels and roles stay, because permissions are computed from them.
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
    // Archived threads are forgotten after four hours, looked for once an hour: discord.js's own defaults.
    sweepers: Options.DefaultSweeperSettings,
  });
}

/** What to do about Discord closing the connection for good, from the code it closed with. */
export function refusalOf(closeCode: GatewayCloseCodes): UserError {
  switch (closeCode) {
    case GatewayCloseCodes.AuthenticationFailed:
      return badToken();
    case GatewayCloseCodes.DisallowedIntents:
      return new UserError(
        'intent-not-granted',
        'Discord has not granted the Message Content intent: switch it on at https://discord.com/developers/applications ' +
          '(Bot, Privileged Gateway Intents), or set MESSAGE_CONTENT=false.',
      );
    default:
      return new UserError(
        'turned-away',
        `Discord closed the connection for good (code ${closeCode}). Start the bot again; if that does not help, look the code up at https://discord.com/developers/docs/topics/opcodes-and-status-codes.`,
      );
  }
}

export function badToken(): UserError {
  return new UserError(
    'bad-token',
    'Discord does not know this token. Copy it again from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN.',
  );
}

/** How long to wait before each further try to reach Discord, in milliseconds. */
const PAUSES = [500, 1_500];

/**
 * Logs in and waits until every shard is ready.
 *
 * @param newClient - Called for each try, because a client that failed to log in cannot be used again.
 * @throws UserError `bad-token`, `intent-not-granted`, `discord-unreachable`, `turned-away`.
 */
export async function connect(newClient: () => Client, token: string, log: Log): Promise<Client<true>> {
  for (const pauseMs of PAUSES) {
    try {
      return await logIn(newClient(), token);
    } catch (error) {
      if (error instanceof UserError || !isUnreachable(error)) throw error;
      log.warn({ reason: reasonOf(error), pauseMs }, 'could not reach Discord; trying again');
      await sleep(pauseMs);
    }
  }
  const client = newClient();
  return logIn(client, token).catch((error: unknown) => {
    if (error instanceof UserError || !isUnreachable(error)) throw error;
    throw new UserError(
      'discord-unreachable',
      `Could not reach Discord at ${client.options.rest?.api} (${reasonOf(error)}). Check the network and DISCORD_API_URL, then start the bot again.`,
    );
  });
}

async function logIn(client: Client, token: string): Promise<Client<true>> {
  const { promise, resolve, reject } = Promise.withResolvers<Client<true>>();
  const onRefused = ({ code }: { code: number }): void => reject(refusalOf(code));
  client.once(Events.ClientReady, resolve);
  client.once(Events.ShardDisconnect, onRefused);
  client.login(token).catch(reject);
  try {
    return await promise;
  } catch (error) {
    await client.destroy();
    throw isBadToken(error) ? badToken() : error;
  } finally {
    client.off(Events.ShardDisconnect, onRefused);
  }
}

function isBadToken(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}

/** Whether nobody, or nothing that behaves like Discord, answered. */
function isUnreachable(error: unknown): error is Error {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return true;
  return error instanceof Error && (error.name === 'AbortError' || 'code' in error || error.message === 'fetch failed');
}

function reasonOf(error: Error): string {
  if (error instanceof HTTPError || error instanceof DiscordAPIError) return `it answered ${error.status}`;
  if (error.name === 'AbortError') return 'no answer in time';
  return 'code' in error ? String(error.code) : error.message;
}

/** Writes down what happens to the connection. An `error` event that nobody listens to would end the process. */
export function watchClient(client: Client, log: Log): void {
  client.on(Events.Error, (error) => log.error({ err: error }, 'the Discord client failed'));
  client.on(Events.Warn, (text) => log.warn({}, text));
  client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'the gateway connection failed'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'reconnecting to the gateway'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'resumed the gateway session'));
  client.rest.on(RESTEvents.RateLimited, ({ method, route, retryAfter }) =>
    log.debug({ method, route, retryAfterMs: retryAfter }, 'waiting for a rate limit'),
  );
}

/** A direct message in which nobody has written for this long is forgotten; its next message brings it back. */
export const IDLE_MS = 60 * 60_000;

/**
 * Forgets direct messages that have gone quiet. discord.js keeps every one that it has ever seen, one a person, and
 * offers no limit for them.
 *
 * @param nowMs - Since the epoch.
 */
export function forgetDirectMessages(client: Client, nowMs: number): void {
  client.channels.cache.sweep((channel) => {
    if (!channel.isDMBased()) return false;
    return !channel.lastMessageId || SnowflakeUtil.timestampFrom(channel.lastMessageId) < nowMs - IDLE_MS;
  });
}

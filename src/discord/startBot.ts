import { type Client, Events, Status } from 'discord.js';
import type { PartHealth } from '../operations/watchServer.ts';
import type { Gauge } from '../operations/Metrics.ts';
import { RecentKeys } from '../shared/cache.ts';
import type { UserError } from '../shared/UserError.ts';
import {
  closeError,
  connect,
  createClient,
  dropIdleDirectMessages,
  IDLE_MS,
  type ShardChoice,
  watchClient,
} from './client.ts';
import { GatewayCare, type GatewayCareOptions } from './GatewayCare.ts';
import { onInteraction } from './interactions/onInteraction.ts';
import { PendingHandlers } from './interactions/PendingHandlers.ts';
import { inviteLink } from './permissions.ts';
import { type MembershipOptions, trackMemberships } from './memberships.ts';
import { MessageHandler } from './messages/MessageHandler.ts';
import { registerCommands } from './registerCommands.ts';
import type { Store, Subscription } from '../store/Store.ts';
import { identifyThrottler } from './sharding/identifyThrottler.ts';
import type { BotContext } from './BotContext.ts';

export interface BotOptions extends BotContext, Pick<GatewayCareOptions, 'reconnectDelayMs'> {
  readonly store: BotContext['store'] & MembershipOptions['store'] & Pick<Store, 'watch' | 'takeTurn'>;
  readonly token: string;
  /** Base of Discord's REST API without the version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** Registers the commands in this server alone. Default: everywhere. */
  readonly guildId?: string;
  /** Which of the bot's shards to run. Default: all, as many as Discord recommends. */
  readonly shards?: ShardChoice;
  /** Requests that the bot may send per second. Default: 50, Discord's limit for everyone; large bots get more. */
  readonly requestsPerSecond?: number;
  /** Called when Discord closes the connection permanently, for example after a token reset. */
  readonly onConnectionClosed?: (reason: UserError) => void;
}

export interface Bot {
  /** `Whence#4821`, or `whence`. */
  readonly userTag: string;
  /** Whether every shard of this process is connected. */
  health(): PartHealth;
  /** What is looked up when somebody reads the metrics. */
  readonly gauges: readonly Gauge[];
  /** Stops accepting events, waits up to five seconds for running handlers, and logs out. */
  stop(): Promise<void>;
}

/** https://discord.com/developers/docs/topics/rate-limits#global-rate-limit */
const DEFAULT_REQUESTS_PER_SECOND = 50;

/** Ids of events to remember, so that one delivered twice is answered once: minutes of a very busy bot, 1 MB. */
const REMEMBERED_EVENTS = 10_000;

const HANDLED_EVENTS = [
  Events.MessageCreate,
  Events.MessageUpdate,
  Events.MessageDelete,
  Events.MessageBulkDelete,
  Events.InteractionCreate,
] as const;

const STOP_TIMEOUT_MS = 5_000;

/**
 * Logs in, registers the commands if they have changed, and answers until stopped.
 *
 * @returns Once the bot receives and answers messages.
 * @throws UserError `bad-token`, `intent-not-granted`, `discord-unreachable`, `connection-closed` or `guild-not-found`.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { log, guildId, messageContent, apiUrl, shards, metrics } = options;
  const { requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND } = options;
  const handled = new RecentKeys(REMEMBERED_EVENTS);
  const pending = new PendingHandlers();
  const messages = new MessageHandler(options, () => current.rest);
  const care = new GatewayCare(options);
  let current: Client;

  // Handlers catch their own failures. If one doesn't, that must not end the process.
  const begin = (handler: () => Promise<void> | undefined, context: object): void => {
    const failed = (error: unknown): void =>
      log.error({ err: error, ...context }, 'a handler failed to catch an error');
    try {
      const running = handler();
      if (running) pending.add(running.catch(failed));
    } catch (error) {
      failed(error);
    }
  };

  const newClient = (): Client => {
    const client = createClient({
      apiUrl,
      messageContent,
      requestsPerSecond,
      metrics,
      buildStrategy: care.buildStrategy,
      ...(shards && { shards, buildIdentifyThrottler: identifyThrottler(options) }),
    });
    current = client;
    watchClient(client, log, metrics);
    const beginMessage = (id: string, handler: () => Promise<void> | undefined): void =>
      begin(() => (metrics ? metrics.handle('message', handler) : handler()), { message: id });
    client.on(Events.MessageCreate, (message) => {
      if (handled.add(message.id)) beginMessage(message.id, () => messages.created(message));
    });
    client.on(Events.MessageUpdate, (_before, message) => beginMessage(message.id, () => messages.edited(message)));
    client.on(Events.MessageDelete, ({ id, channelId }) => beginMessage(id, () => messages.deleted(id, channelId)));
    client.on(Events.MessageBulkDelete, (deleted) => {
      for (const { id, channelId } of deleted.values()) beginMessage(id, () => messages.deleted(id, channelId));
    });
    client.on(Events.InteractionCreate, (interaction) => {
      if (handled.add(interaction.id))
        begin(() => onInteraction(interaction, options), { interaction: interaction.id });
    });
    return client;
  };

  const client = await connect(newClient, options.token, log);
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    log.error({ shard, code }, 'Discord closed the gateway connection permanently');
    options.onConnectionClosed?.(closeError(code));
  });
  const dropping = setInterval(() => dropIdleDirectMessages(client, Date.now()), IDLE_MS);
  const corrections = await options.store.watch(async (guildIds) => {
    for (const id of guildIds.filter((guild) => client.guilds.cache.has(guild))) {
      await options.books.refresh(id);
      await messages.answersChanged(id);
    }
  });
  let memberships: Subscription | undefined;
  const stop = async (): Promise<void> => {
    care.stop();
    clearInterval(dropping);
    for (const event of HANDLED_EVENTS) client.removeAllListeners(event);
    // discord.js announces a reconnection after every close, even an intended one.
    client.removeAllListeners(Events.ShardReconnecting);
    await pending.settled(STOP_TIMEOUT_MS);
    await corrections.stop();
    await messages.stop();
    await memberships?.stop();
    await client.destroy();
  };

  try {
    // Once for all processes is enough.
    if (!shards || shards.ids.includes(0)) await registerCommands(client, guildId, log);
  } catch (error) {
    await stop();
    throw error;
  }
  const userTag = client.user.tag;
  const servers = client.guilds.cache.size;
  log.info(
    { user: userTag, servers, ...(shards && { shards: shards.ids }), invite: inviteLink(client.user.id) },
    'ready',
  );
  memberships = trackMemberships(client, options);
  return { userTag, stop, health: () => gatewayHealth(client), gauges: gatewayGauges(client) };
}

function gatewayHealth(client: Client): PartHealth {
  const shards = [...client.ws.shards.values()];
  const down = shards.filter(({ status }) => status !== Status.Ready).map(({ id }) => id);
  const detail = down.length === 0 ? `${client.guilds.cache.size} servers` : `shards not connected: ${down.join(', ')}`;
  return { isReady: down.length === 0, detail };
}

function gatewayGauges(client: Client): readonly Gauge[] {
  const { guilds, channels, ws } = client;
  const connected = (): number => [...ws.shards.values()].filter(({ status }) => status === Status.Ready).length;
  return [
    { name: 'whence_shards', help: 'Shards that this bot runs.', read: () => ws.shards.size },
    { name: 'whence_shards_connected', help: 'Shards whose connection works.', read: connected },
    {
      name: 'whence_gateway_ping_seconds',
      help: 'Time until Discord acknowledges a heartbeat: of the slowest shard.',
      merge: 'max',
      read: () => Math.max(0, ...ws.shards.map(({ ping }) => ping)) / 1_000,
    },
    { name: 'whence_servers', help: 'Servers that the bot is in.', read: () => guilds.cache.size },
    { name: 'whence_cached_channels', help: 'Channels that discord.js keeps.', read: () => channels.cache.size },
  ];
}

import { type Client, Events, Status } from 'discord.js';
import type { PartHealth } from '../operations/watchServer.ts';
import type { GaugeSource } from '../operations/createMetrics.ts';
import { RecentKeys } from '../shared/cache.ts';
import { counted } from '../shared/text.ts';
import type { UserError } from '../shared/UserError.ts';
import type { Store, Subscription } from '../store/Store.ts';
import type { BotContext } from './BotContext.ts';
import { closeError, connect, createClient, dropIdleDirectMessages, PendingHandlers } from './client.ts';
import type { LoginOptions } from './client.ts';
import { GatewayCare, type GatewayCareOptions, identifyThrottler } from './GatewayCare.ts';
import { onInteraction } from './interactions/onInteraction.ts';
import { type MembershipOptions, trackMemberships } from './memberships.ts';
import { MessageHandler } from './messages/MessageHandler.ts';
import { inviteLink } from './permissions.ts';
import { registerCommands } from './commands/allCommands.ts';

export interface BotOptions extends BotContext, LoginOptions, Pick<GatewayCareOptions, 'reconnectDelayMs'> {
  readonly store: BotContext['store'] & MembershipOptions['store'] & Pick<Store, 'watch' | 'takeTurn'>;
  /** Which of the bot's shards to run, and how many there are with those of other processes. Default: as many as Discord recommends. */
  readonly shards?: { readonly ids: readonly number[]; readonly count: number };
  /** Called when Discord closes the connection permanently, for example after a token reset. */
  readonly onConnectionClosed?: (reason: UserError) => void;
}

export type Bot = Awaited<ReturnType<typeof startBot>>;

/** Ids of events to remember, so that one delivered twice is answered once: minutes of a very busy bot, 1 MB. */
const REMEMBERED_EVENTS = 10_000;

/**
 * Logs in, registers the commands if they have changed, and answers until stopped.
 *
 * @returns Once the bot receives and answers messages.
 * @throws UserError `bad-token`, `intent-not-granted`, `discord-unreachable`, `connection-closed` or `guild-not-found`.
 */
export async function startBot(options: BotOptions) {
  const { log, guildId, shards, metrics, clock } = options;
  const handled = new RecentKeys(REMEMBERED_EVENTS);
  const pending = new PendingHandlers();
  const care = new GatewayCare(options);
  let messages!: MessageHandler;
  let isStopping = false;

  // Handlers catch their own failures. If one doesn't, that must not end the process.
  const begin = (handler: () => Promise<void> | undefined, context: object): void => {
    if (isStopping) return;
    const failed = (error: unknown): void =>
      log.error({ err: error, ...context }, 'a handler failed to catch an error');
    try {
      const running = handler();
      if (running) void pending.add(running.catch(failed));
    } catch (error) {
      failed(error);
    }
  };
  const beginMessage = (id: string, handler: () => Promise<void> | undefined): void =>
    begin(() => (metrics ? metrics.handle('message', handler) : handler()), { message: id });

  const { buildStrategy } = care;
  const own = {
    ws: {
      buildStrategy,
      ...(shards && { buildIdentifyThrottler: identifyThrottler(options.store, options.token, log) }),
    },
    ...(shards && { shards: shards.ids, shardCount: shards.count }),
  };
  const newClient = (): Client => {
    const client = createClient(options, own);
    messages = new MessageHandler(options, client);
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
  const stopDropping = dropIdleDirectMessages(client, () => clock.now());
  const corrections = await options.store.watch(async (guildIds) => {
    for (const id of guildIds.filter((guild) => client.guilds.cache.has(guild))) {
      await options.books.refresh(id);
      await messages.answersChanged(id);
    }
  });
  let memberships: Subscription | undefined;
  /** Stops accepting events, waits up to five seconds for running handlers, and logs out. */
  const stop = async (): Promise<void> => {
    isStopping = true;
    care.stop();
    stopDropping();
    // discord.js announces a reconnection after every close, even an intended one.
    client.removeAllListeners(Events.ShardReconnecting);
    await pending.settled();
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
  void pending.add(messages.start());
  return { userTag, stop, health: () => gatewayHealth(client), gauges: gatewayGauges(client) };
}

function gatewayHealth(client: Client): PartHealth {
  const down = client.ws.shards.filter(({ status }) => status !== Status.Ready).map(({ id }) => id);
  const detail =
    down.length === 0 ? counted(client.guilds.cache.size, 'server') : `shards not connected: ${down.join(', ')}`;
  return { isReady: down.length === 0, detail };
}

function gatewayGauges({ guilds, channels, ws: { shards } }: Client): readonly GaugeSource[] {
  const connected = (): number => shards.filter(({ status }) => status === Status.Ready).size;
  return [
    { name: 'whence_shards', help: 'Shards that this bot runs.', read: () => shards.size },
    { name: 'whence_shards_connected', help: 'Shards whose connection works.', read: connected },
    {
      name: 'whence_gateway_ping_seconds',
      help: 'Time until Discord acknowledges a heartbeat: of the slowest shard.',
      merge: 'max',
      read: () => Math.max(0, ...shards.map(({ ping }) => ping)) / 1_000,
    },
    { name: 'whence_servers', help: 'Servers that the bot is in.', read: () => guilds.cache.size },
    { name: 'whence_cached_channels', help: 'Channels that discord.js keeps.', read: () => channels.cache.size },
  ];
}

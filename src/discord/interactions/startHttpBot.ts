import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIInteraction,
  ApplicationIntegrationType,
  type Client,
  ClientApplication,
  ClientUser,
  DefaultRestOptions,
  Events,
  InteractionType,
  type RESTOptions,
  Routes,
  type Snowflake,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import { RecentKeys } from '../../shared/cache.ts';
import { within } from '../../shared/concurrency.ts';
import type { Log } from '../../shared/Log.ts';
import type { BotContext } from '../BotContext.ts';
import { createClient, dropIdleDirectMessages, loginError, type LoginOptions, PendingHandlers } from '../client.ts';
import { inviteLink } from '../permissions.ts';
import { registerCommands } from '../commands/allCommands.ts';
import { type InteractionServerOptions, type Reply, serveInteractions } from './interactionServer.ts';
import { onInteraction } from './onInteraction.ts';

export interface HttpBotOptions
  extends BotContext, LoginOptions, Pick<InteractionServerOptions, 'publicKey' | 'host' | 'port'> {}

/** Ids of interactions to remember, so that one delivered twice is answered once. */
const REMEMBERED = 10_000;

/**
 * A bot without a gateway: Discord sends commands, buttons, forms and autocomplete to its address, and the same handlers
 * answer them as on the gateway. It keeps nothing between requests, so any number of them can share the work. It hears
 * no messages.
 *
 * @throws UserError `bad-token`, `discord-unreachable`, `port-in-use`, `guild-not-found`
 */
export async function startHttpBot(options: HttpBotOptions) {
  const { log, guildId, clock } = options;
  const now = (): number => clock.now();
  const open = new Map<string, Reply>();
  const client = await logIn(createClient(options, { makeRequest: answering(open) }), options);
  const knowServer = serverLookup(client, log, now);
  const pending = new PendingHandlers();
  const seen = new RecentKeys(REMEMBERED);
  const handlers = new Map<string, Promise<void>>();
  client.on(Events.InteractionCreate, (interaction) => {
    handlers.set(interaction.id, onInteraction(interaction, options));
  });
  const handle = async (received: APIInteraction, reply: Reply): Promise<void> => {
    if (!seen.add(received.id)) return void reply();
    const interaction = complete(received);
    const serverId = interaction.authorizing_integration_owners[ApplicationIntegrationType.GuildInstall];
    const needsServer = interaction.type !== InteractionType.ApplicationCommandAutocomplete;
    if (needsServer && interaction.guild_id !== undefined && serverId !== undefined) {
      await knowServer(interaction.guild_id);
    }
    open.set(interaction.id, reply);
    try {
      dispatch(client, interaction);
      await handlers.get(interaction.id);
    } finally {
      open.delete(interaction.id);
      handlers.delete(interaction.id);
    }
  };
  const handlePending = (received: APIInteraction, reply: Reply): Promise<void> => pending.add(handle(received, reply));
  const server = await serveInteractions({ ...options, now, handle: handlePending });
  const stopDropping = dropIdleDirectMessages(client, now);
  /** Takes no more requests, waits up to five seconds for running handlers, and leaves. */
  const stop = async (): Promise<void> => {
    stopDropping();
    await server.stop(pending.settled());
    await client.destroy();
  };
  try {
    await registerCommands(client, guildId, log);
  } catch (error) {
    await stop();
    throw error;
  }
  log.info({ user: client.user.tag, url: server.url, invite: inviteLink(client.user.id) }, 'ready for interactions');
  return { url: server.url, health: () => ({ isReady: true, detail: `listening at ${server.url}` }), stop };
}

const CALLBACK = /\/interactions\/(\d+)\/[^/?]+\/callback(?:\?with_response=false)?$/;
const FOLLOW_UP = /\/webhooks\/\d+\/[^/?]+/;

/** Discord takes some milliseconds to carry out an answer. Until then it knows nothing of the message that we edit. */
const RETRY_DELAYS_MS = [150, 400, 1_000];

/**
 * discord.js answers by a request to `/interactions/…/callback`. Here, what that request would carry becomes the answer to
 * Discord's own request, which saves a round trip. With files, the request is sent after all.
 *
 * @param open - By the id of an interaction that has not been answered yet.
 */
function answering(open: Map<string, Reply>): RESTOptions['makeRequest'] {
  return async (url, init) => {
    const [, id] = CALLBACK.exec(url) ?? [];
    if (id !== undefined) {
      const reply = open.get(id);
      open.delete(id);
      if (typeof init.body === 'string' && reply?.(init.body)) return new Response(null, { status: 204 });
      reply?.();
    }
    for (const delayMs of FOLLOW_UP.test(url) ? RETRY_DELAYS_MS : []) {
      const response = await DefaultRestOptions.makeRequest(url, init);
      if (response.status !== 404) return response;
      await sleep(delayMs);
    }
    return DefaultRestOptions.makeRequest(url, init);
  };
}

/** Gives a client without a gateway what it would have got there: who it is. */
async function logIn(client: Client, { token, apiUrl }: LoginOptions): Promise<Client<true>> {
  client.token = token;
  client.rest.setToken(token);
  try {
    const [user, application] = await Promise.all([
      client.rest.get(Routes.user()),
      client.rest.get(Routes.currentApplication()),
    ]);
    client.user = Reflect.construct(ClientUser, [client, user]) as ClientUser;
    client.users.cache.set(client.user.id, client.user);
    client.application = Reflect.construct(ClientApplication, [client, application]) as ClientApplication;
    return client as Client<true>;
  } catch (error) {
    await client.destroy();
    throw loginError(error, apiUrl);
  }
}

/** Does what discord.js does with an interaction that came over the gateway. */
function dispatch(client: Client, interaction: APIInteraction): void {
  const { actions } = client as unknown as {
    readonly actions: { readonly InteractionCreate: { handle(data: APIInteraction): void } };
  };
  actions.InteractionCreate.handle(interaction);
}

/** discord.js takes these for granted. Not everything that passes interactions on keeps them. */
function complete(received: APIInteraction): APIInteraction {
  const { guild_id: guildId } = received;
  const owners = guildId === undefined ? {} : { [ApplicationIntegrationType.GuildInstall]: guildId };
  const defaults = { entitlements: [], authorizing_integration_owners: owners };
  return { ...defaults, ...received };
}

/** Roles, channels and permissions that are older are asked for again. Discord itself refuses what is no longer allowed. */
const FRESH_MS = 10 * 60_000;

/** Servers to keep, the last ones used. With 200 channels each they take about 200 MB. */
const MOST_SERVERS = 500;

/** An interaction has to be answered within three seconds, and most answers need nothing of the server. */
const PATIENCE_MS = 800;

/** @returns Makes a server with its roles, channels and the bot's member known to the client. Gives up soon. Never rejects. */
function serverLookup(client: Client, log: Log, now: () => number): (guildId: Snowflake) => Promise<void> {
  const servers = new LRUCache<Snowflake, Promise<void>>({
    max: MOST_SERVERS,
    ttl: FRESH_MS,
    perf: { now },
    dispose(_loaded, guildId) {
      for (const id of client.guilds.cache.get(guildId)?.channels.cache.keys() ?? []) client.channels.cache.delete(id);
      client.guilds.cache.delete(guildId);
    },
  });
  const load = async (guildId: Snowflake): Promise<void> => {
    try {
      const guild = await client.guilds.fetch({ guild: guildId, withCounts: false });
      await Promise.all([guild.channels.fetch(), guild.members.fetchMe()]);
    } catch (error) {
      log.warn({ err: error, guild: guildId }, 'could not look a server up');
      servers.delete(guildId);
    }
  };
  return async (guildId) => {
    const loaded = servers.get(guildId) ?? load(guildId);
    if (!servers.has(guildId)) servers.set(guildId, loaded);
    await within(PATIENCE_MS, loaded);
  };
}

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
} from 'discord.js';
import { RecentKeys } from '../../shared/cache.ts';
import type { BotContext } from '../BotContext.ts';
import { createClient, dropIdleDirectMessages, IDLE_MS, loginError, watchClient } from '../client.ts';
import { inviteLink } from '../permissions.ts';
import { registerCommands } from '../registerCommands.ts';
import { InteractionServer, type InteractionServerOptions, type Reply } from './InteractionServer.ts';
import { onInteraction } from './onInteraction.ts';
import { PendingHandlers } from './PendingHandlers.ts';
import { ServerCache } from './ServerCache.ts';

export interface HttpBotOptions extends BotContext, Pick<InteractionServerOptions, 'publicKey' | 'host' | 'port'> {
  readonly token: string;
  /** Base of Discord's REST API without the version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** Registers the commands in this server alone. Default: everywhere. */
  readonly guildId?: string;
  /** Requests that the bot may send per second. Default: 50, Discord's limit for everyone; large bots get more. */
  readonly requestsPerSecond?: number;
}

export interface HttpBot {
  /** Where it listens. */
  readonly url: string;
  /** Takes no more requests, waits up to five seconds for running handlers, and leaves. */
  stop(): Promise<void>;
}

type MakeRequest = RESTOptions['makeRequest'];

const CALLBACK = /\/interactions\/(\d+)\/[^/?]+\/callback(?:\?with_response=false)?$/;
const FOLLOW_UP = /\/webhooks\/\d+\/[^/?]+/;

/** Ids of interactions to remember, so that one delivered twice is answered once. */
const REMEMBERED = 10_000;

const STOP_TIMEOUT_MS = 5_000;

/** Discord takes some milliseconds to carry out an answer. Until then it knows nothing of the message that we edit. */
const RETRY_DELAYS_MS = [150, 400, 1_000];

/**
 * A bot without a gateway: Discord sends commands, buttons, forms and autocomplete to its address, and the same handlers
 * answer them as on the gateway. It keeps nothing between requests, so any number of them can share the work. It hears
 * no messages.
 *
 * discord.js answers by a request to `/interactions/…/callback`. Here, what that request would carry becomes the answer to
 * Discord's own request, which saves a round trip. With files, the request is sent after all.
 *
 * @throws UserError `bad-token`, `discord-unreachable`, `port-in-use`, `guild-not-found`
 */
export async function startHttpBot(options: HttpBotOptions): Promise<HttpBot> {
  const { apiUrl, token, log, guildId, messageContent, requestsPerSecond = 50, clock, metrics } = options;
  const open = new Map<string, Reply>();
  const makeRequest: MakeRequest = async (url, init) => {
    const [, id] = CALLBACK.exec(url) ?? [];
    if (id !== undefined) {
      const reply = open.get(id);
      open.delete(id);
      if (typeof init.body === 'string' && reply?.(init.body)) return new Response(null, { status: 204 });
      reply?.();
    }
    const isFollowUp = FOLLOW_UP.test(url);
    for (const delayMs of isFollowUp ? RETRY_DELAYS_MS : []) {
      const response = await DefaultRestOptions.makeRequest(url, init);
      if (response.status !== 404) return response;
      await sleep(delayMs);
    }
    return DefaultRestOptions.makeRequest(url, init);
  };
  const client = await logIn(
    createClient({ apiUrl, messageContent, requestsPerSecond, metrics, makeRequest }),
    token,
    apiUrl,
  );
  watchClient(client, log);
  const servers = new ServerCache(client, log, () => clock.now());
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
      await servers.know(interaction.guild_id);
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

  const { publicKey, host, port } = options;
  const server = await InteractionServer.start({
    publicKey,
    host,
    port,
    log,
    now: () => clock.now(),
    handle: (interaction, reply) => {
      const handler = handle(interaction, reply);
      pending.add(handler.catch(() => {}));
      return handler;
    },
  });
  const dropping = setInterval(() => dropIdleDirectMessages(client, clock.now()), IDLE_MS);
  const stop = async (): Promise<void> => {
    clearInterval(dropping);
    await server.stop(pending.settled(STOP_TIMEOUT_MS));
    await client.destroy();
  };
  try {
    await registerCommands(client, guildId, log);
  } catch (error) {
    await stop();
    throw error;
  }
  log.info({ user: client.user.tag, url: server.url, invite: inviteLink(client.user.id) }, 'ready for interactions');
  return { url: server.url, stop };
}

/** Gives a client without a gateway what it would have got there: who it is. */
async function logIn(client: Client, token: string, apiUrl: string): Promise<Client<true>> {
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
function complete(interaction: APIInteraction): APIInteraction {
  const { guild_id: guildId } = interaction;
  return {
    ...interaction,
    entitlements: interaction.entitlements ?? [],
    authorizing_integration_owners:
      interaction.authorizing_integration_owners ??
      (guildId === undefined ? {} : { [ApplicationIntegrationType.GuildInstall]: guildId }),
  };
}

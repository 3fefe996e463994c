import { type Client, Events, type Interaction } from 'discord.js';
import { UserError } from '../shared/UserError.ts';
import { connect, createClient, forgetDirectMessages, IDLE_MS, refusalOf, watchClient } from './client.ts';
import { messageCommands, slashCommands } from './commands/allCommands.ts';
import type { Command, CommandInteraction } from './commands/Command.ts';
import { useControl } from './controls/allControls.ts';
import { type MembershipOptions, type Memberships, trackMemberships } from './memberships.ts';
import { messageHandler } from './messages.ts';
import { offerChoices } from './offerChoices.ts';
import { registerCommands } from './registerCommands.ts';
import { respond } from './respond.ts';
import type { BotContext } from './Responder.ts';
import { PendingHandlers, RecentIds } from './tracking.ts';

/** Brings an interaction to its handler. Never rejects. */
export async function onInteraction(interaction: Interaction, botContext: BotContext): Promise<void> {
  if (interaction.isAutocomplete()) await offerChoices(interaction, botContext);
  else if (interaction.isChatInputCommand()) {
    await run(slashCommands.get(interaction.commandName), interaction, botContext);
  } else if (interaction.isMessageContextMenuCommand()) {
    await run(messageCommands.get(interaction.commandName), interaction, botContext);
  } else if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
    await useControl(interaction, botContext);
  } else botContext.log.debug({ interaction: interaction.id, type: interaction.type }, 'not an interaction of ours');
}

function run<I extends CommandInteraction>(
  command: Command<I> | undefined,
  interaction: I,
  botContext: BotContext,
): Promise<void> {
  return respond(interaction, command?.mode(interaction) ?? 'private', botContext.log, () =>
    (command ?? notOurs()).run(interaction, botContext),
  );
}

/** Discord goes on offering a command for a while after it was taken away. */
function notOurs(): never {
  throw new UserError('unknown-command', 'That command is not here any more. See /help for those that are.');
}

export interface BotOptions extends BotContext {
  readonly store: BotContext['store'] & MembershipOptions['store'];
  readonly token: string;
  /** Base of Discord's REST API without the version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** Registers the commands in this server alone; everywhere when absent. */
  readonly guildId?: string;
  /** The Message Content intent has been granted: unaddressed questions are answered too, when certain. */
  readonly messageContent: boolean;
  /** Requests that the bot may send in a second. Default 50, which Discord grants everyone; large bots are granted more. */
  readonly requestsPerSecond?: number;
  /** Called when Discord turns the running bot away for good, after a token reset for example. */
  readonly onTurnedAway?: (reason: UserError) => void;
}

export interface Bot {
  /** As Discord writes it: `Whence#4821`, or `whence`. */
  readonly userTag: string;
  /** Takes nothing new, lets what is under way end (at most five seconds) and logs out. */
  stop(): Promise<void>;
}

/** https://discord.com/developers/docs/topics/rate-limits#global-rate-limit */
const DEFAULT_REQUESTS_PER_SECOND = 50;

/** Ids of events that are remembered, so that one delivered twice is answered once: minutes of a very busy bot, 1 MB. */
const REMEMBERED_EVENTS = 10_000;

/** How long a stop waits for handlers that have begun. */
const STOP_WITHIN_MS = 5_000;

/**
 * Logs in, registers the commands if they changed, and answers until stopped.
 *
 * @returns Once the bot hears and answers.
 * @throws UserError `bad-token`, `intent-not-granted`, `discord-unreachable`, `turned-away` or `guild-not-found`.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { log, guildId, messageContent, apiUrl, requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND } = options;
  const handled = new RecentIds(REMEMBERED_EVENTS);
  const underWay = new PendingHandlers();
  const onMessage = messageHandler(options);

  /** Handlers deal with their own failures; should one not, that is a line in the log and not the end of the process. */
  const begin = (handler: Promise<void>, context: object): void =>
    underWay.add(
      handler.catch((error: unknown) => log.error({ err: error, ...context }, 'a handler let a failure out')),
    );

  const newClient = (): Client => {
    const client = createClient({ apiUrl, messageContent, requestsPerSecond });
    watchClient(client, log);
    client.on(Events.MessageCreate, (message) => {
      if (handled.add(message.id)) begin(onMessage(message), { message: message.id });
    });
    client.on(Events.InteractionCreate, (interaction) => {
      if (handled.add(interaction.id)) begin(onInteraction(interaction, options), { interaction: interaction.id });
    });
    return client;
  };

  const client = await connect(newClient, options.token, log);
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    log.error({ shard, code }, 'Discord closed the gateway connection for good');
    options.onTurnedAway?.(refusalOf(code));
  });
  const forgetting = setInterval(() => forgetDirectMessages(client, Date.now()), IDLE_MS);
  let memberships: Memberships | undefined;
  const stop = async (): Promise<void> => {
    clearInterval(forgetting);
    client.removeAllListeners(Events.MessageCreate);
    client.removeAllListeners(Events.InteractionCreate);
    // discord.js announces a reconnection after every close, also after one that was wanted.
    client.removeAllListeners(Events.ShardReconnecting);
    await underWay.settled(STOP_WITHIN_MS);
    await memberships?.stop();
    await client.destroy();
  };

  try {
    await registerCommands(client, guildId, log);
  } catch (error) {
    await stop();
    throw error;
  }
  const userTag = client.user.tag;
  log.info({ user: userTag, servers: client.guilds.cache.size }, 'ready');
  memberships = trackMemberships(client, options);
  return { userTag, stop };
}

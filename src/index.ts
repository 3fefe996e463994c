import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { KnowledgeBook } from './answers/KnowledgeBook.ts';
import { openBook } from './answers/openBook.ts';
import { type App, openApp } from './app.ts';
import { type Config, loadConfig, shareWithShards } from './config.ts';
import type { Bot } from './discord/startBot.ts';
import { createLog } from './operations/log.ts';
import type { WatchServer } from './operations/watchServer.ts';
import { stopOnSignal, surviveFaults } from './operations/shutdown.ts';
import { SHARDS_ON_FILE, START_USAGE, unknownArgument } from './operations/strings.ts';
import { UserError } from './shared/UserError.ts';
import { isServerUrl, openStore } from './store/openStore.ts';
import { DEFAULT_SETTINGS } from './store/Store.ts';

/** Where the bot logs in: Discord, or a playground that says where its page is and stops with the bot. */
interface LoginTarget {
  readonly token: string;
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly welcome?: string;
  /** Run before the bot starts. */
  prepare?(app: App): Promise<void>;
  stop?(): Promise<void>;
}

/** The same in every run, so that answers and settings of the playground's server are still there after a restart. */
const PLAYGROUND_IDS = { guildId: '100000000000000001', botId: '100000000000000002' };

const PAGE = {
  examples: [
    '@Whence which model is ChatGPT based on?',
    '@Whence gpt-3.5 vs gpt-4',
    '@Whence what came before gpt-4o?',
  ],
  messageActions: [{ label: 'Why this answer?', command: 'answer why', option: 'question' }],
  hint: 'Mention it in a channel, write to it directly, or type / for its commands.',
  notice: 'A small Discord on this machine. For the real one, put DISCORD_TOKEN into .env and start again.',
};

await main(process.argv.slice(2)).catch(giveUp);

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return console.log(START_USAGE);
  const unknown = args.find((arg) => arg !== '--no-cache');
  if (unknown !== undefined) {
    console.error(`${unknownArgument(unknown)}\n\n${START_USAGE}`);
    process.exit(2);
  }
  const config = loadConfig();
  const curated = await openBook({ cache: !args.includes('--no-cache') });
  const { token, apiUrl, databaseUrl } = config;
  const target: LoginTarget = token ? { token, apiUrl, databaseUrl } : await playground(config);
  const log = createLog(config.logLevel, [target.token]);
  surviveFaults(log);
  if (config.processes === undefined) await answerHere(config, target, curated, log);
  else await answerInProcesses(config.processes, config, target, args, log);
  if (target.welcome) console.log(target.welcome);
  // Node writes it when the process exits, which a bot that is killed never does.
  flushCompileCache();
}

async function answerHere(config: Config, target: LoginTarget, curated: KnowledgeBook, log: Logger): Promise<void> {
  const { token, apiUrl } = target;
  const { guildId, messageContent, publicKey, interactions, shards, isShardProcess, hasTraces } = config;
  // Where somebody only tries the bot, nobody watches it.
  const isWatched = config.token !== undefined;
  // Loaded only when needed, here and below: it takes memory.
  const counting = isWatched || hasTraces ? (await import('./operations/createMetrics.ts')).createMetrics() : undefined;
  const traces = counting && hasTraces ? (await import('./operations/traces.ts')).withTraces(counting, log) : undefined;
  const metrics = traces?.metrics ?? counting;
  const isOnePart = shards !== undefined && !isShardProcess && shards.ids.length < shards.count;
  if (isOnePart && !isServerUrl(target.databaseUrl)) log.warn({ shards }, SHARDS_ON_FILE);
  const app = await openApp({ databaseUrl: target.databaseUrl, invites: { apiUrl, token }, curated, log, metrics });
  await target.prepare?.(app);
  let bot: Pick<Bot, 'health' | 'stop'> | undefined;
  let server: WatchServer | undefined;
  // The bot first: nothing may write to a closed store.
  const stop = async (): Promise<void> => {
    await bot?.stop();
    await server?.stop();
    await app.close();
    await traces?.stop();
    await target.stop?.();
  };
  stopOnSignal(stop, log, { hasParent: isShardProcess });
  // discord.js takes longer to load than everything else, so only once nothing else is in the way of a start.
  const { startBot } = await import('./discord/startBot.ts');
  const { reloadOnHangUp, watchBot, watchShard } = await import('./watch.ts');
  if (metrics && isWatched) {
    const way = publicKey === undefined ? 'gateway' : 'interactions';
    const parts = { app, curated, metrics, way, bot: () => bot };
    if (isShardProcess) watchShard(parts);
    else server = await watchBot(parts, config);
  }
  if (config.token && !process.stdin.isTTY) reloadOnHangUp(app);
  const options = { ...app, token, apiUrl, messageContent, ...(guildId !== undefined && { guildId }) };
  if (publicKey === undefined) {
    const onGateway = await startBot({ ...options, ...(shards && { shards }), onConnectionClosed: giveUp });
    metrics?.addGauges(onGateway.gauges);
    bot = onGateway;
  } else {
    const { startHttpBot } = await import('./discord/interactions/startHttpBot.ts');
    bot = await startHttpBot({ ...options, publicKey, ...interactions });
  }
  if (isShardProcess) process.send?.((await import('./discord/ShardProcesses.ts')).SHARD_READY);
}

async function answerInProcesses(
  count: number | 'auto',
  config: Config,
  target: LoginTarget,
  args: readonly string[],
  log: Logger,
): Promise<void> {
  const { token, apiUrl, databaseUrl } = target;
  // Migrates the database, which processes that start at once would all try.
  const onCopy = (copy: string): void => log.info({ copy }, 'copied the database before upgrading it');
  await (await openStore(databaseUrl, { onCopy })).close();
  shareWithShards({ apiUrl, databaseUrl });
  const { ShardProcesses } = await import('./discord/ShardProcesses.ts');
  const { watchShards } = await import('./watch.ts');
  const file = fileURLToPath(import.meta.url);
  const shards = new ShardProcesses({ file, args, execArgv: process.execArgv, token, apiUrl, log });
  let server: WatchServer | undefined;
  const stop = async (): Promise<void> => {
    await shards.stop();
    await server?.stop();
    await target.stop?.();
  };
  stopOnSignal(stop, log);
  if (config.token) server = await watchShards(shards, config, log);
  // They load changed knowledge themselves.
  if (config.token && !process.stdin.isTTY) process.on('SIGHUP', () => shards.signal('SIGHUP'));
  await shards.start(count);
}

/** Prints why, with a stack trace if it is a bug. */
function giveUp(reason: unknown): never {
  console.error(reason instanceof UserError ? reason.message : reason);
  process.exit(1);
}

/** People try things on the playground, mostly alone. Somebody who has changed a setting there can set limits as well. */
async function liftLimits({ store }: App): Promise<void> {
  const { guildId } = PLAYGROUND_IDS;
  const settings = await store.settings(guildId);
  if (!isDeepStrictEqual(settings, DEFAULT_SETTINGS)) return;
  await store.saveSettings(guildId, { limits: { ...settings.limits, perPerson: 0, perChannel: 0 } });
}

/** A Discord on this machine, loaded only without a token for the real one. */
async function playground({ port, messageContent, playgroundDatabaseUrl }: Config): Promise<LoginTarget> {
  const { Playground } = await import('discord-playground');
  const options = { botName: 'Whence', port, messageContent, page: PAGE, ...PLAYGROUND_IDS };
  const server = await Playground.start(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new UserError(
      'port-in-use',
      `Port ${port} is taken, perhaps by another Whence. Stop that one, or choose another port: PORT=0 npm start takes any free one.`,
    );
  });
  return {
    token: server.token,
    apiUrl: server.apiUrl,
    databaseUrl: playgroundDatabaseUrl,
    welcome: `Whence is running on the playground. Open ${server.url} and ask it something. Press Ctrl+C to stop.`,
    prepare: liftLimits,
    stop: () => server.stop(),
  };
}

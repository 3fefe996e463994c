import { flushCompileCache } from 'node:module';
import { openApp, openBook } from './app.ts';
import { type Config, loadConfig } from './config.ts';
import { type Bot, startBot } from './discord/startBot.ts';
import { createLog } from './operations/log.ts';
import { stopOnSignal, surviveFaults } from './operations/shutdown.ts';
import { UserError } from './shared/UserError.ts';
import { reloadOnHangUp, watchBot } from './watch.ts';

/** Where the bot logs in: Discord, or a playground that says where its page is and stops with the bot. */
interface LoginTarget {
  readonly token: string;
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly welcome?: string;
  stop?(): Promise<void>;
}

/** The same in every run, so that answers and settings of the playground's server are still there after a restart. */
const PLAYGROUND_IDS = { guildId: '100000000000000001', botId: '100000000000000002' };

/** What the playground's page says to newcomers. */
const PAGE = {
  examples: [
    '@Whence which model is ChatGPT based on?',
    '@Whence gpt-3.5 vs gpt-4',
    '@Whence what came before gpt-4o?',
  ],
  messageActions: [{ label: 'Why this answer?', command: 'answer why', option: 'question' }],
  hint: 'Mention it as below, write to it directly, or type / for its commands.',
  notice: 'A small Discord on this machine. For the real one, put DISCORD_TOKEN into .env and start again.',
};

await main().catch(giveUp);

async function main(): Promise<void> {
  const config = loadConfig();
  const curated = await openBook({ cache: !process.argv.includes('--no-cache') });
  const { token, apiUrl, databaseUrl, messageContent } = config;
  const target: LoginTarget = token ? { token, apiUrl, databaseUrl } : await playground(config);
  const log = createLog(config.logLevel, [target.token]);
  surviveFaults(log);
  // Where somebody only tries the bot, nobody watches it.
  const metrics = config.token ? (await import('./operations/createMetrics.ts')).createMetrics() : undefined;
  const app = await openApp({ databaseUrl: target.databaseUrl, curated, log, metrics });
  let bot: Bot | undefined;
  let server: Awaited<ReturnType<typeof watchBot>>;
  // The bot first: nothing may write to a closed store.
  stopOnSignal(async () => {
    await bot?.stop();
    await server?.stop();
    await app.close();
    await target.stop?.();
  }, log);
  if (metrics) {
    const parts = { app, curated, metrics, bot: () => bot };
    server = await watchBot(parts, { host: config.host, port: config.port });
  }
  if (config.token && !process.stdin.isTTY) reloadOnHangUp(app);
  bot = await startBot({
    ...app,
    token: target.token,
    apiUrl: target.apiUrl,
    ...(config.guildId !== undefined && { guildId: config.guildId }),
    messageContent,
    onConnectionClosed: giveUp,
  });
  metrics?.addGauges(bot.gauges);
  if (target.welcome) console.log(target.welcome);
  // Node writes it when the process exits, which a bot that is killed never does.
  flushCompileCache();
}

/** Prints why, with a stack trace if it is a bug. */
function giveUp(reason: unknown): never {
  console.error(reason instanceof UserError ? reason.message : reason);
  process.exit(1);
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
    stop: () => server.stop(),
  };
}

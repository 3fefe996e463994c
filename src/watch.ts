import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CompiledKnowledge, KnowledgeBook } from './answers/KnowledgeBook.ts';
import { type App, compilerVersion } from './app.ts';
import type { Bot } from './discord/startBot.ts';
import type { ReadableMetrics } from './operations/createMetrics.ts';
import { type Health, healthOf, type PartHealth } from './operations/health.ts';
import type { Gauge } from './operations/Metrics.ts';
import { onHangUp } from './operations/shutdown.ts';
import { startWatchServer, type WatchServer } from './operations/watchServer.ts';

/** What can be watched of one process. */
export interface WatchedParts {
  readonly app: App;
  readonly curated: KnowledgeBook;
  readonly metrics: ReadableMetrics;
  /** `undefined` until it has connected. */
  readonly bot: () => Bot | undefined;
}

/**
 * Serves health and metrics of a bot that is one process.
 *
 * @returns `undefined` if that isn't possible, which is logged: the bot is worth more than being watched.
 */
export async function watchBot(
  parts: WatchedParts,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<WatchServer | undefined> {
  const { app, curated, metrics } = parts;
  const { log } = app;
  const { mergeMetrics } = await import('./operations/createMetrics.ts');
  metrics.addGauges(appGauges(app, curated));
  try {
    const server = await startWatchServer({
      host,
      port,
      health: () => botHealth(parts),
      metrics: async () => mergeMetrics([await metrics.read()]),
      onFault: (err) => log.error({ err }, 'health or metrics could not be served'),
    });
    log.info({ url: server.url }, 'serving /healthz, /readyz and /metrics');
    return server;
  } catch (error) {
    log.error({ err: error }, 'health and metrics are not served');
    return undefined;
  }
}

/** Whether a process can answer questions. Plain data, for the process that serves the health of all. */
async function botHealth({ app, curated, bot }: WatchedParts): Promise<Health> {
  const gateway = (): PartHealth => bot()?.health() ?? { isReady: false, detail: 'not connected yet' };
  const store = async (): Promise<PartHealth> => ({
    isReady: true,
    detail: `revision ${await app.store.revision()}`,
  });
  return { gateway: gateway(), store: await healthOf(store), knowledge: knowledgeHealth(curated) };
}

function knowledgeHealth({ curated }: KnowledgeBook) {
  return { isReady: curated.size > 0, detail: `${curated.size} answers` };
}

const DAY_MS = 24 * 60 * 60 * 1_000;

function appGauges({ books, pictures, clock }: App, curated: KnowledgeBook): readonly Gauge[] {
  const ageDays = (at: number): number => {
    const { checked } = curated.upkeep;
    const date = checked.at(at);
    return date === undefined ? 0 : Math.floor((clock.now() - Date.parse(date)) / DAY_MS);
  };
  return [
    {
      name: 'whence_cache_bytes',
      help: 'Memory that caches take, by estimate.',
      label: 'cache',
      read: () => ({ books: books.kept.bytes, pictures: pictures.cachedBytes }),
    },
    { name: 'whence_cached_books', help: 'Servers whose book is in memory.', read: () => books.kept.servers },
    {
      name: 'whence_knowledge_answers',
      help: 'Curated answers.',
      merge: 'max',
      read: () => curated.curated.size,
    },
    {
      name: 'whence_knowledge_newest_check_days',
      help: 'Days since anything in the curated set was last checked.',
      merge: 'max',
      read: () => ageDays(-1),
    },
    {
      name: 'whence_knowledge_oldest_check_days',
      help: 'Days since the check that is longest ago.',
      merge: 'max',
      read: () => ageDays(0),
    },
    {
      name: 'whence_knowledge_overdue',
      help: 'Curated answers that are past their review date.',
      merge: 'max',
      read: () => curated.upkeep.overdue,
    },
  ];
}

/** SIGHUP reads `knowledge/` again. If it has a mistake, the bot keeps what it has and says which. */
export function reloadOnHangUp(app: App): void {
  const { log } = app;
  const version = compilerVersion();
  onHangUp(async () => {
    if (compilerVersion() !== version) {
      log.error({}, 'kept the knowledge: the code has changed as well, so restart the bot to use both');
      return;
    }
    const loaded = await loadInThread();
    if (loaded.compiled) {
      app.replaceKnowledge(loaded.compiled);
      log.info({ answers: loaded.compiled.knowledge.answers.size }, 'reloaded the knowledge');
    } else log.error({ fault: loaded.fault }, 'kept the knowledge: the new one has a mistake');
  }, log);
}

async function loadInThread(): Promise<{ readonly compiled?: CompiledKnowledge; readonly fault?: string }> {
  const thread = new Worker(new URL('reload.ts', import.meta.url));
  const [message] = (await once(thread, 'message')) as [{ compiled?: CompiledKnowledge; fault?: string }];
  await thread.terminate();
  return message;
}

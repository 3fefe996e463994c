import type { CompiledKnowledge, KnowledgeBook } from './answers/KnowledgeBook.ts';
import { compilerVersion } from './answers/openBook.ts';
import type { App } from './app.ts';
import { answerParent, type ShardProcesses } from './discord/ShardProcesses.ts';
import type { Bot } from './discord/startBot.ts';
import type { GaugeSource, MetricsData, ReadableMetrics } from './operations/createMetrics.ts';
import { onHangUp } from './operations/shutdown.ts';
import {
  type Health,
  healthOf,
  mergeHealth,
  type PartHealth,
  startWatchServer,
  type WatchOptions,
  type WatchServer,
} from './operations/watchServer.ts';
import { DAY_MS } from './shared/clock.ts';
import type { Log } from './shared/Log.ts';
import { Thread } from './shared/thread.ts';
import { UserError } from './shared/UserError.ts';

/** What can be watched of one process. */
export interface WatchedParts {
  readonly app: App;
  readonly curated: KnowledgeBook;
  readonly metrics: ReadableMetrics;
  /** How the bot hears from Discord: `gateway`, or `interactions` over HTTP. */
  readonly way: string;
  /** `undefined` until it has connected. */
  readonly bot: () => Pick<Bot, 'health'> | undefined;
}

/** Where to serve it. */
export type WatchAddress = Pick<WatchOptions, 'host' | 'port'>;

/** Serves health and metrics of a bot that is one process. @returns As {@link serve} */
export function watchBot(parts: WatchedParts, address: WatchAddress): Promise<WatchServer | undefined> {
  parts.metrics.addGauges(appGauges(parts));
  const metrics = async (): Promise<MetricsData[]> => [await parts.metrics.read()];
  return serve(address, { health: () => botHealth(parts), metrics }, parts.app.log);
}

/** Has a shard's process tell its parent, which serves health and metrics of all. */
export function watchShard(parts: WatchedParts): void {
  const { app, metrics } = parts;
  metrics.addGauges(appGauges(parts));
  const onFault = (err: unknown): void => app.log.error({ err }, 'could not answer the parent process');
  answerParent({ health: () => botHealth(parts), metrics: () => metrics.read() }, onFault);
}

/** Serves health and metrics of all shards, which are processes of their own. @returns As {@link serve} */
export function watchShards(
  shards: Pick<ShardProcesses, 'ask'>,
  address: WatchAddress,
  log: Log,
): Promise<WatchServer | undefined> {
  const health = async (): Promise<Health> => {
    const all = await shards.ask('health');
    if (all.length === 0) return { shards: NOT_CONNECTED };
    return mergeHealth(Object.fromEntries(all.map((one, id) => [`shard ${id}`, one ?? { process: SILENT }])));
  };
  const metrics = async (): Promise<MetricsData[]> => (await shards.ask('metrics')).filter((one) => one !== undefined);
  return serve(address, { health, metrics }, log);
}

const NOT_CONNECTED: PartHealth = { isReady: false, detail: 'not connected yet' };
const SILENT: PartHealth = { isReady: false, detail: 'not running, or no answer within 3 s' };

/** @returns `undefined` if that isn't possible, which is logged: the bot is worth more than being watched. */
async function serve(
  address: WatchAddress,
  { health, metrics }: { readonly health: () => Promise<Health>; readonly metrics: () => Promise<MetricsData[]> },
  log: Log,
): Promise<WatchServer | undefined> {
  const { mergeMetrics } = await import('./operations/createMetrics.ts');
  try {
    const server = await startWatchServer({
      ...address,
      health,
      metrics: async () => {
        const [processes, parts] = await Promise.all([metrics(), health()]);
        return mergeMetrics([...processes, [readyMetric(parts)]]);
      },
      onFault: (err) => log.error({ err }, 'health or metrics could not be served'),
    });
    log.info({ url: server.url }, 'serving /healthz, /readyz and /metrics');
    return server;
  } catch (error) {
    log.error({ err: error }, 'health and metrics are not served');
    return undefined;
  }
}

/** A process that doesn't answer is missing from all other metrics, so that only this one can tell of it. */
function readyMetric(parts: Health): object {
  const values = Object.entries(parts).map(([part, { isReady }]) => ({ labels: { part }, value: Number(isReady) }));
  const help = 'Whether a part of the bot does its work, as at /readyz.';
  return { name: 'whence_ready', help, type: 'gauge', aggregator: 'max', values };
}

/** Whether a process can answer questions. Plain data, for the process that serves the health of all. */
async function botHealth({ app, curated: { curated }, way, bot }: WatchedParts): Promise<Health> {
  return {
    [way]: bot()?.health() ?? NOT_CONNECTED,
    store: await healthOf(async () => ({ isReady: true, detail: `revision ${await app.store.revision()}` })),
    knowledge: { isReady: curated.size > 0, detail: `${curated.size} answers` },
  };
}

function appGauges({ app, curated }: WatchedParts): readonly GaugeSource[] {
  const { books, pictures, clock } = app;
  const ageDays = (at: number): number => {
    const { checked } = curated.upkeep;
    const date = checked.at(at);
    return date === undefined ? 0 : Math.floor((clock.now() - Date.parse(date)) / DAY_MS);
  };
  return [
    { name: 'whence_processes', help: 'Processes whose numbers these are.', read: () => 1 },
    {
      name: 'whence_cache_bytes',
      help: 'Memory that caches take, by estimate.',
      label: 'cache',
      read: () => ({ books: books.kept.bytes, pictures: pictures.cachedBytes }),
    },
    { name: 'whence_cached_books', help: 'Servers whose book is in memory.', read: () => books.kept.servers },
    { name: 'whence_knowledge_answers', help: 'Curated answers.', merge: 'max', read: () => curated.curated.size },
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

const LOADER = new URL('reload.ts', import.meta.url);

/** SIGHUP reads `knowledge/` again. If it has a mistake, the bot keeps what it has and says which. */
export function reloadOnHangUp(app: App): void {
  const { log } = app;
  const version = compilerVersion();
  const loader = new Thread<undefined, CompiledKnowledge>(LOADER, { idleMs: 0 });
  onHangUp(async () => {
    if (compilerVersion() !== version) {
      log.error({}, 'kept the knowledge: the code has changed as well, so restart the bot to use both');
      return;
    }
    try {
      const compiled = await loader.ask(undefined);
      app.replaceKnowledge(compiled);
      log.info({ answers: compiled.knowledge.answers.size }, 'reloaded the knowledge');
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      log.error({ fault: error.message }, 'kept the knowledge: the new one has a mistake');
    }
  }, log);
}

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { REST, type RESTGetAPIGatewayBotResult, Routes, type Shard, ShardingManager } from 'discord.js';
import type { MetricsData } from '../operations/createMetrics.ts';
import type { Health } from '../operations/watchServer.ts';
import { within } from '../shared/concurrency.ts';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import { loginError } from './client.ts';
import { shardDied } from './strings.ts';

export interface ShardProcessesOptions {
  /** The program of each process, a path. It is started with SHARDING_MANAGER, SHARDS and SHARD_COUNT in its environment. */
  readonly file: string;
  readonly execArgv: readonly string[];
  readonly args: readonly string[];
  readonly token: string;
  readonly apiUrl: string;
  readonly log: Log;
}

/** Discord lets `max_concurrency` shards identify every 5 s. discord.js waits half a second longer. */
const IDENTIFY_MS = 5_500;

/** A shard that dies is started again after this time, twice as long each time it dies soon. */
const FIRST_RESTART_MS = 1_000;
/** At this pace, a shard that cannot start identifies 288 times a day. A bot may do so 1,000 times. */
const LAST_RESTART_MS = 300_000;
/** A shard that has run for so long may start at once again. */
const STABLE_MS = 600_000;

/** How long a process may take to answer. The parts that it asks itself have two seconds. */
const ANSWER_TIMEOUT_MS = 3_000;

const STOP_TIMEOUT_MS = 10_000;

/**
 * Runs all shards of the bot on this machine, each in a process of its own, and starts again those that end.
 *
 * discord.js's own look-up of the recommended number ignores the address of the API, and it starts a shard that ended
 * again at once, however often. So both are done here.
 */
export class ShardProcesses {
  readonly #options: ShardProcessesOptions;
  readonly #shards: Shard[] = [];
  #count = 0;
  #isStopping = false;

  constructor(options: ShardProcessesOptions) {
    this.#options = options;
  }

  /**
   * Starts one process after the other, as fast as Discord lets shards identify.
   *
   * @throws UserError `bad-token`, `discord-unreachable`; `shard-died` when one ends before it is ready, having said why
   */
  async start(wanted: number | 'auto'): Promise<void> {
    const { file, execArgv, args, token, apiUrl, log } = this.#options;
    const rest = new REST({ api: apiUrl }).setToken(token);
    const gateway = (await rest.get(Routes.gatewayBot()).catch((error: unknown) => {
      throw loginError(error, apiUrl);
    })) as RESTGetAPIGatewayBotResult;
    const { shards: recommended, session_start_limit: limit } = gateway;
    const count = (this.#count = wanted === 'auto' ? recommended : wanted);
    const manager = new ShardingManager(file, {
      totalShards: count,
      token,
      respawn: false,
      shardArgs: [...args],
      execArgv: [...execArgv],
    });
    log.info({ shards: count, recommended }, 'starting a process for each shard');
    try {
      for (let id = 0; id < count && !this.#isStopping; id++) {
        if (id > 0) await sleep(IDENTIFY_MS / limit.max_concurrency);
        await this.#run(manager.createShard(id));
      }
    } catch (error) {
      if (this.#isStopping) return;
      await this.stop();
      throw error;
    }
    log.info({ shards: count }, 'all shards are ready');
  }

  /** @returns By shard; `undefined` for one that isn't running yet, or doesn't answer in time. */
  async ask<What extends keyof ShardAnswers>(what: What): Promise<(ShardAnswers[What] | undefined)[]> {
    const ids = Array.from({ length: this.#count }, (_, id) => id);
    return Promise.all(ids.map(async (id) => this.#shards[id] && askShard(this.#shards[id], what)));
  }

  signal(signal: NodeJS.Signals): void {
    for (const { process: child } of this.#shards) child?.kill(signal);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(
      this.#shards.map(async ({ process: child }) => {
        if (!child || child.exitCode !== null || child.signalCode !== null) return;
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        const timeout = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
        await exited;
        clearTimeout(timeout);
      }),
    );
  }

  /** Resolves when the shard is ready. From then on, it is started again whenever it ends. */
  async #run(shard: Shard): Promise<void> {
    this.#shards.push(shard);
    await this.#spawn(shard);
    let restartMs = FIRST_RESTART_MS;
    let startedAt = Date.now();
    const restart = async (): Promise<void> => {
      if (this.#isStopping) return;
      if (Date.now() - startedAt > STABLE_MS) restartMs = FIRST_RESTART_MS;
      this.#options.log.error({ shard: shard.id, restartMs }, 'a shard ended; starting it again');
      await sleep(restartMs);
      restartMs = Math.min(restartMs * 2, LAST_RESTART_MS);
      startedAt = Date.now();
      // The process writes the reason itself, and dying again brings us back here.
      if (!this.#isStopping) await this.#spawn(shard).catch(() => {});
    };
    shard.on('death', () => void restart());
  }

  async #spawn(shard: Shard): Promise<void> {
    const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
    const onMessage = (message: unknown): void => {
      if (message === SHARD_READY) resolve();
    };
    const onDeath = (): void => reject(new UserError('shard-died', shardDied(shard.id)));
    shard.on('message', onMessage);
    shard.once('death', onDeath);
    try {
      await shard.spawn(-1);
      await ready;
    } finally {
      shard.off('message', onMessage);
      shard.off('death', onDeath);
    }
  }
}

async function askShard<What extends keyof ShardAnswers>(shard: Shard, what: What) {
  const id = randomUUID();
  const { promise, resolve } = Promise.withResolvers<ShardAnswers[What] | undefined>();
  const onMessage = (message: Partial<Answered> | null): void => {
    if (message?.answers === id) resolve(message.answer as ShardAnswers[What]);
  };
  shard.on('message', onMessage);
  // A process that has ended gets no messages.
  shard.send({ asks: what, id } satisfies Asked).catch(() => resolve(undefined));
  const answer = await within(ANSWER_TIMEOUT_MS, promise);
  shard.off('message', onMessage);
  return answer;
}

/** What a shard's process sends to its parent once it answers. */
export const SHARD_READY = 'shard-ready';

export interface ShardAnswers {
  readonly health: Health;
  readonly metrics: MetricsData;
}

/** From parent to child. */
interface Asked {
  readonly asks: keyof ShardAnswers;
  readonly id: string;
}

/** From child to parent: the answer to the question with this id. */
interface Answered {
  readonly answers: string;
  readonly answer: unknown;
}

/** In a process that has been started for a shard: answers its parent. */
export function answerParent(
  answers: { readonly [What in keyof ShardAnswers]: () => Promise<ShardAnswers[What]> },
  onFault: (error: unknown) => void,
): void {
  const answer = async ({ asks, id }: Asked): Promise<void> => {
    process.send?.({ answers: id, answer: await answers[asks]() } satisfies Answered);
  };
  process.on('message', (message: Partial<Asked> | null) => {
    if (message?.asks !== undefined && Object.hasOwn(answers, message.asks)) answer(message as Asked).catch(onFault);
  });
}

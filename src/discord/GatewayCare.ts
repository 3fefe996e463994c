import { createHash } from 'node:crypto';
import { SimpleShardingStrategy, WebSocketShardDestroyRecovery, WebSocketShardEvents } from '@discordjs/ws';
import type { WebSocketManager } from '@discordjs/ws';
import { type APIGatewaySessionStartLimit, SimpleIdentifyThrottler, type WebSocketOptions } from 'discord.js';
import type { Log } from '../shared/Log.ts';
import type { Store } from '../store/Store.ts';
import type { BotContext } from './BotContext.ts';

export interface GatewayCareOptions extends Pick<BotContext, 'log' | 'clock' | 'metrics'> {
  /** How long to wait before the next attempt after so many failed ones, in milliseconds. Default: {@link backoffMs}. */
  readonly reconnectDelayMs?: (failures: number) => number;
}

const LONGEST_BACKOFF_MS = 60_000;

/** Doubles from a second to a minute; random, so that not all bots come back at once. The first attempt is at once. */
export function backoffMs(failures: number, random = Math.random): number {
  if (failures <= 1) return 0;
  return Math.min(LONGEST_BACKOFF_MS, 1_000 * 2 ** (failures - 2)) * (0.5 + random() / 2);
}

/**
 * How long to wait before a new session. A bot that crashes, or is turned away, soon after each start would use up the
 * 1,000 sessions of a day in some hours. So the last quarter is spread over the time until there are new ones, one shard
 * after the other: https://discord.com/developers/docs/events/gateway#session-start-limit-object
 */
export function sessionWaitMs(limit: APIGatewaySessionStartLimit, shardId: number): number {
  const { total, remaining, reset_after: resetMs } = limit;
  return remaining > total / 4 ? 0 : Math.min(resetMs, (resetMs / Math.max(1, remaining)) * (shardId + 1));
}

/** Resuming a session costs nothing, and a bot on a quiet server loses nothing by it. */
export const SILENT_MS = 15 * 60_000;
const CHECK_MS = 60_000;

/**
 * What discord.js doesn't do for its gateway connections. It waits longer and longer while Discord is down, instead of half
 * a second each time; starts fewer sessions when few are left today, because Discord resets the token of a bot that uses up
 * more; and resumes a connection that acknowledges heartbeats but has brought no event for a quarter of an hour.
 */
export class GatewayCare {
  readonly #options: GatewayCareOptions;
  readonly #failures = new Map<number, number>();
  /** Shards that have a connection, or are about to open one. */
  readonly #connecting = new Set<number>();
  readonly #lastEventAt = new Map<number, number>();
  #strategy: SimpleShardingStrategy | undefined;
  #cancelCheck: () => void = () => {};
  #isStopped = false;

  constructor(options: GatewayCareOptions) {
    this.#options = options;
  }

  /** For discord.js's option `ws.buildStrategy`. */
  readonly buildStrategy = (manager: WebSocketManager): SimpleShardingStrategy => {
    const { clock } = this.#options;
    const retrieve = manager.options.retrieveSessionInfo.bind(manager.options);
    // Asked before each attempt to connect, and for each heartbeat and event, when there is nothing to wait for.
    manager.options.retrieveSessionInfo = async (shardId) => {
      if (!this.#connecting.has(shardId)) {
        this.#connecting.add(shardId);
        await this.#beforeConnecting(shardId, manager);
      }
      return retrieve(shardId);
    };
    manager.on(WebSocketShardEvents.Closed, ({ shardId }) => {
      this.#connecting.delete(shardId);
      this.#failures.set(shardId, (this.#failures.get(shardId) ?? 0) + 1);
      this.#lastEventAt.delete(shardId);
    });
    manager.on(WebSocketShardEvents.Dispatch, ({ shardId }) => {
      this.#lastEventAt.set(shardId, clock.now());
    });
    const connected = ({ shardId }: { readonly shardId: number }): void => void this.#failures.delete(shardId);
    manager.on(WebSocketShardEvents.Ready, connected);
    manager.on(WebSocketShardEvents.Resumed, connected);
    this.#connecting.clear();
    this.#strategy = new SimpleShardingStrategy(manager);
    this.#cancelCheck();
    this.#check();
    return this.#strategy;
  };

  /** Attempts that are waiting then never happen. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelCheck();
  }

  async #beforeConnecting(shardId: number, manager: WebSocketManager): Promise<void> {
    const { log, reconnectDelayMs = backoffMs } = this.#options;
    const failures = this.#failures.get(shardId) ?? 0;
    const delayMs = failures > 0 ? reconnectDelayMs(failures) : 0;
    if (delayMs > 0) {
      log.warn({ shard: shardId, failures, delayMs }, 'waiting before the next attempt to reach the gateway');
      await this.#wait(delayMs);
    }
    if (await manager.options.retrieveSessionInfo(shardId)) return;
    // At a start, discord.js has just asked.
    const limit = await manager.fetchGatewayInformation(failures > 0).then(
      (gateway) => gateway.session_start_limit,
      // Discord is down. The attempt finds that out by itself.
      () => undefined,
    );
    const waitMs = limit ? sessionWaitMs(limit, shardId) : 0;
    if (waitMs === 0) return;
    log.error({ shard: shardId, remaining: limit?.remaining, waitMs }, 'few sessions are left today; waiting for one');
    await this.#wait(waitMs);
  }

  /** Never resolves once the bot is stopped. */
  async #wait(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, ms).unref();
    await promise;
    if (this.#isStopped) await new Promise<never>(() => {});
  }

  #check(): void {
    const { clock, log, metrics } = this.#options;
    this.#cancelCheck = clock.after(CHECK_MS, () => this.#check());
    const now = clock.now();
    for (const [shardId, at] of this.#lastEventAt) {
      // A clock that was set back must not make a silence last longer.
      if (at > now) this.#lastEventAt.set(shardId, now);
      if (now - at < SILENT_MS) continue;
      this.#lastEventAt.delete(shardId);
      log.warn({ shard: shardId }, 'the gateway has been silent; resuming the session on a new connection');
      metrics?.count('connection', ['silent']);
      // Not public, but there is no other way to make discord.js connect anew.
      this.#strategy?.['shards']
        .get(shardId)
        ?.destroy({ reason: 'Silent gateway', recover: WebSocketShardDestroyRecovery.Resume })
        .catch((error: unknown) => log.error({ err: error, shard: shardId }, 'could not resume a silent session'));
    }
  }
}

/** Discord says five seconds. The rest is for the way there. */
const HOLD_MS = 5_500;

/**
 * Has a shard identify only when no other shard of the bot has done so in the last five seconds, whatever machine it runs
 * on. With a `max_concurrency` above 1, that many rows of shards wait separately:
 * https://discord.com/developers/docs/events/gateway#sharding-max-concurrency
 *
 * If the store fails, only the shards of this process wait for each other. Discord has one that comes too early try again.
 */
export function identifyThrottler(
  store: Pick<Store, 'takeTurn'>,
  token: string,
  log: Log,
): NonNullable<WebSocketOptions['buildIdentifyThrottler']> {
  // Bots that share a database server don't wait for each other.
  const bot = createHash('sha256').update(token).digest('hex');
  return async (manager) => {
    const { max_concurrency: rows } = (await manager.fetchGatewayInformation()).session_start_limit;
    const own = new SimpleIdentifyThrottler(rows);
    return {
      async waitForIdentify(shard, signal) {
        await own.waitForIdentify(shard, signal);
        try {
          await store.takeTurn(`${bot} identify ${shard % rows}`, HOLD_MS, signal);
        } catch (err) {
          signal.throwIfAborted();
          log.warn({ err, shard }, 'could not wait for the shards of other processes');
        }
      },
    };
  };
}

import { createHash } from 'node:crypto';
import { SimpleIdentifyThrottler, type WebSocketOptions } from 'discord.js';
import type { Log } from '../../shared/Log.ts';
import type { Store } from '../../store/Store.ts';

/** Discord says five seconds. The rest is for the way there. */
const HOLD_MS = 5_500;

export interface IdentifyThrottlerOptions {
  readonly store: Pick<Store, 'takeTurn'>;
  readonly token: string;
  readonly log: Log;
}

/**
 * Has a shard identify only when no other shard of the bot has done so in the last five seconds, whatever machine it runs
 * on. With a `max_concurrency` above 1, that many rows of shards wait separately:
 * https://discord.com/developers/docs/events/gateway#sharding-max-concurrency
 *
 * If the store fails, only the shards of this process wait for each other. Discord has one that comes too early try again.
 */
export function identifyThrottler({ store, token, log }: IdentifyThrottlerOptions) {
  // Bots that share a database server don't wait for each other.
  const bot = createHash('sha256').update(token).digest('hex');
  const build: NonNullable<WebSocketOptions['buildIdentifyThrottler']> = async (manager) => {
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
  return build;
}

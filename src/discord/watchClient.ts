import { type Client, Events, RESTEvents } from 'discord.js';
import type { Log } from './Log.ts';

/** Writes down what happens to the connection. An `error` event that nobody listens to would end the process. */
export function watchClient(client: Client, log: Log): void {
  client.on(Events.Error, (error) => log.error({ err: error }, 'the Discord client failed'));
  client.on(Events.Warn, (text) => log.warn({}, text));
  client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'the gateway connection failed'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'reconnecting to the gateway'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'resumed the gateway session'));
  client.rest.on(RESTEvents.RateLimited, ({ method, route, retryAfter }) =>
    log.debug({ method, route, retryAfterMs: retryAfter }, 'waiting for a rate limit'),
  );
}

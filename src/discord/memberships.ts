import { type Client, Events, type Guild, ShardClientUtil } from 'discord.js';
import { DAY_MS } from '../shared/clock.ts';
import { KeyedMutex } from '../shared/concurrency.ts';
import type { Log } from '../shared/Log.ts';
import type { Store, Subscription } from '../store/Store.ts';

export interface MembershipOptions {
  readonly store: Pick<Store, 'recordJoined' | 'recordLeft' | 'guildsOf' | 'purge'>;
  readonly log: Log;
  /** How often to compare the record with Discord and forget servers, in milliseconds. Default: once a day. */
  readonly everyMs?: number;
}

/**
 * Records which servers the bot is in, and has the store forget those that removed it long enough ago.
 *
 * Joining and leaving are recorded as they happen. Now and once a day, the record is compared with what Discord says, to
 * catch what happened while the bot was offline and what could not be recorded.
 *
 * @param client - Must be ready: then every shard knows all its servers, even those that are unavailable in an outage.
 */
export function trackMemberships(client: Client<true>, options: MembershipOptions): Subscription {
  const { store, log, everyMs = DAY_MS } = options;
  const botId = client.user.id;
  // One at a time, so that a comparison never overwrites what has just been recorded.
  const mutex = new KeyedMutex();
  const run = (what: string, work: () => Promise<void>): Promise<void> =>
    mutex.run(botId, work).catch((err: unknown) => log.error({ err }, what));

  const onJoin = ({ id }: Guild): void =>
    void run('could not record a server that the bot joined', () => store.recordJoined(botId, [id]));
  // discord.js emits this event only for a removal. An outage is `guildUnavailable`.
  const onLeave = ({ id }: Guild): void =>
    void run('could not record a server that the bot left', () => store.recordLeft(botId, [id]));

  const check = (): Promise<void> =>
    run('could not check which servers the bot has left', async () => {
      const { cache } = client.guilds;
      await store.recordJoined(botId, [...cache.keys()]);
      // Other processes may run the bot's other shards.
      const shardOf = (id: string): number => ShardClientUtil.shardIdForGuildId(id, client.options.shardCount ?? 1);
      const isGone = (id: string): boolean => client.ws.shards.has(shardOf(id)) && !cache.has(id);
      const left = (await store.guildsOf(botId)).filter(isGone);
      if (left.length > 0) await store.recordLeft(botId, left);
      const forgotten = await store.purge(isGone);
      if (forgotten.length > 0) log.info({ servers: forgotten }, 'forgot servers that removed the bot');
    });

  client.on(Events.GuildCreate, onJoin);
  client.on(Events.GuildDelete, onLeave);
  void check();
  const checking = setInterval(() => void check(), everyMs).unref();
  return {
    async stop() {
      clearInterval(checking);
      client.off(Events.GuildCreate, onJoin);
      client.off(Events.GuildDelete, onLeave);
      await mutex.run(botId, () => Promise.resolve());
    },
  };
}

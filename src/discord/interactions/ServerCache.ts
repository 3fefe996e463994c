import type { Client, Snowflake } from 'discord.js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../shared/Log.ts';

/** Roles, channels and permissions that are older are asked for again. Discord itself refuses what is no longer allowed. */
const FRESH_MS = 10 * 60_000;

/** Servers to keep, the last ones used. With 200 channels each they take about 200 MB. */
const MOST_SERVERS = 500;

/** An interaction has to be answered within three seconds, and most answers need nothing of the server. */
const PATIENCE_MS = 800;

/** What a bot without a gateway knows of the servers that its interactions come from. */
export class ServerCache {
  readonly #client: Client;
  readonly #log: Log;
  readonly #now: () => number;
  /** By id, the last one used last. */
  readonly #servers = new Map<Snowflake, { readonly atMs: number; readonly loaded: Promise<void> }>();

  constructor(client: Client, log: Log, now: () => number) {
    this.#client = client;
    this.#log = log;
    this.#now = now;
  }

  /** Makes a server with its roles, channels and the bot's member known to the client. Gives up soon. Never rejects. */
  async know(guildId: Snowflake): Promise<void> {
    let server = this.#servers.get(guildId);
    if (!server || this.#now() - server.atMs > FRESH_MS) {
      this.#forget(guildId);
      server = { atMs: this.#now(), loaded: this.#load(guildId) };
    }
    this.#servers.delete(guildId);
    this.#servers.set(guildId, server);
    for (const id of this.#servers.keys()) {
      if (this.#servers.size <= MOST_SERVERS) break;
      this.#forget(id);
    }
    const patience = new AbortController();
    await Promise.race([server.loaded, sleep(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
  }

  async #load(guildId: Snowflake): Promise<void> {
    try {
      const guild = await this.#client.guilds.fetch({ guild: guildId, withCounts: false });
      await Promise.all([guild.channels.fetch(), guild.members.fetchMe()]);
    } catch (error) {
      this.#log.warn({ err: error, guild: guildId }, 'could not look a server up');
      this.#forget(guildId);
    }
  }

  #forget(guildId: Snowflake): void {
    this.#servers.delete(guildId);
    const guild = this.#client.guilds.cache.get(guildId);
    if (!guild) return;
    for (const id of guild.channels.cache.keys()) this.#client.channels.cache.delete(id);
    this.#client.guilds.cache.delete(guildId);
  }
}

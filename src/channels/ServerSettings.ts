import { LRUCache } from 'lru-cache';
import { STORE_PATIENCE_MS, within } from '../shared/concurrency.ts';
import { DEFAULT_SETTINGS } from '../store/Store.ts';
import type { GuildSettings, SettingsChange, Store, Subscription } from '../store/Store.ts';

interface ServerSettingsOptions {
  readonly store: Pick<Store, 'settings' | 'saveSettings' | 'watch'>;
  /** Called when settings could not be read. Until they can, the default ones apply. */
  readonly onFault: (error: unknown) => void;
}

/** How many servers' settings to keep: some megabytes. */
const KEPT = 5_000;

/** The settings of servers, kept in memory because every message asks for them, and read again once anybody changes them. */
export class ServerSettings {
  readonly #options: ServerSettingsOptions;
  readonly #kept: LRUCache<string, GuildSettings>;
  #watch: Subscription | undefined;

  private constructor(options: ServerSettingsOptions) {
    this.#options = options;
    this.#kept = new LRUCache({
      max: KEPT,
      fetchMethod: (guildId) =>
        options.store.settings(guildId).catch((error: unknown) => {
          options.onFault(error);
          return undefined;
        }),
      // Settings that change while they are read reach those who wait as they were.
      ignoreFetchAbort: true,
    });
  }

  static async start(options: ServerSettingsOptions): Promise<ServerSettings> {
    const settings = new ServerSettings(options);
    settings.#watch = await options.store.watch((guildIds) => {
      for (const guildId of guildIds) settings.#kept.delete(guildId);
    });
    return settings;
  }

  peek(guildId: string): GuildSettings | undefined {
    return this.#kept.get(guildId);
  }

  /** Never rejects. While the store doesn't answer, the default ones apply. */
  async of(guildId: string): Promise<GuildSettings> {
    return (await within(STORE_PATIENCE_MS, this.#kept.fetch(guildId))) ?? DEFAULT_SETTINGS;
  }

  /** Saves some settings. They apply from the next message on. */
  async save(guildId: string, changed: SettingsChange): Promise<GuildSettings> {
    const saved = await this.#options.store.saveSettings(guildId, changed);
    this.#kept.delete(guildId);
    return saved;
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
  }
}

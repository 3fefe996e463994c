import { LruCache } from '../shared/cache.ts';
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

interface Kept {
  readonly loading: Promise<GuildSettings>;
  loaded?: GuildSettings;
}

/** The settings of servers, kept in memory because every message asks for them, and read again once anybody changes them. */
export class ServerSettings {
  readonly #options: ServerSettingsOptions;
  readonly #kept = new LruCache<string, Kept>(KEPT);
  #watch: Subscription | undefined;

  private constructor(options: ServerSettingsOptions) {
    this.#options = options;
  }

  static async start(options: ServerSettingsOptions): Promise<ServerSettings> {
    const settings = new ServerSettings(options);
    settings.#watch = await options.store.watch((guildIds) => {
      for (const guildId of guildIds) settings.#kept.delete(guildId);
    });
    return settings;
  }

  peek(guildId: string): GuildSettings | undefined {
    return this.#kept.get(guildId)?.loaded;
  }

  /** Never rejects. While the store doesn't answer, the default ones apply. */
  async of(guildId: string): Promise<GuildSettings> {
    const { loading } = this.#kept.getOrCreate(guildId, () => this.#load(guildId));
    return (await within(STORE_PATIENCE_MS, loading)) ?? DEFAULT_SETTINGS;
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

  #load(guildId: string): Kept {
    const loading = this.#options.store.settings(guildId).then(
      (settings) => (kept.loaded = settings),
      (error: unknown) => {
        if (this.#kept.peek(guildId) === kept) this.#kept.delete(guildId);
        this.#options.onFault(error);
        return DEFAULT_SETTINGS;
      },
    );
    const kept: Kept = { loading };
    return kept;
  }
}

import { Client } from 'pg';
import { connectionConfig } from './connectionConfig.ts';

/** What writers notify and others listen to. It carries no content: whoever hears it looks at the tables. */
export const CHANNEL = 'whence_change';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

export interface NotificationOptions {
  readonly onNews: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Missing from the types of pg. */
type ListeningClient = Client & { ref(): void; unref(): void };

/**
 * Hears at once when another process has written, over a connection of its own. A lost one is made again, and as
 * something may have been missed meanwhile, that counts as news.
 */
export class NotificationListener {
  readonly #url: string;
  readonly #options: NotificationOptions;
  #client: ListeningClient | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = FIRST_RETRY_MS;
  #isStopped = false;

  constructor(url: string, options: NotificationOptions) {
    this.#url = url;
    this.#options = options;
  }

  /** Resolves when it listens, or when the first try has failed and is going to be repeated. */
  async start(): Promise<void> {
    const client = new Client(connectionConfig(this.#url)) as ListeningClient;
    this.#client = client;
    // Without this a lost connection would end the process.
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, new Error('The connection that listens for changes was closed.')));
    client.on('notification', this.#options.onNews);
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      // Listening alone keeps no process alive.
      client.unref();
    } catch (error) {
      this.#lose(client, error);
      return;
    }
    this.#retryMs = FIRST_RETRY_MS;
    this.#options.onNews();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    // Ending it is worth waiting for.
    client?.ref();
    await client?.end().catch(this.#options.onFault);
  }

  /** An error and an end are told for the same loss; only the first of them counts. */
  #lose(client: ListeningClient, error: unknown): void {
    if (this.#client !== client || this.#isStopped) return;
    this.#client = undefined;
    this.#options.onFault(error);
    client.end().catch(() => {});
    this.#retry = setTimeout(() => void this.start(), this.#retryMs).unref();
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }
}

import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { Hono } from 'hono';
import { Member } from './actors/Member.ts';
import { ReplyWatch, type Stage } from './actors/Stage.ts';
import { BotProcess, type ProcessOptions } from './BotProcess.ts';
import { Faults } from './Faults.ts';
import { InteractionsEndpoint } from './InteractionsEndpoint.ts';
import { Gateway } from './gateway/Gateway.ts';
import { isLocal, listen, type Listening } from './listen.ts';
import { pageRoutes } from './page/pageRoutes.ts';
import { DEFAULTS, type PlaygroundOptions, type Settings } from './PlaygroundOptions.ts';
import type { Refusal } from './refusals.ts';
import type { ApiEnv } from './rest/base/Api.ts';
import { attachmentRoutes, FILES_PATH, UPLOADS_PATH } from './rest/attachmentRoutes.ts';
import { RateLimiter } from './rest/base/RateLimiter.ts';
import { answerError, restApp } from './rest/restApp.ts';
import type { Role, User } from './world/guild/accounts.ts';
import type { Guild } from './world/guild/Guild.ts';
import { type Announce, World } from './world/World.ts';

const SLICES = 5;

export interface MemberOptions {
  /** The server to join (default: the first one). */
  readonly guild?: Guild;
  /** The code of the invite with which they join its server (default: none). */
  readonly invite?: string;
  /** The person's id (default: a new one). */
  readonly id?: string;
  /** Permissions beyond those of @everyone, granted through a role with the member's name. */
  readonly permissions?: bigint;
  /** Roles of that server. */
  readonly roles?: readonly Role[];
}

/**
 * A Discord on this machine: gateway, REST API and a page. For tests, and for trying a bot without an account.
 *
 * @example
 * const playground = await Playground.start();
 * await new Client({ intents, rest: { api: playground.apiUrl } }).login(playground.token);
 * const ann = playground.addMember('ann');
 * (await ann.asks('@Bot hello')).text; // what the bot replied
 */
export class Playground {
  readonly url: string;
  /** For discord.js's option `rest.api`, which appends the version. */
  readonly apiUrl: string;
  readonly token: string;
  readonly world: World;
  readonly bot: User;
  /** The first server. It has a channel #general. */
  readonly guild: Guild;
  readonly faults: Faults;
  /** The app's public key in hexadecimal digits. Interactions sent to an endpoint are signed with its private half. */
  readonly publicKey: string;
  readonly #endpoint: InteractionsEndpoint;
  readonly #settings: Settings;
  readonly #refusals: Refusal[] = [];
  readonly #gateway: Gateway;
  readonly #traffic = new Traffic();
  readonly #stage: Stage;
  readonly #processes: BotProcess[] = [];
  #listening: Listening | undefined;

  private constructor(url: string, settings: Settings) {
    this.url = url;
    this.apiUrl = `${url}/api`;
    this.token = settings.token;
    this.#settings = settings;
    this.world = new World(settings.botName, settings.botId);
    this.bot = this.world.bot;
    this.guild = this.world.addGuild('Playground', settings.guildId, settings.botPermissions);
    this.#endpoint = new InteractionsEndpoint(this.world, this.apiUrl, (work) => this.#traffic.during(work));
    this.publicKey = this.#endpoint.publicKey;
    this.#gateway = new Gateway(
      this.world,
      settings,
      `${url.replace('http', 'ws')}/gateway`,
      () => !this.#endpoint.isSet,
    );
    this.faults = new Faults(this.#gateway);
    this.world.watch(() => this.#traffic.count());
    this.#stage = {
      world: this.world,
      replies: new ReplyWatch(this.world),
      refusals: this.#refusals,
      filesUrl: `${url}${FILES_PATH}`,
      uploadsUrl: `${url}${UPLOADS_PATH}/${this.bot.id}`,
      caughtUp: async () => {
        // The answer to a request is sent in this turn of the event loop or the next. The bot reads it before the pings.
        await setImmediate();
        await this.#gateway.flushed();
        await this.#gateway.flushed();
      },
      settled: (quietMs) => this.settled(quietMs),
    };
  }

  /**
   * Starts a playground.
   *
   * @throws The system's error when it cannot listen, for example with the code EADDRINUSE.
   */
  static async start(options: PlaygroundOptions = {}): Promise<Playground> {
    const settings = { ...DEFAULTS, ...options };
    let playground: Playground | undefined;
    const listening = await listen(settings.port, (url) => {
      const started = new Playground(url, settings);
      playground = started;
      const app = started.#app(settings);
      return {
        fetch: (request) => app.fetch(request),
        accept: (socket, version) => started.#gateway.accept(socket, version),
      };
    });
    playground!.#listening = listening;
    return playground!;
  }

  /** All requests so far that Discord would have refused. Requests that failed because of a fault are not included. */
  get refusals(): readonly Refusal[] {
    return this.#refusals;
  }

  /** How many sessions have identified, and how many were turned away because another had just done so. */
  get identifies(): { readonly accepted: number; readonly tooSoon: number } {
    return { ...this.#gateway.identifies.counts };
  }

  /** Adds another server with a channel #general and the bot. @param id - Decides about its shard. Default: a new one. */
  addGuild(name: string, id?: string): Guild {
    return this.world.addGuild(name, id, this.#settings.botPermissions);
  }

  /**
   * Adds a server with a channel #general, in which the bot is not. Its members can use the bot's commands once they
   * have installed the app (`installs`).
   */
  addForeignGuild(name: string): Guild {
    return this.world.addForeignGuild(name);
  }

  /**
   * Adds a person.
   *
   * @throws Error when the invite is unknown, has expired or was used too often.
   */
  addMember(name: string, { invite: code, guild, id, ...options }: MemberOptions = {}): Member {
    const invited = code === undefined ? undefined : this.world.useInvite(code);
    const joined = guild ?? invited?.guild ?? this.guild;
    const member = this.join(new Member(this.#stage, this.world.addUser(name, false, id), joined), joined, options);
    if (invited?.invite.isUsedUp) joined.removeInvite(invited.invite);
    return member;
  }

  /** Adds a person to another server. Returns them as acting there. */
  join(member: Member, guild: Guild, { permissions, roles = [] }: Omit<MemberOptions, 'guild' | 'id'> = {}): Member {
    const own = permissions === undefined ? [] : [guild.addRole(member.user.username, { permissions })];
    guild.addMember(member.user, [...roles, ...own]);
    return member.in(guild.channel);
  }

  /** Calls the listener after each change, until the returned function is called. */
  watch(listener: Announce): () => void {
    return this.world.watch(listener);
  }

  /**
   * Starts the bot in its own process, unchanged, and resolves once it is ready. `stop` ends it.
   *
   * The bot brings its own token and ids, so start the playground with `acceptAnyBot`.
   *
   * @param script - A path relative to `cwd`, or a `file:` URL.
   * @throws Error with the bot's output when it ends before it is ready.
   * @example
   * const playground = await Playground.start({ acceptAnyBot: true });
   * await playground.startBot('bot.js');
   */
  async startBot(script: string | URL, options?: ProcessOptions): Promise<BotProcess> {
    const bot = new BotProcess(script, this.url, options);
    this.#processes.push(bot);
    await bot.until(this.botReady());
    return bot;
  }

  /**
   * Runs one of the bot's scripts until it ends, such as the one that registers its commands.
   *
   * @returns What it printed.
   * @throws Error with its output when it fails.
   * @example
   * await playground.runScript('deploy-commands.js');
   */
  async runScript(script: string | URL, options?: ProcessOptions): Promise<string> {
    const running = new BotProcess(script, this.url, options);
    this.#processes.push(running);
    return running.finished();
  }

  /**
   * Sends interactions to this address instead of over the gateway, signed, as Discord does for an app with an
   * "Interactions Endpoint URL".
   *
   * @throws Error when it does not answer a PING, or takes a wrong signature. Discord makes the same two requests.
   */
  sendInteractionsTo(url: string): Promise<void> {
    return this.#endpoint.set(url);
  }

  /** Resolves once all shards that the bot asked for are ready or have resumed. */
  botReady(): Promise<void> {
    return this.#gateway.ready();
  }

  /**
   * Resolves once the bot has received every event and has made no request for `quietMs`. Use it to test that a bot
   * stays silent.
   */
  async settled(quietMs = 50): Promise<void> {
    let before: number;
    do {
      before = this.#traffic.happened;
      await this.#gateway.flushed();
      // In slices: on a busy machine, what has arrived in the meantime is read between two of them.
      for (let slice = 0; slice < SLICES; slice += 1) await delay(quietMs / SLICES);
    } while (this.#traffic.isBusy || this.#traffic.happened !== before);
  }

  /** Lets the process end while the playground is still running, like `server.unref()` in Node. */
  unref(): this {
    this.#listening?.unref();
    return this;
  }

  /** Ends the processes that it started, and closes all connections. */
  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((bot) => bot.stop()));
    await this.#listening?.close();
  }

  #app({ rateLimits }: Settings): Hono<ApiEnv> {
    const api = {
      world: this.world,
      gateway: this.#gateway,
      publicKey: this.publicKey,
      faults: this.faults,
      limiter: new RateLimiter(rateLimits),
      refusals: this.#refusals,
      url: this.url,
    };
    const app = new Hono<ApiEnv>();
    app.use(async (c, next) => {
      if (isLocal(this.url, c.req.header('host'), c.req.header('origin'))) return next();
      return c.text('The playground only answers requests from this machine.', 403);
    });
    // A download of an uploaded file counts as the bot's work too.
    for (const path of ['/api/*', `${UPLOADS_PATH}/*`]) app.use(path, (_, next) => this.#traffic.during(next));
    app.onError((error, c) => answerError(error, c, api));
    return app
      .route('/api', restApp(api))
      .route('/', attachmentRoutes(this.world, this.faults))
      .route('/', pageRoutes(this, this.#settings.page));
  }
}

/** Counts requests and changes, so that one can tell when it is quiet. */
class Traffic {
  #happened = 0;
  #underWay = 0;

  /** How many requests were received and changes were made so far. */
  get happened(): number {
    return this.#happened;
  }

  /** Whether a request is being answered. */
  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  count(): void {
    this.#happened += 1;
  }

  /** Counts a request until it is answered. */
  async during<T>(answer: () => Promise<T>): Promise<T> {
    this.#happened += 1;
    this.#underWay += 1;
    try {
      return await answer();
    } finally {
      this.#underWay -= 1;
    }
  }
}

export type { PlaygroundOptions } from './PlaygroundOptions.ts';

import { setImmediate } from 'node:timers/promises';
import {
  ApplicationFlags,
  GatewayCloseCodes as Close,
  GatewayDispatchEvents as Event,
  GatewayIntentBits as Intent,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { Settings } from '../PlaygroundOptions.ts';
import type { Guild } from '../world/guild/Guild.ts';
import type { World } from '../world/World.ts';
import { may } from '../world/guild/permissions.ts';
import { VOICE_TYPES } from '../world/guild/voice.ts';
import type { Presence } from '../world/presence.ts';
import {
  Connection,
  type ConnectionOwner,
  type Identify,
  type MembersRequest,
  type Resume,
  type VoiceRequest,
} from './Connection.ts';
import { eventOf } from './events.ts';
import { guildCreate, membersChunks, readyData } from './guildData.ts';
import type { GatewayEvent } from './guildEvents.ts';
import { IdentifyLimit, Session } from './Session.ts';

/** All intents that exist. Any other bit closes the connection with 4013. */
const ALL_INTENTS = Object.values(Intent)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

/** The privileged intents, and the setting that grants each of them. */
const PRIVILEGED = [
  [Intent.MessageContent, 'messageContent'],
  [Intent.GuildMembers, 'guildMembers'],
  [Intent.GuildPresences, 'guildPresences'],
] as const;

/** The privileged intents among these that the bot was not granted. Asking for one closes with 4014. */
function ungranted(intents: number, settings: Settings): number {
  const missing = PRIVILEGED.filter(([, setting]) => !settings[setting]);
  return missing.reduce((all, [bit]) => all | (intents & bit), 0);
}

/**
 * The shard that receives a server's events. Direct messages go to the first one. Source: topics/gateway, sharding
 * formula.
 */
function shardOf(guildId: string | undefined, shardCount: number): number {
  if (guildId === undefined || shardCount === 1) return 0;
  return Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}

/** Source: topics/gateway, sharding: each shard can only support a maximum of 2,500 guilds. */
const MAX_GUILDS_PER_SHARD = 2_500;

/** The version is optional; Discord then uses its default. */
const VERSIONS: ReadonlySet<string | null> = new Set([null, '9', '10']);

/**
 * Close codes after which the bot has to start a new session. Source: topics/opcodes-and-status-codes, and
 * topics/gateway, resuming.
 */
const ENDS_SESSION: ReadonlySet<number> = new Set([
  1000,
  1001,
  Close.AuthenticationFailed,
  Close.InvalidSeq,
  Close.SessionTimedOut,
  Close.InvalidShard,
  Close.ShardingRequired,
  Close.InvalidAPIVersion,
  Close.InvalidIntents,
  Close.DisallowedIntents,
]);

/** Sends events to the bot, over one connection for each of its shards. */
export class Gateway implements ConnectionOwner {
  readonly settings: Settings;
  readonly identifies: IdentifyLimit;
  readonly connections = new Set<Connection>();
  /** Whether the token was reset because the bot identified too often. */
  isTokenReset = false;
  /** While true, heartbeats get no acknowledgement, so that connections look alive but are not. */
  ignoresHeartbeats = false;
  /** Changes the data of events on their way to the bot. */
  mangle: ((name: string, data: unknown) => unknown) | undefined;
  readonly #world: World;
  readonly #url: string;
  readonly #sessions = new Map<string, Session>();
  readonly #waitingForReady = new Set<() => void>();

  /** @param takesInteractions - Whether interactions go over the gateway, and not to an address of the app. */
  constructor(world: World, settings: Settings, url: string, takesInteractions: () => boolean = () => true) {
    this.#world = world;
    this.settings = settings;
    this.#url = url;
    this.identifies = new IdentifyLimit(settings.maxConcurrency, settings.identifiesPerDay);
    world.watch((change) => {
      if (this.#sessions.size === 0 || (change.kind === 'interaction' && !takesInteractions())) return;
      const event = eventOf(change, world.bot);
      if (event) this.#tell(event);
    });
  }

  /** The privileged intents that the app was granted, as application flags. */
  get applicationFlags(): ApplicationFlags {
    const { messageContent, guildMembers, guildPresences } = this.settings;
    return (
      (messageContent ? ApplicationFlags.GatewayMessageContent : 0) |
      (guildMembers ? ApplicationFlags.GatewayGuildMembers : 0) |
      (guildPresences ? ApplicationFlags.GatewayPresence : 0)
    );
  }

  get heartbeatIntervalMs(): number {
    return this.settings.heartbeatIntervalMs;
  }

  /** @param version - The `v` in the address that the bot connected to. */
  accept(socket: WebSocket, version: string | null): void {
    const connection = new Connection(socket, this);
    this.connections.add(connection);
    if (!VERSIONS.has(version)) connection.close(Close.InvalidAPIVersion, 'Invalid API version.');
  }

  /** Whether every shard that the bot asked for has a session and a connection. */
  get isReady(): boolean {
    const connected = [...this.#sessions.values()].filter(({ wire }) => wire);
    const shardCount = connected.at(-1)?.shardCount ?? 1;
    const shards = new Set(
      connected.filter((session) => session.shardCount === shardCount).map(({ shardId }) => shardId),
    );
    return shards.size === shardCount;
  }

  ready(): Promise<void> {
    if (this.isReady) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waitingForReady.add(resolve);
    return promise;
  }

  /** Resolves once the bot has read everything that was sent to it. A WebSocket answers pings in order. */
  async flushed(): Promise<void> {
    await Promise.all(
      [...this.connections].map(async ({ socket }) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        socket.once('pong', resolve).once('close', resolve);
        if (socket.readyState === socket.OPEN) socket.ping();
        else resolve();
        await promise;
        socket.off('pong', resolve).off('close', resolve);
      }),
    );
    await setImmediate();
  }

  closed(connection: Connection, code: number): void {
    this.connections.delete(connection);
    const { session } = connection;
    if (session?.wire !== connection) return;
    session.wire = undefined;
    session.lostAtMs = Date.now();
    if (ENDS_SESSION.has(code)) this.#sessions.delete(session.id);
  }

  identify(connection: Connection, { token, intents, shard = [0, 1], presence }: Identify): void {
    const [shardId, shardCount] = shard;
    if (!this.accepts(token)) return connection.close(Close.AuthenticationFailed, 'Authentication failed.');
    if (shardCount < 1 || shardId < 0 || shardId >= shardCount)
      return connection.close(Close.InvalidShard, 'Invalid shard.');
    if (!isIntents(intents)) return connection.close(Close.InvalidIntents, 'Invalid intent(s).');
    if (ungranted(intents, this.settings)) {
      return connection.close(Close.DisallowedIntents, 'Disallowed intent(s).');
    }
    const guilds = this.#guildsOf(shardId, shardCount);
    if (guilds.length > MAX_GUILDS_PER_SHARD) return connection.close(Close.ShardingRequired, 'Sharding required.');

    const verdict = this.identifies.count();
    if (verdict === 'tooSoon') return connection.invalidate(false);
    if (verdict === 'tooMany') {
      this.isTokenReset = true;
      return connection.close(Close.AuthenticationFailed, 'Authentication failed.');
    }
    this.#forgetLost();
    this.#start(connection, new Session({ shardId, shardCount, intents }), guilds);
    this.setPresence(presence ?? { status: 'online', activities: [] });
  }

  resume(connection: Connection, { token, session_id: id, seq }: Resume): void {
    if (!this.accepts(token)) return connection.close(Close.AuthenticationFailed, 'Authentication failed.');
    this.#forgetLost();
    const session = this.#sessions.get(id);
    if (session && (seq < 0 || seq > session.seq)) {
      this.#sessions.delete(id);
      return connection.close(Close.InvalidSeq, 'Invalid seq.');
    }
    const missed = session?.after(seq);
    if (!session || !missed) return connection.invalidate(false);

    const before = this.#connectionOf(session);
    this.#attach(connection, session);
    before?.close(Close.UnknownError, 'Session resumed elsewhere.');
    for (const json of missed) connection.send(json);
    session.dispatch(Event.Resumed, '{}');
    this.#announceReady();
  }

  sendMembers(session: Session, request: MembersRequest): void {
    const guild = this.#world.guilds.get(request.guild_id);
    if (!guild) return;
    const hasIntent = Boolean(session.intents & Intent.GuildMembers);
    for (const chunk of membersChunks(guild, request, hasIntent, this.#presencesFor(session)))
      session.dispatch(Event.GuildMembersChunk, JSON.stringify(chunk));
  }

  /** A bot in a voice channel is seen there. No voice server ever takes it further. */
  setVoice(session: Session, { guild_id: guildId, channel_id: channelId, self_mute, self_deaf }: VoiceRequest): void {
    const guild = this.#world.guilds.get(guildId);
    const member = guild?.members.get(this.#world.bot.id);
    if (!guild || !member) return;
    const channel = guild.channels.get(channelId ?? '');
    if (!channel) return guild.voice.leave(member.user.id);
    if (!VOICE_TYPES.has(channel.type) || !may(member.user.id, Permission.Connect, channel)) return;
    guild.voice.set(member, channel, { selfMute: self_mute, selfDeaf: self_deaf });
    const server = { token: session.id, guild_id: guildId, endpoint: null };
    session.dispatch(Event.VoiceServerUpdate, JSON.stringify(server));
  }

  setPresence(presence: Presence): void {
    this.#world.setPresence(this.#world.bot, presence);
  }

  /**
   * Detaches all connections from their sessions, and ends the sessions unless they are resumable. The connections stay
   * open.
   */
  invalidateSessions(resumable: boolean): void {
    for (const connection of this.connections) {
      const { session } = connection;
      connection.session = undefined;
      if (session) {
        session.wire = undefined;
        session.lostAtMs = Date.now();
        if (!resumable) this.#sessions.delete(session.id);
      }
      connection.invalidate(resumable);
    }
  }

  /** Whether this is the bot's token, with or without the prefix `Bot`. */
  accepts(token: string): boolean {
    if (this.isTokenReset) return false;
    return this.settings.acceptAnyBot || token.replace(/^Bot /, '') === this.settings.token;
  }

  #start(connection: Connection, session: Session, guilds: readonly Guild[]): void {
    this.#sessions.set(session.id, session);
    this.#attach(connection, session);
    const { bot } = this.#world;
    const ready = readyData({ session, bot, guilds, flags: this.applicationFlags, resumeUrl: this.#url });
    session.dispatch(Event.Ready, JSON.stringify(ready));
    if (session.intents & Intent.Guilds) {
      const presences = this.#presencesFor(session);
      for (const guild of guilds)
        session.dispatch(Event.GuildCreate, JSON.stringify(guildCreate(guild, bot, presences)));
    }
    this.#announceReady();
  }

  #attach(connection: Connection, session: Session): void {
    connection.session = session;
    session.wire = connection;
    session.lostAtMs = undefined;
  }

  #connectionOf(session: Session): Connection | undefined {
    return [...this.connections].find((connection) => connection === session.wire);
  }

  #announceReady(): void {
    if (!this.isReady) return;
    for (const resolve of this.#waitingForReady) resolve();
    this.#waitingForReady.clear();
  }

  /** None without the intent. */
  #presencesFor({ intents }: Session): World['presences'] {
    return intents & Intent.GuildPresences ? this.#world.presences : new Map();
  }

  #guildsOf(shardId: number, shardCount: number): Guild[] {
    return [...this.#world.guilds.values()].filter(({ id }) => shardOf(id, shardCount) === shardId);
  }

  #forgetLost(): void {
    const before = Date.now() - this.settings.resumableMs;
    for (const { id, lostAtMs } of this.#sessions.values()) {
      if (lostAtMs !== undefined && lostAtMs < before) this.#sessions.delete(id);
    }
  }

  #json(name: string, data: unknown): string {
    return JSON.stringify(this.mangle ? this.mangle(name, structuredClone(data)) : data);
  }

  #tell({ guildId, intent, dispatch, withoutContent = dispatch }: GatewayEvent): void {
    let full: string | undefined;
    let blank: string | undefined;
    for (const session of this.#sessions.values()) {
      if (intent !== 0 && !(session.intents & intent)) continue;
      if (session.shardId !== shardOf(guildId, session.shardCount)) continue;
      const mayReadContent = Boolean(session.intents & Intent.MessageContent);
      if (mayReadContent) session.dispatch(dispatch.t, (full ??= this.#json(dispatch.t, dispatch.d)));
      else session.dispatch(dispatch.t, (blank ??= this.#json(dispatch.t, withoutContent.d)));
    }
  }
}

function isIntents(intents: unknown): intents is number {
  return typeof intents === 'number' && Number.isInteger(intents) && intents >= 0 && (intents & ~ALL_INTENTS) === 0;
}

import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { Presence } from '../world/presence.ts';
import type { Session } from './Session.ts';

/** What every payload from the bot has in common. */
const envelope = z.object({ op: z.int().transform((op): Op => op), d: z.unknown() });

const activity = z.looseObject({
  name: z.string(),
  type: z.int().default(0),
  state: z.string().nullish(),
  url: z.string().nullish(),
});
/** `invisible` looks like offline to everybody else. */
const status = z.enum(['online', 'idle', 'dnd', 'invisible', 'offline']);
const presence = z
  .object({ status, activities: z.array(activity).nullish() })
  .transform(({ status: given, activities }): Presence => {
    return {
      status: given === 'invisible' ? 'offline' : given,
      activities: (activities ?? []) as Presence['activities'],
    };
  });

const identify = z.object({
  token: z.string(),
  properties: z.record(z.string(), z.unknown()),
  intents: z.unknown(),
  shard: z.tuple([z.int(), z.int()]).optional(),
  presence: presence.nullish().catch(undefined),
});
export type Identify = z.infer<typeof identify>;

const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });
export type Resume = z.infer<typeof resume>;

const requestMembers = z.object({
  guild_id: z.string(),
  query: z.string().optional(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  limit: z.int().default(0),
  presences: z.boolean().default(false),
  nonce: z.string().optional(),
});
export type MembersRequest = z.infer<typeof requestMembers>;

const voiceRequest = z.object({
  guild_id: z.string(),
  channel_id: z.string().nullable(),
  self_mute: z.boolean().default(false),
  self_deaf: z.boolean().default(false),
});
export type VoiceRequest = z.infer<typeof voiceRequest>;

/** Source: topics/gateway, sending events. */
const MAX_PAYLOAD_BYTES = 4_096;
/** Source: topics/gateway, rate limiting. */
const MAX_SENDS_PER_MINUTE = 120;
const MINUTE_MS = 60_000;

/** What a connection needs from the gateway it belongs to. */
export interface ConnectionOwner {
  readonly heartbeatIntervalMs: number;
  /** While true, heartbeats get no acknowledgement. */
  readonly ignoresHeartbeats: boolean;
  identify(connection: Connection, data: Identify): void;
  resume(connection: Connection, data: Resume): void;
  sendMembers(session: Session, request: MembersRequest): void;
  setVoice(session: Session, request: VoiceRequest): void;
  setPresence(presence: Presence): void;
  closed(connection: Connection, code: number): void;
}

/** One WebSocket. Reads what the bot sends, and closes with Discord's close codes when that is wrong. */
export class Connection {
  session: Session | undefined;
  /** While true, events get lost on the way, though heartbeats are acknowledged. */
  isSilent = false;
  readonly socket: WebSocket;
  readonly #owner: ConnectionOwner;
  readonly #heartbeatTimer: NodeJS.Timeout;
  #sends = 0;
  #minuteEndsMs = 0;

  constructor(socket: WebSocket, owner: ConnectionOwner) {
    this.socket = socket;
    this.#owner = owner;
    const interval = owner.heartbeatIntervalMs;
    // Half an interval late is tolerated: networks can be slow.
    this.#heartbeatTimer = setTimeout(() => this.close(Close.SessionTimedOut), interval * 1.5).unref();
    socket.on('message', (data) => this.#receive(data));
    socket.on('close', (code) => {
      clearTimeout(this.#heartbeatTimer);
      owner.closed(this, code);
    });
    // A socket that fails also emits close.
    socket.on('error', () => socket.terminate());
    this.#sendOp(Op.Hello, { heartbeat_interval: interval });
  }

  /** Sends an event. */
  send(json: string): void {
    if (!this.isSilent) this.socket.send(json);
  }

  close(code: number, reason = ''): void {
    this.socket.close(code, reason);
  }

  askToReconnect(): void {
    this.#sendOp(Op.Reconnect, null);
  }

  invalidate(resumable: boolean): void {
    this.#sendOp(Op.InvalidSession, resumable);
  }

  #sendOp(op: Op, d: unknown): void {
    this.socket.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  #receive(data: RawData): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.#isTooFast()) return this.close(Close.RateLimited, 'You are being rate limited.');
    const bytes = Buffer.concat([data].flat().map((part) => Buffer.from(part as Uint8Array)));
    const payload = bytes.length > MAX_PAYLOAD_BYTES ? undefined : envelope.safeParse(parse(bytes.toString())).data;
    if (!payload) return this.close(Close.DecodeError, 'Error while decoding payload.');

    if (payload.op === Op.Heartbeat) return this.#heartbeat();
    if (payload.op === Op.Identify) return this.#identify(payload.d);
    if (payload.op === Op.Resume) return this.#resume(payload.d);
    if (!this.session) return this.close(Close.NotAuthenticated, 'Not authenticated.');
    const { session } = this;
    if (payload.op === Op.RequestGuildMembers)
      return this.#read(requestMembers, payload.d, (request) => this.#owner.sendMembers(session, request));
    if (payload.op === Op.VoiceStateUpdate)
      return this.#read(voiceRequest, payload.d, (request) => this.#owner.setVoice(session, request));
    if (payload.op === Op.PresenceUpdate)
      return this.#read(presence, payload.d, (request) => this.#owner.setPresence(request));
    // Nobody has made a sound, so there are none to send.
    if (payload.op !== Op.RequestSoundboardSounds) this.close(Close.UnknownOpcode, 'Unknown opcode.');
  }

  #heartbeat(): void {
    if (this.#owner.ignoresHeartbeats) return;
    this.#heartbeatTimer.refresh();
    this.#sendOp(Op.HeartbeatAck, null);
  }

  #identify(d: unknown): void {
    if (this.session) return this.close(Close.AlreadyAuthenticated, 'Already authenticated.');
    const data = identify.safeParse(d).data;
    if (!data) return this.close(Close.DecodeError, 'Error while decoding payload.');
    this.#owner.identify(this, data);
  }

  #resume(d: unknown): void {
    if (this.session) return this.close(Close.AlreadyAuthenticated, 'Already authenticated.');
    const data = resume.safeParse(d).data;
    if (!data) return this.close(Close.DecodeError, 'Error while decoding payload.');
    this.#owner.resume(this, data);
  }

  #read<T>(schema: z.ZodType<T>, d: unknown, use: (data: T) => void): void {
    const { success, data } = schema.safeParse(d);
    if (!success) return this.close(Close.DecodeError, 'Error while decoding payload.');
    use(data);
  }

  #isTooFast(): boolean {
    const now = Date.now();
    if (now >= this.#minuteEndsMs) {
      this.#minuteEndsMs = now + MINUTE_MS;
      this.#sends = 0;
    }
    this.#sends += 1;
    return this.#sends > MAX_SENDS_PER_MINUTE;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

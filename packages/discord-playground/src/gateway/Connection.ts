import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import type { Gateway } from './Gateway.ts';
import { envelope, identify, IGNORED_OPCODES, requestMembers, resume } from './payloads.ts';
import type { Session } from './Session.ts';

/** Source: topics/gateway, sending events. */
const MAX_PAYLOAD_BYTES = 4_096;
/** Source: topics/gateway, rate limiting. */
const MAX_SENDS_PER_MINUTE = 120;
const MINUTE_MS = 60_000;

/** One WebSocket: reads what the bot sends, and hangs up with Discord's close codes when that is wrong. */
export class Connection {
  session: Session | undefined;
  readonly socket: WebSocket;
  readonly #gateway: Gateway;
  readonly #heartbeatTimer: NodeJS.Timeout;
  #sends = 0;
  #minuteEndsMs = 0;

  constructor(socket: WebSocket, gateway: Gateway) {
    this.socket = socket;
    this.#gateway = gateway;
    const interval = gateway.settings.heartbeatIntervalMs;
    // Half an interval of patience, as a slow network needs.
    this.#heartbeatTimer = setTimeout(() => this.close(Close.SessionTimedOut), interval * 1.5).unref();
    socket.on('message', (data) => this.#receive(data));
    socket.on('close', (code) => {
      clearTimeout(this.#heartbeatTimer);
      gateway.closed(this, code);
    });
    // A socket that breaks also closes.
    socket.on('error', () => socket.terminate());
    this.#sendOp(Op.Hello, { heartbeat_interval: interval });
  }

  send(json: string): void {
    this.socket.send(json);
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
    this.send(JSON.stringify({ op, d, s: null, t: null }));
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
    if (payload.op === Op.RequestGuildMembers) return this.#requestMembers(this.session, payload.d);
    if (!IGNORED_OPCODES.has(payload.op)) this.close(Close.UnknownOpcode, 'Unknown opcode.');
  }

  #heartbeat(): void {
    if (this.#gateway.ignoresHeartbeats) return;
    this.#heartbeatTimer.refresh();
    this.#sendOp(Op.HeartbeatAck, null);
  }

  #identify(d: unknown): void {
    if (this.session) return this.close(Close.AlreadyAuthenticated, 'Already authenticated.');
    const data = identify.safeParse(d).data;
    if (!data) return this.close(Close.DecodeError, 'Error while decoding payload.');
    this.#gateway.identify(this, data);
  }

  #resume(d: unknown): void {
    if (this.session) return this.close(Close.AlreadyAuthenticated, 'Already authenticated.');
    const data = resume.safeParse(d).data;
    if (!data) return this.close(Close.DecodeError, 'Error while decoding payload.');
    this.#gateway.resume(this, data);
  }

  #requestMembers(session: Session, d: unknown): void {
    const data = requestMembers.safeParse(d).data;
    if (!data) return this.close(Close.DecodeError, 'Error while decoding payload.');
    this.#gateway.sendMembers(session, data);
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

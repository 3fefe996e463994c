import { setTimeout as delay } from 'node:timers/promises';
import type { Gateway } from './gateway/Gateway.ts';
import type { Channel } from './world/guild/Guild.ts';

export interface Failure {
  /** HTTP status of the response: 500, 502, 429, 403 and so on. */
  readonly status: number;
  /** Discord's JSON error code, such as 50013 for missing permissions (default 0: none). */
  readonly code?: number;
  /** How many requests fail (default 1). */
  readonly times?: number;
  /** Only requests with a path that matches fail (default: all). Paths look like `/channels/1/messages`. */
  readonly path?: RegExp;
  /** For a 429: when to try again (default 1). */
  readonly retryAfterSeconds?: number;
}

export interface Slowness {
  readonly ms: number;
  /** Only requests with a path that matches are slow (default: all). */
  readonly path?: RegExp;
}

/**
 * Why Discord does not take a message: AutoMod (error 200000), a link that is known to do harm (240000), slow mode
 * (20016), or too many messages in one channel (20028). After the last two discord.js tries again by itself.
 */
export type MessageFault = 'autoModeration' | 'harmfulLink' | 'slowMode' | 'writeLimit';

export interface Blocking {
  /** Only messages whose text matches (default: all). */
  readonly text?: RegExp;
  /** How many messages are refused (default: all of them, until `clear`). */
  readonly times?: number;
}

/**
 * Things that go wrong at Discord, on demand.
 *
 * @example
 * playground.faults.failNext({ status: 503, path: /\/messages$/ });
 * playground.faults.dropConnections();
 */
export class Faults {
  readonly #gateway: Gateway;
  #failures: { readonly failure: Failure; left: number }[] = [];
  #slow: Slowness | undefined;
  #delays: Slowness[] = [];
  #blocks: {
    readonly channelId: string;
    readonly why: MessageFault;
    readonly text: RegExp | undefined;
    left: number;
  }[] = [];

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** Cuts all gateway connections without a close frame. The sessions can be resumed. */
  dropConnections(): void {
    for (const { socket } of this.#gateway.connections) socket.terminate();
  }

  /** Closes all gateway connections with a close code. */
  closeConnections(code: number): void {
    for (const connection of this.#gateway.connections) connection.close(code);
  }

  /** Asks the bot to reconnect and resume (op 7). */
  askToReconnect(): void {
    for (const connection of this.#gateway.connections) connection.askToReconnect();
  }

  /** Tells the bot that its sessions are invalid (op 9). */
  invalidateSessions(resumable: boolean): void {
    this.#gateway.invalidateSessions(resumable);
  }

  /** Stops acknowledging heartbeats, so that connections look alive but are not, until `clear`. */
  ignoreHeartbeats(): void {
    this.#gateway.ignoresHeartbeats = true;
  }

  /** Loses all events on the present connections, which acknowledge heartbeats as ever. The sessions can be resumed. */
  silenceConnections(): void {
    for (const connection of this.#gateway.connections) connection.isSilent = true;
  }

  /**
   * Changes events on their way to the bot, until `clear`, to try how it stands malformed ones.
   *
   * @param mangle - Gets the event's name and a copy of its data, which it may change or replace.
   */
  mangleEvents(mangle: (name: string, data: unknown) => unknown): void {
    this.#gateway.mangle = mangle;
  }

  /** Makes the next matching requests fail. They are not recorded as refusals. */
  failNext(failure: Failure): void {
    this.#failures.push({ failure, left: failure.times ?? 1 });
  }

  /** Answers the next matching request late. */
  delayNext(slowness: Slowness): void {
    this.#delays.push(slowness);
  }

  /** Answers all matching requests late, until `clear`. */
  slow(slowness: Slowness): void {
    this.#slow = slowness;
  }

  /**
   * Refuses the bot's messages in a channel.
   *
   * @example
   * playground.faults.blockMessages(channel, 'autoModeration', { text: /darn/ });
   */
  blockMessages(channel: Channel, why: MessageFault, { text, times = Infinity }: Blocking = {}): void {
    this.#blocks.push({ channelId: channel.id, why, text, left: times });
  }

  /** Ends all faults. */
  clear(): void {
    this.#blocks = [];
    this.#failures = [];
    this.#delays = [];
    this.#slow = undefined;
    this.#gateway.ignoresHeartbeats = false;
    this.#gateway.mangle = undefined;
  }

  /** What is still to come, and what is in force: one line each. */
  get pending(): readonly string[] {
    const failing = this.#failures.map(({ failure: { status, code, path }, left }) => {
      const requests = left === 1 ? 'The next request' : `The next ${left} requests`;
      return `${requests}${on(path)} fail${left === 1 ? 's' : ''} with status ${status}${code ? `, code ${code}` : ''}.`;
    });
    const late = this.#delays.map(({ ms, path }) => `The next request${on(path)} takes ${ms} ms.`);
    const slow = this.#slow ? [`Each request${on(this.#slow.path)} takes ${this.#slow.ms} ms.`] : [];
    const deaf = this.#gateway.ignoresHeartbeats ? ['Heartbeats are not acknowledged.'] : [];
    return [...failing, ...late, ...slow, ...deaf];
  }

  /** Returns the failure for a request to this path, if there is one, and counts it as used. */
  takeFailure(path: string): Failure | undefined {
    const due = this.#failures.find(({ failure }) => failure.path?.test(path) ?? true);
    if (!due) return undefined;
    due.left -= 1;
    if (due.left <= 0) this.#failures = this.#failures.filter((other) => other !== due);
    return due.failure;
  }

  /** Returns why a message of the bot is refused there, if it is, and counts it. */
  takeBlock(channel: Channel, body: unknown): MessageFault | undefined {
    if (this.#blocks.length === 0) return undefined;
    const json = JSON.stringify(body);
    const due = this.#blocks.find(
      ({ channelId, text, left }) => channelId === channel.id && left > 0 && (text?.test(json) ?? true),
    );
    if (due) due.left -= 1;
    return due?.why;
  }

  /** Waits as long as a request to this path has to be late. */
  async wait(path: string): Promise<void> {
    const next = this.#delays.find((slowness) => slowness.path?.test(path) ?? true);
    if (next) this.#delays = this.#delays.filter((other) => other !== next);
    const always = this.#slow?.path?.test(path) === false ? undefined : this.#slow;
    const ms = next?.ms ?? always?.ms;
    if (ms !== undefined) await delay(ms);
  }
}

/** Which requests a fault is about, for people. */
const on = (path: RegExp | undefined): string => (path ? ` to ${path.source}` : '');

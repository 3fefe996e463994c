import { setTimeout as delay } from 'node:timers/promises';
import type { Gateway } from './gateway/Gateway.ts';

export interface Failure {
  /** HTTP status of the answer: 500, 502, 429, 403 … */
  readonly status: number;
  /** How many requests fail (default 1). */
  readonly times?: number;
  /** Only requests whose path (below the API's base, like `/channels/1/messages`) matches (default: all). */
  readonly path?: RegExp;
  /** Of a 429 (default 1). */
  readonly retryAfterSeconds?: number;
}

export interface Slowness {
  readonly ms: number;
  /** Default: all. */
  readonly path?: RegExp;
}

/** Things that go wrong at Discord, on demand. */
export class Faults {
  readonly #gateway: Gateway;
  #failures: { readonly failure: Failure; left: number }[] = [];
  #slow: Slowness | undefined;
  #delays: Slowness[] = [];

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** Cuts all connections without a word; the sessions can be resumed. */
  dropConnections(): void {
    for (const { socket } of this.#gateway.connections) socket.terminate();
  }

  /** Closes all connections with one of Discord's close codes. */
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

  /** Heartbeats stay without acknowledgement: connections that look alive and are not. Ends with `clear`. */
  ignoreHeartbeats(): void {
    this.#gateway.ignoresHeartbeats = true;
  }

  /** The next matching requests fail. They are not recorded as refusals. */
  failNext(failure: Failure): void {
    this.#failures.push({ failure, left: failure.times ?? 1 });
  }

  /** The next matching request is answered late. */
  delayNext(slowness: Slowness): void {
    this.#delays.push(slowness);
  }

  /** All matching requests are answered late, until `clear`. */
  slow(slowness: Slowness): void {
    this.#slow = slowness;
  }

  /** Ends all of this. */
  clear(): void {
    this.#failures = [];
    this.#delays = [];
    this.#slow = undefined;
    this.#gateway.ignoresHeartbeats = false;
  }

  /** The failure that is due for a request to that path; it counts as used. */
  takeFailure(path: string): Failure | undefined {
    const due = this.#failures.find(({ failure }) => failure.path?.test(path) ?? true);
    if (!due) return undefined;
    due.left -= 1;
    if (due.left <= 0) this.#failures = this.#failures.filter((other) => other !== due);
    return due.failure;
  }

  /** Waits for as long as a request to that path has to be late. */
  async wait(path: string): Promise<void> {
    const next = this.#delays.find((slowness) => slowness.path?.test(path) ?? true);
    if (next) this.#delays = this.#delays.filter((other) => other !== next);
    const always = this.#slow?.path?.test(path) === false ? undefined : this.#slow;
    const ms = next?.ms ?? always?.ms;
    if (ms !== undefined) await delay(ms);
  }
}

import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Playground } from '../../src/Playground.ts';

export interface Received {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: unknown;
}

/** Guilds, GuildMessages, DirectMessages. */
export const USUAL_INTENTS = 1 | 512 | 4096;

/** A raw gateway connection. */
export class Shard {
  readonly received: Received[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #token: string;
  #read = 0;

  private constructor(socket: WebSocket, token: string) {
    this.#socket = socket;
    this.#token = token;
    this.closed = once(socket, 'close').then(([code]) => code as number);
    socket.on('message', (data: Buffer) => this.received.push(JSON.parse(data.toString()) as Received));
  }

  /** Connects and waits for HELLO. */
  static async open(playground: Playground, query = '?v=10&encoding=json'): Promise<Shard> {
    const socket = new WebSocket(`${playground.url.replace('http', 'ws')}/gateway${query}`);
    onTestFinished(() => socket.terminate());
    const shard = new Shard(socket, playground.token);
    await shard.next((payload) => payload.op === 10);
    return shard;
  }

  send(op: number, d: unknown): void {
    this.#socket.send(JSON.stringify({ op, d }));
  }

  sendRaw(text: string): void {
    this.#socket.send(text);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  identify(more: object = {}): void {
    this.send(2, { token: this.#token, properties: {}, intents: USUAL_INTENTS, ...more });
  }

  /** The next payload that matches, skipping others. */
  async next(isWanted: (payload: Received) => boolean): Promise<Received> {
    for (;;) {
      const payload = this.received[this.#read];
      if (!payload) await once(this.#socket, 'message');
      else {
        this.#read += 1;
        if (isWanted(payload)) return payload;
      }
    }
  }

  /** The next event of that name. */
  event(name: string): Promise<Received> {
    return this.next(({ t }) => t === name);
  }

  /** The names of all events so far. */
  get events(): (string | null)[] {
    return this.received.filter(({ op }) => op === 0).map(({ t }) => t);
  }
}

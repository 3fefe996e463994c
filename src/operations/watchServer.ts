import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { within } from '../shared/concurrency.ts';
import { UserError } from '../shared/UserError.ts';
import { addressUnusable, portTaken } from './strings.ts';

export interface PartHealth {
  readonly isReady: boolean;
  /** For people: `3 servers`, `no answer within 2 s`. */
  readonly detail: string;
}

/** Whether a process can answer questions, by part: gateway, store, knowledge. Plain data, to send to another process. */
export type Health = Readonly<Record<string, PartHealth>>;

/** Each process under its own name: `shard 0 gateway`. */
export function mergeHealth(processes: Readonly<Record<string, Health>>): Health {
  const named = Object.entries(processes).flatMap(([name, parts]) =>
    Object.entries(parts).map(([part, health]) => [`${name} ${part}`, health] as const),
  );
  return Object.fromEntries(named);
}

const PATIENCE_MS = 2_000;

/** What a part says about itself; that it is not ready if it fails or takes too long. Never rejects. */
export async function healthOf(ask: () => Promise<PartHealth>): Promise<PartHealth> {
  try {
    const late = { isReady: false, detail: `no answer within ${PATIENCE_MS / 1_000} s` };
    return (await within(PATIENCE_MS, ask())) ?? late;
  } catch (error) {
    return { isReady: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

export interface WatchOptions {
  /** Where to listen: `127.0.0.1` for this machine alone. */
  readonly host: string;
  readonly port: number;
  readonly health: () => Promise<Health>;
  readonly metrics: () => Promise<string>;
  readonly onFault: (error: unknown) => void;
}

export type WatchServer = Awaited<ReturnType<typeof startWatchServer>>;

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Serves what operators watch: `/healthz` (200 while the process reacts), `/readyz` (200 while every part does
 * its work, else 503, with the parts as JSON) and `/metrics`. It says nothing about servers, people or questions, and
 * nobody can change anything through it.
 *
 * @throws UserError `port-in-use` or `bad-config` when it cannot listen.
 */
export async function startWatchServer(options: WatchOptions) {
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000 }, (request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      options.onFault(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const { host, port } = options;
  server.listen(port, host);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new UserError('port-in-use', portTaken(port));
    throw new UserError('bad-config', addressUnusable(host, port, error.code ?? error.message));
  });
  server.on('error', options.onFault);
  const { address, port: taken, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: WatchOptions): Promise<void> {
  const send = (status: number, type: string, body: string): void => {
    response.writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Only GET.\n');
  switch (request.url?.split('?')[0]) {
    case '/healthz':
      return send(200, 'text/plain', 'ok\n');
    case '/readyz': {
      const parts = await options.health();
      const isReady = Object.values(parts).every((part) => part.isReady);
      return send(isReady ? 200 : 503, 'application/json', `${JSON.stringify({ isReady, parts })}\n`);
    }
    case '/metrics':
      return send(200, METRICS_TYPE, await options.metrics());
    default:
      return send(404, 'text/plain', 'There are /healthz, /readyz and /metrics.\n');
  }
}

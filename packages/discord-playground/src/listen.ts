import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type WebSocket, WebSocketServer } from 'ws';

/** Only this machine can connect. */
const HOST = '127.0.0.1';
/** More than the gateway allows, so that the gateway itself can refuse with the right close code. */
const MAX_WEBSOCKET_BYTES = 65_536;

/**
 * How long an idle connection stays open. With Node's 5 seconds, a busy machine closes connections on which a request
 * is already on its way.
 */
const IDLE_MS = 60_000;

interface Handlers {
  fetch(request: Request): Response | Promise<Response>;
  /**
   * Handles a WebSocket to the gateway.
   *
   * @param version - The query parameter `v`.
   */
  accept(socket: WebSocket, version: string | null): void;
}

export interface Listening {
  readonly url: string;
  /** Lets the process end while this is still listening. */
  unref(): void;
  close(): Promise<void>;
}

/**
 * Listens on loopback for HTTP, and for WebSockets on `/gateway`.
 *
 * @param prepare - Creates the handlers once the address is known.
 * @throws The system's error, for example with the code EADDRINUSE.
 */
export async function listen(port: number, prepare: (url: string) => Handlers): Promise<Listening> {
  let handlers: Handlers | undefined;
  const server = createAdaptorServer({ fetch: (request: Request) => handlers!.fetch(request) }) as Server;
  server.keepAliveTimeout = IDLE_MS;
  server.listen(port, HOST);
  await once(server, 'listening');
  const url = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  handlers = prepare(url);

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_WEBSOCKET_BYTES });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const isOurs = isLocal(url, request.headers.host, request.headers.origin);
    // Something like `//` is not a valid path, so there is nothing to find.
    const target = URL.parse(request.url ?? '/', url);
    if (!isOurs || !target || !/^\/gateway\/?$/.test(target.pathname)) {
      socket.end(`HTTP/1.1 ${isOurs ? '404 Not Found' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      handlers.accept(webSocket, target.searchParams.get('v')),
    );
  });
  return {
    url,
    unref() {
      server.unref();
      server.on('connection', (socket) => socket.unref());
    },
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * Whether a request came to this machine under its own name, and not from another site's page. Otherwise any page on
 * the web could reach the playground by pointing its own domain at this address.
 */
export function isLocal(url: string, host: string | undefined, origin: string | undefined): boolean {
  const { port } = new URL(url);
  const hosts = [`${HOST}:${port}`, `localhost:${port}`];
  return hosts.includes(host ?? '') && (origin === undefined || hosts.some((own) => origin === `http://${own}`));
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type APIInteraction, InteractionResponseType, InteractionType } from 'discord.js';
import type { Log } from '../../shared/Log.ts';
import { UserError } from '../../shared/UserError.ts';
import { INVALID_SIGNATURE, interactionsPortInUse } from '../strings.ts';
import { isSigned, publicKeyOf } from './signature.ts';

/** An interaction with its message and resolved people takes some 100 kB at most. */
const MAX_BODY_BYTES = 1_048_576;

/** A request that trickles in is dropped, so that slow senders cannot use up the connections. */
const REQUEST_TIMEOUT_MS = 10_000;

/** Longer than load balancers keep idle connections (60 s is usual): otherwise they would send a request into a closed one. */
const KEEP_ALIVE_MS = 75_000;

/** Discord's header names in lower case, as Node has them. */
const SIGNATURE = 'x-signature-ed25519';
const TIMESTAMP = 'x-signature-timestamp';

export interface InteractionServerOptions {
  /** The application's public key, 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves once the interaction is handled. The answer goes through `reply`, or elsewhere if that has returned false. */
  readonly handle: (interaction: APIInteraction, reply: Reply) => Promise<void>;
}

/**
 * Answers the HTTP request that brought an interaction. Works once.
 *
 * @param json - The interaction response; absent to say that the answer comes another way.
 * @returns Whether the answer could still be sent.
 */
export type Reply = (json?: string) => boolean;

/**
 * The address that Discord sends interactions to, for an application with an "Interactions Endpoint URL". Keeps nothing
 * between requests. `GET /healthz` is for load balancers.
 */
export class InteractionServer {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** @throws UserError `port-in-use` */
  static async start(options: InteractionServerOptions): Promise<InteractionServer> {
    const { host, port, log } = options;
    const key = publicKeyOf(options.publicKey);
    const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS });
    server.on('request', (request, response) => {
      answer(request, response, { ...options, key }).catch((error: unknown) => {
        log.error({ err: error }, 'could not answer a request');
        end(response, 500);
      });
    });
    server.listen(port, host);
    await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
      throw new UserError('port-in-use', interactionsPortInUse(port));
    });
    const { port: taken } = server.address() as AddressInfo;
    return new InteractionServer(server, `http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
  }

  /** Takes no new requests. @param last - What to wait for before requests without an answer are cut off. */
  async stop(last: Promise<void> = Promise.resolve()): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    await last;
    this.#server.closeAllConnections();
    await closed;
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { key, log, now, handle }: InteractionServerOptions & { readonly key: ReturnType<typeof publicKeyOf> },
): Promise<void> {
  if (request.method === 'GET') return request.url === '/healthz' ? end(response, 200, 'ok') : end(response, 404);
  if (request.method !== 'POST') return end(response, 405);
  const body = await bodyOf(request);
  if (!body) {
    // The rest of the body is not read.
    response.setHeader('connection', 'close');
    return end(response, 413);
  }
  const { [SIGNATURE]: signature, [TIMESTAMP]: timestamp } = request.headers;
  if (!isSigned({ signature, timestamp, body }, key, now())) {
    log.debug({ from: request.socket.remoteAddress }, 'refused a request that Discord has not signed');
    return end(response, 401, INVALID_SIGNATURE);
  }
  const interaction = interactionIn(body);
  if (!interaction) return end(response, 400);
  if (interaction.type === InteractionType.Ping) return sendJson(response, PONG);
  await handle(interaction, (json) => {
    if (response.headersSent || response.destroyed) return false;
    if (json === undefined) end(response, 202);
    else sendJson(response, json);
    return true;
  });
  if (!response.headersSent) end(response, 500);
}

const PONG = JSON.stringify({ type: InteractionResponseType.Pong });

function end(response: ServerResponse, status: number, text = ''): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

function sendJson(response: ServerResponse, json: string): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(json);
}

/** @returns `undefined` if it is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length']) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @returns `undefined` if it is not one. */
function interactionIn(body: Buffer): APIInteraction | undefined {
  try {
    const value = JSON.parse(body.toString()) as Partial<APIInteraction> | null;
    return typeof value?.type === 'number' ? (value as APIInteraction) : undefined;
  } catch {
    return undefined;
  }
}

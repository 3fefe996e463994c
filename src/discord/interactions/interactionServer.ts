import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type APIInteraction, InteractionResponseType, InteractionType } from 'discord.js';
import type { Log } from '../../shared/Log.ts';
import { UserError } from '../../shared/UserError.ts';
import { readUpTo } from '../attachments.ts';
import { INVALID_SIGNATURE, interactionsPortInUse } from '../strings.ts';

/** An interaction with its message and resolved people takes some 100 kB at most. */
const MAX_BODY_BYTES = 1_048_576;

/** A request that trickles in is dropped, so that slow senders cannot use up the connections. */
const REQUEST_TIMEOUT_MS = 10_000;

/** Longer than load balancers keep idle connections (60 s is usual): otherwise they would send a request into a closed one. */
const KEEP_ALIVE_MS = 75_000;

/** How old a signed request may be, and how far the clocks of this machine and of Discord may differ. */
const MAX_AGE_MS = 300_000;

export interface InteractionServerOptions {
  /** The application's public key, 64 hexadecimal digits, from its page in the developer portal. */
  readonly publicKey: string;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly now: () => number;
  /** Resolves once the interaction is handled. The answer goes through `reply`, or elsewhere if that has returned false. */
  readonly handle: (interaction: APIInteraction, reply: Reply) => Promise<void>;
}

/** Answers the request, once: with this JSON, or that the answer comes another way. @returns Whether it could. */
export type Reply = (json?: string) => boolean;

/**
 * The address that Discord sends interactions to, for an application with an "Interactions Endpoint URL". Keeps nothing
 * between requests. `GET /healthz` is for load balancers.
 *
 * @throws UserError `port-in-use`
 */
export async function serveInteractions(options: InteractionServerOptions) {
  const { host, port, log, publicKey } = options;
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const server = createServer({
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Node looks for late requests only every 30 s unless told otherwise.
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.on('request', (request, response) => {
    answer(request, response, options, key).catch((error: unknown) => {
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
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    /** Takes no new requests. @param last - What to wait for before requests without an answer are cut off. */
    async stop(last?: Promise<unknown>): Promise<void> {
      const closed = once(server, 'close');
      server.close();
      await last;
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { log, now, handle }: InteractionServerOptions,
  key: KeyObject,
): Promise<void> {
  const { method, url, headers, socket } = request;
  if (method === 'GET') return url === '/healthz' ? end(response, 200, 'ok') : end(response, 404);
  if (method !== 'POST') return end(response, 405);
  const isTooLarge = Number(headers['content-length']) > MAX_BODY_BYTES;
  const body = isTooLarge ? undefined : await readUpTo(MAX_BODY_BYTES, request as AsyncIterable<Buffer>);
  if (!body) {
    // The rest of the body is not read.
    response.setHeader('connection', 'close');
    return end(response, 413);
  }
  if (!isSigned(headers, body, key, now())) {
    log.debug({ from: socket.remoteAddress }, 'refused a request that Discord has not signed');
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
  end(response, 500);
}

const PONG = JSON.stringify({ type: InteractionResponseType.Pong });

function end(response: ServerResponse, status: number, text = ''): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

function sendJson(response: ServerResponse, json: string): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(json);
}

/**
 * Whether Discord has signed this request, not longer ago than five minutes:
 * https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
 */
function isSigned(headers: IncomingMessage['headers'], body: Buffer, key: KeyObject, nowMs: number): boolean {
  const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = headers;
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return false;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs - Number(timestamp) * 1_000) > MAX_AGE_MS) return false;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
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

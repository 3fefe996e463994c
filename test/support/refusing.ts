import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Refused {
  readonly status: number;
  /** Discord's own code of the error. */
  readonly code: number;
  readonly path: RegExp;
  /** With status 429: after how many seconds Discord would take it. */
  readonly retryAfterS?: number;
}

/** Stands between the bot and Discord, and refuses what a test wants refused, as Discord does it: with a code. */
export interface RefusingApi {
  readonly apiUrl: string;
  readonly refuseNext: (refused: Refused) => void;
  readonly stop: () => Promise<void>;
}

export async function startRefusing(apiUrl: string): Promise<RefusingApi> {
  const waiting: Refused[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const at = waiting.findIndex((one) => request.method !== 'GET' && one.path.test(path));
    const [refused] = at === -1 ? [] : waiting.splice(at, 1);
    if (refused) {
      request.resume();
      const { status, code, retryAfterS } = refused;
      const retry = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
      response.writeHead(status, { 'content-type': 'application/json', ...retry });
      response.end(JSON.stringify({ code, message: 'Refused' }));
      return;
    }
    const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' };
    const body = request.method === 'GET' ? {} : { body: request, duplex: 'half' };
    const passOn = async (): Promise<void> => {
      const answer = await fetch(`${apiUrl}${path}`, { method: request.method, headers, ...body } as RequestInit);
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    };
    passOn().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuseNext: (refused) => void waiting.push(refused),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

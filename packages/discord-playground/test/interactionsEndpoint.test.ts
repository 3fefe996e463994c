import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Playground } from '../src/index.ts';

interface Received {
  readonly type: number;
  readonly data?: { readonly name?: string };
}

/** An app's address that answers what `answer` returns, and checks signatures unless it is careless. */
async function startApp(
  playground: Playground,
  answer: (received: Received) => unknown,
  isCareless = false,
): Promise<string> {
  const x = Buffer.from(playground.publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = request.headers;
      const signed = Buffer.from(String(timestamp) + body);
      if (!isCareless && !verify(null, signed, key, Buffer.from(String(signature), 'hex'))) {
        response.writeHead(401).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(JSON.parse(body) as Received)));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function startPlayground(): Promise<Playground> {
  const playground = await Playground.start();
  onTestFinished(() => playground.stop());
  await fetch(`${playground.apiUrl}/v10/applications/${playground.bot.id}/commands`, {
    method: 'PUT',
    headers: { authorization: `Bot ${playground.token}`, 'content-type': 'application/json' },
    body: JSON.stringify([{ name: 'ping', description: 'Answers.', type: 1 }]),
  });
  return playground;
}

const pong = { type: 1 };
const message = (content: string) => ({ type: 4, data: { content } });

test('an app without a gateway gets interactions at its own address, and its answer counts', async () => {
  const playground = await startPlayground();
  const url = await startApp(playground, ({ type, data }) => (type === 1 ? pong : message(`/${data?.name}!`)));
  await playground.sendInteractionsTo(url);
  expect((await playground.addMember('ann').runs('ping')).text).toBe('/ping!');
  expect(playground.refusals).toEqual([]);
});

test('its answer is checked like any other', async () => {
  const playground = await startPlayground();
  const url = await startApp(playground, ({ type }) => (type === 1 ? pong : message('x'.repeat(2_001))));
  await playground.sendInteractionsTo(url);
  await expect(playground.addMember('ann').runs('ping')).rejects.toThrow('did not answer');
  expect(playground.refusals).toMatchObject([{ status: 400, code: 50035 }]);
});

test('an address that takes a wrong signature, or answers no PING, is refused', async () => {
  const playground = await startPlayground();
  await expect(playground.sendInteractionsTo(await startApp(playground, () => pong, true))).rejects.toThrow(
    'answered a wrong signature with status 200, not with 401.',
  );
  await expect(playground.sendInteractionsTo(await startApp(playground, () => message('Hi')))).rejects.toThrow(
    'answered a PING with status 200, not with a PONG.',
  );
});

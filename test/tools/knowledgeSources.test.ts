import { knowledge as knowledgeCommand } from '../../tools/knowledge.ts';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { askAddresses } from '../../tools/knowledge/sources.ts';
import { changedFolder } from '../knowledge/soundFolder.ts';
import { runHere } from '../support/run.ts';

const sources = (...args: string[]) => runHere(knowledgeCommand, ['sources', ...args]);

test('sources lists each with how many name it', async () => {
  expect(await sources('--folder', 'test/fixtures/knowledge')).toEqual({
    code: 0,
    stdout: [
      '  paper  3 uses  https://example.org/paper',
      '  post   8 uses  https://example.org/post',
      '',
      '2 sources. All are used.',
      '',
    ].join('\n'),
    stderr: '',
  });
});

test('sources names those that nothing uses', async () => {
  const folder = await changedFolder({
    'sources.yaml': `${source('paper', 'https://example.org/paper')}${source('post', 'https://example.org/post')}${source('spare', 'https://example.org/spare')}`,
  });
  const { stdout } = await sources('--folder', folder);
  expect(stdout.split('\n').slice(2)).toEqual([
    '  spare  0 uses  https://example.org/spare',
    '',
    '3 sources. Unused: spare',
    '',
  ]);
});

test('sources --check reports dead addresses, and exits with 1', async () => {
  const address = `https://127.0.0.1:${await freePort()}`;
  const folder = await changedFolder({
    'sources.yaml': `${source('paper', `${address}/paper`)}${source('post', `${address}/post`)}`,
  });
  expect(await sources('--check', '--folder', folder)).toEqual({
    code: 1,
    stdout: [
      'Dead',
      `  paper  ${address}/paper  ECONNREFUSED`,
      `  post   ${address}/post   ECONNREFUSED`,
      '',
      '0 of 2 sources respond at their own address.',
      '',
    ].join('\n'),
    stderr: '2 sources cannot be reached: find the new address, or cite another page.\n',
  });
});

test.each<[string, RequestListener, object]>([
  ['is there', (_, response) => response.end(), { kind: 'alive' }],
  [
    'answers HEAD wrongly',
    ({ method }, response) => response.writeHead(method === 'HEAD' ? 405 : 200).end('page'),
    { kind: 'alive' },
  ],
  [
    'drops the connection at HEAD',
    ({ method }, response) => (method === 'HEAD' ? response.destroy() : response.end('page')),
    { kind: 'alive' },
  ],
  ['is gone', (_, response) => response.writeHead(404).end('gone'), { kind: 'dead', why: 'status 404' }],
  ['is broken', (_, response) => response.writeHead(500).end(), { kind: 'dead', why: 'status 500' }],
  ['turns programs away', (_, response) => response.writeHead(403).end(), { kind: 'refused', why: 'status 403' }],
  ['hangs up', (_, response) => response.destroy(), { kind: 'dead', why: 'UND_ERR_SOCKET' }],
])('an address that %s is told', async (_, listener, asked) => {
  const address = `${await serve(listener)}/page#part`;
  expect(await askAddresses([address])).toEqual(new Map([[address, asked]]));
});

test('an address that says nothing is not waited for forever', async () => {
  const address = await serve(() => undefined);
  expect(await askAddresses([address], { timeoutMs: 100 })).toEqual(
    new Map([[address, { kind: 'dead', why: 'no answer within 0.1 s' }]]),
  );
});

test('an address that leads elsewhere is told with where it ends', async () => {
  const server = await serve(({ url }, response) =>
    url === '/new' ? response.end() : response.writeHead(301, { location: url === '/old' ? '/middle' : '/new' }).end(),
  );
  expect(await askAddresses([`${server}/old`])).toEqual(
    new Map([[`${server}/old`, { kind: 'moved', to: `${server}/new` }]]),
  );
});

test('each address is asked once, never more at a time than allowed, and answered for in their order', async () => {
  const paths: string[] = [];
  const waiting: ServerResponse[] = [];
  let most = 0;
  // Answers nobody before three wait, and gives a fourth the time to come.
  const server = await serve(({ url }, response) => {
    paths.push(url!);
    most = Math.max(most, waiting.push(response));
    if (waiting.length === 3) setTimeout(() => waiting.splice(0).forEach((held) => held.end()), 20);
  });
  const addresses = Array.from({ length: 9 }, (_, number) => `${server}/${number}`);
  const asked = await askAddresses([...addresses, ...addresses], { concurrency: 3 });
  expect([...asked.keys()]).toEqual(addresses);
  expect(paths.toSorted()).toEqual(addresses.map((address) => new URL(address).pathname));
  expect(most).toBe(3);
});

/** @returns The server's address, without a slash at its end. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port on which nobody listens any more. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function source(id: string, url: string): string {
  return `${id}:\n  title: A page\n  url: ${url}\n  publisher: Example\n  date: null\n`;
}

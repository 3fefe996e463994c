import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fetchFile } from '../../src/discord/attachments.ts';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** @returns The base of its addresses. */
async function serve(answer: RequestListener): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fetched = (url: string, base: string, { size = 1, timeoutMs = 60_000 } = {}) =>
  fetchFile({ url, size }, { apiUrl: `${base}/api`, log: silent, timeoutMs });

test('a file where Discord keeps them is fetched', async () => {
  const base = await serve((_request, response) => response.end('text'));
  expect(Buffer.from(await fetched(`${base}/ephemeral-attachments/1/2/a.csv`, base)).toString()).toBe('text');
});

test.each([
  'http://169.254.169.254/attachments/1/2/a.csv',
  'http://127.0.0.1:1/attachments/1/2/a.csv',
  'http://cdn.discordapp.com/attachments/1/2/a.csv',
  'https://cdn.discordapp.com:8443/attachments/1/2/a.csv',
  'https://cdn.discordapp.com.example.com/attachments/1/2/a.csv',
  'https://x@cdn.discordapp.com/attachments/1/2/a.csv',
  'https://cdn.discordapp.com/avatars/1/2.png',
  'https://cdn.discordapp.com/attachments/../avatars/1/2.png',
  'file:///attachments/etc/passwd',
  'data:text/plain,attachments',
  'nothing',
])('%s is not asked', async (url) => {
  const base = await serve((_request, response) => response.end('text'));
  await expect(fetched(url, base)).rejects.toMatchObject({ code: 'file-not-fetched' });
});

test('a redirect to another place is not followed', async () => {
  let visits = 0;
  const other = await serve((_request, response) => {
    visits++;
    response.end('secret');
  });
  const base = await serve((_request, response) =>
    response.writeHead(302, { location: `${other}/attachments/x` }).end(),
  );
  await expect(fetched(`${base}/attachments/1/2/a.csv`, base)).rejects.toMatchObject({ code: 'file-not-fetched' });
  expect(visits).toBe(0);
});

test('a file that is larger than it is said to be is not read to its end', async () => {
  const base = await serve((_request, response) => {
    const more = (): boolean => response.write(Buffer.alloc(65_536));
    response.on('drain', more);
    more();
  });
  await expect(fetched(`${base}/attachments/1/2/a.csv`, base)).rejects.toMatchObject({ code: 'file-too-large' });
});

test('a file that does not come is not waited for', async () => {
  const base = await serve((_request, response) => response.write('a'));
  await expect(fetched(`${base}/attachments/1/2/a.csv`, base, { timeoutMs: 300 })).rejects.toMatchObject({
    code: 'file-not-fetched',
  });
});

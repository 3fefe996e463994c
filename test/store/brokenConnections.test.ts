import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isOutage } from '../../src/store/outages.ts';
import { hasPostgres, onServer, openTestStore, POSTGRES } from '../support/stores.ts';
import { ADA, add, BEN, change, contentOf, GUILD } from './examples.ts';
import { eventually } from '../support/eventually.ts';

/** Names its connections, to tell them from those of tests that run at the same time. */
async function namedUrl(name: string): Promise<string> {
  const url = new URL(await POSTGRES.freshUrl());
  url.searchParams.set('application_name', name);
  return url.href;
}

async function breakConnections(name: string): Promise<void> {
  await onServer((client) =>
    client.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name]),
  );
}

/** A way to the database over TCP that can be cut as a crash of the server cuts it: with no word from PostgreSQL. */
async function throughProxy(url: string): Promise<{ readonly url: string; readonly resetOnNextQuery: () => void }> {
  const through = new URL(url);
  const { host, port } = new Client(url);
  let isCut = false;
  const sockets: Socket[] = [];
  const proxy = createServer((client) => {
    const server = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    sockets.push(client, server);
    for (const socket of [client, server]) socket.on('error', () => {});
    server.pipe(client);
    client.on('data', (chunk) => (isCut ? client.resetAndDestroy() : server.write(chunk)));
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  through.searchParams.set('host', '127.0.0.1');
  through.searchParams.set('port', String((proxy.address() as AddressInfo).port));
  return { url: through.href, resetOnNextQuery: () => void (isCut = true) };
}

test.skipIf(!hasPostgres)(
  'while another process is writing, reading goes on, and all writes are made afterwards',
  async () => {
    const url = await POSTGRES.freshUrl();
    const store = await openTestStore(url);
    const ids = Array.from({ length: 10 }, (_, index) => `guild-${index}`);
    const writing = await onServer(async (restoring) => {
      await restoring.query('begin; update revision set revision = revision + 1');
      const all = Promise.all(ids.map((guildId) => store.write(guildId, [add('a')], ADA)));
      expect(await store.current(GUILD)).toEqual([]);
      await restoring.query('commit');
      return { all };
    }, url);
    await writing.all;
    expect(await store.revision()).toBe(11);
  },
);

describe.skipIf(!hasPostgres)('when connections to PostgreSQL break', () => {
  test('what listens for changes is reported, connects again, and has missed nothing', async () => {
    const url = await namedUrl('listens');
    const faults: unknown[] = [];
    const [store, other] = [
      await openTestStore(url, { onFault: (error) => faults.push(error) }),
      await openTestStore(url.replace('listens', 'writes')),
    ];
    const told: (readonly string[])[] = [];
    await store.watch((guildIds) => void told.push(guildIds));
    await other.write('1', [add('a')], ADA);
    await eventually(() => expect(told).toEqual([['1']]));

    await breakConnections('listens');
    await eventually(() => expect(faults).not.toEqual([]));
    await other.write('2', [add('a')], ADA);
    await eventually(() => expect(told).toEqual([['1'], ['2']]));
    await other.write('2', [change('a', 'edit', contentOf('b'), 1)], ADA);
    await eventually(() => expect(told).toEqual([['1'], ['2'], ['2']]));
  });

  test('a connection that is reset under a query is known as an outage', async () => {
    const { url, resetOnNextQuery } = await throughProxy(await POSTGRES.freshUrl());
    const store = await openTestStore(url);
    await store.revision();
    resetOnNextQuery();
    const error = await store.revision().catch((reason: unknown) => reason);
    expect([error, isOutage(error)]).toEqual([expect.objectContaining({ code: 'ECONNRESET' }), true]);
  });

  test('a write that is under way fails as a whole, the process lives, and the next one succeeds', async () => {
    const store = await openTestStore(await namedUrl('is-cut'));
    const changes = Array.from({ length: 2_000 }, (_, index) => add(`answer-${index}`));
    let failed = 0;
    for (let round = 0; round < 5; round += 1) {
      const writing = store.write(`guild-${round}`, changes, ADA).then(
        () => 2_000,
        () => 0,
      );
      await sleep(20 + Math.random() * 60);
      await breakConnections('is-cut');
      const written = await writing;
      expect(await store.current(`guild-${round}`)).toHaveLength(written);
      if (written === 0) failed += 1;
    }
    expect(failed).toBeGreaterThan(0);
    expect(await store.write(GUILD, [add('rules')], BEN)).toBeDefined();
  });
});

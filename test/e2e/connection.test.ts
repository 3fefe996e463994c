import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Playground } from 'discord-playground';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { connect, createClient, dropIdleDirectMessages, IDLE_MS } from '../../src/discord/client.ts';
import { startBot } from '../../src/discord/startBot.ts';
import type { UserError } from '../../src/shared/UserError.ts';
import { book, Books, faultsIn, KNOWN, KNOWN_ID, openEmptyApp, startScene, titleOf } from '../support/bot.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const servers = await openEmptyApp(quiet);
const options = { ...servers, messageContent: false, books: new Books() };

afterAll(() => servers.close());

describe.concurrent('the bot answers', () => {
  test.for<[string, (playground: Playground) => void]>([
    // discord.js waits five seconds before it identifies again, so these two begin first.
    ['after its session became invalid', (it) => it.faults.invalidateSessions(false)],
    ['after its session timed out', (it) => it.faults.closeConnections(4009)],
    ['after a dropped connection', (it) => it.faults.dropConnections()],
    ['after Discord asked it to reconnect', (it) => it.faults.askToReconnect()],
    ['after a session that can be resumed was called invalid', (it) => it.faults.invalidateSessions(true)],
    ['after the connection was closed for an unknown error', (it) => it.faults.closeConnections(4000)],
  ])('%s', async ([_when, fault], { onTestFinished }) => {
    const { playground, log } = await startScene({ onTestFinished });
    const ada = playground.addMember('ada');
    await ada.asks(`@Whence ${KNOWN}`);
    fault(playground);
    await vi.waitUntil(() => log.some(({ text }) => /^(reconnecting to|resumed) the gateway/.test(text)), {
      timeout: 60_000,
    });
    await playground.botReady();
    const answer = await ada.asks(`@Whence ${KNOWN}`, { timeoutMs: 60_000 });
    expect(answer.text).toContain(titleOf(KNOWN_ID));
    await playground.settled();
    expect(ada.sees()).toHaveLength(4);
    expect(faultsIn(log)).toEqual([]);
  });
});

describe.concurrent('a start that cannot succeed is one clear sentence with the next step', () => {
  test('with a wrong token', async () => {
    await using playground = await disposable();
    const start = startBot({ ...options, token: 'not.the.token', apiUrl: playground.apiUrl });
    await expect(start).rejects.toMatchObject({
      name: 'UserError',
      code: 'bad-token',
      message: expect.stringMatching(/^[^\n]*DISCORD_TOKEN\.$/),
    });
  });

  test('without the Message Content intent that it asks for', async () => {
    await using playground = await disposable();
    const start = startBot({
      ...options,
      messageContent: true,
      token: playground.token,
      apiUrl: playground.apiUrl,
    });
    await expect(start).rejects.toMatchObject({
      code: 'intent-not-granted',
      message: expect.stringMatching(/^[^\n]*Message Content[^\n]*MESSAGE_CONTENT=false\.$/),
    });
  });

  test('with nobody at the address', async () => {
    const start = startBot({ ...options, token: 'a.b.c', apiUrl: 'http://127.0.0.1:1/api' });
    await expect(start).rejects.toMatchObject({
      code: 'discord-unreachable',
      message: expect.stringMatching(
        /^Could not reach Discord at http:\/\/127\.0\.0\.1:1\/api \(ECONNREFUSED\)[^\n]*\.$/,
      ),
    });
  });

  test('with something else than Discord at the address', async () => {
    await using playground = await disposable();
    const start = startBot({ ...options, token: playground.token, apiUrl: `${playground.url}/elsewhere` });
    await expect(start).rejects.toMatchObject({
      code: 'discord-unreachable',
      message: expect.stringMatching(/^Could not reach Discord at [^\n]*\/elsewhere \(it answered 404\)[^\n]*\.$/),
    });
  });

  test('with the commands wanted in a server where the bot is not', async () => {
    await using playground = await disposable();
    const guildId = '80351110224678912';
    const start = startBot({ ...options, token: playground.token, apiUrl: playground.apiUrl, guildId });
    await expect(start).rejects.toMatchObject({
      code: 'guild-not-found',
      message: expect.stringMatching(/^[^\n]*80351110224678912[^\n]*DISCORD_GUILD_ID[^\n]*\.$/),
    });
  });
});

test('a Discord that comes up late is waited for', async () => {
  const playground = await Playground.start({ botName: 'Whence' });
  const { port } = new URL(playground.url);
  await playground.stop();
  const start = startBot({ ...options, token: playground.token, apiUrl: playground.apiUrl });
  await sleep(200);
  const late = await Playground.start({ botName: 'Whence', port: Number(port) });
  const bot = await start;
  expect(bot.userTag).toContain('Whence');
  await bot.stop();
  await late.stop();
});

test('a request that was lost with a connection is sent again', async () => {
  let received = 0;
  const server = createServer((request, response) => {
    if (received++ === 0) request.socket.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const client = createClient({ apiUrl, messageContent: false, log: quiet });
  client.rest.setToken('a.b.c');
  expect(await client.rest.post('/channels/1/messages', { body: {} })).toEqual({ id: '1' });
  expect(received).toBe(2);
  await client.destroy();
  server.close();
});

test('the bot is known by its tag', async () => {
  const { bot } = await startScene({ playground: { botName: 'Sage' } });
  expect(bot.userTag).toBe('Sage#0001');
});

describe('the bot answers', () => {
  test('what was asked while the connection was down, once', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    playground.faults.dropConnections();
    const answer = await ada.asks(`@Whence ${KNOWN}`, { timeoutMs: 60_000 });
    expect(answer.text).toContain(titleOf(KNOWN_ID));
    await playground.settled();
    expect(ada.sees()).toHaveLength(2);
  });

  test('on every shard', async () => {
    const { playground } = await startScene({
      playground: { shards: 2, maxConcurrency: 2 },
      prepare: (it) => void ['One', 'Two', 'Three'].map((name) => it.addGuild(name)),
    });
    for (const guild of playground.world.guilds.values()) {
      const answer = await playground.addMember('ada', { guild }).asks(`@Whence ${KNOWN}`);
      expect(answer.text).toContain(titleOf(KNOWN_ID));
    }
  });

  test('in a server that it joins later', async () => {
    const { playground } = await startScene();
    const guild = playground.addGuild('New');
    const answer = await playground.addMember('ada', { guild }).asks(`@Whence ${KNOWN}`);
    expect(answer.text).toContain(titleOf(KNOWN_ID));
  });
});

test('a token that is reset while the bot runs is reported to the operator', async () => {
  const { promise, resolve } = Promise.withResolvers<UserError>();
  const { playground, log } = await startScene({ bot: { onConnectionClosed: resolve } });
  playground.faults.closeConnections(4004);
  expect(await promise).toMatchObject({ code: 'bad-token' });
  expect(faultsIn(log)).toEqual(['Discord closed the gateway connection permanently']);
});

test('direct messages that have gone quiet are forgotten, and come back with the next message', async () => {
  await using playground = await disposable();
  const settings = { apiUrl: playground.apiUrl, messageContent: false, log: quiet };
  const client = await connect(() => createClient(settings), playground.token, quiet);
  const known = (): number => client.channels.cache.filter((channel) => channel.isDMBased()).size;
  const { dm } = playground.addMember('ada');
  await dm.says('hello');
  await playground.settled();
  dropIdleDirectMessages(client, () => Date.now())();
  expect(known()).toBe(1);
  dropIdleDirectMessages(client, () => Date.now() + 2 * IDLE_MS)();
  expect(known()).toBe(0);
  await dm.says('hello again');
  await playground.settled();
  expect(known()).toBe(1);
  await client.destroy();
});

describe('a stop', () => {
  test('lets the answer that is under way arrive', async () => {
    const { playground, bot, books } = await startScene();
    books.of = () => sleep(300, book);
    const ada = playground.addMember('ada');
    const answer = ada.asks(`@Whence ${KNOWN}`);
    await playground.settled();
    await bot.stop();
    expect((await answer).text).toContain(titleOf(KNOWN_ID));
  });

  test('takes no further questions', async () => {
    const { playground, bot } = await startScene();
    await bot.stop();
    const ada = playground.addMember('ada');
    await ada.says(`@Whence ${KNOWN}`);
    await playground.settled();
    expect(ada.sees()).toHaveLength(1);
  });
});

async function disposable(): Promise<Playground & AsyncDisposable> {
  const playground = await Playground.start({ botName: 'Whence' });
  return Object.assign(playground, { [Symbol.asyncDispose]: () => playground.stop() });
}

import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { Playground } from 'discord-playground';
import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveInteractions } from '../../../src/discord/interactions/interactionServer.ts';
import { startHttpBot } from '../../../src/discord/interactions/startHttpBot.ts';
import { NOT_ALLOWED } from '../../../src/discord/strings.ts';
import { asShown, KNOWN, KNOWN_ID, openEmptyApp, titleOf } from '../../support/bot.ts';
import { eventually } from '../../support/eventually.ts';
import { start, untilPrinted } from '../../support/run.ts';
import { freshFolder } from '../../support/stores.ts';

const FORM = {
  title: 'What are the rules?',
  questions: 'what are the rules',
  body: 'Be kind.',
  sources: '',
  reviewBy: '',
};

const faults: string[] = [];
const log = {
  error: (_: object, text: string) => void faults.push(text),
  warn: () => {},
  info: () => {},
  debug: () => {},
};

/** A playground that sends interactions over HTTP to so many bots, which share a store; each interaction goes to the next. */
async function startOverHttp() {
  faults.length = 0;
  const playground = await Playground.start({ botName: 'Whence', botPermissions: PermissionFlagsBits.Administrator });
  const app = await openEmptyApp(log);
  const { token, apiUrl, publicKey } = playground;
  const bot = await startHttpBot({
    ...app,
    token,
    apiUrl,
    publicKey,
    host: '127.0.0.1',
    port: 0,
    messageContent: false,
  });
  onTestFinished(async () => {
    await bot.stop();
    await app.close();
    await playground.stop();
    expect(playground.refusals).toEqual([]);
    expect(faults).toEqual([]);
  });
  await playground.sendInteractionsTo(bot.url);
  return { playground, app, bot };
}

describe('without a gateway, over HTTP', () => {
  test('a command is answered', async () => {
    const { playground } = await startOverHttp();
    const reply = await playground.addMember('ada').runs('ask', { question: KNOWN });
    expect(reply.text).toContain(titleOf(KNOWN_ID));
  });

  test('a command is answered in time though looking its server up takes long', async () => {
    const { playground } = await startOverHttp();
    playground.faults.slow({ ms: 5_000, path: /\/guilds\// });
    const reply = await playground.addMember('ada').runs('ask', { question: KNOWN });
    expect(reply.text).toContain(titleOf(KNOWN_ID));
  });

  test('an option is completed', async () => {
    const { playground } = await startOverHttp();
    const choices = await playground.addMember('ada').types('model', 'name', 'gpt-4o');
    expect(choices.map(({ name }) => name)).toContain('GPT-4o');
  });

  test('a moderator writes an answer in a form, publishes it with a button, and it is logged in a channel', async () => {
    const { playground, app } = await startOverHttp();
    const mo = playground.addMember('mo', { permissions: PermissionFlagsBits.ManageGuild });
    const changes = playground.guild.addChannel('changes');
    await app.settings.save(playground.guild.id, { logChannelId: changes.id });
    await mo.opens('answer add');
    const preview = await mo.submits(FORM);
    const published = await mo.clicks('Publish', preview!);
    expect(published?.text).toContain('Published');
    expect(
      mo
        .in(changes)
        .sees()
        .map(({ text }) => text),
    ).toEqual([expect.stringContaining('What are the rules?')]);
    expect((await mo.runs('ask', { question: 'what are the rules' })).text).toContain('Be kind.');
  });

  test('an answer has its picture, at once or a moment later', async () => {
    const { playground } = await startOverHttp();
    const ada = playground.addMember('ada');
    await ada.runs('compare', { 'model-a': 'gpt-4', 'model-b': 'gpt-4o' });
    await eventually(() => expect(ada.sees().at(-1)?.attachments).toHaveLength(1));
  });

  test('somebody who may not edit answers is refused', async () => {
    const { playground } = await startOverHttp();
    playground.guild.ruleCommand('answer', playground.guild.everyone, true);
    const reply = await playground.addMember('ada').runs('answer list');
    expect(asShown(reply.text)).toBe(NOT_ALLOWED['edit-answers']);
  });

  test('somebody who installed the bot for themselves uses it in a server that does not have it', async () => {
    const { playground } = await startOverHttp();
    const elsewhere = playground.addForeignGuild('Elsewhere');
    const eve = playground.addMember('eve', { guild: elsewhere });
    eve.installs();
    expect((await eve.runs('ask', { question: KNOWN })).text).toContain(titleOf(KNOWN_ID));
  });

  test('an interaction that arrives three times, once as another type of content, is answered once', async () => {
    const { playground, app, bot } = await startOverHttp();
    const repeated: [number, string][] = [];
    // Somebody on the way who repeats what Discord has signed.
    const between = createServer((request, response) => void repeat(request, response));
    const repeat = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const body = await textOf(request);
      const send = async (type: string): Promise<[number, string]> => {
        const headers = { ...(request.headers as Record<string, string>), 'content-type': type };
        const answer = await fetch(bot.url, { method: 'POST', headers, body });
        return [answer.status, await answer.text()];
      };
      // What counts is the signature, which is one of the body alone.
      const [first, second] = await Promise.all([send('text/plain'), send('application/json')]);
      const isPing = (JSON.parse(body) as { readonly type: number }).type === 1;
      if (!isPing) repeated.push(second, await send('application/json'));
      response.writeHead(first[0], { 'content-type': 'application/json' }).end(first[1]);
    };
    between.listen(0, '127.0.0.1');
    await once(between, 'listening');
    onTestFinished(() => void between.close());
    await playground.sendInteractionsTo(`http://127.0.0.1:${(between.address() as AddressInfo).port}`);
    const ada = playground.addMember('ada');
    expect((await ada.runs('ask', { question: KNOWN })).text).toContain(titleOf(KNOWN_ID));
    await playground.settled();
    expect(repeated).toEqual([
      [202, ''],
      [202, ''],
    ]);
    expect(ada.sees()).toHaveLength(1);
    await app.questions.write();
    expect((await app.store.uses(playground.guild.id)).get(KNOWN_ID)?.count).toBe(1);
  });

  test('any number of processes share the work, and what one writes the others answer', async () => {
    const { playground, app, bot } = await startOverHttp();
    const { token, apiUrl, publicKey } = playground;
    const other = await startHttpBot({
      ...app,
      token,
      apiUrl,
      publicKey,
      host: '127.0.0.1',
      port: 0,
      messageContent: false,
    });
    onTestFinished(() => other.stop());
    const mo = playground.addMember('mo', { permissions: PermissionFlagsBits.ManageGuild });
    await mo.opens('answer add');
    await playground.sendInteractionsTo(other.url);
    const preview = await mo.submits(FORM);
    await playground.sendInteractionsTo(bot.url);
    await mo.clicks('Publish', preview!);
    await playground.sendInteractionsTo(other.url);
    expect((await mo.runs('ask', { question: 'what are the rules' })).text).toContain('Be kind.');
  });
});

describe('a request at the address for interactions', () => {
  const keys = generateKeyPairSync('ed25519');
  const publicKey = Buffer.from(keys.publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('hex');
  const NOW = Date.parse('2026-11-22T12:00:00Z');
  const PING = JSON.stringify({ id: '1', type: 1, version: 1 });

  const startServer = async () => {
    const server = await serveInteractions({
      publicKey,
      host: '127.0.0.1',
      port: 0,
      log,
      now: () => NOW,
      handle: () => Promise.reject(new Error('nothing but pings')),
    });
    onTestFinished(() => server.stop());
    return server;
  };

  interface Signed {
    readonly body?: string;
    readonly ageSeconds?: number;
    readonly headers?: Record<string, string>;
  }

  const post = async ({ body = PING, ageSeconds = 0, headers = {} }: Signed): Promise<[number, string]> => {
    const { url } = await startServer();
    const timestamp = String(NOW / 1_000 - ageSeconds);
    const signature = sign(null, Buffer.from(timestamp + body), keys.privateKey).toString('hex');
    const signed = { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp, ...headers };
    const response = await fetch(url, { method: 'POST', headers: signed, body });
    return [response.status, await response.text()];
  };

  test('is answered if it is a ping', async () => {
    expect(await post({})).toEqual([200, '{"type":1}']);
  });

  test.for<[string, Signed]>([
    ['without a signature', { headers: { 'x-signature-ed25519': '' } }],
    ['with a signature of something else', { headers: { 'x-signature-ed25519': '0'.repeat(128) } }],
    ['with a signature that is no hexadecimal number', { headers: { 'x-signature-ed25519': 'z'.repeat(128) } }],
    ['with another time than the signed one', { headers: { 'x-signature-timestamp': String(NOW / 1_000 - 1) } }],
    ['with no number for a time', { headers: { 'x-signature-timestamp': 'now' } }],
    ['that was signed six minutes ago', { ageSeconds: 360 }],
    ['that will be signed in six minutes', { ageSeconds: -360 }],
  ])('%s gets 401', async ([_what, signed]) => {
    expect(await post(signed)).toEqual([401, 'invalid request signature']);
  });

  test('of more than a megabyte is not read, signed or not', async () => {
    expect(await post({ body: 'x'.repeat(1_048_577) })).toEqual([413, '']);
  });

  test('that trickles in is dropped', async () => {
    const { url } = await startServer();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: whence\r\ncontent-length: 1000\r\n\r\n{');
    const trickle = setInterval(() => socket.write(' '), 500);
    onTestFinished(() => clearInterval(trickle));
    expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('is refused if it is signed but no interaction', async () => {
    expect(await post({ body: '[]' })).toEqual([400, '']);
    expect(await post({ body: '{' })).toEqual([400, '']);
    expect(await post({ body: 'null' })).toEqual([400, '']);
  });

  test('for its health is answered, and for anything else is not', async () => {
    const { url } = await startServer();
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok');
    expect((await fetch(`${url}/.env`)).status).toBe(404);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405);
  });
});

test('npm start with DISCORD_PUBLIC_KEY opens no gateway, says where it listens, can be watched, and leaves on SIGTERM', async () => {
  const playground = await Playground.start();
  onTestFinished(() => playground.stop());
  const { token, apiUrl, publicKey } = playground;
  const child = start('src/index.ts', [], {
    env: {
      DISCORD_TOKEN: token,
      DISCORD_API_URL: apiUrl,
      DISCORD_PUBLIC_KEY: publicKey,
      INTERACTIONS_PORT: '0',
      PORT: '0',
      DATABASE_URL: join(freshFolder(), 'whence.db'),
    },
  });
  const printed = await untilPrinted(child, /ready for interactions/);
  const [watched, url] = [...printed.matchAll(/"url":"([^"]+)"/g)].map(([, one]) => one!);
  await playground.sendInteractionsTo(url!);
  const reply = await playground.addMember('ada').runs('help');
  expect(reply.text).not.toBe('');
  expect(playground.refusals).toEqual([]);
  const { parts } = (await (await fetch(`${watched}/readyz`)).json()) as {
    parts: Record<string, { isReady: boolean }>;
  };
  expect(parts).toMatchObject({
    interactions: { isReady: true },
    store: { isReady: true },
    knowledge: { isReady: true },
  });
  const metrics = await (await fetch(`${watched}/metrics`)).text();
  expect(metrics).toContain('whence_interactions_total{outcome="done"} 1\n');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});

import { request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { PermissionFlagsBits as Flag } from 'discord.js';
import { describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { DISCORD_RATE_LIMITS } from '../src/PlaygroundOptions.ts';
import { Playground } from '../src/Playground.ts';
import { ALL_PERMISSIONS } from '../src/world/guild/accounts.ts';
import { startPlayground } from './support/connect.ts';
import { requestAsBot } from './support/requestAsBot.ts';

const UNKNOWN = '123456789012345678';

/** `fetch` would not let a test choose the Host header. */
const statusOf = async (url: string, headers: Record<string, string>): Promise<number | undefined> => {
  const request = httpRequest(url, { headers }).end();
  const [response] = (await once(request, 'response')) as [{ statusCode?: number; resume(): void }];
  response.resume();
  return response.statusCode;
};

describe('Discord’s errors', () => {
  test.each<[string, string, number, number, string, unknown?]>([
    ['GET', '/nothing/here', 404, 0, '404: Not Found'],
    ['GET', '/channels/abc', 400, 50_035, 'Invalid Form Body'],
    ['GET', '/guilds/GUILD/members/abc', 400, 50_035, 'Invalid Form Body'],
    ['GET', '/guilds/templates/abc', 404, 10_057, 'Unknown guild template'],
    ['GET', `/stickers/${UNKNOWN}`, 404, 10_060, 'Unknown sticker'],
    ['PATCH', `/guilds/GUILD/stickers/${UNKNOWN}`, 404, 10_060, 'Unknown sticker', { name: 'tea' }],
    ['GET', `/stage-instances/${UNKNOWN}`, 404, 10_067, 'Unknown Stage Instance'],
    ['GET', '/guilds/GUILD/welcome-screen', 404, 10_069, 'Unknown Guild Welcome Screen'],
    ['DELETE', `/guilds/GUILD/scheduled-events/${UNKNOWN}`, 404, 10_070, 'Unknown Guild Scheduled Event'],
    [
      'PATCH',
      '/applications/@me',
      404,
      0,
      '404: Not Found: discord-playground does not support PATCH /applications/@me. Its README lists what is missing.',
      { description: 'x' },
    ],
    ['GET', `/channels/${UNKNOWN}`, 404, 10_003, 'Unknown Channel'],
    ['GET', `/guilds/${UNKNOWN}`, 404, 10_004, 'Unknown Guild'],
    ['GET', `/guilds/GUILD/members/${UNKNOWN}`, 404, 10_013, 'Unknown User'],
    ['GET', '/guilds/GUILD/members/ABSENT', 404, 10_007, 'Unknown Member'],
    ['GET', '/guilds/GUILD/members', 403, 50_001, 'Missing Access'],
    ['GET', `/channels/CHANNEL/messages/${UNKNOWN}`, 404, 10_008, 'Unknown Message'],
    ['GET', `/users/${UNKNOWN}`, 404, 10_013, 'Unknown User'],
    ['POST', '/users/@me/channels', 404, 10_013, 'Unknown User', { recipient_id: UNKNOWN }],
    ['POST', '/users/@me/channels', 403, 50_007, 'Cannot send messages to this user', { recipient_id: 'BOT' }],
    ['POST', `/webhooks/BOT/token`, 404, 10_015, 'Unknown Webhook', { content: 'x' }],
    ['POST', `/interactions/${UNKNOWN}/token/callback`, 404, 10_062, 'Unknown interaction', { type: 4 }],
    ['GET', `/applications/BOT/commands/${UNKNOWN}`, 404, 10_063, 'Unknown application command'],
    ['GET', `/applications/${UNKNOWN}/commands`, 403, 50_001, 'Missing Access'],
    ['POST', '/channels/CHANNEL/messages', 400, 50_006, 'Cannot send an empty message', {}],
    ['POST', '/channels/CHANNEL/messages', 400, 50_035, 'Invalid Form Body', { content: 'x'.repeat(2_001) }],
    [
      'PATCH',
      '/channels/CHANNEL/messages/MESSAGE',
      403,
      50_005,
      'Cannot edit a message authored by another user',
      { content: 'x' },
    ],
    ['DELETE', '/channels/CHANNEL/messages/MESSAGE', 403, 50_013, 'Missing Permissions'],
    ['DELETE', '/channels/DM/messages/DIRECT', 403, 50_003, 'Cannot execute action on this channel type'],
    ['PUT', '/applications/BOT/commands', 400, 50_035, 'Invalid Form Body', [{ name: 'Bad Name', description: 'x' }]],
  ])('%s %s: %i %i, and it is recorded', async (method, path, status, code, message, body) => {
    const playground = await startPlayground();
    const ann = playground.addMember('ann');
    const names: Record<string, string> = {
      GUILD: playground.guild.id,
      CHANNEL: playground.guild.channel.id,
      ABSENT: playground.world.addUser('absent').id,
      BOT: playground.bot.id,
      MESSAGE: (await ann.says('hello')).id,
      DM: ann.dm.channel.id,
      DIRECT: (await ann.dm.says('hello')).id,
    };
    const fill = (text: string): string =>
      text.replaceAll(/ABSENT|GUILD|CHANNEL|BOT|MESSAGE|DM|DIRECT/g, (name) => names[name]!);
    const filled = body === undefined ? undefined : (JSON.parse(fill(JSON.stringify(body))) as unknown);
    const answer = await requestAsBot(playground, method, fill(path), filled);
    expect(answer).toMatchObject({ status, body: { code, message } });
    expect(playground.refusals).toEqual([
      {
        method,
        path: fill(path),
        status,
        code,
        message,
        body: filled,
        errors: (answer.body as { errors?: object }).errors,
      },
    ]);
  });

  test('a body that is not JSON: 400 50109', async () => {
    const playground = await startPlayground();
    const response = await fetch(`${playground.apiUrl}/users/@me/channels`, { method: 'POST', body: '{' });
    expect([response.status, await response.json()]).toEqual([
      400,
      { code: 50_109, message: 'The request body contains invalid JSON.' },
    ]);
  });

  test.each([
    ['a wrong token', 'Bot wrong'],
    ['no scheme', 'TOKEN'],
    ['nothing', ''],
  ])('%s: 401', async (_what, value) => {
    const playground = await startPlayground();
    const authorization = value.replace('TOKEN', playground.token);
    expect(await requestAsBot(playground, 'GET', '/users/@me', undefined, { authorization })).toMatchObject({
      status: 401,
      body: { code: 0, message: '401: Unauthorized' },
    });
  });
});

describe('without permissions', () => {
  const embed = { embeds: [{ title: 'x' }] };
  test.each<[string, bigint, object, number, number]>([
    ['to see the channel', Flag.ViewChannel, { content: 'x' }, 403, 50_001],
    ['to write', Flag.SendMessages, { content: 'x' }, 403, 50_013],
    ['to embed', Flag.EmbedLinks, embed, 403, 50_013],
    [
      'to read what it replies to',
      Flag.ReadMessageHistory,
      { content: 'x', message_reference: { message_id: 'ID' } },
      400,
      160_002,
    ],
  ])('%s, the message is refused', async (_what, deny, body, status, code) => {
    const playground = await startPlayground();
    const { guild, bot } = playground;
    const message = await playground.addMember('ann').says('hello');
    guild.overwrite(guild.channel, bot, { deny });
    const filled = JSON.parse(JSON.stringify(body).replace('ID', message.id)) as unknown;
    expect(await requestAsBot(playground, 'POST', `/channels/${guild.channel.id}/messages`, filled)).toMatchObject({
      status,
      body: { code },
    });
    expect(playground.refusals).toHaveLength(1);
  });
});

describe('messages', () => {
  test('are listed in pages, newest first', async () => {
    const playground = await startPlayground();
    const ann = playground.addMember('ann');
    const ids: string[] = [];
    for (const text of ['@Bot a', '@Bot b', '@Bot c', '@Bot d']) ids.push((await ann.says(text)).id);
    const path = `/channels/${playground.guild.channel.id}/messages`;
    const list = async (query: string): Promise<string[]> =>
      ((await requestAsBot(playground, 'GET', path + query)).body as { id: string }[]).map(({ id }) => id);
    expect(await list('')).toEqual(ids.toReversed());
    expect(await list('?limit=2')).toEqual([ids[3], ids[2]]);
    expect(await list(`?before=${ids[2]}`)).toEqual([ids[1], ids[0]]);
    expect(await list(`?after=${ids[1]}&limit=1`)).toEqual([ids[2]]);
  });

  test('have no content without the Message Content intent, as in events', async () => {
    const playground = await startPlayground();
    const { id } = await playground.addMember('ann').says('secret');
    const path = `/channels/${playground.guild.channel.id}/messages/${id}`;
    expect((await requestAsBot(playground, 'GET', path)).body).toMatchObject({ content: '' });
  });

  test('with the same enforced nonce are created once', async () => {
    const playground = await startPlayground();
    const path = `/channels/${playground.guild.channel.id}/messages`;
    const send = (body: object) => requestAsBot(playground, 'POST', path, body);
    const first = await send({ content: 'once', nonce: 'n', enforce_nonce: true });
    const second = await send({ content: 'once', nonce: 'n', enforce_nonce: true });
    await send({ content: 'free', nonce: 'n' });
    expect(second.body).toEqual(first.body);
    expect(playground.guild.channel.messages.all().map(({ api }) => api.content)).toEqual(['once', 'free']);
  });

  test('that reply to a deleted message are refused unless the request allows it', async () => {
    const playground = await startPlayground();
    const path = `/channels/${playground.guild.channel.id}/messages`;
    const reply = (more: object) =>
      requestAsBot(playground, 'POST', path, { content: 'x', message_reference: { message_id: UNKNOWN, ...more } });
    expect(await reply({})).toMatchObject({
      status: 400,
      body: { errors: { message_reference: { _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE' }] } } },
    });
    expect((await reply({ fail_if_not_exists: false })).status).toBe(200);
  });

  test('can have files, which can be downloaded', async () => {
    const playground = await startPlayground();
    const form = new FormData();
    form.set('payload_json', JSON.stringify({ content: 'see', attachments: [{ id: '0', description: 'a picture' }] }));
    form.set('files[0]', new File(['not really'], 'a b.png', { type: 'image/png' }));
    const { body } = await requestAsBot(playground, 'POST', `/channels/${playground.guild.channel.id}/messages`, form);
    const { attachments } = body as { attachments: { url: string }[] };
    expect(attachments).toMatchObject([
      { filename: 'a_b.png', size: 10, content_type: 'image/png', description: 'a picture' },
    ]);
    const download = await fetch(attachments[0]!.url);
    expect([download.headers.get('content-type'), await download.text()]).toEqual(['image/png', 'not really']);
  });

  test('are kept up to a thousand in each channel', async () => {
    const playground = await startPlayground();
    const ann = playground.addMember('ann');
    for (let count = 1; count <= 1_001; count += 1) await ann.says(`${count}`);
    const contents = ann.sees().map(({ content }) => content);
    expect([contents.length, contents[0], contents.at(-1)]).toEqual([1_000, '2', '1001']);
  });
});

describe('rate limits', () => {
  test('are reported in headers', async () => {
    const playground = await startPlayground({ rateLimits: DISCORD_RATE_LIMITS });
    const { headers } = await requestAsBot(playground, 'POST', `/channels/${playground.guild.channel.id}/messages`, {
      content: 'x',
    });
    expect(headers.get('x-ratelimit-limit')).toBe('5');
    expect(headers.get('x-ratelimit-remaining')).toBe('4');
    expect(headers.get('x-ratelimit-reset-after')).toBe('5.000');
    expect(headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('apply per channel, for five seconds', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const playground = await startPlayground({ rateLimits: DISCORD_RATE_LIMITS });
    const other = playground.guild.addChannel('other');
    const send = async (channelId: string) => {
      const { status } = await requestAsBot(playground, 'POST', `/channels/${channelId}/messages`, { content: 'x' });
      return status;
    };
    const { id } = playground.guild.channel;
    const statuses: number[] = [];
    for (let sent = 0; sent < 6; sent += 1) statuses.push(await send(id));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await send(other.id)).toBe(200);
    vi.setSystemTime(Date.now() + 5_000);
    expect(await send(id)).toBe(200);
    expect(playground.refusals.map(({ status }) => status)).toEqual([429]);
    vi.useRealTimers();
  });

  test('let a bot rename a channel twice in ten minutes, and react four times a second', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const playground = await startPlayground({ rateLimits: DISCORD_RATE_LIMITS, botPermissions: ALL_PERMISSIONS });
    const path = `/channels/${playground.guild.channel.id}`;
    const edit = async (body: object) => (await requestAsBot(playground, 'PATCH', path, body)).status;
    const names = [await edit({ name: 'a' }), await edit({ topic: 'b' }), await edit({ name: 'c' })];
    expect([...names, await edit({ nsfw: true })]).toEqual([200, 200, 429, 200]);
    vi.setSystemTime(Date.now() + 600_000);
    expect(await edit({ name: 'd' })).toBe(200);

    const { id } = await playground.addMember('ann').says('vote');
    const react = async (emoji: string) =>
      (await requestAsBot(playground, 'PUT', `${path}/messages/${id}/reactions/${encodeURIComponent(emoji)}/@me`))
        .status;
    expect([await react('🍎'), await react('🍊')]).toEqual([204, 429]);
    vi.setSystemTime(Date.now() + 250);
    expect(await react('🍊')).toBe(204);
    vi.useRealTimers();
  });

  test('of the whole app exclude interactions', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const playground = await startPlayground({ rateLimits: { requestsPerSecond: 1, messagesPerChannel: 5 } });
    const status = async (path: string): Promise<number> => (await requestAsBot(playground, 'GET', path)).status;
    const statuses = [await status('/users/@me'), await status('/users/@me'), await status('/webhooks/1/2/messages/3')];
    vi.useRealTimers();
    expect(statuses).toEqual([200, 429, 404]);
  });
});

describe('only this machine', () => {
  test.each<[string, Record<string, string>, number]>([
    ['by its address', {}, 200],
    ['by the name localhost', { host: 'localhost:PORT' }, 200],
    ['by another name', { host: 'evil.example:PORT' }, 403],
    ['by its address with another port', { host: '127.0.0.1:1' }, 403],
    ['from another site’s page', { origin: 'http://evil.example' }, 403],
    ['from its own page', { origin: 'http://127.0.0.1:PORT' }, 200],
  ])('%s: %o -> %i', async (_what, headers, status) => {
    const playground = await startPlayground();
    const { port } = new URL(playground.url);
    const filled = Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', port)]);
    const authorization = `Bot ${playground.token}`;
    expect(await statusOf(`${playground.apiUrl}/gateway`, { authorization, ...Object.fromEntries(filled) })).toBe(
      status,
    );
  });

  test.each([
    ['/gateway', { origin: 'http://evil.example' }, 403],
    ['//', { origin: 'http://evil.example' }, 403],
    ['/elsewhere', {}, 404],
    ['//', {}, 404],
  ])('a WebSocket to %s with %o: %i', async (path, headers, status) => {
    const playground = await startPlayground();
    const socket = new WebSocket(playground.url.replace('http', 'ws') + path, { headers });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toBe(`Unexpected server response: ${status}`);
  });
});

test('a taken port is reported with the system’s error', async () => {
  const playground = await startPlayground();
  await expect(Playground.start({ port: Number(new URL(playground.url).port) })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('GET /gateway/bot returns the shards and the remaining identifies', async () => {
  const playground = await startPlayground({ shards: 3, maxConcurrency: 2 });
  expect((await requestAsBot(playground, 'GET', '/gateway/bot')).body).toMatchObject({
    url: `${playground.url.replace('http', 'ws')}/gateway`,
    shards: 3,
    session_start_limit: { total: 1_000, remaining: 1_000, max_concurrency: 2 },
  });
});

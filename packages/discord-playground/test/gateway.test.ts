import { GatewayCloseCodes as Close } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { startPlayground } from './support/connect.ts';
import { Shard, USUAL_INTENTS } from './support/Shard.ts';
import { eventually } from './support/eventually.ts';

const MESSAGE_CONTENT = 1 << 15;
const GUILD_MEMBERS = 1 << 1;

const identified = async (shard: Shard): Promise<void> => {
  shard.identify();
  await shard.event('READY');
};

async function connected(playground: Awaited<ReturnType<typeof startPlayground>>) {
  const shard = await Shard.open(playground);
  shard.identify();
  const { d } = await shard.event('READY');
  await shard.event('GUILD_CREATE');
  return { shard, sessionId: (d as { session_id: string }).session_id };
}

const fields = ({ d }: { d: unknown }): object => {
  const { content, embeds, components, attachments } = d as Record<string, unknown>;
  return { content, embeds, components, attachments };
};

describe('a new session', () => {
  test('begins with READY and all guilds', async () => {
    const playground = await startPlayground();
    const shard = await Shard.open(playground);
    shard.identify();
    expect(await shard.event('READY')).toMatchObject({
      s: 1,
      d: {
        v: 10,
        user: { id: playground.bot.id, username: 'Bot', bot: true },
        guilds: [{ id: playground.guild.id, unavailable: true }],
        shard: [0, 1],
        resume_gateway_url: `${playground.url.replace('http', 'ws')}/gateway`,
      },
    });
    expect(await shard.event('GUILD_CREATE')).toMatchObject({
      s: 2,
      d: { id: playground.guild.id, channels: [{ name: 'general' }], members: [{ user: { id: playground.bot.id } }] },
    });
    await playground.botReady();
  });

  test('receives nothing that its intents do not cover', async () => {
    const playground = await startPlayground();
    const shard = await Shard.open(playground);
    shard.identify({ intents: 0 });
    await shard.event('READY');
    const ann = playground.addMember('ann');
    await ann.says('@Bot hello');
    await ann.dm.says('hello');
    playground.guild.addChannel('more');
    await playground.settled();
    expect(shard.events).toEqual(['READY']);
  });

  test('receives changes in its guilds', async () => {
    const playground = await startPlayground();
    const shard = await Shard.open(playground);
    shard.identify();
    await shard.event('GUILD_CREATE');
    const { guild } = playground;
    const role = guild.addRole('helper');
    guild.setPermissions(role, 8n);
    const channel = guild.addChannel('more');
    guild.overwrite(channel, role, { allow: 1n });
    guild.giveRole(playground.bot.id, role);
    guild.removeChannel(channel);
    const other = playground.addGuild('Other');
    playground.world.removeGuild(other);
    await playground.settled();
    expect(shard.events.slice(2)).toEqual([
      'GUILD_ROLE_CREATE',
      'GUILD_ROLE_UPDATE',
      'CHANNEL_CREATE',
      'CHANNEL_UPDATE',
      'GUILD_MEMBER_UPDATE',
      'CHANNEL_DELETE',
      'GUILD_CREATE',
      'GUILD_DELETE',
    ]);
  });

  test('acknowledges heartbeats', async () => {
    const shard = await Shard.open(await startPlayground());
    shard.send(1, null);
    expect(await shard.next(({ op }) => op === 11)).toEqual({ op: 11, d: null, s: null, t: null });
  });

  test('is closed when heartbeats stop', async () => {
    const shard = await Shard.open(await startPlayground({ heartbeatIntervalMs: 20 }));
    expect(await shard.closed).toBe(Close.SessionTimedOut);
  });

  test('can request members by id', async () => {
    const playground = await startPlayground();
    const ann = playground.addMember('ann');
    const shard = await Shard.open(playground);
    shard.identify();
    await shard.event('READY');
    shard.send(8, { guild_id: playground.guild.id, user_ids: [ann.user.id, '1'], limit: 0, nonce: 'n' });
    expect(await shard.event('GUILD_MEMBERS_CHUNK')).toMatchObject({
      d: { members: [{ user: { username: 'ann' } }], not_found: ['1'], nonce: 'n' },
    });
  });
});

describe('what is wrong closes the connection', () => {
  test.each<[string, number, (shard: Shard) => void | Promise<void>]>([
    ['text that is not JSON', Close.DecodeError, (shard) => shard.sendRaw('{')],
    ['JSON without an opcode', Close.DecodeError, (shard) => shard.sendRaw('{"d":1}')],
    [
      'more than 4,096 bytes',
      Close.DecodeError,
      (shard) => shard.sendRaw(JSON.stringify({ op: 1, d: 'ä'.repeat(2_050) })),
    ],
    ['an IDENTIFY without properties', Close.DecodeError, (shard) => shard.send(2, { token: 'x', intents: 0 })],
    ['anything before IDENTIFY', Close.NotAuthenticated, (shard) => shard.send(3, {})],
    ['a wrong token', Close.AuthenticationFailed, (shard) => shard.identify({ token: 'not.the.token' })],
    [
      'a wrong token in RESUME',
      Close.AuthenticationFailed,
      (shard) => shard.send(6, { token: 'x', session_id: 'x', seq: 0 }),
    ],
    ['a second IDENTIFY', Close.AlreadyAuthenticated, async (shard) => (await identified(shard), shard.identify())],
    ['an unknown opcode', Close.UnknownOpcode, async (shard) => (await identified(shard), shard.send(99, null))],
    ['a shard that does not exist', Close.InvalidShard, (shard) => shard.identify({ shard: [2, 2] })],
    ['unknown intents', Close.InvalidIntents, (shard) => shard.identify({ intents: 1 << 30 })],
    ['intents that are no number', Close.InvalidIntents, (shard) => shard.identify({ intents: 'all' })],
    [
      'the ungranted Message Content intent',
      Close.DisallowedIntents,
      (shard) => shard.identify({ intents: MESSAGE_CONTENT }),
    ],
    [
      'the ungranted Guild Members intent',
      Close.DisallowedIntents,
      (shard) => shard.identify({ intents: GUILD_MEMBERS }),
    ],
  ])('%s: %i', async (_what, code, act) => {
    const shard = await Shard.open(await startPlayground());
    await act(shard);
    expect(await shard.closed).toBe(code);
  });

  test('the 121st payload within a minute', async () => {
    const shard = await Shard.open(await startPlayground());
    for (let sent = 0; sent < 120; sent += 1) shard.send(1, null);
    await eventually(() => expect(shard.received.filter(({ op }) => op === 11)).toHaveLength(120));
    shard.send(1, null);
    expect(await shard.closed).toBe(Close.RateLimited);
  });

  test('an unknown version of the API', async () => {
    const shard = await Shard.open(await startPlayground(), '?v=5&encoding=json');
    expect(await shard.closed).toBe(Close.InvalidAPIVersion);
  });

  test('more than 2,500 guilds on one shard', async () => {
    const playground = await startPlayground();
    for (let count = 1; count <= 2_500; count += 1) playground.addGuild(`Server ${count}`);
    const shard = await Shard.open(playground);
    shard.identify({ intents: 0 });
    expect(await shard.closed).toBe(Close.ShardingRequired);
  });
});

describe('a lost connection', () => {
  test('can be resumed, and replays all missed events in order', async () => {
    const playground = await startPlayground();
    const { shard, sessionId } = await connected(playground);
    shard.terminate();
    await shard.closed;
    await playground.settled();
    const ann = playground.addMember('ann');
    await ann.dm.says('one');
    await ann.dm.says('two');

    const again = await Shard.open(playground);
    again.send(6, { token: playground.token, session_id: sessionId, seq: 2 });
    await again.event('RESUMED');
    expect(again.received.slice(1).map(({ s, t, d }) => [s, t, (d as { content?: string }).content])).toEqual([
      [3, 'MESSAGE_CREATE', 'one'],
      [4, 'MESSAGE_CREATE', 'two'],
      [5, 'RESUMED', undefined],
    ]);
    await playground.botReady();
  });

  test('cannot be resumed with a sequence number that was never sent', async () => {
    const playground = await startPlayground();
    const { shard, sessionId } = await connected(playground);
    shard.terminate();
    const again = await Shard.open(playground);
    again.send(6, { token: playground.token, session_id: sessionId, seq: 3 });
    expect(await again.closed).toBe(Close.InvalidSeq);
  });

  test.each([
    ['a session that never was', { session_id: 'f'.repeat(32) }],
    ['events that are no longer kept', { seq: 0 }],
  ])('starts a new session instead of resuming %s', async (_what, more) => {
    const playground = await startPlayground();
    const { shard, sessionId } = await connected(playground);
    shard.terminate();
    await shard.closed;
    const ann = playground.addMember('ann');
    for (let count = 0; count < 1_000; count += 1) await ann.dm.says(`${count}`);
    const again = await Shard.open(playground);
    again.send(6, { token: playground.token, session_id: sessionId, seq: 2, ...more });
    expect(await again.next(({ op }) => op === 9)).toMatchObject({ d: false });
  });

  test('cannot be resumed after too long', async () => {
    const playground = await startPlayground({ resumableMs: -1 });
    const { shard, sessionId } = await connected(playground);
    shard.terminate();
    await shard.closed;
    await playground.settled();
    const again = await Shard.open(playground);
    again.send(6, { token: playground.token, session_id: sessionId, seq: 2 });
    expect(await again.next(({ op }) => op === 9)).toMatchObject({ d: false });
  });
});

describe('identifying', () => {
  test('too often within five seconds results in an invalid session', async () => {
    const playground = await startPlayground({ maxConcurrency: 2 });
    const shards = await Promise.all([0, 1, 2].map(() => Shard.open(playground)));
    for (const shard of shards.slice(0, 2)) {
      shard.identify();
      await shard.event('READY');
    }
    shards[2]!.identify();
    expect(await shards[2]!.next(({ op }) => op === 9)).toMatchObject({ d: false });
  });

  test('too often in a day resets the token', async () => {
    const playground = await startPlayground({ maxConcurrency: 9, identifiesPerDay: 1 });
    const [first, second, third] = await Promise.all([0, 1, 2].map(() => Shard.open(playground)));
    first!.identify();
    await first!.event('READY');
    second!.identify();
    expect(await second!.closed).toBe(Close.AuthenticationFailed);
    third!.identify();
    expect(await third!.closed).toBe(Close.AuthenticationFailed);
  });
});

test('each shard receives events of its own guilds, and the first one direct messages', async () => {
  const playground = await startPlayground({ maxConcurrency: 2 });
  const guilds = [playground.guild, ...Array.from({ length: 5 }, (_, index) => playground.addGuild(`Server ${index}`))];
  const shards = await Promise.all([0, 1].map(() => Shard.open(playground)));
  for (const [id, shard] of shards.entries()) shard.identify({ shard: [id, 2] });
  await playground.botReady();
  for (const guild of guilds) await playground.addMember('ann', { guild }).says('hello');
  await playground.addMember('bob').dm.says('hello');
  await playground.settled();

  const heard = shards.map(({ received }) =>
    received.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => (d as { guild_id?: string }).guild_id),
  );
  const ofShard = (id: bigint): string[] =>
    guilds.map((guild) => guild.id).filter((guild) => (BigInt(guild) >> 22n) % 2n === id);
  expect(heard).toEqual([[...ofShard(0n), undefined], ofShard(1n)]);
});

describe('without the Message Content intent', () => {
  const EMPTY = { content: '', embeds: [], components: [], attachments: [] };

  test('a message has no content unless it mentions the bot, replies to it with a ping, or is direct', async () => {
    const playground = await startPlayground();
    const shard = await Shard.open(playground);
    shard.identify();
    await shard.event('GUILD_CREATE');
    const ann = playground.addMember('ann');
    const { world, guild, bot } = playground;
    const own = world.post({ channel: guild.channel, author: bot, parts: { content: 'own' } });
    const [seen] = ann.sees();
    await ann.says('hello');
    await ann.says('hello @Bot');
    await ann.says('reply', { replyTo: seen! });
    await ann.says('quiet reply', { replyTo: seen!, mention: false });
    await ann.dm.says('direct');
    await playground.settled();
    const messages = shard.received.filter(({ t }) => t === 'MESSAGE_CREATE');
    expect(messages.map(fields)).toEqual([
      { ...EMPTY, content: own.api.content },
      EMPTY,
      { ...EMPTY, content: `hello <@${bot.id}>` },
      { ...EMPTY, content: 'reply' },
      EMPTY,
      { ...EMPTY, content: 'direct' },
    ]);
  });

  test('the message that is replied to has no content either', async () => {
    const playground = await startPlayground();
    const shard = await Shard.open(playground);
    shard.identify();
    await shard.event('READY');
    const secret = await playground.addMember('ann').says('secret');
    await playground.addMember('bob').says('@Bot look', { replyTo: secret });
    await shard.event('MESSAGE_CREATE');
    const event = await shard.event('MESSAGE_CREATE');
    expect(event.d).toMatchObject({ referenced_message: { id: secret.id, content: '' } });
  });
});

test('with the Message Content intent every message has its content', async () => {
  const playground = await startPlayground({ messageContent: true });
  const shard = await Shard.open(playground);
  shard.identify({ intents: USUAL_INTENTS | MESSAGE_CONTENT });
  await shard.event('READY');
  await playground.addMember('ann').says('hello');
  expect(await shard.event('MESSAGE_CREATE')).toMatchObject({ d: { content: 'hello' } });
});

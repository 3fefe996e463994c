import { expect, test } from 'vitest';
import { parseConfig } from '../src/config.ts';

test('an empty environment asks for the playground on port 3210', () => {
  expect(parseConfig({})).toEqual({
    token: undefined,
    apiUrl: 'https://discord.com/api',
    hasTraces: false,
    guildId: undefined,
    publicKey: undefined,
    interactions: { host: '127.0.0.1', port: 3211 },
    processes: undefined,
    shards: undefined,
    isShardProcess: false,
    databaseUrl: 'data/whence.db',
    playgroundDatabaseUrl: 'data/playground.db',
    port: 3210,
    host: '127.0.0.1',
    messageContent: false,
    logLevel: 'warn',
  });
});

test('an empty variable counts as not set', () => {
  expect(
    parseConfig({
      DISCORD_TOKEN: '',
      DISCORD_API_URL: '',
      DISCORD_GUILD_ID: '',
      DATABASE_URL: '',
      PORT: '',
      MESSAGE_CONTENT: '',
    }),
  ).toEqual(parseConfig({}));
});

test('everything can be set', () => {
  expect(
    parseConfig({
      DISCORD_TOKEN: ' abc.def.ghi ',
      DISCORD_API_URL: 'http://127.0.0.1:1234/api/',
      DISCORD_GUILD_ID: '123456789012345678',
      DATABASE_URL: 'postgres://bot:secret@127.0.0.1/whence',
      PORT: '0',
      HOST: '0.0.0.0',
      MESSAGE_CONTENT: 'true',
      LOG_LEVEL: 'debug',
      DISCORD_PUBLIC_KEY: 'A1'.repeat(32),
      INTERACTIONS_HOST: '0.0.0.0',
      INTERACTIONS_PORT: '8080',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    }),
  ).toEqual({
    hasTraces: true,
    publicKey: 'A1'.repeat(32),
    interactions: { host: '0.0.0.0', port: 8080 },
    processes: undefined,
    shards: undefined,
    isShardProcess: false,
    token: 'abc.def.ghi',
    apiUrl: 'http://127.0.0.1:1234/api',
    guildId: '123456789012345678',
    databaseUrl: 'postgres://bot:secret@127.0.0.1/whence',
    playgroundDatabaseUrl: 'postgres://bot:secret@127.0.0.1/whence',
    port: 0,
    host: '0.0.0.0',
    messageContent: true,
    logLevel: 'debug',
  });
});

test('with a token, the log has more than problems', () => {
  expect(parseConfig({ DISCORD_TOKEN: 'abc' }).logLevel).toBe('info');
});

test.each([
  ['DISCORD_API_URL', 'discord.com', 'must be an address such as https://discord.com/api'],
  ['DISCORD_API_URL', 'ftp://discord.com', 'must be an address such as https://discord.com/api'],
  [
    'DISCORD_GUILD_ID',
    'my server',
    'must be the ID of a server: in Discord, right-click the server and choose "Copy Server ID"',
  ],
  ['PORT', 'http', 'must be a number from 0 to 65535; 0 picks any free port'],
  ['PORT', '65536', 'must be a number from 0 to 65535; 0 picks any free port'],
  ['PORT', '3210.5', 'must be a number from 0 to 65535; 0 picks any free port'],
  ['MESSAGE_CONTENT', 'yes', 'must be true or false'],
  ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent'],
])('%s=%s is refused with what it must be', (variable, value, must) => {
  expect(() => parseConfig({ [variable]: value })).toThrow(
    expect.objectContaining({
      code: 'bad-config',
      message: `${variable} is "${value}" but ${must}. Change it in .env or the environment.`,
    }),
  );
});

test('in production a missing token is an error, because nobody looks at a playground there', () => {
  expect(() => parseConfig({ NODE_ENV: 'production' })).toThrow(expect.objectContaining({ code: 'no-token' }));
});

test.for<[string, Record<string, string>, { ids: number[]; count: number } | undefined]>([
  ['nothing is said of them', {}, undefined],
  ['they are listed', { SHARD_COUNT: '8', SHARD_LIST: '0, 3,5-7' }, { ids: [0, 3, 5, 6, 7], count: 8 }],
  ['the host is one of a StatefulSet', { SHARD_COUNT: '16', HOSTNAME: 'whence-12' }, { ids: [12], count: 16 }],
  ['the list outranks the host', { SHARD_COUNT: '2', SHARD_LIST: '0', HOSTNAME: 'whence-1' }, { ids: [0], count: 2 }],
  [
    'discord.js has started a process for one',
    { SHARDING_MANAGER: 'true', SHARDS: '1', SHARD_COUNT: '2', HOSTNAME: 'pc' },
    { ids: [1], count: 2 },
  ],
])('a process runs all shards, or the right ones: %s', ([_when, env, shards]) => {
  expect(parseConfig(env).shards).toEqual(shards);
});

test.for<[Record<string, string>, RegExp]>([
  [{ SHARDS: '0' }, /^SHARDS is "0" but must be auto, or the number/],
  [{ SHARDS: 'many' }, /^SHARDS is "many"/],
  [{ SHARDS: '2', SHARD_COUNT: '2', SHARD_LIST: '0' }, /^SHARDS starts all shards on this machine/],
  [{ SHARD_LIST: '0' }, /SHARD_COUNT is missing/],
  [{ SHARD_COUNT: '2', SHARD_LIST: '2' }, /with SHARD_COUNT 2 they are 0 to 1\.$/],
  [{ SHARD_COUNT: '2', SHARD_LIST: '1-0' }, /^SHARD_LIST is "1-0" but must list shards/],
  [{ SHARD_COUNT: '2', SHARD_LIST: '0-99999999999' }, /^SHARD_LIST is/],
  [{ SHARD_COUNT: '2', HOSTNAME: 'whence-2' }, /SHARD_LIST is missing, and the host's name, "whence-2",/],
  [{ SHARD_COUNT: '2', HOSTNAME: 'pc' }, /Set SHARD_LIST/],
  [{ DISCORD_PUBLIC_KEY: 'a1', DISCORD_TOKEN: 'a.b.c' }, /^DISCORD_PUBLIC_KEY is "a1" but must have 64/],
  [{ DISCORD_PUBLIC_KEY: 'a1'.repeat(32) }, /DISCORD_TOKEN is missing/],
  [{ DISCORD_PUBLIC_KEY: 'a1'.repeat(32), DISCORD_TOKEN: 'a.b.c', SHARDS: '2' }, /so there are no shards/],
  [{ DISCORD_PUBLIC_KEY: 'a1'.repeat(32), DISCORD_TOKEN: 'a.b.c', SHARD_COUNT: '2', SHARD_LIST: '0' }, /Remove SHARDS/],
])('%o is refused with the next step', ([env, message]) => {
  expect(() => parseConfig(env)).toThrow(message);
});

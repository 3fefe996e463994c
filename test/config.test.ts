import { expect, test } from 'vitest';
import { parseConfig } from '../src/config.ts';

test('an empty environment asks for the playground on port 3210', () => {
  expect(parseConfig({})).toEqual({
    token: undefined,
    apiUrl: 'https://discord.com/api',
    guildId: undefined,
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
    }),
  ).toEqual({
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

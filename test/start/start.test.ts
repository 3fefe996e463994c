import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse as parseDotenv } from 'dotenv';
import { expect, onTestFinished, test } from 'vitest';
import { Playground } from 'discord-playground';
import { ROOT, run, start, untilPrinted } from '../support/run.ts';
import { DEFAULT_SETTINGS } from '../../src/store/Store.ts';
import { freshFolder, openTestStore } from '../support/stores.ts';

const freshDatabase = (): string => join(freshFolder(), 'data/whence.db');

test('without a token it opens the playground without limits, until some are set there, and leaves on Ctrl+C', async () => {
  const database = freshDatabase();
  const guildId = '100000000000000001';
  const restarted = async (): Promise<void> => {
    const child = start('src/index.ts', [], { env: { PORT: '0', DATABASE_URL: database } });
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(await untilPrinted(child, /http:\/\/127\.0\.0\.1:\d+/))!;
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  };
  await restarted();
  const store = await openTestStore(database);
  expect((await store.settings(guildId)).limits).toMatchObject({ perPerson: 0, perChannel: 0, repeatMinutes: 10 });
  const { limits } = DEFAULT_SETTINGS;
  await store.saveSettings(guildId, { limits, pictures: false });
  await restarted();
  expect((await store.settings(guildId)).limits).toEqual(limits);
});

test('with .env.example and a token it logs in where DISCORD_API_URL says', async () => {
  const playground = await Playground.start();
  onTestFinished(() => playground.stop());
  const child = start('src/index.ts', [], {
    env: {
      // discord.js reads some of these variables itself, and an empty one was a value to it.
      ...parseDotenv(readFileSync(join(ROOT, '.env.example'))),
      DISCORD_TOKEN: playground.token,
      DISCORD_API_URL: playground.apiUrl,
      DATABASE_URL: freshDatabase(),
      PORT: '0',
    },
  });
  await Promise.all([playground.botReady(), untilPrinted(child, /"msg":"ready"/)]);
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('in production a missing token is one clear sentence and exit code 1', async () => {
  expect(await run('src/index.ts', [], { env: { NODE_ENV: 'production' } })).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^DISCORD_TOKEN is missing, .+\.\n$/),
  });
});

test('a wrong token is one clear sentence and exit code 1, and is not repeated', async () => {
  const playground = await Playground.start();
  onTestFinished(() => playground.stop());
  const { code, stderr } = await run('src/index.ts', [], {
    env: { DISCORD_TOKEN: 'not.the.token', DISCORD_API_URL: playground.apiUrl, DATABASE_URL: freshDatabase() },
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^[^\n]*DISCORD_TOKEN[^\n]*\n$/);
  expect(stderr).not.toContain('not.the.token');
});

test('a port in use is one clear sentence and exit code 1', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  expect(await run('src/index.ts', [], { env: { PORT: String(port) } })).toEqual({
    code: 1,
    stdout: '',
    stderr: `Port ${port} is taken, perhaps by another Whence. Stop that one, or choose another port: PORT=0 npm start takes any free one.\n`,
  });
});

test('a database that cannot be opened is one clear sentence and exit code 1, and not waited for', async () => {
  const { code, stdout, stderr } = await run('src/index.ts', [], {
    env: { DATABASE_URL: '/proc/nope/w.db', PORT: '0' },
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^The database \/proc\/nope\/w\.db cannot be used: [^\n]*\n$/);
});

test.each(['18.20.8', '20.20.2', '22.17.1'])('Node %s is told to make way for a newer one', async (version) => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('./src/preload.cjs')`;
  const failure = await promisify(execFile)(process.execPath, ['-e', pretend], { cwd: ROOT }).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Whence needs Node\.js 22\.18 or newer, .+\.\n$/),
  });
});

test.each(['22.18.0', '24.0.0', '26.1.0'])('Node %s is new enough', async (version) => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('./src/preload.cjs')`;
  expect(await promisify(execFile)(process.execPath, ['-e', pretend], { cwd: ROOT })).toEqual({
    stdout: '',
    stderr: '',
  });
});

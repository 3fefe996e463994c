import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startPlayground } from './support/connect.ts';

const SRC = join(import.meta.dirname, '../src');
const MODULES = join(import.meta.dirname, '../../../node_modules');
const GUIDE_BOT = join(import.meta.dirname, 'guide-bot/index.js');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[], env: Record<string, string> = {}, cwd?: string): ChildProcess {
  const { DISCORD_PLAYGROUND_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...inherited, DISCORD_PLAYGROUND_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function read(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function ended(child: ChildProcess): Promise<Ended> {
  const [stdout, stderr, [code]] = await Promise.all([read(child.stdout!), read(child.stderr!), once(child, 'close')]);
  return { code: code as number | null, stdout, stderr };
}

/** Waits until the process has printed something that matches, and returns the match. */
function untilPrinted(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
      const match = pattern.exec(output);
      if (match) resolve(match);
    });
  }
  child.once('close', () => reject(new Error(`The process has ended. It printed: ${output}`)));
  return promise;
}

/** A folder outside the repository with a bot in it, and with discord.js in its own node_modules. */
async function botFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'some-bot-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'node_modules'));
  for (const name of ['discord.js', '@discordjs'])
    await symlink(join(MODULES, name), join(folder, 'node_modules', name));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const REGISTER = ['--import', join(SRC, 'register.ts')];

const LOG_IN = `
const client = new Client({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers] });
client.once('clientReady', async () => {
  const { username } = await new OwnRest({ version: '10' }).setToken('a.b.c').get('/users/@me');
  const members = await client.guilds.cache.first().members.fetch();
  const hook = await client.channels.cache.find(({ name }) => name === 'general').createWebhook({ name: 'Hook' });
  const { content } = await new WebhookClient({ url: hook.url }).send({ content: 'through it' });
  const { url } = await (await fetch('https://discord.com/api/v10/gateway')).json();
  console.log(client.user.tag, username, members.size, content, url.startsWith('ws://127.0.0.1'));
  await client.destroy();
});
client.login(process.env.TOKEN);
`;

describe('node --import discord-playground/register', () => {
  test.each([
    [
      'an ES module',
      'bot.mjs',
      `import { REST as OwnRest } from '@discordjs/rest';\nimport { Client, GatewayIntentBits, WebhookClient } from 'discord.js';\n`,
    ],
    [
      'CommonJS',
      'bot.cjs',
      `const { REST: OwnRest } = require('@discordjs/rest');\nconst { Client, GatewayIntentBits, WebhookClient } = require('discord.js');\n`,
    ],
  ])('starts a playground in the process of a bot that is %s, and ends with it', async (_, name, imports) => {
    const folder = await botFolder({ [name]: imports + LOG_IN });
    const env = { TOKEN: 'any.token.will-do', DISCORD_PLAYGROUND_BOT_NAME: 'Echo' };
    expect(await ended(start([...REGISTER, join(folder, name)], env))).toEqual({
      code: 0,
      stdout: 'Echo#0001 Echo 2 through it true\n',
      stderr: expect.stringMatching(
        /^This bot talks to the Discord playground, not to Discord\. Open http:\/\/127\.0\.0\.1:\d+\n$/,
      ),
    });
  });

  test('shows the page while the bot runs', async () => {
    const child = start([...REGISTER, GUIDE_BOT]);
    const [, url] = await untilPrinted(child, /Open (http:\S+)[^]*Ready! Logged in as Bot#0001/);
    expect(await (await fetch(url!)).text()).toContain('<title>Playground</title>');
  });

  test('reaches the shards that a ShardingManager starts', async () => {
    const folder = await botFolder({
      'manager.mjs': `
import { ShardingManager } from 'discord.js';
const manager = new ShardingManager('shard.mjs', { token: 'a.b.c', totalShards: 2 });
await manager.spawn({ delay: 0 });
console.log(JSON.stringify((await manager.fetchClientValues('guilds.cache.size')).toSorted()));
for (const shard of manager.shards.values()) shard.kill();
process.exit();
`,
      'shard.mjs': `
import { Client, GatewayIntentBits } from 'discord.js';
await new Client({ intents: [GatewayIntentBits.Guilds] }).login('a.b.c');
`,
    });
    const { code, stdout } = await ended(start([...REGISTER, 'manager.mjs'], {}, folder));
    expect({ code, stdout }).toEqual({ code: 0, stdout: '[0,1]\n' });
  });

  test('does nothing to a process without discord.js', async () => {
    const folder = await botFolder({ 'bot.mjs': 'console.log(1 + 1);' });
    expect(await ended(start([...REGISTER, join(folder, 'bot.mjs')]))).toEqual({
      code: 0,
      stdout: '2\n',
      stderr: '',
    });
  });

  test.each([
    [
      { DISCORD_PLAYGROUND_URL: 'http://127.0.0.1:1' },
      'No playground answers at http://127.0.0.1:1. Start one with "npx discord-playground", or unset DISCORD_PLAYGROUND_URL.\n',
    ],
    [
      { DISCORD_PLAYGROUND_URL: 'localhost' },
      'DISCORD_PLAYGROUND_URL is "localhost", which is not an address like http://127.0.0.1:3210.\n',
    ],
    [
      { DISCORD_PLAYGROUND_PORT: 'x' },
      'The playground cannot start: "x" is not a port. Use a number from 0 to 65535; 0 takes any free one.\n',
    ],
    [
      { DISCORD_PLAYGROUND_GUILD_ID: '12' },
      'The playground cannot start: "12" is not a Discord id. Ids have 17 to 20 digits.\n',
    ],
  ])('says in one sentence what is wrong with %j', async (env, stderr) => {
    expect(await ended(start([...REGISTER, GUIDE_BOT], env))).toEqual({ code: 1, stdout: '', stderr });
  });
});

describe('npx discord-playground', () => {
  const cli = join(SRC, 'cli.ts');

  test('says where it is and how to join it, and stops on Ctrl+C', async () => {
    const ids = { botId: '123456789012345678', guildId: '876543210987654321' };
    const child = start([cli, '--bot-id', ids.botId], { DISCORD_PLAYGROUND_GUILD_ID: ids.guildId });
    const [text, url] = await untilPrinted(child, /The playground is running\. Open (\S+)\n[^]*Ctrl\+C stops it\.\n/);
    expect(text).toContain(`DISCORD_PLAYGROUND_URL=${url} node --import discord-playground/register bot.js\n`);
    for (const fact of [`${url}/api`, ...Object.values(ids)]) expect(text).toContain(`  ${fact}\n`);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('explains its options', async () => {
    const { code, stdout } = await ended(start([cli, '--help']));
    expect({ code, usage: stdout.split('\n')[2] }).toEqual({ code: 0, usage: '  npx discord-playground [options]' });
  });

  test('refuses an option that it does not know with exit code 2', async () => {
    const { code, stderr } = await ended(start([cli, '--colour']));
    expect({ code, first: stderr.split('\n')[0] }).toEqual({
      code: 2,
      first: expect.stringContaining("Unknown option '--colour'"),
    });
  });

  test('fails in one sentence when its port is taken', async () => {
    const { port } = new URL((await startPlayground()).url);
    const { code, stderr } = await ended(start([cli, '--port', port]));
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `The playground cannot start: Port ${port} is taken. Choose another one; 0 takes any free one.\n`,
    });
  });
});

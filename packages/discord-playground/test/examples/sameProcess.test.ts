import { Client, GatewayIntentBits } from 'discord.js';
import { Playground } from 'discord-playground';
import { afterEach, beforeEach, expect, test } from 'vitest';

let playground: Playground;
let client: Client;

beforeEach(async () => {
  playground = await Playground.start();
  client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    rest: { api: playground.apiUrl },
  });
  client.on('messageCreate', (message) => {
    if (message.mentions.has(client.user!.id)) void message.reply(`Hello ${message.author.username}!`);
  });
  await client.login(playground.token);
  await playground.botReady();
});

afterEach(async () => {
  await client.destroy();
  await playground.stop();
});

test('the bot greets people who mention it', async () => {
  const reply = await playground.addMember('ann').asks('@Bot hi');
  expect(reply.text).toBe('Hello ann!');
});

test('and leaves other messages alone', async () => {
  const ann = playground.addMember('ann');
  await ann.says('hi everybody');
  await playground.settled();
  expect(ann.sees()).toHaveLength(1);
});

test('the bot answers although Discord fails, and its connection is lost', { timeout: 60_000 }, async () => {
  const { faults } = playground;
  faults.dropConnections();
  faults.failNext({ status: 503, path: /\/messages$/ });
  const reply = await playground.addMember('ann').asks('@Bot hi');
  expect(reply.text).toBe('Hello ann!');
});

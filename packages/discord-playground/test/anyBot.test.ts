import { GatewayIntentBits, REST, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { connect, startPlayground } from './support/connect.ts';

const COMMANDS = [{ name: 'ping', description: 'Says pong' }];
const SOME_ID = '111111111111111111';
const OTHER_ID = '222222222222222222';

const restOf = (apiUrl: string): REST => new REST({ api: apiUrl, version: '10' }).setToken('whatever');

describe('a playground that accepts any bot', () => {
  test('takes any token, application id and server id when commands are registered', async () => {
    const playground = await startPlayground({ acceptAnyBot: true });
    const { guild, bot } = playground;
    const rest = restOf(playground.apiUrl);
    await rest.put(Routes.applicationCommands(SOME_ID), { body: COMMANDS });
    const registered = await rest.put(Routes.applicationGuildCommands(SOME_ID, OTHER_ID), { body: COMMANDS });
    expect(registered).toMatchObject([{ application_id: bot.id, guild_id: guild.id }]);
    expect(playground.refusals).toEqual([]);
  });

  test('registers in the server that is named where there is such a server', async () => {
    const playground = await startPlayground({ acceptAnyBot: true });
    const other = playground.addGuild('Other');
    const path = Routes.applicationGuildCommands(SOME_ID, other.id);
    expect(await restOf(playground.apiUrl).put(path, { body: COMMANDS })).toMatchObject([{ guild_id: other.id }]);
  });

  test('is not the usual one', async () => {
    const playground = await startPlayground();
    const rest = restOf(playground.apiUrl);
    await expect(rest.get(Routes.user())).rejects.toMatchObject({ status: 401 });
    rest.setToken(playground.token);
    for (const [path, code] of [
      [Routes.applicationCommands(SOME_ID), 50_001],
      [Routes.applicationGuildCommands(playground.bot.id, OTHER_ID), 10_004],
    ] as const) {
      await expect(rest.put(path, { body: COMMANDS })).rejects.toMatchObject({ code });
    }
  });
});

test('the ids that a bot has in its configuration can be given', async () => {
  const playground = await startPlayground({ botId: SOME_ID, guildId: OTHER_ID });
  const client = await connect(playground);
  expect([client.user.id, client.application.id, client.guilds.cache.firstKey()]).toEqual([SOME_ID, SOME_ID, OTHER_ID]);
});

describe('the privileged Guild Members intent', () => {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers];

  test('must be granted', async () => {
    await expect(connect(await startPlayground(), { intents })).rejects.toThrow('Used disallowed intents');
  });

  test('lets a bot see all members of a server, and who joins it', async () => {
    const playground = await startPlayground({ guildMembers: true });
    for (let index = 0; index < 120; index++) playground.addMember(`member${index}`);
    const client = await connect(playground, { intents });
    const guild = client.guilds.cache.first()!;
    expect((await guild.members.fetch()).size).toBe(122);
    const page = await guild.members.list({ limit: 2 });
    expect((await guild.members.list({ limit: 1_000, after: page.lastKey()! })).size).toBe(120);
    const joined = new Promise<string>((resolve) => {
      client.once('guildMemberAdd', ({ user }) => resolve(user.username));
    });
    playground.addMember('ann');
    expect(await joined).toBe('ann');
    expect(playground.refusals).toEqual([]);
  });
});

import { type Client, type Interaction, PermissionFlagsBits as Flag, SlashCommandBuilder } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Member } from '../../src/actors/Member.ts';
import type { Playground } from '../../src/Playground.ts';
import { connect, onInteraction, startPlayground } from '../support/connect.ts';
import { requestAsBot } from '../support/requestAsBot.ts';

const ASK = new SlashCommandBuilder()
  .setName('ask')
  .setDescription('Ask')
  .addStringOption((option) =>
    option.setName('question').setDescription('What').setRequired(true).setAutocomplete(true).setMaxLength(10),
  )
  .addIntegerOption((option) => option.setName('count').setDescription('How many').setMinValue(1).setMaxValue(3))
  .addBooleanOption((option) => option.setName('private').setDescription('Alone'))
  .addUserOption((option) => option.setName('for').setDescription('Whom'))
  .addStringOption((option) =>
    option
      .setName('tone')
      .setDescription('How')
      .addChoices({ name: 'Kind', value: 'kind' }, { name: 'Short', value: 'short' }),
  );

const BOOK = new SlashCommandBuilder()
  .setName('book')
  .setDescription('Book')
  .addSubcommandGroup((group) =>
    group
      .setName('page')
      .setDescription('Page')
      .addSubcommand((command) => command.setName('add').setDescription('Add')),
  );

const MANAGE = { name: 'manage', description: 'x', default_member_permissions: String(Flag.ManageGuild) };

/** Says in which server the command was run. */
async function reply(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) await interaction.reply(interaction.guild?.name ?? 'no server');
}

const mayManage = (member: Member): Promise<boolean> =>
  member.runs('manage').then(
    () => true,
    () => false,
  );

async function scene(...commands: object[]): Promise<{ playground: Playground; client: Client<true> }> {
  const playground = await startPlayground();
  const client = await connect(playground);
  await client.application.commands.set(commands as []);
  return { playground, client };
}

describe('registering', () => {
  test('returns what Discord would, and keeps the ids of existing commands', async () => {
    const playground = await startPlayground();
    const path = `/applications/${playground.bot.id}/commands`;
    const [ask, old] = [
      { name: 'ask', description: 'x' },
      { name: 'old', description: 'x' },
    ];
    const first = (await requestAsBot(playground, 'PUT', path, [ask, old])).body as { id: string }[];
    const second = (await requestAsBot(playground, 'PUT', path, [{ ...ask, description: 'y' }])).body as {
      id: string;
    }[];
    expect(second).toMatchObject([
      {
        id: first[0]!.id,
        application_id: playground.bot.id,
        type: 1,
        name: 'ask',
        description: 'y',
        default_member_permissions: null,
        dm_permission: true,
        nsfw: false,
        contexts: null,
        integration_types: [0],
      },
    ]);
    expect((await requestAsBot(playground, 'GET', path)).body).toHaveLength(1);
  });

  test('works one by one: create, edit, delete', async () => {
    const playground = await startPlayground();
    const path = `/applications/${playground.bot.id}/guilds/${playground.guild.id}/commands`;
    const command = { name: 'ask', description: 'x' };
    const created = await requestAsBot(playground, 'POST', path, command);
    const { id } = created.body as { id: string };
    expect([created.status, (await requestAsBot(playground, 'POST', path, command)).status]).toEqual([201, 200]);
    expect((await requestAsBot(playground, 'PATCH', `${path}/${id}`, { description: 'y' })).body).toMatchObject({
      id,
      guild_id: playground.guild.id,
      description: 'y',
    });
    expect((await requestAsBot(playground, 'DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await requestAsBot(playground, 'GET', `${path}/${id}`)).body).toMatchObject({ code: 10_063 });
  });
});

describe('running', () => {
  test('sends the options with the objects they refer to', async () => {
    const { playground, client } = await scene(ASK);
    const [ann, bob] = [playground.addMember('ann'), playground.addMember('bob')];
    onInteraction(client, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options } = interaction;
      const whom = options.getUser('for')!.username;
      await interaction.reply(
        [options.getString('question'), options.getInteger('count'), options.getBoolean('private'), whom].join(' '),
      );
    });
    const answer = await ann.runs('/ask', { question: 'why', count: 2, private: true, for: bob });
    expect(answer).toMatchObject({ text: 'why 2 true bob', author: { id: playground.bot.id }, ephemeral: false });
    expect(bob.sees()).toHaveLength(1);
  });

  test('finds subcommands', async () => {
    const { playground, client } = await scene(BOOK);
    onInteraction(client, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply(`${interaction.options.getSubcommandGroup()} ${interaction.options.getSubcommand()}`);
    });
    expect((await playground.addMember('ann').runs('book page add')).text).toBe('page add');
  });

  test.each<[string, string, Record<string, string | number | boolean>, string]>([
    ['an unknown command', 'aks', {}, 'There is no command "aks" here. Registered: ask, book.'],
    ['an unknown option', 'ask', { question: 'x', what: 'x' }, 'There is no option "what".'],
    ['a missing option', 'ask', {}, 'The option "question" is required.'],
    ['a wrong type', 'ask', { question: 5 }, 'The option "question" must be text, not number.'],
    ['a text that is too long', 'ask', { question: 'x'.repeat(11) }, '"question" takes 0 to 10 characters, not 11.'],
    ['a number out of bounds', 'ask', { question: 'x', count: 4 }, '"count" takes 1 to 3, not 4.'],
    ['half a number', 'ask', { question: 'x', count: 1.5 }, 'The option "count" must be a whole number, not number.'],
    [
      'what is not among the choices',
      'ask',
      { question: 'x', tone: 'rude' },
      '"rude" is not among the choices of "tone".',
    ],
    ['no subcommand', 'book', {}, '"/book" needs a subcommand: page.'],
    ['an unknown subcommand', 'book cover', {}, '"/book" has no subcommand "cover".'],
  ])('%s does not get past the client', async (_what, command, options, message) => {
    const { playground } = await scene(ASK, BOOK);
    await expect(playground.addMember('ann').runs(command, options)).rejects.toThrow(message);
  });

  test('is for members with the permission', async () => {
    const { playground } = await scene({
      ...ASK.toJSON(),
      options: [],
      default_member_permissions: String(Flag.ManageMessages),
      contexts: [0],
    });
    const { guild } = playground;
    const ann = playground.addMember('ann');
    await expect(ann.runs('ask')).rejects.toThrow('ann may not use "ask": its default_member_permissions are 8192.');
    await expect(ann.dm.runs('ask')).rejects.toThrow('"ask" cannot be used in direct messages.');
    const boss = playground.addMember('boss', { permissions: Flag.ManageMessages });
    guild.overwrite(guild.channel, boss.user, { deny: Flag.UseApplicationCommands });
    await expect(boss.runs('ask')).rejects.toThrow('boss may not use commands in #general.');
  });

  test('is for members with the permissions in that server: those from another server do not count', async () => {
    const { playground, client } = await scene(MANAGE);
    onInteraction(client, reply);
    const other = playground.addGuild('Other');
    const managers = playground.guild.addRole('Managers', { permissions: Flag.ManageGuild });
    const boss = playground.addMember('boss', { roles: [managers] });
    const stranger = playground.addMember('stranger', { guild: other, permissions: Flag.ManageGuild });
    const here = playground.join(stranger, playground.guild);
    const administrator = playground.addMember('admin', { permissions: Flag.Administrator });
    const helper = playground.addMember('helper', { roles: [playground.guild.addRole('Helpers')] });

    expect((await boss.runs('manage')).text).toBe('Playground');
    expect((await administrator.runs('manage')).text).toBe('Playground');
    expect((await stranger.runs('manage')).text).toBe('Other');
    for (const member of [here, helper]) await expect(member.runs('manage')).rejects.toThrow('may not use "manage"');
    const both = playground.join(boss, other, { permissions: Flag.ManageGuild });
    expect((await both.runs('manage')).text).toBe('Other');
    // in direct messages nobody needs permissions
    expect((await helper.dm.runs('manage')).text).toBe('no server');
  });

  test('is only for administrators where no permission is enough', async () => {
    const { playground, client } = await scene({ ...MANAGE, default_member_permissions: '0' });
    onInteraction(client, reply);
    await expect(playground.addMember('boss', { permissions: Flag.ManageGuild }).runs('manage')).rejects.toThrow(
      'boss may not use "manage": its default_member_permissions are 0.',
    );
    const administrator = playground.addMember('admin', { permissions: Flag.Administrator });
    expect((await administrator.runs('manage')).text).toBe('Playground');
  });

  test('is for whom the server allows, whatever the bot registered', async () => {
    const { playground, client } = await scene(MANAGE);
    onInteraction(client, reply);
    const { guild } = playground;
    const [helpers, muted] = [guild.addRole('Helpers'), guild.addRole('Muted')];
    const [ann, bob] = [playground.addMember('ann'), playground.addMember('bob', { roles: [helpers, muted] })];
    const boss = playground.addMember('boss', { permissions: Flag.ManageGuild });
    const all = async (): Promise<boolean[]> => Promise.all([ann, bob, boss].map(mayManage));

    expect(await all()).toEqual([false, false, true]);
    guild.ruleCommand('manage', guild.everyone, true);
    expect(await all()).toEqual([true, true, true]);
    guild.ruleCommand('manage', muted, false);
    expect(await all()).toEqual([true, false, true]);
    guild.ruleCommand('manage', helpers, true);
    expect(await all()).toEqual([true, true, true]);
    guild.ruleCommand('manage', bob.user, false);
    guild.ruleCommand('manage', guild.everyone, false);
    expect(await all()).toEqual([false, false, false]);
  });

  test('prefers a command of the server', async () => {
    const { playground, client } = await scene({ name: 'ask', description: 'everywhere' });
    await client.application.commands.set([{ name: 'ask', description: 'here' }], playground.guild.id);
    onInteraction(client, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(interaction.commandGuildId ?? 'everywhere');
    });
    const ann = playground.addMember('ann');
    expect((await ann.runs('ask')).text).toBe(playground.guild.id);
    expect((await ann.dm.runs('ask')).text).toBe('everywhere');
  });

  test('sends the permissions of member and bot, as roles and overwrites define them', async () => {
    const { playground, client } = await scene({ name: 'ask', description: 'x' });
    const { guild } = playground;
    guild.overwrite(guild.channel, playground.bot, { deny: Flag.EmbedLinks });
    onInteraction(client, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const mine = interaction.appPermissions.has(Flag.EmbedLinks);
      await interaction.reply(`${mine} ${interaction.memberPermissions?.has(Flag.ManageMessages)}`);
    });
    const boss = playground.addMember('boss', { permissions: Flag.ManageMessages });
    expect((await boss.runs('ask')).text).toBe('false true');
    expect((await playground.addMember('ann').runs('ask')).text).toBe('false false');
  });
});

describe('typing into an option', () => {
  test('offers choices', async () => {
    const { playground, client } = await scene(ASK);
    onInteraction(client, async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      await interaction.respond([{ name: `${name}: ${value}`, value: interaction.options.getString('tone') ?? '' }]);
    });
    const ann = playground.addMember('ann');
    expect(await ann.types('ask', 'question', 'wh', { tone: 'kind' })).toEqual([
      { name: 'question: wh', value: 'kind' },
    ]);
    await expect(ann.types('ask', 'tone', 'k')).rejects.toThrow('"tone" has no autocomplete.');
  });
});

test('an age-restricted command is offered in age-restricted channels alone', async () => {
  const playground = await startPlayground();
  const client = await connect(playground);
  await client.application.commands.set([{ name: 'dice', description: 'x', nsfw: true }]);
  onInteraction(client, async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply('6');
  });
  const ann = playground.addMember('ann');
  await expect(ann.runs('dice')).rejects.toThrow('"dice" can only be used in age-restricted channels.');
  expect((await ann.in(playground.guild.addChannel('adults', { nsfw: true })).runs('dice')).text).toBe('6');
});

test('a message command has the whole message even without the intent', async () => {
  const { playground, client } = await scene({ name: 'Answer this', type: 3 });
  onInteraction(client, async (interaction) => {
    if (interaction.isMessageContextMenuCommand())
      await interaction.reply(`about: ${interaction.targetMessage.content}`);
  });
  const question = await playground.addMember('ann').says('why?');
  const answer = await playground.addMember('bob').uses('Answer this', question);
  expect(answer.text).toBe('about: why?');
});

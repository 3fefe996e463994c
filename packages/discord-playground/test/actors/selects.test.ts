import { type AnySelectMenuInteraction, type Interaction, PermissionFlagsBits as Flag } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Member } from '../../src/actors/Member.ts';
import type { SeenMessage } from '../../src/actors/SeenMessage.ts';
import type { Playground } from '../../src/Playground.ts';
import { connect, onInteraction, startPlayground } from '../support/connect.ts';
import { requestAsBot } from '../support/requestAsBot.ts';

const options = ['A', 'B', 'C'].map((label) => ({ label, value: label.toLowerCase() }));
const row = (select: object) => ({ type: 1, components: [{ custom_id: 'pick', ...select }] });

/** A message with one select menu, which the bot updates with what was chosen. */
async function scene(
  select: object,
  more: { readonly prepare?: (playground: Playground) => object } = {},
): Promise<{ playground: Playground; ann: Member; message: SeenMessage }> {
  const playground = await startPlayground();
  const client = await connect(playground);
  onInteraction(client, async (interaction: Interaction) => {
    if (interaction.isAnySelectMenu()) await interaction.reply(`chosen: ${describeChoice(interaction)}`);
  });
  const ann = playground.addMember('ann');
  const path = `/channels/${playground.guild.channel.id}/messages`;
  const body = { content: 'choose', components: [row({ ...select, ...more.prepare?.(playground) })] };
  await requestAsBot(playground, 'POST', path, body);
  expect(playground.refusals).toEqual([]);
  return { playground, ann, message: ann.sees()[0]! };
}

function describeChoice(interaction: AnySelectMenuInteraction): string {
  if (interaction.isUserSelectMenu()) {
    const roles = interaction.members.map((member) => member?.roles).length;
    return `${interaction.users.map(({ username }) => username).join()} with ${roles} members`;
  }
  if (interaction.isRoleSelectMenu()) return interaction.roles.map((role) => role?.name).join();
  if (interaction.isChannelSelectMenu())
    return interaction.channels.map((channel) => (channel && 'name' in channel ? channel.name : '')).join();
  if (interaction.isMentionableSelectMenu()) return `${interaction.users.size} and ${interaction.roles.size}`;
  return interaction.values.join();
}

describe('a select', () => {
  test('of strings accepts options by value or label, within its limits', async () => {
    const { ann, message } = await scene({ type: 3, options, min_values: 0, max_values: 2 });
    expect((await ann.chooses('pick', ['a', 'B'], message))?.text).toBe('chosen: a,b');
    expect((await ann.chooses('pick', [], message))?.text).toBe('chosen: ');
    await expect(ann.chooses('pick', ['a', 'b', 'c'], message)).rejects.toThrow('"pick" takes 0 to 2 choices, not 3.');
    await expect(ann.chooses('pick', ['D'], message)).rejects.toThrow(
      '"D" is not among the choices of "pick": A, B, C.',
    );
  });

  test('of people sends their users and members', async () => {
    const { playground, ann, message } = await scene({ type: 5, max_values: 2 });
    const bob = playground.addMember('bob');
    expect((await ann.chooses('pick', [bob, ann.user.id], message))?.text).toBe('chosen: bob,ann with 2 members');
    await expect(ann.chooses('pick', ['1'], message)).rejects.toThrow('There is no user with the id "1".');
  });

  test('of roles sends the roles', async () => {
    const { playground, ann, message } = await scene({ type: 6 });
    const role = playground.guild.addRole('Helpers');
    expect((await ann.chooses('pick', [role], message))?.text).toBe('chosen: Helpers');
    expect((await ann.chooses('pick', [role.id], message))?.text).toBe('chosen: Helpers');
    const other = playground.addGuild('Other').addRole('Foreign');
    await expect(ann.chooses('pick', [other], message)).rejects.toThrow(
      `There is no role "${other.id}" in "Playground".`,
    );
  });

  test('of channels offers those that the person can see, of the right types', async () => {
    const { playground, ann, message } = await scene({ type: 8, channel_types: [0] });
    const { guild } = playground;
    const [log, hidden] = [guild.addChannel('log'), guild.addChannel('hidden')];
    guild.overwrite(hidden, guild.everyone, { deny: Flag.ViewChannel });
    expect((await ann.chooses('pick', [log], message))?.text).toBe('chosen: log');
    const threads = await scene({ type: 8, channel_types: [11] });
    const thread = await threads.ann.startsThread('tea talk');
    expect((await threads.ann.chooses('pick', [thread], threads.message))?.text).toBe('chosen: tea talk');
    await expect(ann.chooses('pick', [hidden], message)).rejects.toThrow('ann cannot choose the channel "hidden".');
    const { ann: bob, playground: elsewhere, message: there } = await scene({ type: 8, channel_types: [2] });
    await expect(bob.chooses('pick', [elsewhere.guild.channel], there)).rejects.toThrow(
      'ann cannot choose the channel "general".',
    );
  });

  test('of people and roles accepts both', async () => {
    const { playground, ann, message } = await scene({ type: 7, max_values: 2 });
    const role = playground.guild.addRole('Helpers');
    expect((await ann.chooses('pick', [role, ann], message))?.text).toBe('chosen: 1 and 1');
    expect((await ann.chooses('pick', ['Helpers', 'ann'], message))?.text).toBe('chosen: 1 and 1');
  });

  test('shows its default values', async () => {
    const { message } = await scene(
      { type: 6, placeholder: 'Which role?' },
      {
        prepare: ({ guild }) => ({ default_values: [{ id: guild.addRole('Helpers').id, type: 'role' }] }),
      },
    );
    expect(message.selects).toMatchObject([
      { customId: 'pick', placeholder: 'Which role?', options: [], min: 1, max: 1, disabled: false },
    ]);
    expect(message.selects[0]!.values).toHaveLength(1);
    const { message: texts } = await scene({
      type: 3,
      options: options.map((option) => ({ ...option, default: option.label === 'B' })),
    });
    expect(texts.selects[0]).toMatchObject({
      values: ['b'],
      options: [{ label: 'A' }, { label: 'B' }, { label: 'C' }],
    });
  });

  test('that is disabled or missing cannot be used', async () => {
    const { ann, message } = await scene({ type: 3, options, placeholder: 'Choose', disabled: true });
    await expect(ann.chooses('Choose', ['a'], message)).rejects.toThrow('The select "Choose" is disabled.');
    await expect(ann.chooses('Other', ['a'], message)).rejects.toThrow(
      'The message has no select "Other". It has: Choose.',
    );
  });
});

describe('options of a command', () => {
  test('accept roles, channels and mentionables', async () => {
    const playground = await startPlayground();
    const client = await connect(playground);
    const kinds = { role: 8, channel: 7, who: 9 };
    const named = Object.entries(kinds).map(([name, type]) => ({ name, type, description: 'x' }));
    await client.application.commands.set([{ name: 'set', description: 'x', options: named }]);
    onInteraction(client, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options: given } = interaction;
      const channel = given.getChannel('channel');
      const who = given.getMentionable('who');
      await interaction.reply(`${given.getRole('role')?.name} ${channel?.name} ${who && 'id' in who ? who.id : ''}`);
    });
    const ann = playground.addMember('ann');
    const { guild } = playground;
    const [role, log] = [guild.addRole('Helpers'), guild.addChannel('log')];
    expect((await ann.runs('set', { role, channel: log, who: role })).text).toBe(`Helpers log ${role.id}`);
    expect((await ann.runs('set', { role: role.id, channel: log.id, who: ann })).text).toContain('Helpers log');
    expect((await ann.runs('set', { role: 'Helpers', channel: 'log', who: 'ann' })).text).toBe(
      `Helpers log ${ann.user.id}`,
    );
    expect((await ann.runs('set', { role: guild.everyone })).text).toContain('@everyone');
    await expect(ann.runs('set', { role: ann })).rejects.toThrow('The option "role" must be a role, not object.');
    await expect(ann.runs('set', { role: '5' })).rejects.toThrow('There is no role "5" in "Playground".');
    await expect(ann.dm.runs('set', { role })).rejects.toThrow(
      'There are no roles to choose from in a direct message.',
    );
    expect(playground.refusals).toEqual([]);
  });

  test('count characters as Discord does: an emoji is one', async () => {
    const playground = await startPlayground();
    const client = await connect(playground);
    const option = { name: 'text', type: 3, description: 'x', max_length: 2 };
    await client.application.commands.set([{ name: 'set', description: 'x', options: [option] }]);
    onInteraction(client, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(interaction.options.getString('text', true));
    });
    const ann = playground.addMember('ann');
    expect((await ann.runs('set', { text: '🦜🦜' })).text).toBe('🦜🦜');
    await expect(ann.runs('set', { text: '🦜🦜🦜' })).rejects.toThrow('"text" takes 0 to 2 characters, not 3.');
  });
});

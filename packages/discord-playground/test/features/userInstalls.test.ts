import {
  ApplicationIntegrationType as Installed,
  type ChatInputCommandInteraction,
  InteractionContextType as Context,
  MessageFlags,
  PermissionFlagsBits as Flag,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { openScene, refusalOf } from '../support/scene.ts';

async function openInstalled(handle: (interaction: ChatInputCommandInteraction) => Promise<unknown>) {
  const scene = await openScene();
  scene.client.on('interactionCreate', (interaction) => {
    if (interaction.isChatInputCommand()) void handle(interaction);
  });
  await scene.client.application.commands.set([
    {
      name: 'where',
      description: 'x',
      integrationTypes: [Installed.GuildInstall, Installed.UserInstall],
      contexts: [Context.Guild, Context.BotDM, Context.PrivateChannel],
    },
    { name: 'mine', description: 'x', integrationTypes: [Installed.UserInstall] },
    { name: 'servers', description: 'x', contexts: [Context.Guild] },
  ]);
  return scene;
}

const tell = (interaction: ChatInputCommandInteraction): Promise<unknown> => {
  const { context, authorizingIntegrationOwners: owners } = interaction;
  const isInstalled = owners.userId === interaction.user.id;
  return interaction.reply(
    JSON.stringify([context, interaction.inCachedGuild(), owners.guildId !== null, isInstalled]),
  );
};

describe('a command of an app that a person installed', () => {
  test('works in a server without the bot', async () => {
    const { ann, playground } = await openInstalled(tell);
    const away = playground.join(ann, playground.addForeignGuild('Elsewhere'));
    await expect(away.runs('where')).rejects.toThrow('"where" is not installed here, nor by ann.');
    ann.installs();
    expect((await away.runs('where')).text).toBe('[0,false,false,true]');
    expect((await ann.runs('where')).text).toBe('[0,true,true,true]');
    expect((await ann.dm.runs('where')).text).toBe('[1,false,true,true]');
    await expect(away.runs('servers')).rejects.toThrow('"servers" is not installed here, nor by ann.');
    expect(playground.refusals).toEqual([]);
  });

  test('works among people', async () => {
    const { ann, playground } = await openInstalled(tell);
    const bob = playground.addMember('bob');
    const talk = playground.world.dmBetween([ann.user, bob.user]);
    ann.installs();
    expect((await ann.in(talk).runs('where')).text).toBe('[2,false,false,true]');
    expect(
      bob
        .in(talk)
        .sees()
        .map(({ author }) => author.username),
    ).toEqual(['Bot']);
    await expect(bob.in(talk).runs('where')).rejects.toThrow('"where" is not installed here, nor by bob.');
    await expect(ann.in(talk).runs('servers')).rejects.toThrow('"servers" cannot be used among other people.');
  });

  test('is answered there in messages that the bot cannot reach otherwise', async () => {
    const { ann, playground, client } = await openInstalled(async (interaction) => {
      await interaction.deferReply();
      await interaction.editReply('done');
      for (let count = 1; count <= 5; count += 1) await interaction.followUp(`${count}`);
      const sixth = await refusalOf(interaction.followUp('6'));
      await interaction.editReply(JSON.stringify(sixth));
    });
    ann.installs();
    const away = playground.join(ann, playground.addForeignGuild('Elsewhere'));
    await away.runs('mine');
    await playground.settled();
    const seen = away.sees().map(({ text }) => text);
    expect(seen).toEqual([
      '[400,40094,"This interaction has hit the maximum number of follow up messages"]',
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    const send = client.rest.post(`/channels/${away.channel.id}/messages`, { body: { content: 'x' } });
    expect(await refusalOf(send)).toEqual([403, 50_001, 'Missing Access']);
  });

  test('is answered in private where external apps are not allowed', async () => {
    const { ann, playground } = await openInstalled(tell);
    ann.installs();
    const elsewhere = playground.addForeignGuild('Elsewhere');
    const away = playground.join(ann, elsewhere);
    elsewhere.overwrite(elsewhere.channel, elsewhere.everyone, { deny: Flag.UseExternalApps });
    expect((await away.runs('where')).flags & MessageFlags.Ephemeral).toBe(MessageFlags.Ephemeral);
  });
});

test('a command for installed people is not there for others, even where the bot is', async () => {
  const { ann } = await openInstalled(tell);
  await expect(ann.runs('mine')).rejects.toThrow('"mine" is not installed here, nor by ann.');
});

test('a user command is used on a person', async () => {
  const { client, ann, playground } = await openScene();
  const bob = playground.addMember('bob');
  client.on('interactionCreate', (interaction) => {
    if (interaction.isUserContextMenuCommand())
      void interaction.reply(`${interaction.targetUser.username} ${interaction.targetMember !== null}`);
  });
  await client.application.commands.set([{ name: 'Greet', type: 2 }]);
  expect((await ann.uses('Greet', bob)).text).toBe('bob true');
});

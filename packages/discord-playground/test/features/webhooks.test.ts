import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  MessageFlags,
  TextDisplayBuilder,
  WebhookClient,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

const PICTURE = 'https://example.com/ann.png';

const button = () =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('ok').setLabel('OK').setStyle(ButtonStyle.Primary),
  );

describe('a webhook of the bot', () => {
  test('speaks under other names, with files and buttons', async () => {
    const { client, channel, ann } = await openScene();
    const changed = nextEvent(client, 'webhooksUpdate');
    const webhook = await channel.createWebhook({ name: 'News' });
    expect((await changed)[0].id).toBe(channel.id);
    await webhook.send('as itself');
    await webhook.send({
      content: 'as Ann',
      username: 'Ann',
      avatarURL: PICTURE,
      components: [button()],
      files: [{ attachment: Buffer.from('x'), name: 'x.txt' }],
    });
    expect(ann.sees()).toMatchObject([
      { text: 'as itself', author: { id: webhook.id, username: 'News', bot: true } },
      {
        text: 'as Ann',
        author: { id: webhook.id, username: 'Ann', avatar: PICTURE },
        buttons: [{ label: 'OK' }],
        attachments: [{ name: 'x.txt' }],
      },
    ]);
  });

  test('has buttons that the bot answers', async () => {
    const { client, channel, ann } = await openScene();
    client.on('interactionCreate', (interaction) => {
      if (interaction.isButton()) void interaction.reply(`${interaction.customId} from ${interaction.user.username}`);
    });
    const webhook = await channel.createWebhook({ name: 'News' });
    await webhook.send({ content: 'Ready?', components: [button()] });
    expect((await ann.clicks('OK', ann.sees()[0]!))?.text).toBe('ok from ann');
  });

  test('edits and deletes its messages', async () => {
    const { channel, ann } = await openScene();
    const webhook = await channel.createWebhook({ name: 'News' });
    const message = await webhook.send('one');
    await webhook.editMessage(message, 'two');
    expect((await webhook.fetchMessage(message.id)).content).toBe('two');
    expect(ann.sees()).toMatchObject([{ text: 'two', edited: true }]);
    await webhook.deleteMessage(message);
    expect(ann.sees()).toEqual([]);
    const foreign = await channel.send('x');
    expect(await refusalOf(webhook.editMessage(foreign, 'y'))).toEqual([404, 10_008, 'Unknown Message']);
  });

  test('is found, renamed, moved and deleted', async () => {
    const { channel, server } = await openScene();
    const webhook = await channel.createWebhook({ name: 'News', reason: 'for the news' });
    const other = await server.channels.create({ name: 'other' });
    await webhook.edit({ name: 'Old news', channel: other });
    expect((await channel.fetchWebhooks()).size).toBe(0);
    expect((await server.fetchWebhooks()).map(({ name, channelId }) => [name, channelId])).toEqual([
      ['Old news', other.id],
    ]);
    const outside = new WebhookClient(
      { id: webhook.id, token: webhook.token },
      { rest: { api: channel.client.rest.options.api } },
    );
    await outside.send('from another program');
    expect((await other.messages.fetch()).map(({ content }) => content)).toEqual(['from another program']);
    await webhook.delete();
    expect(await refusalOf(outside.send('x'))).toEqual([404, 10_015, 'Unknown Webhook']);
  });

  test('writes into threads and starts posts', async () => {
    const { channel, server, ann, playground } = await openScene();
    const thread = await channel.threads.create({ name: 'Plans' });
    const webhook = await channel.createWebhook({ name: 'News' });
    const sent = await webhook.send({ content: 'hi', threadId: thread.id });
    await webhook.editMessage(sent.id, { content: 'hello', threadId: thread.id });
    expect(ann.in(playground.world.channel(thread.id)!).sees()).toMatchObject([{ text: 'hello' }]);

    const forum = await server.channels.create({ name: 'help', type: ChannelType.GuildForum });
    const poster = await forum.createWebhook({ name: 'Poster' });
    const post = await poster.send({ content: 'first', threadName: 'A question' });
    expect(playground.world.channel(post.channelId)).toMatchObject({ name: 'A question', id: post.id });
    expect((await refusalOf(poster.send('x'))).slice(0, 2)).toEqual([400, 220_001]);
    expect((await refusalOf(webhook.send({ content: 'x', threadName: 'y' }))).slice(0, 2)).toEqual([400, 220_003]);
  });

  test('sends Components V2', async () => {
    const { channel, ann } = await openScene();
    const webhook = await channel.createWebhook({ name: 'News' });
    await webhook.send({
      components: [new TextDisplayBuilder().setContent('# Hi')],
      flags: MessageFlags.IsComponentsV2,
    });
    expect(ann.sees()[0]?.text).toBe('# Hi');
  });
});

describe('refused are', () => {
  test('webhooks without permission, with reserved names, and more than 15 in a channel', async () => {
    const { channel } = await openScene();
    await expect(channel.createWebhook({ name: 'My Discord' })).rejects.toMatchObject({
      code: 50_035,
      rawError: { errors: { name: { _errors: [{ message: 'Name cannot contain "discord"' }] } } },
    });
    for (let count = 0; count < 15; count += 1) await channel.createWebhook({ name: `w${count}` });
    expect(await refusalOf(channel.createWebhook({ name: 'x' }))).toEqual([
      400,
      30_007,
      'Maximum number of webhooks reached (15)',
    ]);
    const { channel: another } = await openScene({ botPermissions: 0n });
    expect(await refusalOf(another.createWebhook({ name: 'x' }))).toEqual([403, 50_013, 'Missing Permissions']);
  });

  test('wrong tokens, and empty or too long messages', async () => {
    const { channel, client } = await openScene();
    const webhook = await channel.createWebhook({ name: 'News' });
    const wrong = client.rest.post(`/webhooks/${webhook.id}/wrong`, { body: { content: 'x' }, auth: false });
    expect(await refusalOf(wrong)).toEqual([401, 50_027, 'Invalid Webhook Token']);
    expect(await refusalOf(webhook.send({}))).toEqual([400, 50_006, 'Cannot send an empty message']);
    expect((await refusalOf(webhook.send('x'.repeat(2_001))))[1]).toBe(50_035);
  });

  test('buttons of webhooks that belong to no app', async () => {
    const { ann, playground, client } = await openScene();
    const { channel } = playground.guild;
    const webhook = playground.world.addWebhook({ channel, name: 'Ours', creator: ann.user });
    const { id, token } = webhook;
    const outside = new WebhookClient({ id, token }, { rest: { api: client.rest.options.api } });
    await outside.send({ content: 'x', components: [button()] });
    expect(ann.sees()[0]?.buttons).toEqual([]);
    expect((await refusalOf(outside.send({ content: 'x', components: [button()], withComponents: true })))[1]).toBe(
      50_035,
    );
  });
});

test('a member speaks through a proxy webhook, and the bot sees a webhook', async () => {
  const { ann, client, playground } = await openScene();
  const { channel } = playground.guild;
  const proxy = playground.world.addWebhook({ channel, name: 'Proxy', creator: ann.user });
  const heard = nextEvent(client, 'messageCreate');
  await ann.saysThrough(proxy, 'hello from the other side', 'Luna');
  const [message] = await heard;
  expect([message.webhookId, message.author.username, message.author.bot, message.member]).toEqual([
    proxy.id,
    'Luna',
    true,
    null,
  ]);
});

import {
  ButtonBuilder,
  ButtonStyle,
  MessageFlags,
  type MessageActionRowComponentBuilder,
  ActionRowBuilder,
} from 'discord.js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Member } from '../../src/actors/Member.ts';
import type { SeenMessage } from '../../src/actors/SeenMessage.ts';
import type { Interaction } from '../../src/world/Interaction.ts';
import type { Playground } from '../../src/Playground.ts';
import { connect, onInteraction, startPlayground } from '../support/connect.ts';
import { requestAsBot } from '../support/requestAsBot.ts';

afterEach(() => void vi.useRealTimers());

const row = (...buttons: object[]) => ({ type: 1, components: buttons });
const button = (label: string, more: object = {}) => ({
  type: 2,
  style: 1,
  label,
  custom_id: label.toLowerCase(),
  ...more,
});

interface Scene {
  readonly playground: Playground;
  readonly ann: Member;
  /** What the person will see once the bot answers. */
  readonly answer: Promise<SeenMessage | undefined>;
  readonly interaction: Interaction;
  readonly callback: (body: object, query?: string) => ReturnType<typeof requestAsBot>;
  readonly webhook: (method: string, path: string, body?: object) => ReturnType<typeof requestAsBot>;
}

function answering(playground: Playground, interaction: Interaction): Pick<Scene, 'callback' | 'webhook'> {
  const { id, token } = interaction;
  return {
    callback: (body, query = '') =>
      requestAsBot(playground, 'POST', `/interactions/${id}/${token}/callback${query}`, body),
    webhook: (method, path, body) =>
      requestAsBot(playground, method, `/webhooks/${playground.bot.id}/${token}${path}`, body),
  };
}

/** What ann does reaches the bot as an interaction, which the test answers by hand. */
async function act(playground: Playground, ann: Member, doing: () => Promise<SeenMessage | undefined>): Promise<Scene> {
  const { promise, resolve } = Promise.withResolvers<Interaction>();
  const stop = playground.watch((change) => change.kind === 'interaction' && resolve(change.interaction));
  const answer = doing();
  answer.catch(() => undefined);
  const interaction = await promise;
  stop();
  return { playground, ann, answer, interaction, ...answering(playground, interaction) };
}

async function command(): Promise<Scene> {
  const playground = await startPlayground();
  const path = `/applications/${playground.bot.id}/commands`;
  await requestAsBot(playground, 'PUT', path, [{ name: 'ask', description: 'x' }]);
  const ann = playground.addMember('ann');
  return act(playground, ann, () => ann.runs('ask'));
}

describe('the first response', () => {
  test('is answered without a body', async () => {
    const { callback, answer } = await command();
    const response = await callback({ type: 4, data: { content: 'hello' } });
    expect([response.status, response.body, response.headers.get('content-type')]).toEqual([204, undefined, null]);
    expect(await answer).toMatchObject({ text: 'hello', ephemeral: false });
  });

  test('returns the message when asked to', async () => {
    const { callback, interaction, playground, ann } = await command();
    const { status, body } = await callback({ type: 4, data: { content: 'hello', flags: 64 } }, '?with_response=true');
    const [{ id }] = ann.sees() as [SeenMessage];
    expect(status).toBe(200);
    expect(body).toMatchObject({
      interaction: {
        id: interaction.id,
        type: 2,
        response_message_id: id,
        response_message_ephemeral: true,
        response_message_loading: false,
      },
      resource: {
        type: 4,
        message: {
          id,
          content: 'hello',
          flags: 64,
          type: 20,
          webhook_id: playground.bot.id,
          interaction_metadata: { id: interaction.id, type: 2, user: { id: ann.user.id } },
        },
      },
    });
  });

  test('cannot be given twice', async () => {
    const { callback } = await command();
    await callback({ type: 4, data: { content: 'hello' } });
    expect(await callback({ type: 4, data: { content: 'again' } })).toMatchObject({
      status: 400,
      body: { code: 40_060, message: 'Interaction has already been acknowledged.' },
    });
  });

  test.each([
    [3_000, 204],
    [3_001, 404],
  ])('after %i ms: %i', async (ms, status) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { callback } = await command();
    vi.setSystemTime(Date.now() + ms);
    const response = await callback({ type: 4, data: { content: 'hello' } });
    expect([response.status, (response.body as { code: number } | undefined)?.code]).toEqual([
      status,
      status === 404 ? 10_062 : undefined,
    ]);
  });

  test('needs the right token', async () => {
    const { playground, interaction } = await command();
    const response = await requestAsBot(playground, 'POST', `/interactions/${interaction.id}/wrong/callback`, {
      type: 5,
    });
    expect(response).toMatchObject({ status: 404, body: { code: 10_062 } });
  });

  test('that never comes is an error for the person who waits', async () => {
    const { answer } = await command();
    await expect(answer).rejects.toThrow('The bot did not answer /ask within 3000 ms.');
  });

  test('cannot update a message that does not exist', async () => {
    const { callback } = await command();
    expect((await callback({ type: 7, data: { content: 'x' } })).body).toMatchObject({ code: 50_035 });
  });

  test('only pings users by default', async () => {
    const { callback, ann, answer } = await command();
    await callback({ type: 4, data: { content: `@everyone <@${ann.user.id}>` } });
    expect((await answer)?.pings).toEqual([ann.user.id]);
  });

  test('that is ephemeral is seen by one person, pings nobody else and is not an event', async () => {
    const { playground, callback, ann, answer } = await command();
    const bob = playground.addMember('bob');
    await callback({
      type: 4,
      data: { content: `<@${bob.user.id}> <@${ann.user.id}>`, flags: MessageFlags.Ephemeral },
    });
    const seen = await answer;
    expect(seen).toMatchObject({ ephemeral: true, pings: [ann.user.id] });
    expect(bob.sees()).toEqual([]);
    const path = `/channels/${seen!.channelId}/messages/${seen!.id}`;
    expect((await requestAsBot(playground, 'GET', path)).body).toMatchObject({ code: 10_008 });
  });
});

describe('a deferred response', () => {
  test('shows that the bot is thinking, and resolves once it is replaced', async () => {
    const { callback, webhook, ann, answer } = await command();
    await callback({ type: 5 });
    expect(ann.sees()).toMatchObject([{ content: '', flags: MessageFlags.Loading }]);
    await webhook('PATCH', '/messages/@original', { content: `done <@${ann.user.id}>` });
    expect(await answer).toMatchObject({ flags: 0, edited: false, pings: [ann.user.id] });
  });

  test('is replaced by the first follow-up, and stays ephemeral', async () => {
    const { callback, webhook, ann, answer } = await command();
    await callback({ type: 5, data: { flags: 64 } });
    await webhook('POST', '', { content: 'first' });
    await webhook('POST', '', { content: 'second' });
    expect(await answer).toMatchObject({ text: 'first', ephemeral: true });
    expect(ann.sees().map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
      ['first', true],
      ['second', false],
    ]);
  });

  test('can become Components V2', async () => {
    const { callback, webhook, answer } = await command();
    await callback({ type: 5 });
    const container = { type: 17, components: [{ type: 10, content: 'whole' }, row(button('Go'))] };
    await webhook('PATCH', '/messages/%40original', { flags: MessageFlags.IsComponentsV2, components: [container] });
    expect(await answer).toMatchObject({
      text: 'whole',
      flags: MessageFlags.IsComponentsV2,
      components: [{ id: 1, components: [{ id: 2 }, { id: 3, components: [{ id: 4 }] }] }],
      buttons: [{ label: 'Go', customId: 'go', disabled: false }],
    });
  });

  test('can be deleted and followed by an ephemeral message', async () => {
    const { callback, webhook, answer, ann } = await command();
    await callback({ type: 5 });
    expect((await webhook('DELETE', '/messages/@original')).status).toBe(204);
    await webhook('POST', '', { content: 'sorry', flags: 64 });
    expect(await answer).toMatchObject({ text: 'sorry', ephemeral: true });
    expect(ann.sees()).toHaveLength(1);
  });
});

describe('follow-ups', () => {
  test('are possible for fifteen minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { callback, webhook } = await command();
    await callback({ type: 4, data: { content: 'hello' } });
    vi.setSystemTime(Date.now() + 15 * 60_000);
    expect((await webhook('POST', '', { content: 'more' })).status).toBe(200);
    vi.setSystemTime(Date.now() + 1);
    expect((await webhook('POST', '', { content: 'more' })).body).toMatchObject({ code: 50_027 });
  });

  test('are not possible before the first response', async () => {
    const { webhook } = await command();
    expect((await webhook('POST', '', { content: 'more' })).body).toMatchObject({ code: 10_015 });
  });

  test('can be read, edited and deleted by id', async () => {
    const { callback, webhook, ann } = await command();
    await callback({ type: 4, data: { content: 'hello' } });
    const { id } = (await webhook('POST', '', { content: 'more' })).body as { id: string };
    await webhook('PATCH', `/messages/${id}`, { content: 'changed' });
    expect((await webhook('GET', `/messages/${id}`)).body).toMatchObject({ content: 'changed' });
    await webhook('DELETE', `/messages/${id}`);
    expect((await webhook('GET', `/messages/${id}`)).body).toMatchObject({ code: 10_008 });
    expect(ann.sees().map(({ text }) => text)).toEqual(['hello']);
  });

  test('cannot affect other messages', async () => {
    const { callback, webhook, ann } = await command();
    await callback({ type: 4, data: { content: 'hello' } });
    const { id } = await ann.says('mine');
    expect((await webhook('PATCH', `/messages/${id}`, { content: 'changed' })).body).toMatchObject({ code: 10_008 });
  });
});

/** Ann clicks the first button of the bot's message. */
async function click(more: object = {}): Promise<Scene> {
  const playground = await startPlayground();
  await requestAsBot(playground, 'POST', `/channels/${playground.guild.channel.id}/messages`, {
    content: 'choose',
    components: [row(button('Go', more), { type: 2, style: 5, label: 'Read', url: 'https://example.com' })],
  });
  const ann = playground.addMember('ann');
  return act(playground, ann, () => ann.clicks('Go', ann.sees()[0]!));
}

describe('a button', () => {
  test('answers with a new message that replies to its own', async () => {
    const { callback, answer, ann } = await click();
    await callback({ type: 4, data: { content: 'hello' } });
    expect(await answer).toMatchObject({ text: 'hello', replyTo: ann.sees()[0]!.id });
  });

  test('updates its message', async () => {
    const { callback, answer, ann } = await click();
    await callback({ type: 7, data: { content: 'chosen', components: [] } });
    expect(await answer).toMatchObject({ text: 'chosen', buttons: [], edited: true });
    expect(ann.sees()).toHaveLength(1);
  });

  test('can be acknowledged, and its message edited later', async () => {
    const { callback, webhook, answer } = await click();
    await callback({ type: 6 });
    await webhook('PATCH', '/messages/@original', { content: 'chosen' });
    expect(await answer).toMatchObject({ text: 'chosen' });
  });

  test('can be only acknowledged', async () => {
    const { callback, answer, ann } = await click();
    await callback({ type: 6 });
    expect(await answer).toBeUndefined();
    expect(ann.sees()).toMatchObject([{ text: 'choose', edited: false }]);
  });

  test('can delete its message', async () => {
    const { callback, webhook, answer, ann } = await click();
    await callback({ type: 6 });
    await webhook('DELETE', '/messages/@original');
    expect(await answer).toBeUndefined();
    expect(ann.sees()).toEqual([]);
  });

  test('that is missing, disabled or a link cannot be clicked', async () => {
    const playground = await startPlayground();
    await requestAsBot(playground, 'POST', `/channels/${playground.guild.channel.id}/messages`, {
      content: 'choose',
      components: [
        row(button('Off', { disabled: true }), { type: 2, style: 5, label: 'Read', url: 'https://example.com' }),
      ],
    });
    const ann = playground.addMember('ann');
    const [message] = ann.sees();
    await expect(ann.clicks('Go', message!)).rejects.toThrow('The message has no button "Go". It has: Off, Read.');
    await expect(ann.clicks('Off', message!)).rejects.toThrow('The button "Off" is disabled.');
    await expect(ann.clicks('Read', message!)).rejects.toThrow('The button "Read" is a link.');
  });

  test('on somebody else’s ephemeral message cannot be clicked', async () => {
    const { playground, callback, answer } = await command();
    await callback({ type: 4, data: { content: 'x', flags: 64, components: [row(button('Go'))] } });
    const seen = await answer;
    await expect(playground.addMember('bob').clicks('Go', seen!)).rejects.toThrow(
      `bob cannot see the message ${seen!.id}.`,
    );
  });
});

test('through discord.js, a button has its message, a select menu its values, and a modal its fields', async () => {
  const playground = await startPlayground();
  const client = await connect(playground);
  onInteraction(client, async (interaction) => {
    if (interaction.isButton() && interaction.customId === 'form') {
      await interaction.showModal({
        title: 'Form',
        custom_id: 'form',
        components: [
          { type: 18, label: 'Name', component: { type: 4, custom_id: 'name', style: 1, max_length: 5 } },
          { type: 18, label: 'About', component: { type: 4, custom_id: 'about', style: 2, required: false } },
        ],
      });
    } else if (interaction.isButton()) await interaction.update(`was: ${interaction.message.content}`);
    if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join());
    if (interaction.isModalSubmit()) await interaction.reply(interaction.fields.getTextInputValue('name'));
  });
  const channel = await client.channels.fetch(playground.guild.channel.id);
  const buttons = new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(
    new ButtonBuilder().setLabel('Form').setCustomId('form').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setLabel('Change').setCustomId('change').setStyle(ButtonStyle.Secondary),
  );
  const options = ['a', 'b'].map((value) => ({ label: value, value }));
  const select = { type: 1, components: [{ type: 3, custom_id: 'pick', options, max_values: 2 }] };
  if (channel?.isSendable()) await channel.send({ content: 'whole', components: [buttons, select] });

  const ann = playground.addMember('ann');
  const [message] = ann.sees();
  expect(await ann.chooses('pick', ['a', 'b'], message!)).toMatchObject({ text: 'a,b' });
  expect(await ann.clicks('Form', message!)).toBeUndefined();
  expect(ann.modal?.title).toBe('Form');
  await expect(ann.submits({ Nom: 'x' })).rejects.toThrow('The modal has no field "Nom".');
  await expect(ann.submits({ About: 'x' })).rejects.toThrow('The field "Name" is required.');
  await expect(ann.submits({ Name: 'too long' })).rejects.toThrow('The field "Name" takes 0 to 5 characters, not 8.');
  expect(await ann.submits({ Name: 'Ann' })).toMatchObject({ text: 'Ann' });
  await expect(ann.submits({ Name: 'Ann' })).rejects.toThrow('No modal is open for ann.');
  expect(await ann.clicks('change', message!)).toMatchObject({ id: message!.id, text: 'was: whole' });
  expect(playground.refusals).toEqual([]);
});

import { PermissionFlagsBits as Flag } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { connect, onMessage, startPlayground } from '../support/connect.ts';
import { requestAsBot } from '../support/requestAsBot.ts';

describe('a member', () => {
  test('asks, and gets the reply to their own message', async () => {
    const playground = await startPlayground();
    const client = await connect(playground);
    onMessage(client, async (message) => {
      await message.reply({ content: `you said ${message.content}`, allowedMentions: { parse: [] } });
    });
    const ann = playground.addMember('ann');
    const question = await ann.says('@Bot first');
    const reply = await ann.asks('@Bot second');
    expect(reply).toMatchObject({
      channelId: playground.guild.channel.id,
      author: { id: playground.bot.id, username: 'Bot', bot: true },
      content: `you said <@${playground.bot.id}> second`,
      text: `you said <@${playground.bot.id}> second`,
      ephemeral: false,
      edited: false,
      pings: [],
    });
    expect(question.pings).toEqual([playground.bot.id]);
    expect(ann.sees().filter(({ replyTo }) => replyTo === question.id)).toHaveLength(1);
    expect(playground.refusals).toEqual([]);
  });

  test('writes a direct message', async () => {
    const playground = await startPlayground();
    const client = await connect(playground);
    onMessage(client, async (message) => {
      await message.reply(`in private: ${message.content}`);
    });
    const ann = playground.addMember('ann');
    const reply = await ann.dm.asks('hello');
    expect(reply.text).toBe('in private: hello');
    expect(reply.pings).toEqual([ann.user.id]);
    expect(ann.sees()).toEqual([]);
    expect(ann.dm.sees()).toHaveLength(2);
  });

  test('is told which message got no reply, and what was refused in the meantime', async () => {
    const playground = await startPlayground();
    const client = await connect(playground);
    onMessage(client, async (message) => {
      await message.reply('').catch(() => undefined);
    });
    const asking = playground.addMember('ann').asks('@Bot hello', { timeoutMs: 200 });
    await expect(asking).rejects.toThrow(
      `The bot did not reply to "@Bot hello" within 200 ms. Refused in the meantime: POST /channels/${playground.guild.channel.id}/messages 400 50006 Cannot send an empty message`,
    );
  });

  test('can only write and read where their permissions allow it', async () => {
    const playground = await startPlayground();
    const { guild } = playground;
    const ann = playground.addMember('ann');
    const [quiet, hidden] = [guild.addChannel('quiet'), guild.addChannel('hidden')];
    guild.overwrite(quiet, guild.everyone, { deny: Flag.SendMessages });
    guild.overwrite(hidden, ann.user, { deny: Flag.ViewChannel });
    await playground.addMember('bob').in(hidden).says('secret');
    await expect(ann.in(quiet).says('hello')).rejects.toThrow('ann may not send messages in #quiet.');
    expect(ann.in(hidden).sees()).toEqual([]);
  });

  test('can be in several servers', async () => {
    const playground = await startPlayground();
    const ann = playground.addMember('ann');
    const there = playground.join(ann, playground.addGuild('Other'));
    await there.says('hello');
    expect([there.user, there.sees().length, ann.sees().length]).toEqual([ann.user, 1, 0]);
  });
});

describe('a message pings', () => {
  const all = ['everyone', 'ROLE', 'ANN'];

  test.each<[string, object, string[]]>([
    ['all that it names by default', {}, all],
    ['nobody when nothing is allowed', { allowed_mentions: { parse: [] } }, []],
    ['only users', { allowed_mentions: { parse: ['users'] } }, ['ANN']],
    ['only roles', { allowed_mentions: { parse: ['roles'] } }, ['ROLE']],
    ['only everyone', { allowed_mentions: { parse: ['everyone'] } }, ['everyone']],
    ['the users that are listed', { allowed_mentions: { users: ['ANN'] } }, ['ANN']],
    ['no user that is listed but not named', { allowed_mentions: { users: ['BOB'] } }, []],
    ['the roles that are listed', { allowed_mentions: { roles: ['ROLE'] } }, ['ROLE']],
    ['the author of what it replies to', { message_reference: { message_id: 'MESSAGE' } }, [...all, 'BOB']],
    [
      'not that author when nothing is allowed',
      { message_reference: { message_id: 'MESSAGE' }, allowed_mentions: { parse: [] } },
      [],
    ],
    [
      'only that author',
      { message_reference: { message_id: 'MESSAGE' }, allowed_mentions: { parse: [], replied_user: true } },
      ['BOB'],
    ],
  ])('%s', async (_what, more, expected) => {
    const playground = await startPlayground();
    const { guild } = playground;
    const [ann, bob] = [playground.addMember('ann'), playground.addMember('bob')];
    const role = guild.addRole('helpers');
    const question = await bob.says('hello');
    const ids: Record<string, string> = { ANN: ann.user.id, BOB: bob.user.id, ROLE: role.id, MESSAGE: question.id };
    const fill = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value).replaceAll(/"(ANN|BOB|ROLE|MESSAGE)"/g, (_, name: string) => `"${ids[name]}"`),
      ) as T;
    const content = `@everyone <@&${role.id}> <@${ann.user.id}> <@!${ann.user.id}> <@12345678901234567>`;
    const { body } = await requestAsBot(playground, 'POST', `/channels/${guild.channel.id}/messages`, {
      content,
      ...fill(more),
    });
    const pings = ann.sees().at(-1)!.pings;
    expect(pings).toEqual(fill(expected));
    expect(body).toMatchObject({
      mention_everyone: pings.includes('everyone'),
      mention_roles: pings.filter((id) => id === role.id),
      mentions: pings.filter((id) => id === ann.user.id || id === bob.user.id).map((id) => ({ id })),
    });
  });

  test('neither everyone nor a role without the permission to', async () => {
    const playground = await startPlayground();
    const { guild } = playground;
    guild.setPermissions(guild.everyone, guild.everyone.permissions & ~Flag.MentionEveryone);
    const [closed, open] = [guild.addRole('closed'), guild.addRole('open', { mentionable: true })];
    const seen = await playground.addMember('ann').says(`@everyone @here <@&${closed.id}> <@&${open.id}>`);
    expect(seen.pings).toEqual([open.id]);
  });

  test('nobody when it is edited', async () => {
    const playground = await startPlayground();
    const ann = playground.addMember('ann');
    const path = `/channels/${playground.guild.channel.id}/messages`;
    const { body } = await requestAsBot(playground, 'POST', path, { content: 'hello' });
    const edit = { content: `<@${ann.user.id}>` };
    const edited = await requestAsBot(playground, 'PATCH', `${path}/${(body as { id: string }).id}`, edit);
    expect(edited.body).toMatchObject({ mentions: [{ id: ann.user.id }] });
    expect(ann.sees()).toMatchObject([{ content: edit.content, pings: [], edited: true }]);
  });

  test('people who are mentioned in a text display', async () => {
    const playground = await startPlayground();
    const ann = playground.addMember('ann');
    const container = { type: 17, components: [{ type: 10, content: `hello <@${ann.user.id}>` }] };
    await requestAsBot(playground, 'POST', `/channels/${playground.guild.channel.id}/messages`, {
      flags: 1 << 15,
      components: [container],
    });
    expect(ann.sees()).toMatchObject([{ text: `hello <@${ann.user.id}>`, pings: [ann.user.id] }]);
  });
});

test('typing reaches the bot and watchers', async () => {
  const playground = await startPlayground();
  const client = await connect(playground);
  const watched: string[] = [];
  const stop = playground.watch(({ kind }) => watched.push(kind));
  const channel = await client.channels.fetch(playground.guild.channel.id);
  if (channel?.isSendable()) await channel.sendTyping();
  stop();
  await playground.addMember('ann').says('hello');
  expect(watched).toEqual(['typing']);
});

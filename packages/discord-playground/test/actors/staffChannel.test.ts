import { PermissionFlagsBits as Flag } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Playground } from '../../src/Playground.ts';
import type { Channel } from '../../src/world/guild/Guild.ts';
import { connect, startPlayground } from '../support/connect.ts';
import { requestAsBot } from '../support/requestAsBot.ts';

/** A channel that only managers see. */
async function scene(): Promise<{ playground: Playground; log: Channel }> {
  const playground = await startPlayground();
  const { guild, bot } = playground;
  const log = guild.addChannel('staff');
  guild.overwrite(log, guild.everyone, { deny: Flag.ViewChannel });
  guild.overwrite(log, bot, { allow: Flag.ViewChannel });
  return { playground, log };
}

describe('what the bot posts into a private channel', () => {
  test('is seen by those with access, and by nobody else', async () => {
    const { playground, log } = await scene();
    const { guild } = playground;
    const managers = guild.addRole('Managers', { permissions: Flag.ManageGuild });
    guild.overwrite(log, managers, { allow: Flag.ViewChannel });
    const client = await connect(playground);
    const channel = await client.channels.fetch(log.id);
    if (channel?.isSendable()) await channel.send('boss changed "tea".');
    const boss = playground.addMember('boss', { roles: [managers] });
    expect(boss.in(log).sees()).toMatchObject([{ text: 'boss changed "tea".', channelId: log.id }]);
    expect(playground.addMember('ann').in(log).sees()).toEqual([]);
    expect(playground.refusals).toEqual([]);
  });

  test.each([
    ['it may not write there', Flag.SendMessages, 50_013],
    ['it does not see it any more', Flag.ViewChannel, 50_001],
  ])('is refused when %s', async (_what, deny, code) => {
    const { playground, log } = await scene();
    playground.guild.overwrite(log, playground.bot, { deny, allow: Flag.ViewChannel & ~deny });
    const answer = await requestAsBot(playground, 'POST', `/channels/${log.id}/messages`, { content: 'x' });
    expect(answer).toMatchObject({ status: 403, body: { code } });
  });

  test('is no longer seen by a member who lost the role', async () => {
    const { playground, log } = await scene();
    const { guild } = playground;
    const managers = guild.addRole('Managers');
    guild.overwrite(log, managers, { allow: Flag.ViewChannel });
    const boss = playground.addMember('boss', { roles: [managers] });
    await requestAsBot(playground, 'POST', `/channels/${log.id}/messages`, { content: 'x' });
    expect(boss.in(log).sees()).toHaveLength(1);
    guild.takeRole(boss.user.id, managers);
    expect(boss.in(log).sees()).toEqual([]);
  });

  test('is refused when the channel is gone', async () => {
    const { playground, log } = await scene();
    playground.guild.removeChannel(log);
    const answer = await requestAsBot(playground, 'POST', `/channels/${log.id}/messages`, { content: 'x' });
    expect(answer).toMatchObject({ status: 404, body: { code: 10_003 } });
  });
});

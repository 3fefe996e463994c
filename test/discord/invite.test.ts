import { Playground } from 'discord-playground';
import { PermissionsBitField } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';
import { invite as command } from '../../src/cli/invite.ts';
import { inviteLink } from '../../src/discord/permissions.ts';
import { runHere } from '../support/run.ts';

test('the invite link asks for the permissions that the bot uses, and no others', () => {
  const { origin, pathname, searchParams } = new URL(inviteLink('123456789012345678'));
  expect(origin + pathname).toBe('https://discord.com/oauth2/authorize');
  expect(searchParams.get('client_id')).toBe('123456789012345678');
  expect(searchParams.get('scope')).toBe('bot applications.commands');
  expect(new PermissionsBitField(BigInt(searchParams.get('permissions')!)).toArray().toSorted()).toEqual([
    'AttachFiles',
    'ReadMessageHistory',
    'SendMessages',
    'SendMessagesInThreads',
    'ViewChannel',
  ]);
});

test('npm run invite prints the link of the bot that the token belongs to', async () => {
  const playground = await Playground.start();
  onTestFinished(() => playground.stop());
  const env = { DISCORD_TOKEN: playground.token, DISCORD_API_URL: playground.apiUrl };
  expect(await runHere(command, [], { env })).toEqual({
    code: 0,
    stdout: `${inviteLink(playground.bot.id)}\n`,
    stderr: '',
  });
});

test('npm run invite says in one sentence what is wrong', async () => {
  const playground = await Playground.start();
  onTestFinished(() => playground.stop());
  const env = { DISCORD_TOKEN: 'not.the.token', DISCORD_API_URL: playground.apiUrl };
  const wrong = await runHere(command, [], { env });
  expect(wrong).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('DISCORD_TOKEN') });
  expect(wrong.stderr).not.toContain('not.the.token');
});

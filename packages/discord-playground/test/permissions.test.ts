import { PermissionFlagsBits as Flag } from 'discord.js';
import { expect, test } from 'vitest';
import { permissionsIn } from '../src/world/guild/permissions.ts';
import { ALL_PERMISSIONS, USUAL_PERMISSIONS } from '../src/world/guild/accounts.ts';
import { World } from '../src/world/World.ts';

const NOTHING_BUT_VIEWING = Flag.ViewChannel;

function scene() {
  const world = new World('Bot');
  const guild = world.addGuild('Server');
  const ann = world.addUser('ann');
  const [first, second] = [guild.addRole('first'), guild.addRole('second')];
  guild.addMember(ann, [first, second]);
  guild.setPermissions(guild.everyone, NOTHING_BUT_VIEWING);
  return { world, guild, ann, first, second, channel: guild.channel };
}

test('roles add up', () => {
  const { guild, ann, first, second, channel } = scene();
  guild.setPermissions(first, Flag.SendMessages);
  guild.setPermissions(second, Flag.ManageMessages);
  expect(permissionsIn(channel, ann.id)).toBe(Flag.ViewChannel | Flag.SendMessages | Flag.ManageMessages);
});

test('an administrator has all permissions, whatever the channel denies', () => {
  const { guild, ann, first, channel } = scene();
  guild.setPermissions(first, Flag.Administrator);
  guild.overwrite(channel, ann, { deny: Flag.ViewChannel });
  expect(permissionsIn(channel, ann.id)).toBe(ALL_PERMISSIONS);
});

test('the owner has all permissions', () => {
  const { guild, channel } = scene();
  expect(permissionsIn(channel, guild.ownerId)).toBe(ALL_PERMISSIONS);
});

test('a role overrides everyone, and the member overrides its roles', () => {
  const { guild, ann, first, channel } = scene();
  guild.overwrite(channel, guild.everyone, { allow: Flag.SendMessages | Flag.AddReactions });
  guild.overwrite(channel, first, { deny: Flag.SendMessages | Flag.AddReactions });
  guild.overwrite(channel, ann, { allow: Flag.AddReactions });
  expect(permissionsIn(channel, ann.id)).toBe(Flag.ViewChannel | Flag.AddReactions);
});

test('among roles an allowance wins over a denial', () => {
  const { guild, ann, first, second, channel } = scene();
  guild.overwrite(channel, first, { deny: Flag.SendMessages });
  guild.overwrite(channel, second, { allow: Flag.SendMessages });
  expect(permissionsIn(channel, ann.id)).toBe(Flag.ViewChannel | Flag.SendMessages);
});

test('without seeing a channel there are no permissions in it', () => {
  const { guild, ann, first, channel } = scene();
  guild.setPermissions(first, Flag.SendMessages);
  guild.overwrite(channel, guild.everyone, { deny: Flag.ViewChannel });
  expect(permissionsIn(channel, ann.id)).toBe(0n);
});

test('without sending messages there is no embedding, attaching or mentioning everyone', () => {
  const { guild, ann, channel } = scene();
  guild.setPermissions(guild.everyone, USUAL_PERMISSIONS & ~Flag.SendMessages);
  const taken = Flag.SendMessages | Flag.EmbedLinks | Flag.AttachFiles | Flag.MentionEveryone;
  expect(permissionsIn(channel, ann.id)).toBe(USUAL_PERMISSIONS & ~taken);
});

test('a stranger has no permissions, and in direct messages everybody has the usual ones', () => {
  const { world, ann, channel } = scene();
  expect(permissionsIn(channel, world.addUser('stranger').id)).toBe(0n);
  expect(permissionsIn(world.dmWith(ann), ann.id)).toBe(USUAL_PERMISSIONS);
});

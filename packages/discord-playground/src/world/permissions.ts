import { OverwriteType, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Channel, Overwrite } from './Guild.ts';
import { ALL_PERMISSIONS, USUAL_PERMISSIONS } from './accounts.ts';

/** What nobody can do who may not write. Source: Discord's documentation, topics/permissions, "implicit permissions". */
const NEEDS_WRITING = Flag.MentionEveryone | Flag.SendTTSMessages | Flag.AttachFiles | Flag.EmbedLinks;

/**
 * What a user may do in a channel, from the guild's roles and the channel's overwrites, in Discord's order: @everyone,
 * then all roles together, then the member itself. Who may not see a channel may do nothing in it.
 */
export function permissionsIn(channel: Channel, userId: string): bigint {
  const { guild } = channel;
  if (!guild) return USUAL_PERMISSIONS;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return ALL_PERMISSIONS;

  const base = member.roles.reduce((all, role) => all | role.permissions, guild.everyone.permissions);
  if (base & Flag.Administrator) return ALL_PERMISSIONS;

  const roleIds = new Set(member.roles.map(({ id }) => id));
  const ofEveryone = channel.overwrites.filter(({ id }) => id === guild.id);
  const ofRoles = channel.overwrites.filter(({ id, type }) => type === OverwriteType.Role && roleIds.has(id));
  const ofMember = channel.overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === userId);
  const granted = [ofEveryone, ofRoles, ofMember].reduce(apply, base);

  if (!(granted & Flag.ViewChannel)) return 0n;
  return granted & Flag.SendMessages ? granted : granted & ~NEEDS_WRITING;
}

/** Denials first, so that within one step an allowance wins. */
function apply(permissions: bigint, overwrites: readonly Overwrite[]): bigint {
  const denied = overwrites.reduce((all, { deny }) => all | deny, 0n);
  const allowed = overwrites.reduce((all, { allow }) => all | allow, 0n);
  return (permissions & ~denied) | allowed;
}

/** Whether a user may do all of that in a channel. */
export function may(userId: string, permissions: bigint, channel: Channel): boolean {
  return (permissionsIn(channel, userId) & permissions) === permissions;
}

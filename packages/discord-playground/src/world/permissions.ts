import { OverwriteType, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Channel, Overwrite } from './Guild.ts';
import { ALL_PERMISSIONS, USUAL_PERMISSIONS } from './accounts.ts';

/** What nobody can do without the permission to send messages. Source: topics/permissions, "implicit permissions". */
const NEEDS_WRITING = Flag.MentionEveryone | Flag.SendTTSMessages | Flag.AttachFiles | Flag.EmbedLinks;

/**
 * A user's permissions in a channel, from the server's roles and the channel's overwrites. They apply in Discord's
 * order:
 * @everyone, then all roles together, then the member. Nobody can do anything in a channel that they cannot see.
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

/** Denials come first, so that within one step an allowance wins. */
function apply(permissions: bigint, overwrites: readonly Overwrite[]): bigint {
  const denied = overwrites.reduce((all, { deny }) => all | deny, 0n);
  const allowed = overwrites.reduce((all, { allow }) => all | allow, 0n);
  return (permissions & ~denied) | allowed;
}

/** Whether a user has all of these permissions in a channel. */
export function may(userId: string, permissions: bigint, channel: Channel): boolean {
  return (permissionsIn(channel, userId) & permissions) === permissions;
}

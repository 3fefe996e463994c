import { ChannelType, OverwriteType, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Channel, Guild, GuildMember, Overwrite } from './Guild.ts';
import { ALL_PERMISSIONS, type Role, USUAL_PERMISSIONS } from './accounts.ts';

/** What nobody can do without the permission to send messages. Source: topics/permissions, "implicit permissions". */
const NEEDS_WRITING = Flag.MentionEveryone | Flag.SendTTSMessages | Flag.AttachFiles | Flag.EmbedLinks;

/** What is left to somebody in time-out. Source: topics/permissions, "permissions for timed out members". */
const IN_TIME_OUT = Flag.ViewChannel | Flag.ReadMessageHistory;

/**
 * A user's permissions in a channel, from the server's roles and the channel's overwrites. They apply in Discord's
 * order:
 * @everyone, then all roles together, then the member. Nobody can do anything in a channel that they cannot see.
 * A thread has the permissions of its channel, and one of its own for writing.
 */
export function permissionsIn(channel: Channel, userId: string): bigint {
  const { guild, thread } = channel;
  if (!guild) return channel.user(userId) ? USUAL_PERMISSIONS : 0n;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  const base = permissionsOf(guild, member);
  if (base === ALL_PERMISSIONS) return base;

  const { overwrites } = thread?.parent ?? channel;
  let granted = base;
  if (overwrites.length > 0) {
    const roleIds = new Set(member.roles.map(({ id }) => id));
    const ofEveryone = overwrites.filter(({ id }) => id === guild.id);
    const ofRoles = overwrites.filter(({ id, type }) => type === OverwriteType.Role && roleIds.has(id));
    const ofMember = overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === userId);
    granted = [ofEveryone, ofRoles, ofMember].reduce(apply, base);
  }
  if (!(granted & Flag.ViewChannel)) return 0n;
  if (isMuted(member)) return granted & IN_TIME_OUT;
  if (!thread) return granted & Flag.SendMessages ? granted : granted & ~NEEDS_WRITING;

  const isHidden =
    channel.type === ChannelType.PrivateThread && !thread.members.has(userId) && !(granted & Flag.ManageThreads);
  if (isHidden) return 0n;
  return granted & Flag.SendMessagesInThreads
    ? granted | Flag.SendMessages
    : granted & ~NEEDS_WRITING & ~Flag.SendMessages;
}

/** What a member may do in the whole server. */
export function permissionsOf(guild: Guild, member: GuildMember): bigint {
  if (guild.ownerId === member.user.id) return ALL_PERMISSIONS;
  const all = member.roles.reduce((sum, role) => sum | role.permissions, guild.everyone.permissions);
  return all & Flag.Administrator ? ALL_PERMISSIONS : all;
}

/** Whether a member's highest role is above this one. The owner is above all. */
export function isAbove(guild: Guild, member: GuildMember, role: Role): boolean {
  return guild.ownerId === member.user.id || highestRole(guild, member).position > role.position;
}

/** Whether a member may act on another one: nobody may act on the owner or on somebody of the same rank. */
export function isSuperior(guild: Guild, member: GuildMember, other: GuildMember): boolean {
  return guild.ownerId !== other.user.id && isAbove(guild, member, highestRole(guild, other));
}

function highestRole(guild: Guild, { roles }: GuildMember): Role {
  return roles.reduce((highest, role) => (role.position > highest.position ? role : highest), guild.everyone);
}

const isMuted = ({ mutedUntil }: GuildMember): boolean => mutedUntil !== null && Date.parse(mutedUntil) > Date.now();

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

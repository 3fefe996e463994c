import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import type { GuildSettings } from '../store/GuildSettings.ts';

/** What not everybody may do. */
export type Right = 'edit-answers' | 'change-settings';

/** Somebody on a server, as Discord describes them with each thing they do. */
export interface Actor {
  readonly guildId: string;
  readonly permissions: Readonly<PermissionsBitField>;
  readonly roleIds: readonly string[];
}

/**
 * Whether somebody has a right. Asked at every step, of every step: whoever lost a role since the last one has lost it.
 *
 * | who                                  | edit-answers | change-settings |
 * | ------------------------------------ | ------------ | --------------- |
 * | administrators                       | yes          | yes             |
 * | members with Manage Server           | yes          | yes             |
 * | members with a role for editors      | yes          | no              |
 * | all others, whatever they can besides | no          | no              |
 */
export function may(right: Right, { guildId, permissions, roleIds }: Actor, settings: GuildSettings): boolean {
  // Administrators have every permission: https://discord.com/developers/docs/topics/permissions
  if (permissions.has(PermissionFlagsBits.ManageGuild)) return true;
  if (right === 'change-settings') return false;
  // Everybody has the role whose id is the server's: it makes nobody an editor.
  return settings.editorRoleIds.some((id) => id !== guildId && roleIds.includes(id));
}

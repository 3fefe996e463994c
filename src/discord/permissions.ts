import { type Interaction, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import { UserError } from '../shared/UserError.ts';
import type { GuildSettings } from '../store/Store.ts';
import type { BotContext } from './Responder.ts';

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

/** Where somebody does what they may. */
export interface Allowed {
  readonly guildId: string;
  readonly settings: GuildSettings;
}

const REFUSALS: Readonly<Record<Right, string>> = {
  'edit-answers':
    'Only members who may manage this server, and those with a role that they name with /settings, can edit its answers. Ask one of them.',
  'change-settings': 'Only members who may manage this server can change its settings. Ask one of them.',
};

/**
 * Lets through who has a right. Who and where is taken from what Discord says of this very interaction, never from what
 * is written into a button.
 *
 * @throws UserError `server-only` in direct messages; `not-allowed`
 */
export async function requireRight(right: Right, interaction: Interaction, { store }: BotContext): Promise<Allowed> {
  const actor = actorOf(interaction);
  if (!actor)
    throw new UserError('server-only', 'Answers are kept by servers. Do this in the server that it is about.');
  const settings = await store.settings(actor.guildId);
  if (!may(right, actor, settings)) throw new UserError('not-allowed', REFUSALS[right]);
  return { guildId: actor.guildId, settings };
}

/** Whether somebody has a right, for what is merely said differently to those who have. */
export async function hasRight(right: Right, interaction: Interaction, { store }: BotContext): Promise<boolean> {
  const actor = actorOf(interaction);
  return actor !== undefined && may(right, actor, await store.settings(actor.guildId));
}

function actorOf({ guildId, member, memberPermissions }: Interaction): Actor | undefined {
  if (guildId === null || !member || !memberPermissions) return undefined;
  const roleIds = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return { guildId, permissions: memberPermissions, roleIds };
}

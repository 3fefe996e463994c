import type { Interaction } from 'discord.js';
import type { GuildSettings } from '../store/GuildSettings.ts';
import { UserError } from '../UserError.ts';
import { type Actor, may, type Right } from './permissions.ts';
import type { Surroundings } from './Surroundings.ts';

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
export async function requireRight(right: Right, interaction: Interaction, { store }: Surroundings): Promise<Allowed> {
  const actor = actorOf(interaction);
  if (!actor)
    throw new UserError('server-only', 'Answers are kept by servers. Do this in the server that it is about.');
  const settings = await store.settings(actor.guildId);
  if (!may(right, actor, settings)) throw new UserError('not-allowed', REFUSALS[right]);
  return { guildId: actor.guildId, settings };
}

/** Whether somebody has a right, for what is merely said differently to those who have. */
export async function hasRight(right: Right, interaction: Interaction, { store }: Surroundings): Promise<boolean> {
  const actor = actorOf(interaction);
  return actor !== undefined && may(right, actor, await store.settings(actor.guildId));
}

function actorOf({ guildId, member, memberPermissions }: Interaction): Actor | undefined {
  if (guildId === null || !member || !memberPermissions) return undefined;
  const roleIds = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return { guildId, permissions: memberPermissions, roleIds };
}

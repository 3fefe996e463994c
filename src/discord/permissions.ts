import {
  ApplicationIntegrationType,
  type GuildBasedChannel,
  type GuildTextBasedChannel,
  type Interaction,
  InteractionContextType,
  OAuth2Scopes,
  PermissionFlagsBits,
  PermissionsBitField,
  type TextBasedChannel,
} from 'discord.js';
import { UserError } from '../shared/UserError.ts';
import type { GuildSettings } from '../store/Store.ts';
import type { BotContext } from './BotContext.ts';
import { SERVER_ONLY } from './strings.ts';

type Place = Pick<Interaction, 'guildId'> & Partial<Pick<Interaction, 'authorizingIntegrationOwners'>>;

/**
 * The server that has the bot. `null` in direct messages, and wherever a person uses the bot that they installed for
 * themselves: that server has nothing to do with it.
 */
export function serverOf({ guildId, authorizingIntegrationOwners: owners }: Place): string | null {
  return owners && owners[ApplicationIntegrationType.GuildInstall] === undefined ? null : guildId;
}

/** @throws UserError `server-only` */
export function requireServer(place: Place): string {
  const guildId = serverOf(place);
  if (guildId === null) throw new UserError('server-only', SERVER_ONLY);
  return guildId;
}

/** Whether a person uses the bot, installed for themselves, among others: in a server without it, or in private messages. */
export function isGuest({ context, authorizingIntegrationOwners: owners }: Interaction): boolean {
  return owners[ApplicationIntegrationType.GuildInstall] === undefined && context !== InteractionContextType.BotDM;
}

export type Right = 'edit-answers' | 'change-settings';

export interface Actor {
  readonly guildId: string;
  readonly permissions: Readonly<PermissionsBitField>;
  readonly roleIds: readonly string[];
}

/** Whether a member has a right. Checked at every step, because a role may have been lost since the last one. */
export function may(right: Right, { guildId, permissions, roleIds }: Actor, settings: GuildSettings): boolean {
  // Administrators have every permission: https://discord.com/developers/docs/topics/permissions
  if (permissions.has(PermissionFlagsBits.ManageGuild)) return true;
  if (right === 'change-settings') return false;
  // The role with the server's id belongs to everyone, so it makes nobody an editor.
  return settings.editorRoleIds.some((id) => id !== guildId && roleIds.includes(id));
}

export async function hasRight(right: Right, interaction: Interaction, { store }: BotContext): Promise<boolean> {
  const actor = actorOf(interaction);
  return actor !== undefined && may(right, actor, await store.settings(actor.guildId));
}

/**
 * What the bot needs in a channel, by the word that `/settings` has for it:
 * https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
 */
export const NEEDED = {
  view: PermissionFlagsBits.ViewChannel,
  send: PermissionFlagsBits.SendMessages,
  sendInThreads: PermissionFlagsBits.SendMessagesInThreads,
  attach: PermissionFlagsBits.AttachFiles,
  readHistory: PermissionFlagsBits.ReadMessageHistory,
} as const;

/** Asks for the permissions that the bot uses and no others. @param id - The application's, which is also the bot's. */
export function inviteLink(id: string): string {
  const query = new URLSearchParams({
    client_id: id,
    permissions: new PermissionsBitField(Object.values(NEEDED)).bitfield.toString(),
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

export function missingIn(channel: GuildBasedChannel): readonly (keyof typeof NEEDED)[] {
  const allowed = channel.permissionsFor(channel.client.user);
  // Unknown until Discord has sent the bot's own roles. Until then, Discord itself has to refuse.
  if (!allowed) return [];
  return (Object.keys(NEEDED) as (keyof typeof NEEDED)[]).filter((name) => !allowed.has(NEEDED[name]));
}

/** Whether the bot may do something in a channel. Checked first, because Discord bans bots that are refused often. */
export function botMay(channel: GuildTextBasedChannel | TextBasedChannel, ...needed: (keyof typeof NEEDED)[]): boolean {
  const allowed = channel.isDMBased() ? undefined : channel.permissionsFor(channel.client.user);
  return allowed?.has(needed.map((name) => NEEDED[name])) ?? true;
}

export const mayPost = (channel: GuildTextBasedChannel | TextBasedChannel): boolean =>
  botMay(channel, 'view', channel.isThread() ? 'sendInThreads' : 'send');

export function maySend({ memberPermissions, channel, guildId }: Interaction): boolean {
  if (guildId === null || !channel) return false;
  return Boolean(memberPermissions?.has(channel.isThread() ? NEEDED.sendInThreads : NEEDED.send));
}

/** The person and the server as Discord states them, never those in a button's id; `undefined` in direct messages. */
export function actorOf(interaction: Interaction): Actor | undefined {
  const { member, memberPermissions } = interaction;
  const guildId = serverOf(interaction);
  if (guildId === null || !member || !memberPermissions) return undefined;
  const roleIds = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return { guildId, permissions: memberPermissions, roleIds };
}

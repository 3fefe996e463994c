import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Member } from '../actors/Member.ts';
import type { User } from '../world/accounts.ts';
import type { Channel } from '../world/Guild.ts';
import { may, permissionsIn } from '../world/permissions.ts';
import type { World } from '../world/World.ts';

/** A channel as the page lists it. */
interface PageChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'text' | 'dm';
  /** Whether this person may delete messages of others. */
  readonly mayManage: boolean;
}

/** What a person sees of the server besides messages. */
export interface PageServer {
  readonly channels: readonly PageChannel[];
  /** Of people and roles, by id. */
  readonly names: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, string>>;
}

export function pageServer(world: World, member: Member): PageServer {
  return {
    channels: channelsOf(world, member).map((channel) => ({
      id: channel.id,
      name: channel.guild ? channel.name : world.bot.username,
      kind: channel.guild ? 'text' : 'dm',
      mayManage: channel.guild !== undefined && may(member.user.id, Flag.ManageMessages, channel),
    })),
    names: Object.fromEntries([...world.users.values()].map(({ id, username }) => [id, username])),
    roles: Object.fromEntries([...member.guild.roles.values()].map(({ id, name }) => [id, name])),
  };
}

/** The channels of the server that this person can see, and their direct messages with the bot. */
export function channelsOf(world: World, member: Member): readonly Channel[] {
  const all = [...member.guild.channels.values(), world.dmWith(member.user)];
  return all.filter((channel) => isSeen(channel, member));
}

export function isSeen(channel: Channel, { user, guild }: Member): boolean {
  if (!channel.guild) return channel.recipient === user;
  return channel.guild === guild && may(user.id, Flag.ViewChannel, channel);
}

type Permission = keyof typeof Flag;

/** The permissions that decide what people and bots can do with messages and commands, as Discord's settings name them. */
const PERMISSIONS = {
  ViewChannel: 'View channel',
  SendMessages: 'Send messages',
  SendMessagesInThreads: 'Send messages in threads',
  CreatePublicThreads: 'Create public threads',
  EmbedLinks: 'Embed links',
  AttachFiles: 'Attach files',
  AddReactions: 'Add reactions',
  UseExternalEmojis: 'Use external emoji',
  SendPolls: 'Create polls',
  ReadMessageHistory: 'Read message history',
  MentionEveryone: 'Mention @everyone and all roles',
  UseApplicationCommands: 'Use application commands',
  ManageMessages: 'Manage messages',
  ManageThreads: 'Manage threads',
  ManageGuild: 'Manage server',
} as const satisfies Partial<Record<Permission, string>>;

type ShownPermission = keyof typeof PERMISSIONS;

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as [ShownPermission, ...ShownPermission[]];

/** Who somebody is in a channel, beside the bot. */
export interface PagePermissions {
  readonly roles: readonly string[];
  readonly botRoles: readonly string[];
  readonly permissions: readonly {
    readonly name: ShownPermission;
    readonly label: string;
    readonly you: boolean;
    readonly bot: boolean;
  }[];
  /** Whether the bot's permissions can be changed: not in direct messages. */
  readonly canChange: boolean;
}

export function pagePermissions({ bot }: World, { user, guild, channel }: Member): PagePermissions {
  const rolesOf = ({ id }: User): string[] => (guild.members.get(id)?.roles ?? []).map(({ name }) => name);
  const [yours, its] = [permissionsIn(channel, user.id), permissionsIn(channel, bot.id)];
  return {
    roles: channel.guild ? rolesOf(user) : [],
    botRoles: channel.guild ? rolesOf(bot) : [],
    permissions: PERMISSION_NAMES.map((name) => ({
      name,
      label: PERMISSIONS[name],
      you: (yours & Flag[name]) !== 0n,
      bot: (its & Flag[name]) !== 0n,
    })),
    canChange: channel.guild !== undefined,
  };
}

/** Allows or denies the bot something in one channel, whatever its roles say. */
export function permitBot({ bot }: World, channel: Channel, name: ShownPermission, isAllowed: boolean): void {
  const { allow = 0n, deny = 0n } = channel.overwrites.find(({ id }) => id === bot.id) ?? {};
  const flag = Flag[name];
  channel.guild?.overwrite(channel, bot, {
    allow: isAllowed ? allow | flag : allow & ~flag,
    deny: isAllowed ? deny & ~flag : deny | flag,
  });
}

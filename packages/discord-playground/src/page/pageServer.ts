import { ChannelType, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Member } from '../actors/Member.ts';
import type { User } from '../world/guild/accounts.ts';
import { FORUM_TYPES } from '../world/guild/channels.ts';
import type { Channel } from '../world/guild/Guild.ts';
import { may, permissionsIn } from '../world/guild/permissions.ts';
import type { World } from '../world/World.ts';

/** A channel as the page lists it. */
interface PageChannel {
  readonly id: string;
  readonly name: string;
  /** As in Discord's API, for options that take some types only. */
  readonly type: number;
  readonly kind: 'text' | 'forum' | 'thread' | 'dm';
  /** The channel or forum of a thread. */
  readonly parentId?: string;
  /** Of a forum. */
  readonly tags?: readonly string[];
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
    channels: channelsOf(world, member).map((channel) => pageChannel(channel, world, member)),
    names: Object.fromEntries([...world.users.values()].map(({ id, username }) => [id, username])),
    roles: Object.fromEntries([...member.guild.roles.values()].map(({ id, name }) => [id, name])),
  };
}

function pageChannel(channel: Channel, { bot }: World, { user }: Member): PageChannel {
  const { id, name, guild, thread, type, settings } = channel;
  if (!guild) return { id, name: bot.username, type, kind: 'dm', mayManage: false };
  const seen = { id, name, type, mayManage: may(user.id, Flag.ManageMessages, channel) };
  if (thread) return { ...seen, kind: 'thread', parentId: thread.parent.id };
  if (!FORUM_TYPES.has(type)) return { ...seen, kind: 'text' };
  return { ...seen, kind: 'forum', tags: settings.available_tags.map((tag) => tag.name) };
}

/**
 * The channels of the server that this person can see, each with its threads below it, and their direct messages with
 * the bot. Archived threads and categories are left out.
 */
export function channelsOf(world: World, member: Member): readonly Channel[] {
  const { guild, user } = member;
  const threads = [...guild.threads.values()].filter(({ thread }) => !thread!.metadata.archived);
  const channels = [...guild.channels.values()].filter(({ type }) => type !== ChannelType.GuildCategory);
  const withThreads = (channel: Channel): Channel[] =>
    [channel].concat(threads.filter(({ parent }) => parent === channel));
  return [...channels.flatMap(withThreads), world.dmWith(user)].filter((channel) => isSeen(channel, member));
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
  // A thread has the overwrites of its channel.
  const place = channel.thread?.parent ?? channel;
  const { allow = 0n, deny = 0n } = place.overwrites.find(({ id }) => id === bot.id) ?? {};
  const flag = Flag[name];
  channel.guild?.overwrite(place, bot, {
    allow: isAllowed ? allow | flag : allow & ~flag,
    deny: isAllowed ? deny & ~flag : deny | flag,
  });
}

import { type APIChannel, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Hono } from 'hono';
import type { Faults } from '../../Faults.ts';
import type { Gateway } from '../../gateway/Gateway.ts';
import { memberOf } from '../../gateway/guildData.ts';
import type { Refusal } from '../../refusals.ts';
import { FORUM_TYPES } from '../../world/guild/channels.ts';
import type { Role } from '../../world/guild/accounts.ts';
import type { Channel, Guild, GuildMember, Message } from '../../world/guild/Guild.ts';
import { may, permissionsOf } from '../../world/guild/permissions.ts';
import type { World } from '../../world/World.ts';
import { DiscordError, refuseInvalid } from './DiscordError.ts';
import type { RateLimiter } from './RateLimiter.ts';

/** Everything that routes use. */
export interface Api {
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly limiter: RateLimiter;
  readonly refusals: Refusal[];
  /** The app's, in hexadecimal digits. */
  readonly publicKey: string;
  /** For example `http://127.0.0.1:3210`. */
  readonly url: string;
}

/** A file that was sent with a request. */
export interface UploadedFile {
  /** The n in `files[n]`. The body's `attachments` refer to it. */
  readonly index: number;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What is read before a route runs. */
export interface ApiEnv {
  Variables: {
    /** The parsed JSON. Undefined without a body. */
    body: unknown;
    files: readonly UploadedFile[];
    /** Why the bot does it, for the audit log. */
    reason: string | null;
  };
}

export type ApiRoutes = Hono<ApiEnv>;

/** @throws DiscordError 10003 when there is no such channel, 50001 when the bot cannot see it. */
export function findChannel(world: World, id: string): Channel {
  const channel = world.channel(id);
  if (!channel) throw new DiscordError('unknownChannel');
  if (!may(world.bot.id, Flag.ViewChannel, channel)) throw new DiscordError('missingAccess');
  return channel;
}

/** @throws DiscordError as above, and 50003 when it is not a channel or thread of a server. */
export function findGuildChannel(world: World, id: string): Channel & { readonly guild: Guild } {
  const channel = findChannel(world, id);
  if (!channel.guild) throw new DiscordError('notInDm');
  return channel as Channel & { readonly guild: Guild };
}

/** @throws DiscordError 10008 when there is no such message, or when it is ephemeral. */
export function findMessage(channel: Channel, id: string): Message {
  const message = channel.messages.get(id);
  if (!message || message.visibleTo !== undefined) throw new DiscordError('unknownMessage');
  return message;
}

/** @throws DiscordError 10004 when the bot is not in such a server. */
export function findGuild(world: World, id: string): Guild {
  const guild = world.guilds.get(id);
  if (!guild) throw new DiscordError('unknownGuild');
  return guild;
}

/** @throws DiscordError 10011. */
export function findRole(guild: Guild, id: string): Role {
  const role = guild.roles.get(id);
  if (!role) throw new DiscordError('unknownRole');
  return role;
}

/** @throws DiscordError 10007, or 10013 when nobody has that id. */
export function findMember(world: World, guild: Guild, id: string): GuildMember {
  const member = guild.members.get(id);
  if (!member) throw new DiscordError(world.users.has(id) ? 'unknownMember' : 'unknownUser');
  return member;
}

/** @throws DiscordError 50013 when the bot lacks this permission in the channel. */
export function requirePermission(world: World, channel: Channel, permission: bigint): void {
  if (!may(world.bot.id, permission, channel)) throw new DiscordError('missingPermissions');
}

/**
 * The bot as a member of a server.
 *
 * @throws DiscordError 50013 when it lacks this permission there.
 */
export function requireInGuild(world: World, guild: Guild, permission: bigint): GuildMember {
  const self = guild.members.get(world.bot.id)!;
  if ((permissionsOf(guild, self) & permission) !== permission) throw new DiscordError('missingPermissions');
  return self;
}

/**
 * Nothing can be changed in an archived thread, apart from sending a message, which opens it again.
 *
 * @throws DiscordError 50083.
 */
export function refuseArchived({ thread }: Channel): void {
  if (thread?.metadata.archived) throw new DiscordError('threadArchived');
}

/** @throws DiscordError when the bot cannot write here, or when a fault says so. */
export function refuseWriting(api: Api, channel: Channel, body: unknown): void {
  const { world } = api;
  const { guild, thread, type, recipient } = channel;
  if (FORUM_TYPES.has(type)) throw new DiscordError('notInForum');
  if (!channel.isTextual) throw new DiscordError('notTextual');
  if (!guild && recipient) {
    if (world.closedDms.has(recipient)) throw new DiscordError('cannotSendToUser');
    if (!world.isReachable(recipient)) throw new DiscordError('noMutualGuild');
  }
  requirePermission(world, channel, Flag.SendMessages);
  if (thread?.metadata.locked && !may(world.bot.id, Flag.ManageThreads, channel))
    throw new DiscordError('threadLocked');
  refuseBlocked(api, channel, body);
}

/** @throws DiscordError when a fault says that messages in this channel are refused. */
export function refuseBlocked({ faults }: Pick<Api, 'faults'>, channel: Channel, body: unknown): void {
  const fault = faults.takeBlock(channel, body);
  if (fault) throw new DiscordError(fault);
}

/** A channel or thread as the bot sees it. */
export function channelJson(channel: Channel, world: World): APIChannel {
  return { ...channel.toApi(), ...memberOf(channel, world.bot) };
}

type Query = Readonly<Record<string, string | undefined>>;

/** How long the lists of a route are. */
interface PageSize {
  readonly usual: number;
  readonly most: number;
  readonly least?: number;
}

/**
 * How many entries a query asks for.
 *
 * @throws DiscordError 50035 when that is no whole number, too few or too many.
 */
export function limitIn({ limit }: Query, { usual, most, least = 1 }: PageSize): number {
  const given = Number(limit ?? usual);
  const fault =
    given > most
      ? { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${most}.` }
      : { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${least}.` };
  if (!Number.isInteger(given)) refuseNoNumber('limit', limit, 'int');
  if (given < least || given > most) refuseInvalid([{ path: 'limit', ...fault }]);
  return given;
}

/**
 * The id that a query names, such as `before`.
 *
 * @throws DiscordError 50035 when it is no id.
 */
export function idIn(query: Query, name: string): bigint | undefined {
  const given = query[name];
  if (given !== undefined && !/^\d{1,20}$/.test(given)) refuseNoNumber(name, given, 'snowflake');
  return given === undefined ? undefined : BigInt(given);
}

function refuseNoNumber(path: string, value: unknown, kind: string): void {
  refuseInvalid([{ path, code: 'NUMBER_TYPE_COERCE', message: `Value "${String(value)}" is not ${kind}.` }]);
}

/** The part of a list that a query with `limit`, `after` and `before` asks for, in the order of the ids. */
export function pageAfter<T>(list: readonly T[], idOf: (one: T) => string, query: Query, size: PageSize): T[] {
  const [after, before, limit] = [idIn(query, 'after') ?? 0n, idIn(query, 'before'), limitIn(query, size)];
  const within = list
    .map((one) => ({ one, id: BigInt(idOf(one)) }))
    .filter(({ id }) => id > after && (before === undefined || id < before))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ one }) => one);
  return before === undefined ? within.slice(0, limit) : within.slice(-limit);
}

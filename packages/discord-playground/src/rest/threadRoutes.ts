import {
  type APIThreadMember,
  ChannelFlags,
  ChannelType,
  PermissionFlagsBits as Flag,
  type ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { checkBody } from '../checks/checkBody.ts';
import { checkMessage, isEmptyMessage } from '../checks/checkMessage.ts';
import { threadMember } from '../gateway/guildData.ts';
import { FORUM_TYPES } from '../world/guild/channels.ts';
import type { Channel, Guild } from '../world/guild/Guild.ts';
import { may } from '../world/guild/permissions.ts';
import type { World } from '../world/World.ts';
import {
  type Api,
  type ApiEnv,
  type ApiRoutes,
  channelJson,
  findGuild,
  findGuildChannel,
  findMessage,
  idIn,
  limitIn,
  pageAfter,
  refuseArchived,
  refuseBlocked,
  requirePermission,
} from './base/Api.ts';
import { DiscordError, refuseInvalid } from './base/DiscordError.ts';
import { type MessageBody, messageParts, prefixed } from './messageBody.ts';

type Thread = Channel & { readonly guild: Guild; readonly thread: NonNullable<Channel['thread']> };

interface ThreadBody {
  readonly name: string;
  readonly type?: ChannelType | null;
  readonly auto_archive_duration?: ThreadAutoArchiveDuration | null;
  readonly rate_limit_per_user?: number | null;
  readonly invitable?: boolean | null;
  readonly applied_tags?: readonly string[] | null;
  readonly message?: MessageBody;
}

/** The channels that threads can be started in, and the type of public threads there. */
const PUBLIC_TYPE: Partial<Record<ChannelType, ChannelType>> = {
  [ChannelType.GuildText]: ChannelType.PublicThread,
  [ChannelType.GuildAnnouncement]: ChannelType.AnnouncementThread,
};

const archivedAt = ({ thread }: Thread): string => thread.metadata.archive_timestamp;

/** Starts threads and posts, lists them, and adds and removes their members. */
export function threadRoutes(api: Api): ApiRoutes {
  const { world } = api;
  const withThreads = (guild: Guild, isWanted: (thread: Thread) => boolean): Thread[] =>
    ([...guild.threads.values()] as Thread[])
      .filter((thread) => isWanted(thread) && may(world.bot.id, Flag.ViewChannel, thread))
      .toReversed();
  const listOf = (threads: readonly Thread[]): object => ({
    threads: threads.map((thread) => channelJson(thread, world)),
    members: threads.flatMap((thread) => membersOf(thread).filter(({ user_id: id }) => id === world.bot.id)),
  });
  const archivedIn = (channel: Channel & { readonly guild: Guild }, isPrivate: boolean): Thread[] =>
    withThreads(
      channel.guild,
      ({ thread, type }) =>
        thread.parent === channel && thread.metadata.archived && (type === ChannelType.PrivateThread) === isPrivate,
    );
  const archivePage = (found: readonly Thread[], query: Record<string, string>): object => {
    const limit = limitIn(query, ARCHIVE_PAGE);
    return { ...listOf(found.slice(0, limit)), has_more: found.length > limit };
  };

  return new Hono<ApiEnv>()
    .post('/channels/:channel/messages/:message/threads', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      const type = PUBLIC_TYPE[channel.type];
      if (type === undefined) throw new DiscordError('wrongChannelType');
      requirePermission(world, channel, Flag.CreatePublicThreads | Flag.ReadMessageHistory);
      const starter = findMessage(channel, c.req.param('message'));
      if (channel.guild.threads.has(starter.id)) throw new DiscordError('threadExists');
      refuseInvalid(checkBody(c.get('body'), 'threadFromMessage'));
      const { name, ...body } = c.get('body') as ThreadBody;
      const thread = world.startThread(channel, { name, type, owner: world.bot, ...timing(body) }, { starter });
      return c.json(channelJson(thread, world), 201);
    })
    .post('/channels/:channel/threads', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      if (FORUM_TYPES.has(channel.type)) return startPost(api, channel, c);
      const publicType = PUBLIC_TYPE[channel.type];
      if (publicType === undefined) throw new DiscordError('wrongChannelType');
      refuseInvalid(checkBody(c.get('body'), 'threadAlone'));
      const { name, type: wanted, invitable, ...body } = c.get('body') as ThreadBody;
      // Source: resources/channel#start-thread-without-message: "defaults to PRIVATE_THREAD".
      const type = wanted ?? ChannelType.PrivateThread;
      const isPrivate = type === ChannelType.PrivateThread && channel.type === ChannelType.GuildText;
      if (!isPrivate && type !== publicType) throw new DiscordError('wrongChannelType');
      requirePermission(world, channel, isPrivate ? Flag.CreatePrivateThreads : Flag.CreatePublicThreads);
      const options = { name, type, owner: world.bot, invitable: invitable ?? undefined, ...timing(body) };
      return c.json(channelJson(world.startThread(channel, options), world), 201);
    })
    .get('/guilds/:guild/threads/active', (c) =>
      c.json({
        ...listOf(withThreads(findGuild(world, c.req.param('guild')), ({ thread }) => !thread.metadata.archived)),
        has_more: false,
      }),
    )
    .get('/channels/:channel/threads/archived/:kind{public|private}', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.ReadMessageHistory);
      const wantsPrivate = c.req.param('kind') === 'private';
      if (wantsPrivate) requirePermission(world, channel, Flag.ManageThreads);
      const { before } = c.req.query();
      const found = archivedIn(channel, wantsPrivate)
        .filter((thread) => before === undefined || Date.parse(archivedAt(thread)) < Date.parse(before))
        .toSorted((a, b) => (archivedAt(a) < archivedAt(b) ? 1 : -1));
      return c.json(archivePage(found, c.req.query()));
    })
    .get('/channels/:channel/users/@me/threads/archived/private', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      const before = idIn(c.req.query(), 'before');
      const found = archivedIn(channel, true)
        .filter(({ id, thread }) => thread.members.has(world.bot.id) && (before === undefined || BigInt(id) < before))
        .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
      return c.json(archivePage(found, c.req.query()));
    })
    .get('/channels/:channel/thread-members', (c) => {
      const thread = findThread(world, c.req.param('channel'));
      return c.json(pageAfter(membersOf(thread), ({ user_id: id }) => id!, c.req.query(), MEMBERS_PAGE));
    })
    .get('/channels/:channel/thread-members/:user', (c) => {
      const thread = findThread(world, c.req.param('channel'));
      const id = idFor(world, c.req.param('user'));
      const joined = thread.thread.members.get(id);
      if (joined === undefined) throw new DiscordError('unknownMember');
      const withMember = c.req.query('with_member') === 'true';
      const member = withMember ? { member: thread.guild.members.get(id)?.toApi() } : {};
      return c.json({ ...threadMember(thread.id, id, joined), ...member });
    })
    .put('/channels/:channel/thread-members/:user', (c) => {
      const thread = findThread(world, c.req.param('channel'));
      const id = idFor(world, c.req.param('user'));
      refuseArchived(thread);
      if (id !== world.bot.id) requirePermission(world, thread, Flag.SendMessages);
      if (!thread.guild.members.has(id)) throw new DiscordError('unknownMember');
      thread.guild.joinThread(thread, id);
      return c.body(null, 204);
    })
    .delete('/channels/:channel/thread-members/:user', (c) => {
      const thread = findThread(world, c.req.param('channel'));
      const id = idFor(world, c.req.param('user'));
      refuseArchived(thread);
      const isOwn = thread.type === ChannelType.PrivateThread && thread.thread.ownerId === world.bot.id;
      if (id !== world.bot.id && !isOwn) requirePermission(world, thread, Flag.ManageThreads);
      thread.guild.leaveThread(thread, id);
      return c.body(null, 204);
    });
}

/** Source: resources/channel#list-thread-members. */
const MEMBERS_PAGE = { usual: 100, most: 100 };

/** Source: resources/channel#list-public-archived-threads. */
const ARCHIVE_PAGE = { usual: 50, most: 100, least: 2 };

/** A post is a thread with a first message. The answer holds both. */
function startPost(api: Api, forum: Channel & { readonly guild: Guild }, c: Context<ApiEnv>): Response {
  const { world, url } = api;
  const files = c.get('files');
  requirePermission(world, forum, Flag.SendMessages);
  const { message = {}, name, applied_tags: tags, ...body } = (c.get('body') ?? {}) as ThreadBody;
  const places = { files: files.map(({ name: file }) => file) };
  refuseInvalid([
    ...checkBody({ ...(c.get('body') as object), message: {} }, 'forumPost'),
    ...prefixed(checkMessage(message, 'post', places), 'message'),
  ]);
  if (isEmptyMessage(message, files.length)) throw new DiscordError('emptyMessage');
  refuseUnknownTags(forum, tags);
  if (needsTag(forum) && !tags?.length) throw new DiscordError('tagRequired');
  refuseBlocked(api, forum, { name, message });
  const parts = messageParts(message, files, { channel: forum, url });
  const options = { name, type: ChannelType.PublicThread, owner: world.bot, appliedTags: tags ?? [], ...timing(body) };
  const thread = world.startThread(forum, options, { draft: { author: world.bot, parts } });
  return c.json({ ...channelJson(thread, world), message: thread.messages.get(thread.id)?.api }, 201);
}

function timing(body: Omit<ThreadBody, 'name'>) {
  return {
    autoArchiveDuration: body.auto_archive_duration ?? undefined,
    rateLimitPerUser: body.rate_limit_per_user ?? undefined,
  };
}

/**
 * Changes a thread. Its owner may rename, archive and tag it; everything else needs Manage Threads.
 *
 * @throws DiscordError 50083 when it is archived and the change does not open it. Source: resources/channel#modify-channel.
 */
export function changeThread(world: World, channel: Channel, body: unknown): void {
  const { guild, thread } = channel as Thread;
  refuseInvalid(checkBody(body, 'threadEdit'));
  const { name, archived, locked, invitable, auto_archive_duration, rate_limit_per_user, applied_tags, flags } =
    body as Record<string, never>;
  const isManager = may(world.bot.id, Flag.ManageThreads, channel);
  const isOwner = thread.ownerId === world.bot.id;
  const onlyOpens = archived === false && Object.keys(body as object).length === 1 && !thread.metadata.locked;
  const isForOwners = locked === undefined && rate_limit_per_user === undefined && flags === undefined;
  if (!isManager && !(isOwner && isForOwners && !thread.metadata.locked)) {
    if (!onlyOpens) throw new DiscordError('missingPermissions');
    requirePermission(world, channel, Flag.SendMessages);
  }
  if (archived !== false) refuseArchived(channel);
  if (applied_tags) {
    refuseUnknownTags(thread.parent, applied_tags);
    thread.appliedTags = applied_tags;
  }
  guild.changeThread(
    channel,
    present({ archived, locked, invitable, auto_archive_duration }),
    present({ name, rate_limit_per_user, flags }),
  );
}

/** The fields that have a value. */
const present = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));

function findThread(world: World, id: string): Thread {
  const channel = findGuildChannel(world, id);
  if (!channel.thread) throw new DiscordError('wrongChannelType');
  return channel as Thread;
}

const idFor = (world: World, user: string): string => (user === '@me' ? world.bot.id : user);

function membersOf({ id, thread }: Thread): APIThreadMember[] {
  return [...thread.members].map(([userId, joined]) => threadMember(id, userId, joined));
}

/** Whether posts in this forum need a tag. */
const needsTag = ({ settings }: Channel): boolean => (settings.flags & ChannelFlags.RequireTag) !== 0;

/** @throws DiscordError 50035 when the forum has no such tag. */
export function refuseUnknownTags(forum: Channel, tags: unknown): void {
  const known = new Set(forum.settings.available_tags.map(({ id }) => id));
  const unknown = (Array.isArray(tags) ? tags : []).findIndex((id) => !known.has(String(id)));
  if (unknown === -1) return;
  refuseInvalid([{ path: `applied_tags.${unknown}`, code: 'CHANNEL_TAG_INVALID', message: 'Unknown tag' }]);
}

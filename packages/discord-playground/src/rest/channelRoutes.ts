import { ChannelType, OverwriteType, PermissionFlagsBits as Flag, WebhookType } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkBody } from '../checks/checkBody.ts';
import { asRecord, lengthOf } from '../checks/unchecked.ts';
import { tooLong } from '../checks/violations.ts';
import { ALL_PERMISSIONS } from '../world/guild/accounts.ts';
import {
  channelName,
  type ChannelSettings,
  FORUM_TYPES,
  GUILD_TYPES,
  NEW_CHANNEL,
  withTagIds,
} from '../world/guild/channels.ts';
import type { Channel, ChannelOptions, Guild, Overwrite } from '../world/guild/Guild.ts';
import { permissionsIn, permissionsOf } from '../world/guild/permissions.ts';
import type { World } from '../world/World.ts';
import {
  type Api,
  type ApiEnv,
  type ApiRoutes,
  channelJson,
  findChannel,
  findGuild,
  findGuildChannel,
  requireInGuild,
  requirePermission,
} from './base/Api.ts';
import { DiscordError, refuseInvalid } from './base/DiscordError.ts';
import { changeThread } from './threadRoutes.ts';

/** A body that creates or changes a channel, after it was checked. */
interface ChannelBody extends Partial<Omit<ChannelSettings, 'parent_id'>> {
  readonly type?: ChannelType | null;
  readonly parent_id?: string | null;
  readonly permission_overwrites?: readonly OverwriteBody[] | null;
}

interface OverwriteBody {
  readonly id: string;
  readonly type?: OverwriteType | null;
  readonly allow?: string | number | null;
  readonly deny?: string | number | null;
}

/** Creates, changes and deletes channels and their permission overwrites. Threads are changed here, too. */
export function channelRoutes({ world }: Api): ApiRoutes {
  return new Hono<ApiEnv>()
    .get('/channels/:channel', (c) => c.json(channelJson(findChannel(world, c.req.param('channel')), world)))
    .patch('/channels/:channel', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      if (channel.thread) changeThread(world, channel, c.get('body'));
      else changeChannel(world, channel, c.get('body'));
      return c.json(channelJson(channel, world));
    })
    .delete('/channels/:channel', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      if (channel.guild) {
        requirePermission(world, channel, channel.thread ? Flag.ManageThreads : Flag.ManageChannels);
        channel.guild.removeChannel(channel);
      }
      return c.json(channelJson(channel, world));
    })
    .post('/guilds/:guild/channels', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.ManageChannels);
      refuseInvalid(checkBody(c.get('body'), 'channelCreate'));
      const { type, name, parent_id, permission_overwrites, ...settings } = c.get('body') as ChannelBody;
      refuseType(type);
      refuseSettings(type ?? ChannelType.GuildText, settings);
      const overwrites = permission_overwrites?.map(toOverwrite);
      const self = guild.members.get(world.bot.id)!;
      refuseUnownedBits(permissionsOf(guild, self), overwrites ?? [], []);
      const options: ChannelOptions = {
        ...given(settings),
        type: type ?? ChannelType.GuildText,
        parent: categoryOf(guild, parent_id),
        overwrites,
      };
      return c.json(channelJson(guild.addChannel(name!, options), world), 201);
    })
    .patch('/guilds/:guild/channels', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.ManageChannels);
      refuseInvalid(checkBody(c.get('body'), 'positions'));
      for (const { id, position, parent_id } of c.get('body') as {
        id: string;
        position?: number;
        parent_id?: string;
      }[]) {
        const channel = guild.channels.get(id);
        if (!channel) throw new DiscordError('unknownChannel');
        const parent = parent_id === undefined ? {} : { parent_id: categoryOf(guild, parent_id)?.id ?? null };
        guild.changeChannel(channel, { ...given({ position }), ...parent });
      }
      return c.body(null, 204);
    })
    .put('/channels/:channel/permissions/:id', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.ManageRoles);
      refuseInvalid(checkBody(c.get('body'), 'overwrite'));
      const id = c.req.param('id');
      const changed = toOverwrite({ ...asRecord(c.get('body')), id });
      const isKnown = changed.type === OverwriteType.Role ? channel.guild.roles.has(id) : channel.guild.members.has(id);
      if (!isKnown) throw new DiscordError('unknownOverwrite');
      refuseUnownedBits(grantable(channel, world.bot.id), [changed], channel.overwrites);
      const others = channel.overwrites.filter((overwrite) => overwrite.id !== id);
      channel.guild.setOverwrites(channel, [...others, changed]);
      return c.body(null, 204);
    })
    .delete('/channels/:channel/permissions/:id', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.ManageRoles);
      const left = channel.overwrites.filter(({ id }) => id !== c.req.param('id'));
      if (left.length === channel.overwrites.length) throw new DiscordError('unknownOverwrite');
      channel.guild.setOverwrites(channel, left);
      return c.body(null, 204);
    })
    .post('/channels/:channel/followers', (c) => {
      const source = findGuildChannel(world, c.req.param('channel'));
      if (source.type !== ChannelType.GuildAnnouncement) throw new DiscordError('wrongChannelType');
      refuseInvalid(checkBody(c.get('body'), 'follow'));
      const target = findGuildChannel(world, (c.get('body') as { webhook_channel_id: string }).webhook_channel_id);
      requirePermission(world, target, Flag.ManageWebhooks);
      const name = `${source.guild.name} #${source.name}`;
      const type = WebhookType.ChannelFollower;
      const webhook = world.addWebhook({ channel: target, name, creator: world.bot, type, source });
      return c.json({ channel_id: source.id, webhook_id: webhook.id });
    })
    .post('/channels/:channel/typing', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.SendMessages);
      world.announce({ kind: 'typing', channel, user: world.bot });
      return c.body(null, 204);
    });
}

/** Channels can only change between these types. Source: resources/channel#modify-channel. */
const CONVERTIBLE: ReadonlySet<ChannelType> = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]);

function changeChannel(world: World, channel: Channel & { readonly guild: Guild }, body: unknown): void {
  requirePermission(world, channel, Flag.ManageChannels);
  refuseInvalid(checkBody(body, 'channelEdit'));
  const { guild } = channel;
  const { type, parent_id, permission_overwrites, available_tags, name, ...settings } = body as ChannelBody;
  if (type !== undefined && type !== null && type !== channel.type) {
    refuseType(type);
    if (!CONVERTIBLE.has(type) || !CONVERTIBLE.has(channel.type)) throw new DiscordError('wrongChannelType');
  }
  refuseSettings(channel.type, settings);
  if (permission_overwrites) {
    requirePermission(world, channel, Flag.ManageRoles);
    const overwrites = permission_overwrites.map(toOverwrite);
    refuseUnownedBits(grantable(channel, world.bot.id), overwrites, channel.overwrites);
    channel.overwrites = overwrites;
  }
  const changed: Partial<ChannelSettings> = {
    ...given(settings),
    ...(name !== undefined && { name: channelName(name, channel.type) }),
    ...(parent_id !== undefined && { parent_id: categoryOf(guild, parent_id)?.id ?? null }),
    ...(available_tags && { available_tags: withTagIds(available_tags, channel.settings.available_tags) }),
  };
  guild.changeChannel(channel, changed, type ? { type } : {});
}

const MAX_TOPIC = 1_024;
/** Without boosts. */
const BITRATES = { [ChannelType.GuildVoice]: 96_000, [ChannelType.GuildStageVoice]: 64_000 } as const;

/** What depends on the type of a channel. Source: resources/channel#modify-channel. @throws DiscordError 50035. */
function refuseSettings(type: ChannelType, { topic, bitrate }: Partial<ChannelSettings>): void {
  const max = BITRATES[type as keyof typeof BITRATES];
  refuseInvalid([
    ...(topic && !FORUM_TYPES.has(type) && lengthOf(topic) > MAX_TOPIC ? [tooLong('topic', MAX_TOPIC)] : []),
    ...(bitrate && max && bitrate > max
      ? [{ path: 'bitrate', code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${max}.` }]
      : []),
  ]);
}

/** The settings in a body that have a value. Null takes a topic back, and is the same as absent elsewhere. */
function given(body: object): Partial<Omit<ChannelSettings, 'name' | 'parent_id' | 'available_tags'>> {
  const known = Object.entries(body).filter(
    ([key, value]) => key in NEW_CHANNEL && value !== undefined && (value !== null || isNullable(key)),
  );
  return Object.fromEntries(known);
}

const isNullable = (key: string): boolean => NEW_CHANNEL[key as keyof typeof NEW_CHANNEL] === null;

/** @throws DiscordError 50035 when a server's channel cannot have this type. */
function refuseType(type: ChannelType | null | undefined): void {
  if (type === undefined || type === null || GUILD_TYPES.has(type)) return;
  const choices = [...GUILD_TYPES].join(', ');
  refuseInvalid([{ path: 'type', code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${choices}).` }]);
}

/** @throws DiscordError 50035 when this is not a category. */
function categoryOf(guild: Guild, id: string | null | undefined): Channel | undefined {
  if (id === null || id === undefined) return undefined;
  const parent = guild.channels.get(id);
  if (parent?.type === ChannelType.GuildCategory) return parent;
  refuseInvalid([
    parent
      ? { path: 'parent_id', code: 'CHANNEL_PARENT_INVALID_TYPE', message: 'Not a category' }
      : { path: 'parent_id', code: 'CHANNEL_PARENT_INVALID', message: 'Category does not exist' },
  ]);
  return undefined;
}

function toOverwrite({ id, type, allow, deny }: OverwriteBody): Overwrite {
  return { id, type: type ?? OverwriteType.Role, allow: BigInt(allow ?? 0), deny: BigInt(deny ?? 0) };
}

/**
 * What a bot can allow or deny in a channel: what it may do in the server or in the channel's category, or everything if
 * an overwrite of the channel lets it manage roles there. What it may do in the channel itself does not count, so that
 * it can undo a denial that concerns it, too. Source: resources/channel#edit-channel-permissions.
 */
function grantable(channel: Channel & { readonly guild: Guild }, botId: string): bigint {
  const { guild, overwrites, parent } = channel;
  const self = guild.members.get(botId)!;
  const own = new Set([botId, guild.id, ...self.roles.map(({ id }) => id)]);
  if (overwrites.some(({ id, allow }) => own.has(id) && allow & Flag.ManageRoles)) return ALL_PERMISSIONS;
  return permissionsOf(guild, self) | (parent ? permissionsIn(parent, botId) : 0n);
}

/** @throws DiscordError 50013 when an overwrite would change more than the bot can grant. */
function refuseUnownedBits(own: bigint, after: readonly Overwrite[], before: readonly Overwrite[]): void {
  const isBeyond = after.some(({ id, allow, deny }) => {
    const known = before.find((overwrite) => overwrite.id === id);
    const changed = (allow ^ (known?.allow ?? 0n)) | (deny ^ (known?.deny ?? 0n));
    return (changed & ~own) !== 0n;
  });
  if (isBeyond) throw new DiscordError('missingPermissions');
}

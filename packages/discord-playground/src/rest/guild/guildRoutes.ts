import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkBody } from '../../checks/checkBody.ts';
import type { Guild } from '../../world/guild/Guild.ts';
import { type GuildSettings, NEW_GUILD } from '../../world/guild/guildSettings.ts';
import {
  type Api,
  type ApiEnv,
  type ApiRoutes,
  findGuild,
  findMember,
  limitIn,
  pageAfter,
  requireInGuild,
} from '../base/Api.ts';
import { DiscordError, refuseInvalid } from '../base/DiscordError.ts';
import { hashOf } from '../base/images.ts';

/** Source: resources/guild#list-guild-members. */
const MEMBERS_PAGE = { usual: 1, most: 1_000 };

/** Servers with their channels, roles and members. */
export function guildRoutes({ world, gateway }: Api): ApiRoutes {
  return new Hono<ApiEnv>()
    .get('/guilds/:guild', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const { size } = guild.members;
      const counts = { approximate_member_count: size, approximate_presence_count: size };
      return c.json({ ...guild.toApi(), ...(c.req.query('with_counts') === 'true' && counts) });
    })
    .get('/guilds/:guild/preview', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const { icon, splash, discovery_splash, description, features } = guild.settings;
      const { size } = guild.members;
      return c.json({
        id: guild.id,
        name: guild.name,
        icon,
        splash,
        discovery_splash,
        home_header: null,
        description,
        features,
        emojis: guild.emojisToApi(),
        stickers: guild.stickersToApi(),
        approximate_member_count: size,
        approximate_presence_count: size,
      });
    })
    .patch('/guilds/:guild', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.ManageGuild);
      refuseInvalid(checkBody(c.get('body'), 'guildEdit'));
      guild.change(settingsIn((c.get('body') ?? {}) as Record<string, unknown>, guild));
      return c.json(guild.toApi());
    })
    .get('/guilds/:guild/channels', (c) => {
      const { channels } = findGuild(world, c.req.param('guild'));
      return c.json([...channels.values()].map((channel) => channel.toApi()));
    })
    .get('/guilds/:guild/roles', (c) => {
      const { roles } = findGuild(world, c.req.param('guild'));
      return c.json([...roles.values()].map((role) => role.toApi()));
    })
    .get('/guilds/:guild/members', (c) => {
      const { members } = findGuild(world, c.req.param('guild'));
      if (!gateway.settings.guildMembers) throw new DiscordError('missingAccess');
      const page = pageAfter([...members.values()], ({ user }) => user.id, c.req.query(), MEMBERS_PAGE);
      return c.json(page.map((member) => member.toApi()));
    })
    .get('/guilds/:guild/members/search', (c) => {
      const { members } = findGuild(world, c.req.param('guild'));
      const { query = '' } = c.req.query();
      const limit = limitIn(c.req.query(), MEMBERS_PAGE);
      const found = [...members.values()].filter(({ user, nick }) =>
        [user.username, nick ?? ''].some((name) => name.toLowerCase().startsWith(query.toLowerCase())),
      );
      return c.json(found.slice(0, limit).map((member) => member.toApi()));
    })
    .get('/guilds/:guild/members/:user', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const id = c.req.param('user');
      const member = findMember(world, guild, id === '@me' ? world.bot.id : id);
      return c.json(member.toApi());
    });
}

/** The settings in a body that Discord keeps. Images are kept by their hash. */
function settingsIn(body: Record<string, unknown>, guild: Guild): Partial<GuildSettings> {
  const known = Object.entries(body).filter(
    ([key, value]) => value !== undefined && (key === 'name' || key in NEW_GUILD),
  );
  for (const [key, value] of known) {
    const isChannel = key.endsWith('channel_id') && typeof value === 'string';
    if (isChannel && !guild.channels.has(value)) throw new DiscordError('unknownChannel');
  }
  const given = known.map(([key, value]) => {
    if (typeof value === 'string' && value.startsWith('data:')) return [key, hashOf(value)];
    // Null takes a description or an image back, and is the default elsewhere.
    return [key, value ?? (key === 'name' ? guild.name : NEW_GUILD[key as keyof typeof NEW_GUILD])];
  });
  return Object.fromEntries(given) as Partial<GuildSettings>;
}

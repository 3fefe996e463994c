import { Hono } from 'hono';
import { DiscordError } from '../DiscordError.ts';
import type { Api, ApiEnv, ApiRoutes } from './Api.ts';
import { findGuild } from './findOrRefuse.ts';

/** Guilds with their channels, roles and members. */
export function guildRoutes({ world }: Api): ApiRoutes {
  return new Hono<ApiEnv>()
    .get('/guilds/:guild', (c) => c.json(findGuild(world, c.req.param('guild')).toApi()))
    .get('/guilds/:guild/channels', (c) => {
      const { channels } = findGuild(world, c.req.param('guild'));
      return c.json([...channels.values()].map((channel) => channel.toApi()));
    })
    .get('/guilds/:guild/roles', (c) => {
      const { roles } = findGuild(world, c.req.param('guild'));
      return c.json([...roles.values()].map((role) => role.toApi()));
    })
    .get('/guilds/:guild/members', (c) => {
      findGuild(world, c.req.param('guild'));
      // Needs the privileged Guild Members intent, which no app has here.
      throw new DiscordError('missingAccess');
    })
    .get('/guilds/:guild/members/:user', (c) => {
      const { members } = findGuild(world, c.req.param('guild'));
      const id = c.req.param('user') === '@me' ? world.bot.id : c.req.param('user');
      const member = members.get(id);
      if (!member) throw new DiscordError('unknownMember');
      return c.json(member.toApi());
    });
}

import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import type { Api, ApiEnv, ApiRoutes } from './Api.ts';
import { findChannel, requirePermission } from './findOrRefuse.ts';

/** Channels, apart from their messages. */
export function channelRoutes({ world }: Api): ApiRoutes {
  return new Hono<ApiEnv>()
    .get('/channels/:channel', (c) => c.json(findChannel(world, c.req.param('channel')).toApi()))
    .post('/channels/:channel/typing', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.SendMessages);
      world.announce({ kind: 'typing', channel, user: world.bot });
      return c.body(null, 204);
    });
}

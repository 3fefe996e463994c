import { Hono } from 'hono';
import { DiscordError } from '../DiscordError.ts';
import type { Api, ApiEnv, ApiRoutes } from './Api.ts';
import { applicationOf } from './applicationOf.ts';

/** Users, the app itself, and opening direct messages. */
export function userRoutes(api: Api): ApiRoutes {
  const { world } = api;
  return new Hono<ApiEnv>()
    .get('/users/@me', (c) =>
      c.json({ ...world.bot.toApi(), mfa_enabled: false, verified: true, email: null, flags: 0 }),
    )
    .get('/users/@me/guilds', (c) =>
      c.json([...world.guilds.values()].map(({ id, name }) => ({ id, name, icon: null }))),
    )
    .post('/users/@me/channels', (c) => {
      const { recipient_id: id } = (c.get('body') ?? {}) as { recipient_id?: string };
      const user = world.users.get(String(id));
      if (!user) throw new DiscordError('unknownUser');
      if (user.bot) throw new DiscordError('cannotSendToUser');
      return c.json(world.dmWith(user).toApi());
    })
    .get('/users/:id', (c) => {
      const user = world.users.get(c.req.param('id'));
      if (!user) throw new DiscordError('unknownUser');
      return c.json(user.toApi());
    })
    .get('/applications/@me', (c) => c.json(applicationOf(api)))
    .get('/oauth2/applications/@me', (c) => c.json(applicationOf(api)));
}

import { Hono } from 'hono';
import { type Api, type ApiEnv, type ApiRoutes, findGuild } from './Api.ts';
import { DiscordError } from './DiscordError.ts';

/** The address of the gateway, and how many shards are recommended. */
export function gatewayRoutes({ gateway, url }: Api): ApiRoutes {
  const address = url.replace('http', 'ws') + '/gateway';
  return new Hono<ApiEnv>()
    .get('/gateway', (c) => c.json({ url: address }))
    .get('/gateway/bot', (c) =>
      c.json({ url: address, shards: gateway.settings.shards, session_start_limit: gateway.identifies.toApi() }),
    );
}

/** The bot's application. It has the same id as the bot's user. */
function applicationOf({ world, gateway, publicKey }: Api): object {
  const { id, username } = world.bot;
  return {
    id,
    name: username,
    icon: null,
    description: '',
    summary: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: publicKey,
    flags: gateway.applicationFlags,
    bot: world.bot.toApi(),
    owner: { id: '1', username: 'owner', discriminator: '0', global_name: null, avatar: null },
    team: null,
    approximate_guild_count: world.guilds.size,
  };
}

/** Users, the application, and opening direct messages. */
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

/** Servers with their channels, roles and members. */
export function guildRoutes({ world, gateway }: Api): ApiRoutes {
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
      const { members } = findGuild(world, c.req.param('guild'));
      if (!gateway.settings.guildMembers) throw new DiscordError('missingAccess');
      const { limit = '1', after = '0' } = c.req.query();
      const later = [...members.values()].filter(({ user }) => BigInt(user.id) > BigInt(after));
      const sorted = later.toSorted((a, b) => (BigInt(a.user.id) < BigInt(b.user.id) ? -1 : 1));
      return c.json(sorted.slice(0, Number(limit)).map((member) => member.toApi()));
    })
    .get('/guilds/:guild/members/search', (c) => {
      const { members } = findGuild(world, c.req.param('guild'));
      const { query = '', limit = '1' } = c.req.query();
      const found = [...members.values()].filter(({ user, nick }) =>
        [user.username, nick ?? ''].some((name) => name.toLowerCase().startsWith(query.toLowerCase())),
      );
      return c.json(found.slice(0, Number(limit)).map((member) => member.toApi()));
    })
    .get('/guilds/:guild/emojis', (c) => c.json(findGuild(world, c.req.param('guild')).emojisToApi()))
    .get('/guilds/:guild/members/:user', (c) => {
      const { members } = findGuild(world, c.req.param('guild'));
      const id = c.req.param('user') === '@me' ? world.bot.id : c.req.param('user');
      const member = members.get(id);
      if (!member) throw new DiscordError('unknownMember');
      return c.json(member.toApi());
    });
}

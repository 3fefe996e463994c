import { Locale } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { type Api, type ApiEnv, type ApiRoutes, findGuild, pageAfter } from './base/Api.ts';
import { hashOf } from './base/images.ts';
import { DiscordError, refuseInvalid } from './base/DiscordError.ts';
import { checkBody } from '../checks/checkBody.ts';
import { User } from '../world/guild/accounts.ts';
import type { Guild } from '../world/guild/Guild.ts';
import { permissionsOf } from '../world/guild/permissions.ts';

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
    type: null,
    flags: gateway.applicationFlags,
    flags_new: String(gateway.applicationFlags),
    bot: world.bot.toApi(),
    owner: new User('1', 'owner').toApi(),
    team: null,
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: world.installs.size,
    approximate_user_authorization_count: 0,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
  };
}

/** Source: resources/user#get-current-user-guilds. */
const GUILDS_PAGE = { usual: 200, most: 200 };

const ownAccount = (bot: User): object => ({
  ...bot.toApi(),
  mfa_enabled: false,
  verified: true,
  email: null,
  locale: Locale.EnglishUS,
});

/** A server as in the list of the bot's servers. */
function partialGuild(guild: Guild, bot: User, withCounts: boolean): object {
  const { id, name, ownerId, settings, members } = guild;
  const { icon, banner, features } = settings;
  return {
    id,
    name,
    icon,
    banner,
    owner: ownerId === bot.id,
    permissions: permissionsOf(guild, members.get(bot.id)!).toString(),
    features,
    ...(withCounts && { approximate_member_count: members.size, approximate_presence_count: members.size }),
  };
}

/** Users, the application, and opening direct messages. */
export function userRoutes(api: Api): ApiRoutes {
  const { world } = api;
  return new Hono<ApiEnv>()
    .get('/users/@me', (c) => c.json(ownAccount(world.bot)))
    .patch('/users/@me', (c) => {
      refuseInvalid(checkBody(c.get('body'), 'account'));
      const { username, avatar } = (c.get('body') ?? {}) as { username?: string; avatar?: string | null };
      world.changeUser(world.bot, {
        ...(username !== undefined && { username }),
        ...(avatar !== undefined && { avatar: avatar === null ? null : hashOf(avatar) }),
      });
      return c.json(ownAccount(world.bot));
    })
    .get('/users/@me/guilds', (c) => {
      const guilds = pageAfter([...world.guilds.values()], ({ id }) => id, c.req.query(), GUILDS_PAGE);
      return c.json(guilds.map((guild) => partialGuild(guild, world.bot, c.req.query('with_counts') === 'true')));
    })
    .delete('/users/@me/guilds/:guild', (c) => {
      world.removeGuild(findGuild(world, c.req.param('guild')));
      return c.body(null, 204);
    })
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
    .get('/voice/regions', (c) =>
      c.json([{ id: 'local', name: 'Local', optimal: true, deprecated: false, custom: false }]),
    )
    .get('/applications/@me', (c) => c.json(applicationOf(api)))
    .get('/oauth2/applications/@me', (c) => c.json(applicationOf(api)));
}

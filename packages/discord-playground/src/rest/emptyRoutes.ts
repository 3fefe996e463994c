import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import type { Guild } from '../world/guild/Guild.ts';
import { type Api, type ApiEnv, type ApiRoutes, findGuild, requireInGuild } from './base/Api.ts';
import { DiscordError, type ErrorName } from './base/DiscordError.ts';

/** What nobody can make here, so that there is none in any server, and the permission to see it. */
const GUILD_LISTS: Readonly<Record<string, bigint>> = {
  'auto-moderation/rules': Flag.ManageGuild,
  integrations: Flag.ManageGuild,
  templates: Flag.ManageGuild,
};

/** What no server here has switched on, and the permission to see it. */
const OFF: Readonly<Record<string, { readonly needs: bigint; readonly answer: (guild: Guild) => object }>> = {
  onboarding: {
    needs: 0n,
    answer: ({ id }) => ({ guild_id: id, prompts: [], default_channel_ids: [], enabled: false, mode: 0 }),
  },
  'vanity-url': { needs: Flag.ManageGuild, answer: () => ({ code: null, uses: 0 }) },
  widget: { needs: Flag.ManageGuild, answer: () => ({ enabled: false, channel_id: null }) },
};

/** The same for the bot's application, and for Discord as a whole. */
const LISTS: Readonly<Record<string, unknown>> = {
  '/applications/:app/entitlements': [],
  '/applications/:app/role-connections/metadata': [],
  '/applications/:app/skus': [],
  '/soundboard-default-sounds': [],
  '/sticker-packs': { sticker_packs: [] },
};

/** As nobody can make one, each is unknown. */
const UNKNOWN: Readonly<Record<string, ErrorName>> = {
  '/guilds/templates/:code': 'unknownTemplate',
  '/guilds/:guild/integrations/:integration': 'unknownIntegration',
  '/guilds/:guild/soundboard-sounds/:sound': 'unknownSound',
  '/guilds/:guild/templates/:code': 'unknownTemplate',
  '/stage-instances/:channel': 'unknownStage',
  '/sticker-packs/:pack': 'unknownStickerPack',
};

/** Lists that are always empty, for bots that read them when they start. */
export function emptyRoutes({ world }: Api): ApiRoutes {
  const routes = new Hono<ApiEnv>();
  for (const [path, answer] of Object.entries(LISTS)) routes.get(path, (c) => c.json(answer));
  for (const [name, permission] of Object.entries(GUILD_LISTS)) {
    routes.get(`/guilds/:guild/${name}`, (c) => {
      requireInGuild(world, findGuild(world, c.req.param('guild') ?? ''), permission);
      return c.json([]);
    });
  }
  for (const [path, error] of Object.entries(UNKNOWN)) {
    routes.all(path, (c) => {
      const guild = c.req.param('guild');
      if (guild !== undefined) findGuild(world, guild);
      throw new DiscordError(error);
    });
  }
  for (const [name, { needs, answer }] of Object.entries(OFF)) {
    routes.get(`/guilds/:guild/${name}`, (c) => {
      const guild = findGuild(world, c.req.param('guild') ?? '');
      requireInGuild(world, guild, needs);
      return c.json(answer(guild));
    });
  }
  // Everybody here has been active today.
  routes.on(['GET', 'POST'], '/guilds/:guild/prune', (c) => {
    requireInGuild(world, findGuild(world, c.req.param('guild')), Flag.KickMembers | Flag.ManageGuild);
    return c.json({ pruned: 0 });
  });
  return routes
    .get('/guilds/:guild/soundboard-sounds', (c) => {
      findGuild(world, c.req.param('guild'));
      return c.json({ items: [] });
    })
    .get('/guilds/:guild/welcome-screen', (c) => {
      findGuild(world, c.req.param('guild'));
      throw new DiscordError('unknownWelcomeScreen');
    });
}

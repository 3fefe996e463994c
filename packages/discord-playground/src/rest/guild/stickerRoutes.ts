import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { checkBody } from '../../checks/checkBody.ts';
import { required } from '../../checks/violations.ts';
import { snowflake } from '../../world/guild/accounts.ts';
import type { Guild } from '../../world/guild/Guild.ts';
import { type Sticker, stickerToApi } from '../../world/guild/stickers.ts';
import { type Api, type ApiEnv, type ApiRoutes, findGuild, requireInGuild } from '../base/Api.ts';
import { DiscordError, refuseInvalid } from '../base/DiscordError.ts';

/** Without boosts. Source: error 30039. */
const MAX_STICKERS = 5;
/** Source: resources/sticker#create-guild-sticker. */
const MAX_BYTES = 512 * 1_024;

/** The stickers of servers. */
export function stickerRoutes({ world }: Api): ApiRoutes {
  const find = (c: Context<ApiEnv>): { guild: Guild; sticker: Sticker } => {
    const guild = findGuild(world, c.req.param('guild') ?? '');
    const sticker = guild.stickers.get(c.req.param('sticker') ?? '');
    if (!sticker) throw new DiscordError('unknownSticker');
    return { guild, sticker };
  };
  const requireManaging = (guild: Guild, sticker: Sticker): void => {
    const isOwn = sticker.creator === world.bot;
    requireInGuild(world, guild, isOwn ? Flag.CreateGuildExpressions : Flag.ManageGuildExpressions);
  };
  return new Hono<ApiEnv>()
    .get('/stickers/:sticker', (c) => {
      const id = c.req.param('sticker');
      const guild = [...world.guilds.values()].find(({ stickers }) => stickers.has(id));
      if (!guild) throw new DiscordError('unknownSticker');
      return c.json(stickerToApi(guild.stickers.get(id)!, guild.id));
    })
    .get('/guilds/:guild/stickers', (c) => {
      const { stickers, id } = findGuild(world, c.req.param('guild'));
      return c.json([...stickers.values()].map((sticker) => stickerToApi(sticker, id)));
    })
    .post('/guilds/:guild/stickers', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.CreateGuildExpressions);
      refuseInvalid(checkBody(c.get('body'), 'stickerCreate'));
      const [file] = c.get('files');
      if (!file) refuseInvalid([required('file')]);
      if (file!.bytes.length > MAX_BYTES) throw new DiscordError('fileTooLarge');
      if (guild.stickers.size >= MAX_STICKERS) throw new DiscordError('tooManyStickers');
      const { name, tags, description } = c.get('body') as Pick<Sticker, 'name' | 'tags' | 'description'>;
      const sticker = { id: snowflake(), name, tags, description: description || null, creator: world.bot };
      guild.setSticker(sticker);
      return c.json(stickerToApi(sticker, guild.id), 201);
    })
    .get('/guilds/:guild/stickers/:sticker', (c) => {
      const { guild, sticker } = find(c);
      return c.json(stickerToApi(sticker, guild.id));
    })
    .patch('/guilds/:guild/stickers/:sticker', (c) => {
      const { guild, sticker } = find(c);
      requireManaging(guild, sticker);
      refuseInvalid(checkBody(c.get('body'), 'stickerEdit'));
      const { name, tags, description } = (c.get('body') ?? {}) as Partial<Sticker>;
      const changed = {
        ...sticker,
        ...(name && { name }),
        ...(tags && { tags }),
        ...(description !== undefined && { description: description || null }),
      };
      guild.setSticker(changed);
      return c.json(stickerToApi(changed, guild.id));
    })
    .delete('/guilds/:guild/stickers/:sticker', (c) => {
      const { guild, sticker } = find(c);
      requireManaging(guild, sticker);
      guild.removeSticker(sticker);
      return c.body(null, 204);
    });
}

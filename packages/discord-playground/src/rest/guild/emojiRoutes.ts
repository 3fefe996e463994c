import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkBody } from '../../checks/checkBody.ts';
import { snowflake } from '../../world/guild/accounts.ts';
import type { Guild } from '../../world/guild/Guild.ts';
import { type OwnEmoji, ownEmojiToApi } from '../../world/guild/reactions.ts';
import { type Api, type ApiEnv, type ApiRoutes, findGuild, requireInGuild } from '../base/Api.ts';
import { DiscordError, refuseInvalid } from '../base/DiscordError.ts';

/** Source: resources/emoji, "application-owned emoji". */
const MAX_APP_EMOJIS = 2_000;

/** Without boosts. Source: resources/emoji, "premium tier". */
const MAX_EMOJIS = 50;

/** @throws DiscordError 10014. */
function find({ emojis }: Pick<Guild, 'emojis'>, id: string): OwnEmoji {
  const emoji = emojis.get(id);
  if (!emoji) throw new DiscordError('unknownOwnEmoji');
  return emoji;
}

/** The own emojis of servers and of the bot's application. Their images are not kept. */
export function emojiRoutes({ world }: Api): ApiRoutes {
  /** @throws DiscordError 50013. Source: resources/emoji: one's own with one permission, all with the other. */
  const requireManaging = (guild: Guild, emoji: OwnEmoji): void => {
    const isOwn = emoji.creator === world.bot;
    requireInGuild(world, guild, isOwn ? 0n : Flag.ManageGuildExpressions);
  };
  return new Hono<ApiEnv>()
    .get('/guilds/:guild/emojis', (c) => c.json(findGuild(world, c.req.param('guild')).emojisToApi()))
    .get('/guilds/:guild/emojis/:emoji', (c) =>
      c.json(ownEmojiToApi(find(findGuild(world, c.req.param('guild')), c.req.param('emoji')))),
    )
    .post('/guilds/:guild/emojis', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.CreateGuildExpressions);
      refuseInvalid(checkBody(c.get('body'), 'emojiCreate'));
      if (guild.emojis.size >= MAX_EMOJIS) throw new DiscordError('tooManyEmojis');
      const { name } = c.get('body') as { readonly name: string };
      return c.json(ownEmojiToApi(guild.addEmoji(name, world.bot)), 201);
    })
    .patch('/guilds/:guild/emojis/:emoji', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const emoji = find(guild, c.req.param('emoji'));
      requireManaging(guild, emoji);
      refuseInvalid(checkBody(c.get('body'), 'emojiEdit'));
      const { name = emoji.name } = c.get('body') as { readonly name?: string };
      return c.json(ownEmojiToApi(guild.renameEmoji(emoji, name)));
    })
    .delete('/guilds/:guild/emojis/:emoji', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const emoji = find(guild, c.req.param('emoji'));
      requireManaging(guild, emoji);
      guild.removeEmoji(emoji);
      return c.body(null, 204);
    })
    .get('/applications/:app/emojis', (c) => c.json({ items: [...world.emojis.values()].map(ownEmojiToApi) }))
    .get('/applications/:app/emojis/:emoji', (c) => c.json(ownEmojiToApi(find(world, c.req.param('emoji')))))
    .post('/applications/:app/emojis', (c) => {
      refuseInvalid(checkBody(c.get('body'), 'emojiCreate'));
      if (world.emojis.size >= MAX_APP_EMOJIS) throw new DiscordError('tooManyAppEmojis');
      const { name } = c.get('body') as { readonly name: string };
      const emoji = { id: snowflake(), name, creator: world.bot };
      world.emojis.set(emoji.id, emoji);
      return c.json(ownEmojiToApi(emoji), 201);
    })
    .patch('/applications/:app/emojis/:emoji', (c) => {
      const emoji = find(world, c.req.param('emoji'));
      refuseInvalid(checkBody(c.get('body'), 'emojiEdit'));
      const renamed = { ...emoji, name: (c.get('body') as { readonly name?: string }).name ?? emoji.name };
      world.emojis.set(emoji.id, renamed);
      return c.json(ownEmojiToApi(renamed));
    })
    .delete('/applications/:app/emojis/:emoji', (c) => {
      world.emojis.delete(find(world, c.req.param('emoji')).id);
      return c.body(null, 204);
    });
}

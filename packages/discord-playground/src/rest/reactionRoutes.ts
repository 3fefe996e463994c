import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { type Emoji, MAX_REACTIONS, parseEmoji } from '../world/guild/reactions.ts';
import type { World } from '../world/World.ts';
import { type Api, type ApiEnv, type ApiRoutes, pageAfter, refuseArchived, requirePermission } from './base/Api.ts';
import { DiscordError } from './base/DiscordError.ts';
import { findBoth } from './messageRoutes.ts';

const REACTIONS = '/channels/:channel/messages/:message/reactions';

/** Source: resources/message#get-reactions and resources/poll#get-answer-voters. */
const PAGE = { usual: 25, most: 100 };

/** Reactions to messages, and polls. */
export function reactionRoutes({ world }: Api): ApiRoutes {
  const users = (ids: readonly string[], query: Record<string, string>): object[] =>
    pageAfter(ids, (id) => id, query, PAGE).flatMap((id) => world.users.get(id)?.toApi() ?? []);

  return new Hono<ApiEnv>()
    .put(`${REACTIONS}/:emoji/@me`, (c) => {
      const { channel, message } = findBoth(world, c);
      const emoji = emojiOf(world, c);
      refuseArchived(channel);
      requirePermission(world, channel, Flag.ReadMessageHistory);
      const isNew = message.reactions.by(emoji).length === 0;
      if (isNew) requirePermission(world, channel, Flag.AddReactions);
      if (isNew && message.reactions.size >= MAX_REACTIONS) throw new DiscordError('tooManyReactions');
      world.react(message, emoji, world.bot);
      return c.body(null, 204);
    })
    .delete(`${REACTIONS}/:emoji/:user`, (c) => {
      const { channel, message } = findBoth(world, c);
      refuseArchived(channel);
      const isOwn = c.req.param('user') === '@me' || c.req.param('user') === world.bot.id;
      if (!isOwn) requirePermission(world, channel, Flag.ManageMessages);
      const user = isOwn ? world.bot : world.users.get(c.req.param('user'));
      if (!user) throw new DiscordError('unknownUser');
      world.unreact(message, emojiOf(world, c), user);
      return c.body(null, 204);
    })
    .delete(`${REACTIONS}/:emoji?`, (c) => {
      const { channel, message } = findBoth(world, c);
      refuseArchived(channel);
      requirePermission(world, channel, Flag.ManageMessages);
      world.clearReactions(message, c.req.param('emoji') === undefined ? undefined : emojiOf(world, c));
      return c.body(null, 204);
    })
    .get(`${REACTIONS}/:emoji`, (c) => {
      const { message } = findBoth(world, c);
      return c.json(users(message.reactions.by(emojiOf(world, c)), c.req.query()));
    })
    .get('/channels/:channel/polls/:message/answers/:answer', (c) => {
      const { message } = findBoth(world, c);
      const answer = message.poll?.answer(Number(c.req.param('answer')));
      return c.json({ users: users([...(answer?.voterIds ?? [])], c.req.query()) });
    })
    .post('/channels/:channel/polls/:message/expire', (c) => {
      const { message } = findBoth(world, c);
      if (!message.poll) throw new DiscordError('notAPoll');
      if (message.author !== world.bot) throw new DiscordError('notYourMessage');
      if (message.poll.isOver) throw new DiscordError('pollOver');
      world.endPoll(message);
      return c.json(message.api);
    });
}

/** @throws DiscordError 10014 when it is no emoji, or one of a server that the bot is not in. */
function emojiOf(world: World, c: Context<ApiEnv>): Emoji {
  const emoji = parseEmoji(c.req.param('emoji') ?? '', (id) => world.emoji(id));
  if (!emoji) throw new DiscordError('unknownEmoji');
  return emoji;
}

import { ChannelType, MessageFlags, PermissionFlagsBits as Flag, WebhookType } from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { checkBody, checkWebhookName } from '../checks/checkBody.ts';
import { checkMessage, isEmptyMessage } from '../checks/checkMessage.ts';
import { FORUM_TYPES } from '../world/guild/channels.ts';
import { componentsWithin } from '../world/components.ts';
import type { Channel, Message } from '../world/guild/Guild.ts';
import { MAX_WEBHOOKS, type Webhook } from '../world/Webhook.ts';
import {
  type Api,
  type ApiEnv,
  type ApiRoutes,
  findGuild,
  findGuildChannel,
  findMessage,
  refuseBlocked,
  requireInGuild,
  requirePermission,
} from './base/Api.ts';
import { DiscordError, refuseInvalid } from './base/DiscordError.ts';
import { hashOf } from './base/images.ts';
import { checkEdit, type MessageBody, messageParts } from './messageBody.ts';
import { refuseUnknownTags } from './threadRoutes.ts';

interface WebhookBody extends MessageBody {
  readonly username?: string | null;
  readonly avatar_url?: string | null;
  readonly thread_name?: string | null;
  readonly applied_tags?: readonly string[] | null;
}

/**
 * Webhooks, and what is written through them. Interactions use the same addresses with the app's id; those are passed
 * on to the next route.
 */
export function webhookRoutes(api: Api): ApiRoutes {
  const { world, url } = api;
  const toApi = (webhook: Webhook): object => webhook.toApi(`${url}/api`);
  const inChannel = (channel: Channel): Webhook[] =>
    [...world.webhooks.values()].filter((webhook) => webhook.channel === channel);

  /** @throws DiscordError 10015, or 50013 when the bot may not manage the channel's webhooks. */
  const findOwn = (id: string): Webhook => {
    const webhook = world.webhooks.get(id);
    if (!webhook) throw new DiscordError('unknownWebhook');
    requirePermission(world, webhook.channel, Flag.ManageWebhooks);
    return webhook;
  };

  /** @throws DiscordError 50027 when the token is wrong. */
  const findByToken = (c: Context<ApiEnv>): Webhook => {
    const webhook = world.webhooks.get(c.req.param('id') ?? '');
    if (!webhook) throw new DiscordError('unknownWebhook');
    if (webhook.token !== c.req.param('token')) throw new DiscordError('webhookTokenExpired');
    return webhook;
  };

  const findSent = (c: Context<ApiEnv>): { webhook: Webhook; message: Message } => {
    const webhook = findByToken(c);
    const message = findMessage(placeOf(webhook, c.req.query('thread_id')), c.req.param('message') ?? '');
    if (message.api.webhook_id !== webhook.id) throw new DiscordError('unknownMessage');
    return { webhook, message };
  };

  const change = (c: Context<ApiEnv>, webhook: Webhook): Response => {
    refuseInvalid(checkBody(c.get('body'), 'webhookEdit'));
    const { name, avatar, channel_id: channelId } = c.get('body') as Record<string, string | null | undefined>;
    refuseInvalid(checkWebhookName(name, 'name'));
    const channel = channelId ? findGuildChannel(world, channelId) : undefined;
    if (channel) requirePermission(world, channel, Flag.ManageWebhooks);
    world.changeWebhook(webhook, {
      ...(name && { name }),
      ...(avatar !== undefined && { avatar: avatar && hashOf(avatar) }),
      ...(channel && { channel }),
    });
    return c.json(toApi(webhook));
  };

  return new Hono<ApiEnv>()
    .post('/channels/:channel/webhooks', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      if (channel.thread || channel.type === ChannelType.GuildCategory) throw new DiscordError('wrongChannelType');
      requirePermission(world, channel, Flag.ManageWebhooks);
      refuseInvalid(checkBody(c.get('body'), 'webhookCreate'));
      const { name, avatar } = c.get('body') as { name: string; avatar?: string | null };
      refuseInvalid(checkWebhookName(name, 'name'));
      if (inChannel(channel).length >= MAX_WEBHOOKS) throw new DiscordError('tooManyWebhooks');
      const picture = avatar && hashOf(avatar);
      return c.json(toApi(world.addWebhook({ channel, name, avatar: picture, creator: world.bot })));
    })
    .get('/channels/:channel/webhooks', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.ManageWebhooks);
      return c.json(inChannel(channel).map(toApi));
    })
    .get('/guilds/:guild/webhooks', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.ManageWebhooks);
      return c.json([...world.webhooks.values()].filter(({ channel }) => channel.guild === guild).map(toApi));
    })
    .get('/webhooks/:id', (c) => c.json(toApi(findOwn(c.req.param('id')))))
    .patch('/webhooks/:id', (c) => change(c, findOwn(c.req.param('id'))))
    .delete('/webhooks/:id', (c) => {
      world.removeWebhook(findOwn(c.req.param('id')));
      return c.body(null, 204);
    })
    .get('/webhooks/:id/:token', (c, next) => (isInteraction(c) ? next() : c.json(toApi(findByToken(c)))))
    .patch('/webhooks/:id/:token', (c, next) => (isInteraction(c) ? next() : change(c, findByToken(c))))
    .delete('/webhooks/:id/:token', (c, next) => {
      if (isInteraction(c)) return next();
      world.removeWebhook(findByToken(c));
      return c.body(null, 204);
    })
    .post('/webhooks/:id/:token', (c, next) => {
      if (isInteraction(c)) return next();
      const message = execute(api, findByToken(c), c);
      return c.req.query('wait') === 'true' ? c.json(message.api) : c.body(null, 204);
    })
    .get('/webhooks/:id/:token/messages/:message', (c, next) =>
      isInteraction(c) ? next() : c.json(findSent(c).message.api),
    )
    .patch('/webhooks/:id/:token/messages/:message', (c, next) => {
      if (isInteraction(c)) return next();
      const { message } = findSent(c);
      const body = (c.get('body') ?? {}) as MessageBody;
      const files = c.get('files');
      checkEdit(message, body, files, 'webhookEdit');
      const { channel } = message;
      refuseBlocked(api, channel, body);
      world.edit(message, messageParts(body, files, { channel, url }, message));
      return c.json(message.api);
    })
    .delete('/webhooks/:id/:token/messages/:message', (c, next) => {
      if (isInteraction(c)) return next();
      world.remove(findSent(c).message);
      return c.body(null, 204);
    });

  function isInteraction(c: Context<ApiEnv>): boolean {
    return c.req.param('id') === world.bot.id;
  }
}

/** The thread that the address names, or the webhook's channel. */
function placeOf(webhook: Webhook, threadId: string | undefined): Channel {
  if (threadId === undefined) return webhook.channel;
  const thread = webhook.channel.guild?.threads.get(threadId);
  if (thread?.thread?.parent !== webhook.channel) throw new DiscordError('unknownChannel');
  return thread;
}

/** Writes a message through a webhook: into its channel, one of its threads, or a new post. */
function execute(api: Api, webhook: Webhook, c: Context<ApiEnv>): Message {
  const { world, url } = api;
  if (webhook.type !== WebhookType.Incoming) throw new DiscordError('webhookTokenExpired');
  const {
    username,
    avatar_url: avatar,
    thread_name: threadName,
    applied_tags: tags,
    ...body
  } = (c.get('body') ?? {}) as WebhookBody;
  const files = c.get('files');
  const threadId = c.req.query('thread_id');
  const isForum = FORUM_TYPES.has(webhook.channel.type);
  if (threadName && threadId !== undefined) throw new DiscordError('twoThreadsForWebhook');
  if (threadName && !isForum) throw new DiscordError('noForumForWebhook');
  if (isForum && !threadName && threadId === undefined) throw new DiscordError('noThreadForWebhook');
  refuseInvalid([
    ...checkMessage(c.get('body') ?? {}, 'webhook', { files: files.map(({ name }) => name) }),
    ...checkWebhookName(username, 'username'),
  ]);
  const content = withoutOthersComponents(body, webhook, c.req.query('with_components') === 'true');
  if (isEmptyMessage(content, files.length)) throw new DiscordError('emptyMessage');
  const channel = placeOf(webhook, threadId);
  if (channel.thread?.metadata.locked) throw new DiscordError('threadLocked');
  refuseBlocked(api, channel, body);

  const parts = messageParts(content, files, { channel, url });
  const author = webhook.speaker(username, avatar);
  if (!threadName) return world.post({ channel, author, parts, webhook });
  refuseUnknownTags(channel, tags);
  const options = { name: threadName, type: ChannelType.PublicThread, owner: author, appliedTags: tags ?? [] };
  const thread = world.startThread(channel, options, { draft: { author, parts, webhook } });
  return thread.messages.get(thread.id)!;
}

/**
 * A webhook that does not belong to an app sends components only when asked to, and none that can be used. Source:
 * resources/webhook#execute-webhook.
 */
function withoutOthersComponents(body: MessageBody, webhook: Webhook, withComponents: boolean): MessageBody {
  if (webhook.applicationId !== null || !body.components?.length) return body;
  if (!withComponents) return { ...body, components: [], flags: (body.flags ?? 0) & ~MessageFlags.IsComponentsV2 };
  if (componentsWithin(body.components).every(({ custom_id: id }) => id === undefined)) return body;
  const message = 'Only webhooks that belong to an app can send buttons and select menus.';
  refuseInvalid([{ path: 'components', code: 'BASE_TYPE_INVALID', message }]);
  return body;
}

import { type APIMessage, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkMessage, isEmptyMessage } from '../checks/checkMessage.ts';
import { withoutIntent } from '../gateway/events.ts';
import type { Channel, Message } from '../world/Guild.ts';
import { may } from '../world/permissions.ts';
import { type Api, type ApiEnv, type ApiRoutes, findChannel, findMessage, requirePermission } from './Api.ts';
import { DiscordError, refuseInvalid } from './DiscordError.ts';
import { checkEdit, type MessageBody, messageParts } from './messageBody.ts';

/** Source: resources/message, get channel messages. */
const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 100;

/** The bot's messages in channels. */
export function messageRoutes({ world, gateway, url }: Api): ApiRoutes {
  const nonces = new NonceMemory();
  const asBotSeesIt = ({ api, channel }: Message): APIMessage =>
    gateway.settings.messageContent ? api : withoutIntent(api, channel.guild === undefined, world.bot.id);

  return new Hono<ApiEnv>()
    .get('/channels/:channel/messages', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      // Discord returns an empty list without the permission to read message history.
      if (!may(world.bot.id, Flag.ReadMessageHistory, channel)) return c.json([]);
      return c.json(pageOf(channel, c.req.query()).map(asBotSeesIt));
    })
    .post('/channels/:channel/messages', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.SendMessages);
      const body = (c.get('body') ?? {}) as MessageBody;
      const files = c.get('files');
      refuseInvalid(checkMessage(body, 'create', { files: files.map(({ name }) => name) }));
      if (isEmptyMessage(body, files.length)) throw new DiscordError('emptyMessage');
      if (body.embeds?.length) requirePermission(world, channel, Flag.EmbedLinks);
      if (files.length > 0) requirePermission(world, channel, Flag.AttachFiles);

      const { nonce } = body;
      const sent = body.enforce_nonce && nonce !== undefined ? nonces.find(channel.id, nonce) : undefined;
      if (sent) return c.json(sent.api);
      const replyTo = repliedTo(channel, body, world.bot.id);
      const parts = messageParts(body, files, { channel, url });
      const message = world.post({ channel, author: world.bot, parts, replyTo, nonce, tts: body.tts });
      if (nonce !== undefined) nonces.add(nonce, message);
      return c.json(message.api);
    })
    .get('/channels/:channel/messages/:message', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.ReadMessageHistory);
      return c.json(asBotSeesIt(findMessage(channel, c.req.param('message'))));
    })
    .patch('/channels/:channel/messages/:message', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      const message = findMessage(channel, c.req.param('message'));
      if (message.author !== world.bot) throw new DiscordError('notYourMessage');
      const body = (c.get('body') ?? {}) as MessageBody;
      const files = c.get('files');
      checkEdit(message, body, files);
      world.edit(message, messageParts(body, files, { channel, url }, { ...message.api, files: message.files }));
      return c.json(message.api);
    })
    .delete('/channels/:channel/messages/:message', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      const message = findMessage(channel, c.req.param('message'));
      if (message.author !== world.bot) {
        if (!channel.guild) throw new DiscordError('notInDm');
        requirePermission(world, channel, Flag.ManageMessages);
      }
      world.remove(message);
      return c.body(null, 204);
    });
}

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

/** Newest first. */
function pageOf(channel: Channel, query: Record<string, string>): Message[] {
  const { before, after } = query;
  const limit = Math.min(Math.max(Number(query['limit'] ?? DEFAULT_PAGE), 1), LARGEST_PAGE);
  const visible = channel.messages.all().filter(({ visibleTo }) => visibleTo === undefined);
  if (after !== undefined) {
    const later = visible.filter(({ id }) => BigInt(id) > BigInt(after));
    return later.slice(0, limit).toReversed();
  }
  const earlier = before === undefined ? visible : visible.filter(({ id }) => BigInt(id) < BigInt(before));
  return earlier.slice(-limit).toReversed();
}

/** @throws DiscordError when the message cannot be replied to. */
function repliedTo(channel: Channel, body: MessageBody, botId: string): Message | undefined {
  const reference = body.message_reference;
  if (reference?.message_id === undefined) return undefined;
  if (!may(botId, Flag.ReadMessageHistory, channel)) throw new DiscordError('noReadingForReply');
  const message = channel.messages.get(reference.message_id);
  if (message && message.visibleTo === undefined) return message;
  if (reference.fail_if_not_exists === false) return undefined;
  const fault = { path: 'message_reference', code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' };
  refuseInvalid([fault]);
  return undefined;
}

/** Source: resources/message, create message: "in the past few minutes". */
const REMEMBERED_MS = 5 * 60_000;

/** Remembers which message was created with which nonce, so that a repeated request does not create another. */
class NonceMemory {
  readonly #byKey = new Map<string, { readonly message: Message; readonly atMs: number }>();

  find(channelId: string, nonce: string | number): Message | undefined {
    const known = this.#byKey.get(`${channelId}/${nonce}`);
    return known && known.atMs >= Date.now() - REMEMBERED_MS ? known.message : undefined;
  }

  add(nonce: string | number, message: Message): void {
    const before = Date.now() - REMEMBERED_MS;
    // The map is ordered by age.
    for (const [key, { atMs }] of this.#byKey) {
      if (atMs >= before) break;
      this.#byKey.delete(key);
    }
    this.#byKey.set(`${message.channel.id}/${nonce}`, { message, atMs: Date.now() });
  }
}

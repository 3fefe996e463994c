import {
  type APIMessage,
  ChannelType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits as Flag,
} from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { checkBody } from '../checks/checkBody.ts';
import { checkMessage, isEmptyMessage } from '../checks/checkMessage.ts';
import { invalidFormBody } from '../checks/violations.ts';
import { isReadable as isReadableWithoutIntent, withoutIntent } from '../gateway/events.ts';
import { EPOCH_MS } from '../world/guild/accounts.ts';
import type { Channel, Message } from '../world/guild/Guild.ts';
import { may } from '../world/guild/permissions.ts';
import type { World } from '../world/World.ts';
import {
  type Api,
  type ApiEnv,
  type ApiRoutes,
  findChannel,
  findGuildChannel,
  findMessage,
  idIn,
  limitIn,
  refuseArchived,
  refuseBlocked,
  refuseWriting,
  requirePermission,
} from './base/Api.ts';
import { DiscordError, refuseInvalid } from './base/DiscordError.ts';
import { checkEdit, type MessageBody, messageParts } from './messageBody.ts';

/** Source: resources/message, get channel messages. */
const PAGE = { usual: 50, most: 100 };
const PINS_PAGE = { usual: 50, most: 50 };

/** Source: error 30003. */
const MAX_PINS = 250;

/** Source: resources/message#bulk-delete-messages. */
const OLDEST_TO_DELETE_MS = 14 * 86_400_000;
const MAX_TO_DELETE = 100;

/** What Discord itself has written and nobody can edit or pin. */
const isSystemMessage = ({ api }: Message): boolean => !EDITABLE.has(api.type);
const EDITABLE: ReadonlySet<MessageType> = new Set([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
]);

/** The bot's messages in channels, and what it does with the messages of others. */
export function messageRoutes(api: Api): ApiRoutes {
  const { world, gateway, url } = api;
  const nonces = new NonceMemory();
  const asBotSeesIt = (message: Message): APIMessage =>
    gateway.settings.messageContent
      ? message.api
      : withoutIntent(message.api, message.channel.guild === undefined, world.bot.id);
  const setPin = (c: Context<ApiEnv>, isPinned: boolean): Response => {
    const { channel, message } = findBoth(world, c);
    if (channel.guild) requirePermission(world, channel, Flag.PinMessages);
    refuseArchived(channel);
    if (isSystemMessage(message)) throw new DiscordError('systemMessage');
    if (isPinned && !message.api.pinned && pinsOf(channel).length >= MAX_PINS) throw new DiscordError('tooManyPins');
    if (message.api.pinned !== isPinned) world.pin(message, isPinned, world.bot);
    return c.body(null, 204);
  };
  const routes = new Hono<ApiEnv>();
  // The second address is the older one. Source: resources/message, "deprecated".
  for (const path of ['/channels/:channel/messages/pins/:message', '/channels/:channel/pins/:message']) {
    routes.put(path, (c) => setPin(c, true)).delete(path, (c) => setPin(c, false));
  }
  return routes
    .get('/channels/:channel/messages/pins', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      const { before } = c.req.query();
      const pins = pinsOf(channel).filter(({ pinnedAt }) => before === undefined || pinnedAt! < before);
      const items = pins.slice(0, limitIn(c.req.query(), PINS_PAGE)).map((message) => ({
        pinned_at: message.pinnedAt,
        message: asBotSeesIt(message),
      }));
      return c.json({ items, has_more: pins.length > items.length });
    })
    .get('/channels/:channel/pins', (c) => c.json(pinsOf(findChannel(world, c.req.param('channel'))).map(asBotSeesIt)))
    .get('/channels/:channel/messages', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      // Discord returns an empty list without the permission to read message history.
      if (!may(world.bot.id, Flag.ReadMessageHistory, channel)) return c.json([]);
      return c.json(pageOf(channel, c.req.query()).map(asBotSeesIt));
    })
    .post('/channels/:channel/messages', (c) => {
      const channel = findChannel(world, c.req.param('channel'));
      const body = (c.get('body') ?? {}) as MessageBody;
      const files = c.get('files');
      refuseWriting(api, channel, body);
      refuseInvalid(checkMessage(body, 'create', { files: files.map(({ name }) => name) }));
      const stickers = (body.sticker_ids ?? []).map((id) => channel.guild?.stickers.get(id));
      if (!stickers.every((sticker) => sticker !== undefined)) throw new DiscordError('invalidSticker');
      if (isEmptyMessage(body, files.length)) throw new DiscordError('emptyMessage');
      if (body.embeds?.length) requirePermission(world, channel, Flag.EmbedLinks);
      if (files.length > 0) requirePermission(world, channel, Flag.AttachFiles);
      if (body.poll) requirePermission(world, channel, Flag.SendPolls);

      const { nonce } = body;
      const sent = body.enforce_nonce && nonce !== undefined ? nonces.find(channel.id, nonce) : undefined;
      if (sent) return c.json(sent.api);
      const isForward = body.message_reference?.type === MessageReferenceType.Forward;
      const forwarded = isForward ? forwardedBy(world, body, gateway.settings.messageContent) : undefined;
      const replyTo = isForward ? undefined : repliedTo(channel, body, world.bot.id);
      const parts = { ...messageParts(body, files, { channel, url }), stickers };
      const message = world.post({ channel, author: world.bot, parts, replyTo, forwarded, nonce, tts: body.tts });
      if (nonce !== undefined) nonces.add(nonce, message);
      return c.json(message.api);
    })
    .post('/channels/:channel/messages/bulk-delete', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.ManageMessages);
      refuseArchived(channel);
      refuseInvalid(checkBody(c.get('body'), 'bulkDelete'));
      const ids = [...new Set((c.get('body') as { messages: string[] }).messages)];
      if (ids.length < 2 || ids.length > MAX_TO_DELETE) throw new DiscordError('wrongNumberToDelete');
      const oldest = Date.now() - OLDEST_TO_DELETE_MS;
      if (ids.some((id) => timeOf(id) < oldest)) throw new DiscordError('tooOldToDelete');
      const known = ids.flatMap((id) => channel.messages.get(id) ?? []);
      world.removeAll(channel, known);
      return c.body(null, 204);
    })
    .get('/channels/:channel/messages/:message', (c) => {
      const { channel, message } = findBoth(world, c);
      requirePermission(world, channel, Flag.ReadMessageHistory);
      return c.json(asBotSeesIt(message));
    })
    .patch('/channels/:channel/messages/:message', (c) => {
      const { channel, message } = findBoth(world, c);
      const body = (c.get('body') ?? {}) as MessageBody;
      const files = c.get('files');
      if (message.author !== world.bot) {
        // Hiding the embeds is all that can be done with somebody else's message.
        const hides = body.flags !== undefined && Object.values({ ...body, flags: undefined }).every(isAbsent);
        if (!hides) throw new DiscordError('notYourMessage');
        requirePermission(world, channel, Flag.ManageMessages);
      }
      if (isSystemMessage(message)) throw new DiscordError('systemMessage');
      checkEdit(message, body, files);
      refuseBlocked(api, channel, body);
      world.edit(message, messageParts(body, files, { channel, url }, message));
      return c.json(message.api);
    })
    .delete('/channels/:channel/messages/:message', (c) => {
      const { channel, message } = findBoth(world, c);
      refuseArchived(channel);
      if (message.author !== world.bot) {
        if (!channel.guild) throw new DiscordError('notInDm');
        requirePermission(world, channel, Flag.ManageMessages);
      }
      world.remove(message);
      return c.body(null, 204);
    })
    .post('/channels/:channel/messages/:message/crosspost', (c) => {
      const { channel, message } = findBoth(world, c);
      if (channel.type !== ChannelType.GuildAnnouncement) throw new DiscordError('wrongChannelType');
      requirePermission(world, channel, message.author === world.bot ? Flag.SendMessages : Flag.ManageMessages);
      if ((message.api.flags ?? 0) & MessageFlags.Crossposted) throw new DiscordError('alreadyPublished');
      world.crosspost(message);
      return c.json(message.api);
    });
}

/** The latest pin comes first. */
function pinsOf(channel: Channel): Message[] {
  return channel.messages
    .all()
    .filter(({ pinnedAt }) => pinnedAt !== undefined)
    .toSorted((a, b) => (a.pinnedAt! < b.pinnedAt! ? 1 : -1));
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === false;

/** @throws DiscordError when the channel or the message is not there. */
export function findBoth(world: World, c: Context<ApiEnv>): { channel: Channel; message: Message } {
  const channel = findChannel(world, c.req.param('channel') ?? '');
  return { channel, message: findMessage(channel, c.req.param('message') ?? '') };
}

/** When something with this id was made. */
const timeOf = (id: string): number => Number(BigInt(id) >> 22n) + EPOCH_MS;

/** @throws DiscordError when the message cannot be passed on. */
function forwardedBy(world: World, { message_reference: reference }: MessageBody, readsContent: boolean): Message {
  const channel = findChannel(world, reference?.channel_id ?? '');
  requirePermission(world, channel, Flag.ReadMessageHistory);
  const message = channel.messages.get(reference?.message_id ?? '');
  if (!message || message.visibleTo !== undefined) return refuseReference();
  const isReadable = readsContent || isReadableWithoutIntent(message.api, channel.guild === undefined, world.bot.id);
  if (!isReadable) throw new DiscordError('unreadableForward');
  return message;
}

/** Newest first. */
function pageOf(channel: Channel, query: Record<string, string>): Message[] {
  const [before, after, around] = ['before', 'after', 'around'].map((name) => idIn(query, name));
  const limit = limitIn(query, PAGE);
  const visible = channel.messages.all().filter(({ visibleTo }) => visibleTo === undefined);
  if (after !== undefined) {
    const later = visible.filter(({ id }) => BigInt(id) > after);
    return later.slice(0, limit).toReversed();
  }
  if (around !== undefined) {
    const from = visible.findIndex(({ id }) => BigInt(id) >= around) - Math.floor(limit / 2);
    return visible.slice(Math.max(0, from), Math.max(0, from) + limit).toReversed();
  }
  const earlier = before === undefined ? visible : visible.filter(({ id }) => BigInt(id) < before);
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
  return refuseReference();
}

function refuseReference(): never {
  const fault = { path: 'message_reference', code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' };
  throw new DiscordError(invalidFormBody([fault]));
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

import {
  type APIInteractionResponse,
  InteractionResponseType as Response,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkInteractionResponse } from '../checks/checkInteractionResponse.ts';
import { checkMessage, isEmptyMessage } from '../checks/checkMessage.ts';
import { asRecord } from '../checks/unchecked.ts';
import type { MessageParts } from '../world/composeMessage.ts';
import type { Message } from '../world/guild/Guild.ts';
import { type Interaction, TOKEN_LIFETIME_MS } from '../world/Interaction.ts';
import { may } from '../world/guild/permissions.ts';
import type { World } from '../world/World.ts';
import { type Api, type ApiEnv, type ApiRoutes, refuseBlocked } from './base/Api.ts';
import { DiscordError, refuseInvalid } from './base/DiscordError.ts';
import { checkEdit, type MessageBody, messageParts, namesAfter, refuseEmptyEdit } from './messageBody.ts';

/** The deadline for the first response. Source: interactions/receiving-and-responding. */
const DEADLINE_MS = 3_000;

/** Where the bot is not. Source: interactions/receiving-and-responding#create-followup-message. */
const MAX_FOLLOW_UPS = 5;

/** The first response to an interaction. */
export function interactionRoutes({ world, url, faults }: Api): ApiRoutes {
  return new Hono<ApiEnv>().post('/interactions/:id/:token/callback', (c) => {
    const interaction = world.interactions.find(c.req.param('id'), c.req.param('token'));
    if (!interaction) throw new DiscordError('unknownInteraction');
    if (interaction.state !== 'open') throw new DiscordError('alreadyAcknowledged');
    if (Date.now() - interaction.createdAtMs > DEADLINE_MS) throw new DiscordError('unknownInteraction');

    const response = asRecord(c.get('body')) as unknown as APIInteractionResponse;
    const files = c.get('files');
    const isFromComponent = interaction.message !== undefined;
    // An update keeps the message's files.
    const before = response.type === Response.UpdateMessage ? interaction.message : undefined;
    const data: MessageBody = asRecord('data' in response && response.data);
    const names = before ? namesAfter(before, data, files) : files.map(({ name }) => name);
    const flags = interaction.message?.api.flags ?? 0;
    refuseInvalid(checkInteractionResponse(response, interaction.type, { files: names, isFromComponent, flags }));

    const isReply = response.type === Response.ChannelMessageWithSource;
    if (isReply && isEmptyMessage(data, files.length)) throw new DiscordError('emptyMessage');
    if (before) refuseEmptyEdit(before, data, files);
    if (isReply || before) refuseBlocked({ faults }, interaction.channel, data);
    if (isReply && interaction.channel.thread?.metadata.locked) throw new DiscordError('threadArchived');
    const parts = messageParts(data, files, { channel: interaction.channel, url }, before);
    const message = respond(world, interaction, response, parts);
    if (c.req.query('with_response') !== 'true') return c.body(null, 204);
    return c.json({
      interaction: {
        id: interaction.id,
        type: interaction.type,
        ...(message && {
          response_message_id: message.id,
          response_message_loading: Boolean((message.api.flags ?? 0) & MessageFlags.Loading),
          response_message_ephemeral: message.visibleTo !== undefined,
        }),
        channel_id: interaction.channel.id,
        ...(interaction.channel.guild && { guild_id: interaction.channel.guild.id }),
      },
      resource: { type: response.type, ...(message && { message: message.api }) },
    });
  });
}

/** Everything after the first response: editing and deleting it, and follow-up messages. */
export function followUpRoutes({ world, url, faults }: Api): ApiRoutes {
  return new Hono<ApiEnv>()
    .post('/webhooks/:app/:token', (c) => {
      const interaction = findInteraction(world, c.req.param('app'), c.req.param('token'));
      const body = (c.get('body') ?? {}) as MessageBody;
      const files = c.get('files');
      const { channel } = interaction;
      if (interaction.state === 'deferred') checkEdit(interaction.original!, body, files);
      else refuseInvalid(checkMessage(body, 'interaction', { files: files.map(({ name }) => name) }));
      if (isEmptyMessage(body, files.length)) throw new DiscordError('emptyMessage');
      refuseBlocked({ faults }, channel, body);
      return c.json(followUp(world, interaction, messageParts(body, files, { channel, url })).api);
    })
    .get('/webhooks/:app/:token/messages/:message', (c) => {
      const interaction = findInteraction(world, c.req.param('app'), c.req.param('token'));
      return c.json(findAnswer(interaction, c.req.param('message')).api);
    })
    .patch('/webhooks/:app/:token/messages/:message', (c) => {
      const interaction = findInteraction(world, c.req.param('app'), c.req.param('token'));
      const message = findAnswer(interaction, c.req.param('message'));
      const body = (c.get('body') ?? {}) as MessageBody;
      const files = c.get('files');
      checkEdit(message, body, files);
      const { channel } = message;
      const parts = messageParts(body, files, { channel, url }, message);
      editAnswer(world, interaction, message, parts);
      return c.json(message.api);
    })
    .delete('/webhooks/:app/:token/messages/:message', (c) => {
      const interaction = findInteraction(world, c.req.param('app'), c.req.param('token'));
      removeAnswer(world, interaction, findAnswer(interaction, c.req.param('message')));
      return c.body(null, 204);
    });
}

/**
 * Carries out the bot's first response to an interaction.
 *
 * @param parts - The message in the response, with its files.
 * @returns The message that was created or edited, if any.
 */
function respond(
  world: World,
  interaction: Interaction,
  response: APIInteractionResponse,
  parts: MessageParts,
): Message | undefined {
  switch (response.type) {
    case Response.ChannelMessageWithSource:
      return answer(world, interaction, parts, 'message');
    case Response.DeferredChannelMessageWithSource:
      return answer(world, interaction, { flags: (parts.flags ?? 0) | MessageFlags.Loading }, 'thinking');
    case Response.DeferredMessageUpdate:
      interaction.state = 'answered';
      interaction.original = interaction.message;
      interaction.emit({ kind: 'acknowledged' });
      return undefined;
    case Response.UpdateMessage:
      return update(world, interaction, parts);
    case Response.ApplicationCommandAutocompleteResult:
      interaction.state = 'answered';
      interaction.emit({ kind: 'choices', choices: response.data.choices ?? [] });
      return undefined;
    case Response.Modal:
      interaction.state = 'answered';
      interaction.emit({ kind: 'modal', modal: response.data });
      return undefined;
    default:
      throw new DiscordError('unknownInteraction');
  }
}

/** Sends another message, or replaces "thinking…" if that is still showing. */
function followUp(world: World, interaction: Interaction, parts: MessageParts): Message {
  if (interaction.state === 'deferred' && interaction.original) {
    editOriginal(world, interaction, parts);
    return interaction.original;
  }
  interaction.followUps += 1;
  if (interaction.isUserOnly && interaction.followUps > MAX_FOLLOW_UPS) throw new DiscordError('tooManyFollowUps');
  const message = world.post(draftOf(world, interaction, parts));
  interaction.emit({ kind: 'message', message });
  return message;
}

/** Edits a message that answers the interaction. */
function editAnswer(world: World, interaction: Interaction, message: Message, parts: MessageParts): void {
  if (message === interaction.original) return editOriginal(world, interaction, parts);
  world.edit(message, parts);
  interaction.emit({ kind: 'edited', message });
}

function removeAnswer(world: World, interaction: Interaction, message: Message): void {
  world.remove(message);
  if (message === interaction.original) {
    interaction.original = undefined;
    interaction.state = 'answered';
  }
  interaction.emit({ kind: 'deleted', message });
}

function editOriginal(world: World, interaction: Interaction, parts: MessageParts): void {
  const message = interaction.original!;
  interaction.state = 'answered';
  world.edit(message, parts);
  interaction.emit({ kind: 'edited', message });
}

function answer(world: World, interaction: Interaction, parts: MessageParts, kind: 'message' | 'thinking'): Message {
  const message = world.post(draftOf(world, interaction, parts));
  interaction.state = kind === 'thinking' ? 'deferred' : 'answered';
  interaction.original = message;
  interaction.emit({ kind, message });
  return message;
}

function update(world: World, interaction: Interaction, parts: MessageParts): Message {
  const { message } = interaction;
  if (!message) throw new DiscordError('unknownMessage');
  interaction.state = 'answered';
  interaction.original = message;
  world.edit(message, parts);
  interaction.emit({ kind: 'edited', message });
  return message;
}

function draftOf(world: World, interaction: Interaction, parts: MessageParts) {
  const { channel, user, isUserOnly } = interaction;
  // Source: topics/permissions, USE_EXTERNAL_APPS.
  const isHidden = isUserOnly && channel.guild && !may(user.id, PermissionFlagsBits.UseExternalApps, channel);
  const isEphemeral = isHidden || Boolean((parts.flags ?? 0) & MessageFlags.Ephemeral);
  return {
    channel,
    author: world.bot,
    parts,
    interaction,
    visibleTo: isEphemeral ? user.id : undefined,
  };
}

/** @throws DiscordError 10015 before the first response, 50027 when the token has expired. */
function findInteraction(world: World, applicationId: string, token: string): Interaction {
  const interaction = applicationId === world.bot.id ? world.interactions.byToken(token) : undefined;
  if (!interaction || interaction.state === 'open') throw new DiscordError('unknownWebhook');
  if (Date.now() - interaction.createdAtMs > TOKEN_LIFETIME_MS) throw new DiscordError('webhookTokenExpired');
  return interaction;
}

/** @throws DiscordError 10008 when the message does not belong to this interaction. */
function findAnswer(interaction: Interaction, id: string): Message {
  const { original, channel } = interaction;
  const message = id === '@original' ? original : channel.messages.get(id);
  const isAnswer = message && (message === original || message.interactionId === interaction.id);
  if (!isAnswer || !channel.messages.get(message.id)) throw new DiscordError('unknownMessage');
  return message;
}

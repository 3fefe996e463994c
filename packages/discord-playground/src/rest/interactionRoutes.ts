import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkInteractionResponse } from '../checks/checkInteractionResponse.ts';
import { isEmptyMessage } from '../checks/isEmptyMessage.ts';
import { asRecord } from '../checks/loose.ts';
import { DiscordError } from '../DiscordError.ts';
import { respond } from '../interactions/respond.ts';
import type { Api, ApiEnv, ApiRoutes } from './Api.ts';
import { namesAfter, refuseEmptyEdit } from './checkEdit.ts';
import { type MessageBody, messageParts } from './messageParts.ts';
import { refuseInvalid } from './refuseInvalid.ts';

/** How long an interaction waits for its first response. Source: interactions/receiving-and-responding. */
const DEADLINE_MS = 3_000;

/** The app's first response to an interaction. */
export function interactionRoutes({ world, url }: Api): ApiRoutes {
  return new Hono<ApiEnv>().post('/interactions/:id/:token/callback', (c) => {
    const interaction = world.interactions.find(c.req.param('id'), c.req.param('token'));
    if (!interaction) throw new DiscordError('unknownInteraction');
    if (interaction.state !== 'open') throw new DiscordError('alreadyAcknowledged');
    if (Date.now() - interaction.createdAtMs > DEADLINE_MS) throw new DiscordError('unknownInteraction');

    const response = asRecord(c.get('body')) as unknown as APIInteractionResponse;
    const files = c.get('files');
    const isFromComponent = interaction.message !== undefined;
    // an update keeps the files that the message has
    const before = response.type === InteractionResponseType.UpdateMessage ? interaction.message : undefined;
    const data: MessageBody = asRecord('data' in response && response.data);
    const names = before ? namesAfter(before, data, files) : files.map(({ name }) => name);
    const flags = interaction.message?.api.flags ?? 0;
    refuseInvalid(checkInteractionResponse(response, interaction.type, { files: names, isFromComponent, flags }));

    const isReply = response.type === InteractionResponseType.ChannelMessageWithSource;
    if (isReply && isEmptyMessage(data, files.length)) throw new DiscordError('emptyMessage');
    if (before) refuseEmptyEdit(before, data, files);
    const parts = messageParts(
      data,
      files,
      { channel: interaction.channel, url },
      before && { attachments: before.api.attachments, files: before.files },
    );
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

import { Hono } from 'hono';
import { checkMessage } from '../checks/checkMessage.ts';
import { isEmptyMessage } from '../checks/isEmptyMessage.ts';
import { DiscordError } from '../DiscordError.ts';
import type { Interaction } from '../interactions/Interaction.ts';
import { TOKEN_LIFETIME_MS } from '../interactions/InteractionRegistry.ts';
import { editAnswer, followUp, removeAnswer } from '../interactions/respond.ts';
import type { Message } from '../world/Message.ts';
import type { World } from '../world/World.ts';
import type { Api, ApiEnv, ApiRoutes } from './Api.ts';
import { checkEdit } from './checkEdit.ts';
import { type MessageBody, messageParts } from './messageParts.ts';
import { refuseInvalid } from './refuseInvalid.ts';

/** What the app does after its first response: edit, delete, say more. */
export function webhookRoutes({ world, url }: Api): ApiRoutes {
  return new Hono<ApiEnv>()
    .post('/webhooks/:app/:token', (c) => {
      const interaction = findInteraction(world, c.req.param('app'), c.req.param('token'));
      const body = (c.get('body') ?? {}) as MessageBody;
      const files = c.get('files');
      const { channel } = interaction;
      if (interaction.state === 'deferred') checkEdit(interaction.original!, body, files);
      else refuseInvalid(checkMessage(body, 'interaction', { files: files.map(({ name }) => name) }));
      if (isEmptyMessage(body, files.length)) throw new DiscordError('emptyMessage');
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
      const parts = messageParts(body, files, { channel, url }, { ...message.api, files: message.files });
      editAnswer(world, interaction, message, parts);
      return c.json(message.api);
    })
    .delete('/webhooks/:app/:token/messages/:message', (c) => {
      const interaction = findInteraction(world, c.req.param('app'), c.req.param('token'));
      removeAnswer(world, interaction, findAnswer(interaction, c.req.param('message')));
      return c.body(null, 204);
    });
}

/** @throws DiscordError 10015 before the first response, 50027 when the token has expired. */
function findInteraction(world: World, applicationId: string, token: string): Interaction {
  const interaction = applicationId === world.bot.id ? world.interactions.byToken(token) : undefined;
  if (!interaction || interaction.state === 'open') throw new DiscordError('unknownWebhook');
  if (Date.now() - interaction.createdAtMs > TOKEN_LIFETIME_MS) throw new DiscordError('webhookTokenExpired');
  return interaction;
}

/** @throws DiscordError 10008 when that is no message of this interaction. */
function findAnswer(interaction: Interaction, id: string): Message {
  const { original, channel } = interaction;
  const message = id === '@original' ? original : channel.messages.get(id);
  const isAnswer = message && (message === original || message.interactionId === interaction.id);
  if (!isAnswer || !channel.messages.get(message.id)) throw new DiscordError('unknownMessage');
  return message;
}

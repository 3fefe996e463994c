import { type APIInteractionResponse, InteractionResponseType as Response, MessageFlags } from 'discord-api-types/v10';
import { DiscordError } from '../DiscordError.ts';
import type { MessageParts } from '../world/Draft.ts';
import type { Message } from '../world/Message.ts';
import type { World } from '../world/World.ts';
import type { Interaction } from './Interaction.ts';

/**
 * Does what the app's first response asks for.
 *
 * @param parts - The message in the response, with its files.
 * @returns The message that was created or edited, if any.
 */
export function respond(
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
      interaction.took({ kind: 'acknowledged' });
      return undefined;
    case Response.UpdateMessage:
      return update(world, interaction, parts);
    case Response.ApplicationCommandAutocompleteResult:
      interaction.state = 'answered';
      interaction.took({ kind: 'choices', choices: response.data.choices ?? [] });
      return undefined;
    case Response.Modal:
      interaction.state = 'answered';
      interaction.took({ kind: 'modal', modal: response.data });
      return undefined;
    default:
      throw new DiscordError('unknownInteraction');
  }
}

/** A further message, or the first one when "thinking…" shows until now. */
export function followUp(world: World, interaction: Interaction, parts: MessageParts): Message {
  if (interaction.state === 'deferred' && interaction.original) {
    editOriginal(world, interaction, parts);
    return interaction.original;
  }
  const message = world.post(draftOf(world, interaction, parts));
  interaction.took({ kind: 'message', message });
  return message;
}

/** Edits a message that answers the interaction. */
export function editAnswer(world: World, interaction: Interaction, message: Message, parts: MessageParts): void {
  if (message === interaction.original) return editOriginal(world, interaction, parts);
  world.edit(message, parts);
  interaction.took({ kind: 'edited', message });
}

export function removeAnswer(world: World, interaction: Interaction, message: Message): void {
  world.remove(message);
  if (message === interaction.original) {
    interaction.original = undefined;
    interaction.state = 'answered';
  }
  interaction.took({ kind: 'deleted', message });
}

function editOriginal(world: World, interaction: Interaction, parts: MessageParts): void {
  const message = interaction.original!;
  interaction.state = 'answered';
  world.edit(message, parts);
  interaction.took({ kind: 'edited', message });
}

function answer(world: World, interaction: Interaction, parts: MessageParts, kind: 'message' | 'thinking'): Message {
  const message = world.post(draftOf(world, interaction, parts));
  interaction.state = kind === 'thinking' ? 'deferred' : 'answered';
  interaction.original = message;
  interaction.took({ kind, message });
  return message;
}

function update(world: World, interaction: Interaction, parts: MessageParts): Message {
  const { message } = interaction;
  if (!message) throw new DiscordError('unknownMessage');
  interaction.state = 'answered';
  interaction.original = message;
  world.edit(message, parts);
  interaction.took({ kind: 'edited', message });
  return message;
}

function draftOf(world: World, interaction: Interaction, parts: MessageParts) {
  const isEphemeral = Boolean((parts.flags ?? 0) & MessageFlags.Ephemeral);
  return {
    channel: interaction.channel,
    author: world.bot,
    parts,
    interaction,
    visibleTo: isEphemeral ? interaction.user.id : undefined,
  };
}

import {
  type APIAuthorizingIntegrationOwnersMap,
  type APIMessageInteractionMetadata,
  type APIModalSubmitInteractionMetadata,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Interaction } from './Interaction.ts';

/** Says who installed the app where this happened: the server, or `0` for a direct message with the bot. */
export function integrationOwners({ channel }: Interaction): APIAuthorizingIntegrationOwnersMap {
  return { [ApplicationIntegrationType.GuildInstall]: channel.guild?.id ?? '0' };
}

/** What a message tells about the interaction that it answers. */
export function interactionMetadata(interaction: Interaction): APIMessageInteractionMetadata {
  const base = {
    id: interaction.id,
    user: interaction.user.toApi(),
    authorizing_integration_owners: integrationOwners(interaction),
  };
  if (interaction.type === InteractionType.MessageComponent && interaction.message) {
    return { ...base, type: InteractionType.MessageComponent, interacted_message_id: interaction.message.id };
  }
  if (interaction.type === InteractionType.ModalSubmit && interaction.openedBy) {
    const opener = interactionMetadata(interaction.openedBy);
    return {
      ...base,
      type: InteractionType.ModalSubmit,
      triggering_interaction_metadata: opener as APIModalSubmitInteractionMetadata['triggering_interaction_metadata'],
    };
  }
  const { subject } = interaction;
  const isMessageCommand =
    subject.type === InteractionType.ApplicationCommand && subject.data.type === ApplicationCommandType.Message;
  return {
    ...base,
    type: InteractionType.ApplicationCommand,
    ...(isMessageCommand && { target_message_id: subject.data.target_id }),
  };
}

import { type APIInteraction, InteractionContextType, Locale } from 'discord-api-types/v10';
import { MAX_FILE_BYTES } from '../world/fileLimits.ts';
import { permissionsIn } from '../world/permissionsIn.ts';
import type { User } from '../world/User.ts';
import type { Interaction } from './Interaction.ts';
import { integrationOwners } from './interactionMetadata.ts';

/** The event that tells the app about an interaction. */
export function interactionPayload(interaction: Interaction, bot: User): APIInteraction {
  const { channel, user, subject, message } = interaction;
  const { guild } = channel;
  const permissions = permissionsIn(channel, user.id).toString();
  const member = guild?.members.get(user.id);
  return {
    id: interaction.id,
    application_id: bot.id,
    ...subject,
    token: interaction.token,
    version: 1,
    channel: guild ? { ...channel.toApiText(), permissions } : channel.toApi(),
    channel_id: channel.id,
    ...(guild && {
      guild: { id: guild.id, locale: Locale.EnglishUS, features: [] },
      guild_id: guild.id,
      guild_locale: Locale.EnglishUS,
    }),
    ...(member ? { member: { ...member.toApi(), permissions } } : { user: user.toApi() }),
    ...(message && { message: message.api }),
    app_permissions: permissionsIn(channel, bot.id).toString(),
    locale: Locale.EnglishUS,
    entitlements: [],
    authorizing_integration_owners: integrationOwners(interaction),
    context: guild ? InteractionContextType.Guild : InteractionContextType.BotDM,
    attachment_size_limit: MAX_FILE_BYTES,
  } as APIInteraction;
}

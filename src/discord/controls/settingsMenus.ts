import type { AnySelectMenuInteraction, ChannelSelectMenuInteraction, RoleSelectMenuInteraction } from 'discord.js';
import type { GuildSettings } from '../../store/Store.ts';
import { UserError } from '../../shared/UserError.ts';
import { LOG_CHANNEL_TYPES, MAX_ROLES, settingsMessage } from '../editing/settingsMessage.ts';
import { EDITOR_ROLES, LOG_CHANNEL } from '../customIds.ts';
import type { BotResponse } from '../respond.ts';
import { requireRight } from '../permissions.ts';
import type { BotContext } from '../Responder.ts';
import { control, isChannelMenu, isRoleMenu } from './Control.ts';

/** Roles were chosen whose members edit answers; none to take it from all. */
export const editorRoles = control(EDITOR_ROLES, isRoleMenu, {
  mode: 'update',
  run: (interaction: RoleSelectMenuInteraction, _state, botContext) =>
    set(interaction, botContext, (guildId) => {
      const { values, guild } = interaction;
      if (values.includes(guildId)) {
        throw new UserError(
          'everyone',
          'That would let everybody edit answers. Choose roles of people whom you trust.',
        );
      }
      const known = values.filter((id) => guild?.roles.cache.has(id));
      return { editorRoleIds: [...new Set(known)].slice(0, MAX_ROLES) };
    }),
});

/** A channel was chosen where changes are told, or none. */
export const logChannel = control(LOG_CHANNEL, isChannelMenu, {
  mode: 'update',
  run: (interaction: ChannelSelectMenuInteraction, _state, botContext) =>
    set(interaction, botContext, () => {
      const [chosen] = interaction.values;
      if (chosen === undefined) return { logChannelId: null };
      const channel = interaction.guild?.channels.cache.get(chosen);
      if (!channel || !(LOG_CHANNEL_TYPES as readonly number[]).includes(channel.type)) {
        throw new UserError(
          'no-such-channel',
          'I do not see such a channel here. Let me see it, or choose another one.',
        );
      }
      return { logChannelId: chosen };
    }),
});

async function set(
  interaction: AnySelectMenuInteraction,
  botContext: BotContext,
  change: (guildId: string) => Partial<GuildSettings>,
): Promise<BotResponse> {
  const { store, log } = botContext;
  const { guildId } = await requireRight('change-settings', interaction, botContext);
  const changed = await store.saveSettings(guildId, change(guildId));
  log.info({ guild: guildId, user: interaction.user.id, settings: changed }, 'settings were changed');
  return settingsMessage(changed, interaction.guild);
}

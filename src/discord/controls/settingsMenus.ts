import type { AnySelectMenuInteraction, ChannelSelectMenuInteraction, RoleSelectMenuInteraction } from 'discord.js';
import type { GuildSettings } from '../../store/GuildSettings.ts';
import { UserError } from '../../UserError.ts';
import { LOG_CHANNEL_TYPES, MAX_ROLES, settingsMessage } from '../editing/settingsMessage.ts';
import { EDITOR_ROLES, LOG_CHANNEL } from '../ids/editorIds.ts';
import type { Outcome } from '../Outcome.ts';
import { requireRight } from '../requireRight.ts';
import type { Surroundings } from '../Surroundings.ts';
import { control, isChannelMenu, isRoleMenu } from './Control.ts';

/** Roles were chosen whose members edit answers; none to take it from all. */
export const editorRoles = control(EDITOR_ROLES, isRoleMenu, {
  way: 'update',
  run: (interaction: RoleSelectMenuInteraction, _state, surroundings) =>
    set(interaction, surroundings, (guildId) => {
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
  way: 'update',
  run: (interaction: ChannelSelectMenuInteraction, _state, surroundings) =>
    set(interaction, surroundings, () => {
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
  surroundings: Surroundings,
  change: (guildId: string) => Partial<GuildSettings>,
): Promise<Outcome> {
  const { store, log } = surroundings;
  const { guildId } = await requireRight('change-settings', interaction, surroundings);
  const changed = await store.saveSettings(guildId, change(guildId));
  log.info({ guild: guildId, user: interaction.user.id, settings: changed }, 'settings were changed');
  return settingsMessage(changed, interaction.guild);
}

import type { AnySelectMenuInteraction } from 'discord.js';
import { UserError } from '../../shared/UserError.ts';
import type { GuildSettings } from '../../store/Store.ts';
import type { BotContext } from '../BotContext.ts';
import { EDITOR_ROLES, LOG_CHANNEL } from '../customIds.ts';
import { LOG_CHANNEL_TYPES, MAX_ROLES, settingsMessage } from '../editing/settingsMessage.ts';
import { requireRight } from '../permissions.ts';
import type { BotResponse } from '../respond.ts';
import { NO_SUCH_CHANNEL, ROLE_OF_EVERYONE } from '../strings.ts';
import { control, isChannelMenu, isRoleMenu } from './Control.ts';

/** Sets the roles whose members edit answers, possibly none. */
export const editorRoles = control(EDITOR_ROLES, isRoleMenu, 'update', (interaction, _state, context) =>
  save(interaction, context, (guildId) => {
    const { values, guild } = interaction;
    if (values.includes(guildId)) throw new UserError('everyone', ROLE_OF_EVERYONE);
    const known = values.filter((id) => guild?.roles.cache.has(id));
    return { editorRoleIds: [...new Set(known)].slice(0, MAX_ROLES) };
  }),
);

/** Sets the channel where changes are logged, or none. */
export const logChannel = control(LOG_CHANNEL, isChannelMenu, 'update', (interaction, _state, context) =>
  save(interaction, context, () => {
    const [chosen] = interaction.values;
    if (chosen === undefined) return { logChannelId: null };
    const channel = interaction.guild?.channels.cache.get(chosen);
    if (!channel || !(LOG_CHANNEL_TYPES as readonly number[]).includes(channel.type)) {
      throw new UserError('no-such-channel', NO_SUCH_CHANNEL);
    }
    return { logChannelId: chosen };
  }),
);

async function save(
  interaction: AnySelectMenuInteraction,
  context: BotContext,
  change: (guildId: string) => Partial<GuildSettings>,
): Promise<BotResponse> {
  const { store, log } = context;
  const { guildId } = await requireRight('change-settings', interaction, context);
  const settings = await store.saveSettings(guildId, change(guildId));
  log.info({ guild: guildId, user: interaction.user.id, settings }, 'settings were changed');
  return settingsMessage(settings, interaction.guild);
}

import { settingsMessage } from '../editing/settingsMessage.ts';
import { requireRight } from '../permissions.ts';
import { editorsSlashCommand, type SlashCommand } from './Command.ts';

/** `/settings`: what is set on this server, with menus to set it. For those who may manage the server alone. */
export const settings: SlashCommand = {
  data: editorsSlashCommand('settings', 'Who edits the answers of this server, and where changes are told'),
  mode: () => 'private',
  async run(interaction, botContext) {
    const { settings: set } = await requireRight('change-settings', interaction, botContext);
    return settingsMessage(set, interaction.guild);
  },
};

import { hasRight, requireRight } from '../permissions.ts';
import { present } from '../present.ts';
import { Responder } from '../Responder.ts';
import { settingsMessage } from '../editing/settingsMessage.ts';
import { COMMANDS } from '../strings.ts';
import { type SlashCommand, slashCommand } from './Command.ts';

/** `/help`: what the bot can do, for the asker alone. Editors also see how to manage the server's answers. */
export const help: SlashCommand = {
  data: slashCommand('help', COMMANDS.help),
  mode: () => 'private',
  async run(interaction, context) {
    const responder = await Responder.of(interaction, context);
    const isEditor = await hasRight('edit-answers', interaction, context);
    return present({ reply: responder.help({ isEditor }) }, { askerId: interaction.user.id, isPrivate: true });
  },
};

/** `/settings`: the server's settings with menus to change them, for members with Manage Server alone. */
export const settings: SlashCommand = {
  data: slashCommand('settings', COMMANDS.settings, [], 'editors'),
  mode: () => 'private',
  async run(interaction, context) {
    const allowed = await requireRight('change-settings', interaction, context);
    return settingsMessage(allowed.settings, interaction.guild);
  },
};

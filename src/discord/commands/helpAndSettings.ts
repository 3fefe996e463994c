import { ApplicationCommandOptionType } from 'discord.js';
import { hasRight, requireRight } from '../permissions.ts';
import { present, withCommandMentions } from '../present.ts';
import { Responder } from '../Responder.ts';
import { checkMessage } from '../settings/checkMessage.ts';
import { settingsMessage } from '../settings/settingsMessage.ts';
import { COMMANDS } from '../strings.ts';
import { type SlashCommand, slashCommand } from './Command.ts';

/** `/help`: what the bot can do, for the asker alone. Editors also see how to manage the server's answers. */
export const help: SlashCommand = {
  data: slashCommand('help', COMMANDS.help),
  mode: () => 'private',
  async run(interaction, context) {
    const responder = await Responder.of(interaction, context);
    const isEditor = await hasRight('edit-answers', interaction, context);
    const body = present(responder.help({ isEditor }), { askerId: interaction.user.id, isPrivate: true });
    return withCommandMentions(body, interaction.client, true);
  },
};

/** `/settings [check]`: the server's settings with menus to change them, for members with Manage Server alone. */
export const settings: SlashCommand = {
  data: slashCommand(
    'settings',
    COMMANDS.settings,
    [{ type: ApplicationCommandOptionType.Boolean, name: 'check', description: COMMANDS.check }],
    'editors',
  ),
  mode: () => 'private',
  async run(interaction, context) {
    const { settings: set } = await requireRight('change-settings', interaction, context);
    const { guild, options } = interaction;
    const canReadMessages = context.messageContent;
    if (guild && options.getBoolean('check')) return checkMessage({ settings: set, guild, canReadMessages });
    return settingsMessage({ settings: set, guild, canReadMessages });
  },
};

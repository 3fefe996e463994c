import { ApplicationCommandOptionType } from 'discord.js';
import { answerDialog } from '../../editing/answerDialog.ts';
import type { Subcommand } from '../subcommands.ts';

/** `/answer add`: opens the dialog for a new answer. */
export const add: Subcommand = {
  data: { type: ApplicationCommandOptionType.Subcommand, name: 'add', description: 'Write a new answer' },
  way: 'dialog',
  run: async ({ editing, guildId }) => answerDialog(await editing.begin(guildId)),
};

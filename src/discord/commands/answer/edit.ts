import { ApplicationCommandOptionType } from 'discord.js';
import { answerDialog } from '../../editing/answerDialog.ts';
import type { Subcommand } from '../subcommands.ts';
import { answerNamed, answerOption, isGiven, offerAnswers } from './answerOption.ts';

/** `/answer edit answer`: opens the dialog filled in; of a curated answer the server's own version is begun. */
export const edit: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'edit',
    description: 'Change an answer, or make your own version of a curated one',
    options: [answerOption('The answer to change')],
  },
  way: 'dialog',
  async run(desk, interaction) {
    const answerId = await answerNamed(desk, interaction);
    return answerDialog(await desk.editing.begin(desk.guildId, answerId));
  },
  autocomplete: (desk, { options }) => offerAnswers(desk, options.getFocused(), isGiven),
};

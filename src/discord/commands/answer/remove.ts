import { ApplicationCommandOptionType } from 'discord.js';
import { writtenMessage } from '../../editing/writtenMessage.ts';
import type { Subcommand } from '../subcommands.ts';
import { answerNamed, answerOption, isGiven, offerAnswers } from './answerOption.ts';

/** `/answer remove answer`: takes it away from members, and offers to undo that. */
export const remove: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'remove',
    description: 'Remove an answer, or hide a curated one on this server',
    options: [answerOption('The answer to remove')],
  },
  way: 'private',
  async run(desk, interaction) {
    const answerId = await answerNamed(desk, interaction);
    return writtenMessage(desk, await desk.editing.remove(desk.person, answerId));
  },
  autocomplete: (desk, { options }) => offerAnswers(desk, options.getFocused(), isGiven),
};

import { ApplicationCommandOptionType } from 'discord.js';
import { cardMessage } from '../../editing/cardMessage.ts';
import type { Subcommand } from '../subcommands.ts';
import { answerNamed, answerOption, offerAnswers } from './answerOption.ts';

/** `/answer show answer`: what members see, with who wrote it and how often it was given. */
export const show: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'show',
    description: 'Show an answer as members see it, with who wrote it and how often it was given',
    options: [answerOption('The answer')],
  },
  way: 'private',
  async run(desk, interaction) {
    const answerId = await answerNamed(desk, interaction);
    return cardMessage(desk, await desk.editing.show(desk.guildId, answerId), 'begin');
  },
  autocomplete: (desk, { options }) => offerAnswers(desk, options.getFocused(), () => true),
};

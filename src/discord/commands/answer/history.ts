import { ApplicationCommandOptionType } from 'discord.js';
import { answerHistory } from '../../editing/pages.ts';
import type { Subcommand } from '../subcommands.ts';
import { answerNamed, answerOption, isTouched, offerAnswers } from './answerOption.ts';

/** `/answer history answer`: who changed what and when, newest first. */
export const history: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'history',
    description: 'Who changed an answer, when, and what; any version can be brought back',
    options: [answerOption('The answer')],
  },
  way: 'private',
  run: async (desk, interaction) => answerHistory(desk, await answerNamed(desk, interaction), 0),
  autocomplete: (desk, { options }) => offerAnswers(desk, options.getFocused(), isTouched),
};

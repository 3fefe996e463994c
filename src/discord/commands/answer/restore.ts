import { ApplicationCommandOptionType, type AutocompleteInteraction } from 'discord.js';
import type { Choice } from '../../../answers/AnswerBook.ts';
import { ANSWER_ID } from '../../../knowledge/Answer.ts';
import type { EditingDesk } from '../../editing/EditingDesk.ts';
import { versionChoices } from '../../editing/versionChoices.ts';
import { writtenMessage } from '../../editing/writtenMessage.ts';
import type { Subcommand } from '../subcommands.ts';
import { answerNamed, answerOption, isGiven, isTouched, offerAnswers } from './answerOption.ts';

/** More versions than anybody will have written: within what a `custom_id` holds. */
const MAX_VERSION = 999_999_999;

/** `/answer restore answer [version]`: brings back what was removed, or any version that there ever was. */
export const restore: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'restore',
    description: 'Bring back a removed answer, or an earlier version of one',
    options: [
      answerOption('The answer to bring back'),
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'version',
        description: 'Which version of it; 0 is the curated answer (default: what there was before it was removed)',
        autocomplete: true,
        min_value: 0,
        max_value: MAX_VERSION,
      },
    ],
  },
  way: 'private',
  async run(desk, interaction) {
    const answerId = await answerNamed(desk, interaction);
    const version = interaction.options.getInteger('version') ?? undefined;
    return writtenMessage(desk, await desk.editing.restore(desk.person, answerId, version));
  },
  async autocomplete(desk, interaction) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'version') return offerVersions(desk, interaction, value);
    // Removed ones first; those that are there have earlier versions.
    const removed = await offerAnswers(desk, value, (one) => !isGiven(one));
    const others = await offerAnswers(desk, value, (one) => isGiven(one) && isTouched(one));
    return [...removed, ...others];
  },
};

async function offerVersions(
  desk: EditingDesk,
  { options }: AutocompleteInteraction,
  typed: string,
): Promise<readonly Choice[]> {
  const answerId = (options.getString('answer') ?? '').trim();
  if (!ANSWER_ID.test(answerId)) return [];
  const entries = await desk.editing.history(desk.guildId, answerId);
  const { standing } = await desk.editing.show(desk.guildId, answerId);
  return versionChoices(entries, standing)
    .filter(({ version }) => String(version).startsWith(typed.trim()))
    .map(({ version, label }) => ({ id: String(version), label }));
}

import { ApplicationCommandOptionType } from 'discord.js';
import { whyMessage } from '../../editing/whyMessage.ts';
import { withoutMention } from '../../withoutMention.ts';
import type { Subcommand } from '../subcommands.ts';

/** `/answer why question`: which answer a question gets here, and what made it win. */
export const why: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'why',
    description: 'Why a question gets the answer that it gets here, or none',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'question',
        description: 'The question as a member would type it',
        required: true,
        max_length: 200,
      },
    ],
  },
  way: 'private',
  async run({ editing, guildId }, { client, options }) {
    // Copied with the mention that made it a question to the bot; of other people it may be asked.
    const question = withoutMention(options.getString('question', true), client.user.id);
    return whyMessage(question, await editing.why(guildId, question));
  },
};

import { ApplicationCommandOptionType } from 'discord.js';
import { planMessage } from '../../editing/planMessage.ts';
import { endingOf } from '../../files/importedFile.ts';
import type { Subcommand } from '../subcommands.ts';

/** `/answer import file [overwrite]`: shows what a file would change, and asks. */
export const importFile: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'import',
    description: 'See what a file of answers would change here, and then take it in or not',
    options: [
      {
        type: ApplicationCommandOptionType.Attachment,
        name: 'file',
        description: 'An export of answers, or the tags of another bot; at most 1 MB',
        required: true,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'overwrite',
        description: 'Let the file win where moderators have removed, changed or hidden something (default: no)',
      },
    ],
  },
  way: 'private',
  async run(desk, { options }) {
    const attached = options.getAttachment('file', true);
    const request = {
      bytes: await desk.fetch(attached),
      name: `import${endingOf(attached.name)}`,
      overwrite: options.getBoolean('overwrite') ?? false,
    };
    return planMessage(await desk.exchange.plan(desk.guildId, request), request);
  },
};

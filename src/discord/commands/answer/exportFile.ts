import { ApplicationCommandOptionType } from 'discord.js';
import { EXPORT_FORMATS, type ExportFormat } from '../../../answers/exchange/exportAnswers.ts';
import { UserError } from '../../../UserError.ts';
import { exportMessage } from '../../editing/exportMessage.ts';
import type { Subcommand } from '../subcommands.ts';

const NAMES: Readonly<Record<ExportFormat, string>> = {
  json: 'JSON, for programs and to keep',
  csv: 'CSV, for a spreadsheet',
  md: 'Markdown, for a text editor',
};

/** `/answer export [format]`: all that the server wrote and hides, as a file. */
export const exportFile: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'export',
    description: 'Get the answers of this server as a file',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'format',
        description: 'All hold the same (default: JSON)',
        choices: EXPORT_FORMATS.map((value) => ({ name: NAMES[value], value })),
      },
    ],
  },
  way: 'private',
  async run({ exchange, guildId }, { options, attachmentSizeLimit }) {
    const asked = options.getString('format') ?? 'json';
    const format = EXPORT_FORMATS.find((one) => one === asked);
    if (!format) throw new UserError('unknown-format', 'There is no such format. Pick one from the list.');
    return exportMessage(await exchange.export(guildId, format), attachmentSizeLimit);
  },
};

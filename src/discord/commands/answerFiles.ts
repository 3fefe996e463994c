import { ApplicationCommandOptionType } from 'discord.js';
import { EXPORT_FORMATS } from '../../answers/exchange/formats.ts';
import { UserError } from '../../shared/UserError.ts';
import { extensionOf } from '../attachments.ts';
import { exportMessage, planMessage } from '../editing/exchangeMessages.ts';
import { COMMANDS, EXPORT_CHOICES, UNKNOWN_FORMAT } from '../strings.ts';
import { type Subcommand, subcommandData } from './Command.ts';

const { answerOptions: OPTIONS } = COMMANDS;

/** `/answer export [format]`: everything that the server wrote and hides, as a file. */
export const exportFile: Subcommand = {
  data: subcommandData('export', {
    type: ApplicationCommandOptionType.String,
    name: 'format',
    description: OPTIONS.format,
    choices: EXPORT_FORMATS.map((value) => ({ name: EXPORT_CHOICES[value], value })),
  }),
  mode: 'private',
  async run({ exchange, person }, { options, attachmentSizeLimit }) {
    const typed = options.getString('format') ?? 'json';
    const format = EXPORT_FORMATS.find((one) => one === typed);
    if (!format) throw new UserError('unknown-format', UNKNOWN_FORMAT);
    return exportMessage(await exchange.export(person.guildId, format), attachmentSizeLimit);
  },
};

/** `/answer import file [overwrite]`: shows what a file would change, and asks for confirmation. */
export const importFile: Subcommand = {
  data: subcommandData(
    'import',
    { type: ApplicationCommandOptionType.Attachment, name: 'file', description: OPTIONS.file, required: true },
    { type: ApplicationCommandOptionType.Boolean, name: 'overwrite', description: OPTIONS.overwrite },
  ),
  mode: 'private',
  async run(session, { options }) {
    const attached = options.getAttachment('file', true);
    const request = {
      bytes: await session.fetch(attached),
      name: `import${extensionOf(attached.name)}`,
      overwrite: options.getBoolean('overwrite') ?? false,
    };
    return planMessage(await session.exchange.plan(session.person.guildId, request), request);
  },
};

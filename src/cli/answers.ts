import { backup } from './answers/backup.ts';
import { exportFile } from './answers/export.ts';
import { importFile } from './answers/import.ts';
import { list } from './answers/list.ts';
import { restore } from './answers/restore.ts';
import { runSubcommands } from './runSubcommands.ts';

await runSubcommands({
  command: 'answers',
  subcommands: { list, export: exportFile, import: importFile, backup, restore },
  options: [
    '--guild ID     the server: in Discord, right-click it and choose "Copy Server ID"',
    '--force        replace a file, or what the store holds',
    'Answers are kept where DATABASE_URL says, in .env or the environment; the bot may run meanwhile.',
  ],
});

import { parseArgs } from 'node:util';
import type { Subcommand } from '../Subcommand.ts';
import { holdingsIn } from './holdingsIn.ts';
import { fileIn, forceOption } from './options.ts';
import { withStore } from './withStore.ts';

export const backup: Subcommand = {
  usage: 'FILE [--force]',
  summary: 'write a consistent copy of everything, of all servers, while the bot runs',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { force: forceOption },
    });
    const file = fileIn(positionals, 'backup whence-backup.db');
    const holdings = await withStore((store) => store.backup(file, { force: values.force }), { mustExist: true });
    console.log(`The backup is in ${file}. ${holdingsIn(holdings)}`);
    return 0;
  },
};

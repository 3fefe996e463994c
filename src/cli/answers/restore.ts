import { parseArgs } from 'node:util';
import type { Subcommand } from '../Subcommand.ts';
import { holdingsIn } from './holdingsIn.ts';
import { fileIn, forceOption } from './options.ts';
import { withStore } from './withStore.ts';

export const restore: Subcommand = {
  usage: 'FILE [--force]',
  summary: 'put a backup in place of everything, of all servers; only with --force where there is something',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { force: forceOption },
    });
    const file = fileIn(positionals, 'restore whence-backup.db');
    const holdings = await withStore((store) => store.restore(file, { force: values.force }));
    console.log(`All is as it was in ${file}. ${holdingsIn(holdings)}`);
    return 0;
  },
};

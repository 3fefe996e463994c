import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { InTurn } from '../../answers/editing/InTurn.ts';
import type { AnswerExchange } from '../../answers/exchange/AnswerExchange.ts';
import { openExchange } from '../../answers/exchange/openExchange.ts';
import { showPlan } from '../../answers/exchange/plan/showPlan.ts';
import { openBook, today } from '../../answers/openBook.ts';
import { ServerBooks } from '../../answers/servers/ServerBooks.ts';
import type { Editor } from '../../store/Change.ts';
import type { Store } from '../../store/Store.ts';
import { UserError } from '../../UserError.ts';
import { counted } from '../counted.ts';
import type { Subcommand } from '../Subcommand.ts';
import { fileIn, guildIn, guildOption } from './options.ts';
import { withStore } from './withStore.ts';

/** What two thousand answers of the greatest length can take; the limit for attachments is lower. */
const MOST_BYTES = 67_108_864;

/** Whom the history names: nobody of the server. */
const OPERATOR: Editor = { id: '0', name: 'operator (terminal)' };

export const importFile: Subcommand = {
  usage: '--guild ID FILE [--overwrite] [--yes]',
  summary: 'print what a file would change on a server, and change it with --yes; see docs/answers-file.md',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        guild: guildOption,
        overwrite: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
      },
    });
    const guildId = guildIn(values.guild);
    const path = fileIn(positionals, 'import --guild ID answers.json');
    const bytes = await read(path);
    const request = { bytes, name: basename(path), overwrite: values.overwrite, maxBytes: MOST_BYTES };
    const work = async (exchange: AnswerExchange): Promise<number> => {
      const { plan, digest } = await exchange.plan(guildId, request);
      const { added, changed, hidden, conflict, refused } = plan.counts;
      for (const line of showPlan(plan)) console.log(line);
      if (plan.entries.some((entry) => entry.outcome === 'conflict' && entry.conflict !== 'phrasing')) {
        console.log('--overwrite lets the file win where moderators have removed, changed or written something.');
      }
      const count = counted(added + changed + hidden, 'change');
      if (added + changed + hidden === 0) console.log('There is nothing to write.');
      else if (!values.yes) console.log(`Nothing has been written. Add --yes to write ${count}.`);
      else {
        const { kind } = await exchange.carryOut({ guildId, ...OPERATOR }, request, digest);
        if (kind === 'differs') throw changedMeanwhile();
        console.log(`${count} written.`);
      }
      return conflict + refused === 0 ? 0 : 1;
    };
    return withStore((store) => withExchange(store, work), { mustExist: !values.yes });
  },
};

/** As the bot has it, warnings of what members would be answered included. */
async function withExchange<T>(store: Store, work: (exchange: AnswerExchange) => Promise<T>): Promise<T> {
  const curated = await openBook();
  // A server whose answers cannot be read cannot be planned for either, and that is told then.
  const books = await ServerBooks.start({ store, curated, onFault: () => {} });
  try {
    return await work(openExchange({ store, curated: curated.curated, books, inTurn: new InTurn(), today }));
  } finally {
    await books.stop();
  }
}

function changedMeanwhile(): UserError {
  return new UserError(
    'changed-meanwhile',
    'Somebody has changed something on this server meanwhile, and nothing was written. Run it again.',
  );
}

/** @throws UserError `file-not-read` */
async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UserError(
      'file-not-read',
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Name a file that exists.`,
    );
  }
}

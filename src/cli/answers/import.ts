import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { editingRules } from '../../answers/exchange/editingRules.ts';
import { changesOf } from '../../answers/exchange/plan/changesOf.ts';
import { planImport } from '../../answers/exchange/plan/planImport.ts';
import { showPlan } from '../../answers/exchange/plan/showPlan.ts';
import { readAnswersFile } from '../../answers/exchange/readAnswersFile.ts';
import { inSlices } from '../../answers/inSlices.ts';
import { KNOWLEDGE_FOLDER } from '../../answers/openBook.ts';
import { readKnowledge } from '../../knowledge/readKnowledge.ts';
import type { Change, Editor } from '../../store/Change.ts';
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
    const file = readAnswersFile(await read(path), basename(path), { maxBytes: MOST_BYTES });
    const { answers: curated } = await readKnowledge(KNOWLEDGE_FOLDER);
    const work = async (store: Store): Promise<number> => {
      const asOf = await store.revision();
      const existing = new Map((await store.current(guildId)).map((version) => [version.answerId, version]));
      const server = { guildId, existing, curated };
      const plan = await inSlices(planImport({ file, server, rules: editingRules, overwrite: values.overwrite }));
      for (const line of showPlan(plan)) console.log(line);
      if (plan.entries.some((entry) => entry.outcome === 'conflict' && entry.conflict !== 'phrasing')) {
        console.log('--overwrite lets the file win where moderators have removed, changed or written something.');
      }
      console.log(await carryOut(changesOf(plan), { store, guildId, asOf, isAgreed: values.yes }));
      return plan.counts.conflict + plan.counts.refused === 0 ? 0 : 1;
    };
    return withStore(work, { mustExist: !values.yes });
  },
};

interface Agreement {
  readonly store: Store;
  readonly guildId: string;
  /** The store's revision before the plan was made. */
  readonly asOf: number;
  readonly isAgreed: boolean;
}

/** @returns what was done. @throws UserError `changed-meanwhile` */
async function carryOut(changes: readonly Change[], { store, guildId, asOf, isAgreed }: Agreement): Promise<string> {
  if (changes.length === 0) return 'There is nothing to write.';
  const count = counted(changes.length, 'change');
  if (!isAgreed) return `Nothing has been written. Add --yes to write ${count}.`;
  const { isWritten } = await store.write(guildId, changes, OPERATOR, { asOf });
  if (isWritten) return `${count} written.`;
  throw new UserError(
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

import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { statusOf } from '../answers/editing/status.ts';
import type { AnswerExchange } from '../answers/exchange/AnswerExchange.ts';
import { showPlan } from '../answers/exchange/plan.ts';
import { openApp, openBook } from '../app.ts';
import { loadConfig } from '../config.ts';
import { counted } from '../shared/text.ts';
import { UserError } from '../shared/UserError.ts';
import { openStore } from '../store/openStore.ts';
import type { Editor, Holdings, Store } from '../store/Store.ts';
import { asSeenByCaller, printColumns, runSubcommands, type Subcommand, UsageError } from './run.ts';
import { createLog } from '../operations/log.ts';
import { EXPORT_FORMATS } from '../answers/exchange/formats.ts';
import { exportAnswers } from '../answers/exchange/exportAnswers.ts';
import type { ExportFormat } from '../answers/exchange/formats.ts';

/** @example holdingsIn({ servers: 2, answers: 14 }); // 'It holds 2 servers with 14 answers.' */
export function holdingsIn({ servers, answers }: Holdings): string {
  return servers === 0
    ? 'It holds nothing.'
    : `It holds ${counted(servers, 'server')} with ${counted(answers, 'answer')}.`;
}

export const guildOption = { type: 'string' } as const;

export const forceOption = { type: 'boolean', default: false } as const;

/** @throws UsageError when it is missing or cannot be Discord's number of a server. */
export function guildIn(guild: string | undefined): string {
  if (guild === undefined) throw new UsageError('--guild is missing: give the number of the server.');
  if (/^\d{17,20}$/.test(guild)) return guild;
  throw new UsageError(`--guild is "${guild}" but must be the number of a server, such as 80351110224678912.`);
}

/** @returns the file as whoever named it sees it. @throws UsageError unless there is one. */
export function fileIn(positionals: readonly string[], usage: string): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError(`${usage.split(' ')[0]} takes one file: npm run answers -- ${usage}`);
  return asSeenByCaller(file);
}

/**
 * Does something with the store that the bot has too, and closes it again.
 *
 * @param mustExist - For what only reads: a name that was mistyped should be said, not made a database of.
 */
export async function withStore<T>(work: (store: Store) => Promise<T>, { mustExist = false } = {}): Promise<T> {
  const store = await openStore(loadConfig().databaseUrl, { mustExist });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

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

export const exportFile: Subcommand = {
  usage: '--guild ID [--format json|csv|md] [FILE] [--force]',
  summary: 'write what a server has of its own to a file, or to standard output; see docs/answers-file.md',
  async run(args, { cache }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { guild: guildOption, format: { type: 'string' }, force: forceOption },
    });
    const guildId = guildIn(values.guild);
    const file = positionals.length === 0 ? undefined : fileIn(positionals, 'export --guild ID answers.json');
    const format = formatIn(values.format, file);
    const { curated } = await openBook({ cache });
    const versions = await withStore((store) => store.current(guildId), { mustExist: true });
    const isCurated = (id: string): boolean => curated.has(id);
    const { text, answers, hidden } = exportAnswers(versions, { guildId, format, exportedAt: new Date(), isCurated });
    if (file === undefined) {
      process.stdout.write(text);
      return 0;
    }
    await save(file, text, values.force);
    console.log(`${counted(answers, 'answer')} and ${counted(hidden, 'hidden one')} are in ${file}.`);
    return 0;
  },
};

/** As asked for; else as the file is called; else JSON. */
function formatIn(asked: string | undefined, file: string | undefined): ExportFormat {
  const name = asked ?? (file === undefined ? 'json' : extname(file).slice(1).toLowerCase());
  const format = EXPORT_FORMATS.find((known) => known === name);
  if (format) return format;
  const known = EXPORT_FORMATS.join(', ');
  if (asked !== undefined) throw new UsageError(`--format is "${asked}" but must be one of ${known}.`);
  throw new UsageError(
    `The name ${basename(file ?? '')} says no format: let it end in one of ${known}, or give --format.`,
  );
}

/** @throws UserError `file-exists`, `file-not-written` */
async function save(file: string, text: string, isForced: boolean): Promise<void> {
  try {
    await writeFile(file, text, { flag: isForced ? 'w' : 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new UserError('file-exists', `${file} already exists. Name another file, or replace it with --force.`);
    }
    throw new UserError('file-not-written', `${file} cannot be written (${code}). Name another file.`);
  }
}

/** What two thousand answers of the greatest length can take; the limit for attachments is lower. */
const MAX_FILE_BYTES = 67_108_864;

/** Whom the history names: nobody of the server. */
const OPERATOR: Editor = { id: '0', name: 'operator (terminal)' };

export const importFile: Subcommand = {
  usage: '--guild ID FILE [--overwrite] [--yes]',
  summary: 'print what a file would change on a server, and change it with --yes; see docs/answers-file.md',
  async run(args, { cache }) {
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
    const request = { bytes, name: basename(path), overwrite: values.overwrite, maxBytes: MAX_FILE_BYTES };
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
    const { databaseUrl } = loadConfig();
    // An answer book that can't be read fails the plan itself, so the log has nothing to add.
    const log = createLog('silent');
    const app = await openApp({ databaseUrl, mustExist: !values.yes, curated: await openBook({ cache }), log });
    try {
      return await work(app.exchange);
    } finally {
      await app.close();
    }
  },
};

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

export const forget: Subcommand = {
  usage: '--guild ID [--yes]',
  summary: 'print what is stored about a server, and delete all of it with --yes; only a backup brings it back',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { guild: guildOption, yes: { type: 'boolean', default: false } },
    });
    const guildId = guildIn(values.guild);
    return withStore(
      async (store) => {
        const versions = await store.current(guildId);
        const what = `${counted(versions.length, 'answer')}, removed ones included, with their history, and the settings, drafts and use counts of server ${guildId}`;
        if (values.yes) await store.removeGuild(guildId);
        console.log(values.yes ? `Deleted ${what}.` : `Nothing has been deleted. Add --yes to delete ${what}.`);
        return 0;
      },
      { mustExist: true },
    );
  },
};

export const list: Subcommand = {
  usage: '--guild ID [--json]',
  summary: 'print what the moderators of a server have written and hidden',
  async run(args, { cache }) {
    const { values } = parseArgs({
      args: [...args],
      options: { guild: guildOption, json: { type: 'boolean', default: false } },
    });
    const guildId = guildIn(values.guild);
    const { curated } = await openBook({ cache });
    const [versions, uses] = await withStore((store) => Promise.all([store.current(guildId), store.uses(guildId)]), {
      mustExist: true,
    });
    const answers = versions.flatMap((version) => {
      const status = statusOf(version, curated.get(version.answerId));
      if (!status || status === 'removed' || status === 'curated') return [];
      const { answerId: id, version: number, content, editorName, at } = version;
      return {
        id,
        standing: status,
        title: content?.title ?? curated.get(id)?.title ?? id,
        version: number,
        changedAt: new Date(at).toISOString(),
        changedBy: editorName,
        reviewBy: content?.reviewBy ?? null,
        uses: uses.get(id)?.count ?? 0,
      };
    });
    if (values.json) console.log(JSON.stringify({ guildId, answers }));
    else if (answers.length === 0) console.log('This server has written and hidden nothing.');
    else
      printColumns(answers.map(({ id, standing, changedAt, title }) => [id, standing, changedAt.slice(0, 10), title]));
    return 0;
  },
};

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

await runSubcommands({
  command: 'answers',
  subcommands: { list, export: exportFile, import: importFile, forget, backup, restore },
  options: [
    '--guild ID     the server: in Discord, right-click it and choose "Copy Server ID"',
    '--force        replace a file, or what the store holds',
    'Answers are kept where DATABASE_URL says, in .env or the environment; the bot may run meanwhile.',
  ],
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { statusOf } from '../answers/editing/status.ts';
import { EXPORT_FORMATS, type ExportFormat, type ImportRequest } from '../answers/exchange/entries.ts';
import { countOfChanges } from '../answers/exchange/plan.ts';
import { showPlan } from '../answers/exchange/planReport.ts';
import { gapsIn } from '../answers/learning/gaps.ts';
import { openBook } from '../answers/openBook.ts';
import { type App, openApp } from '../app.ts';
import { loadConfig } from '../config.ts';
import { createLog } from '../operations/log.ts';
import { runToEnd } from '../shared/concurrency.ts';
import { counted, listed } from '../shared/text.ts';
import { UserError } from '../shared/UserError.ts';
import { openStore } from '../store/openStore.ts';
import type { Editor, Holdings, ServerHoldings, Store } from '../store/Store.ts';
import { fromCallersFolder, printColumns, commandOf, runIfStarted, type Subcommand, UsageError } from './run.ts';

const contentsOf = ({ servers, answers }: Holdings): string =>
  servers === 0 ? 'It is empty.' : `It contains ${counted(servers, 'server')} with ${counted(answers, 'answer')}.`;

/** All options. A subcommand takes those that its usage names. */
const OPTIONS = {
  guild: { type: 'string' },
  format: { type: 'string' },
  map: { type: 'string' },
  force: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  overwrite: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
} as const;

interface Given {
  readonly values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
  readonly files: readonly string[];
  readonly cache: boolean;
}

/**
 * @param usage - Names the options that it takes, and `FILE` if it takes files.
 * @param run - Returns the exit code if it is not 0.
 */
function subcommand(usage: string, summary: string, run: (given: Given) => Promise<number | void>): Subcommand {
  const options = Object.fromEntries(Object.entries(OPTIONS).filter(([name]) => usage.includes(`--${name}`)));
  return {
    usage,
    summary,
    async run(args, { cache }) {
      const parsed = parseArgs({ args: [...args], allowPositionals: usage.includes('FILE'), options });
      const [values, files] = [parsed.values as Given['values'], parsed.positionals.map(fromCallersFolder)];
      return (await run({ values, files, cache })) ?? 0;
    },
  };
}

function guildIn(guild: string | undefined): string {
  if (guild === undefined) throw new UsageError('--guild is missing. Give the number of the server.');
  if (/^\d{17,20}$/.test(guild)) return guild;
  throw new UsageError(`--guild is "${guild}" but must be the number of a server, such as 80351110224678912.`);
}

function fileIn([file, ...more]: readonly string[], usage: string): string {
  if (file !== undefined && more.length === 0) return file;
  throw new UsageError(`${usage.split(' ')[0]} takes one file: npm run answers -- ${usage}`);
}

/** @param mustExist - False for commands that write. A mistyped name must not create a database. Default: true. */
async function withStore<T>(work: (store: Store) => Promise<T>, { mustExist = true } = {}): Promise<T> {
  const store = await openStore(loadConfig().databaseUrl, { mustExist });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** @param orEmpty - Without a database, use an empty one, which is what `--yes` would make. Default: false. */
async function withExchange<T>(
  work: (exchange: App['exchange']) => Promise<T>,
  { cache, mustExist = true, orEmpty = false }: { cache: boolean; mustExist?: boolean; orEmpty?: boolean },
): Promise<T> {
  const { databaseUrl, apiUrl, token } = loadConfig();
  // An answer book that can't be read fails the command, so the log has nothing to add.
  const log = createLog('silent');
  const options = { databaseUrl, invites: { apiUrl, token }, mustExist, curated: await openBook({ cache }), log };
  const folder = orEmpty ? await mkdtemp(join(tmpdir(), 'whence-')) : undefined;
  const openEmpty = (error: unknown): Promise<App> => {
    if (!(error instanceof UserError && error.code === 'database-missing') || !folder) throw error;
    return openApp({ ...options, databaseUrl: join(folder, 'empty.db'), mustExist: false });
  };
  try {
    const app = await openApp(options).catch(openEmpty);
    try {
      return await work(app.exchange);
    } finally {
      await app.close();
    }
  } finally {
    if (folder) await rm(folder, { recursive: true });
  }
}

type Cells = readonly (string | number)[];

/** As JSON, or for people as a table, or with a sentence if there is nothing. */
function print(json: boolean, data: object, none: string, rows: readonly Cells[], head?: Cells): void {
  if (json) console.log(JSON.stringify(data));
  else if (rows.length === 0) console.log(none);
  else printColumns(head ? [head, ...rows] : rows);
}

const backup = subcommand(
  'FILE [--force]',
  'copy everything, for all servers, to a file; the bot may be running',
  async ({ values: { force }, files }) => {
    const file = fileIn(files, 'backup whence-backup.db');
    const holdings = await withStore((store) => store.backup(file, { force }));
    console.log(`The backup is in ${file}. ${contentsOf(holdings)}`);
  },
);

const restore = subcommand(
  'FILE [--force]',
  'replace everything, for all servers, with a backup; needs --force unless the database is empty',
  async ({ values: { force }, files }) => {
    const file = fileIn(files, 'restore whence-backup.db');
    const holdings = await withStore((store) => store.restore(file, { force }), { mustExist: false });
    console.log(`Everything is as in ${file}. ${contentsOf(holdings)}`);
  },
);

const exportFile = subcommand(
  '--guild ID [--format json|csv|md] [FILE] [--force]',
  "write a server's own answers to a file, or to standard output; see docs/answers-file.md",
  async ({ values, files, cache }) => {
    const guildId = guildIn(values.guild);
    const file = files.length === 0 ? undefined : fileIn(files, 'export --guild ID answers.json');
    const format = formatIn(values.format, file);
    const exported = await withExchange((exchange) => exchange.export(guildId, format), { cache });
    const { text, answers, hidden, phrasings } = exported;
    if (file === undefined) {
      process.stdout.write(text);
      return;
    }
    await save(file, text, values.force);
    const parts = [
      counted(answers, 'answer'),
      ...(phrasings > 0 ? [`added phrasings of ${counted(phrasings, 'answer')}`] : []),
      counted(hidden, 'hidden one'),
    ];
    console.log(`${listed(parts)} are in ${file}.`);
  },
);

/** By --format, else by the file's ending, else JSON. */
function formatIn(asked: string | undefined, file: string | undefined): ExportFormat {
  const name = asked ?? (file === undefined ? 'json' : extname(file).slice(1).toLowerCase());
  const format = EXPORT_FORMATS.find((known) => known === name);
  if (format) return format;
  const known = EXPORT_FORMATS.join(', ');
  if (asked !== undefined) throw new UsageError(`--format is "${asked}" but must be one of ${known}.`);
  throw new UsageError(
    `The name ${basename(file ?? '')} has none of the endings ${known}. Rename it, or give --format.`,
  );
}

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

/** Enough for two thousand answers of the greatest length. The limit for attachments is lower. */
const MAX_FILE_BYTES = 67_108_864;

/** The editor that the history names. */
const OPERATOR: Editor = { id: '0', name: 'operator (terminal)' };

const importFile = subcommand(
  '--guild ID FILE… [--map question=NAME,answer=NAME] [--overwrite] [--yes]',
  'print what files would change on a server; with --yes, change it; see docs/answers-file.md',
  async ({ values: { guild, overwrite, map, yes }, files: paths, cache }) => {
    const guildId = guildIn(guild);
    if (paths.length === 0) fileIn(paths, 'import --guild ID answers.json');
    const files = await Promise.all(paths.map(async (path) => ({ bytes: await read(path), name: basename(path) })));
    const request = { files, overwrite, maxBytes: MAX_FILE_BYTES, ...(map !== undefined && { map }) };
    return withExchange((exchange) => importInto(exchange, { guildId, request, yes }), {
      cache,
      mustExist: !yes,
      orEmpty: true,
    });
  },
);

async function importInto(
  exchange: App['exchange'],
  { guildId, request, yes }: { guildId: string; request: ImportRequest; yes: boolean },
): Promise<number> {
  const { plan, digest } = await exchange.plan(guildId, request);
  for (const line of showPlan(plan)) console.log(line);
  if (plan.entries.some((entry) => entry.isOverwritable)) {
    console.log('With --overwrite, the file wins over what moderators removed, changed or wrote.');
  }
  const count = counted(countOfChanges(plan), 'change');
  if (countOfChanges(plan) === 0) console.log('Nothing to write.');
  else if (!yes) console.log(`Nothing has been written. Add --yes to write ${count}.`);
  else {
    const { kind } = await exchange.carryOut({ guildId, ...OPERATOR }, request, digest);
    const why = 'Somebody changed this server in the meantime, so nothing was written. Run the command again.';
    if (kind === 'differs') throw new UserError('changed-meanwhile', why);
    console.log(`${count} written.`);
  }
  return plan.counts.conflict + plan.counts.refused === 0 ? 0 : 1;
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError('file-not-read', `${path} cannot be read (${code}). Name a file that exists.`);
  }
}

const forget = subcommand(
  '--guild ID [--yes]',
  'print what is stored about a server; with --yes, delete all of it, so that only a backup brings it back',
  async ({ values: { guild, yes } }) => {
    const guildId = guildIn(guild);
    return withStore(async (store) => {
      const versions = await store.current(guildId);
      const what = `${counted(versions.length, 'answer')} (including removed ones) with their history, and the settings, drafts, use counts and kept questions of server ${guildId}`;
      if (yes) await store.removeGuild(guildId);
      console.log(yes ? `Deleted ${what}.` : `Nothing has been deleted. Add --yes to delete ${what}.`);
    });
  },
);

const list = subcommand(
  '--guild ID [--json]',
  "print the answers that a server's moderators wrote and hid",
  async ({ values: { guild, json }, cache }) => {
    const guildId = guildIn(guild);
    const { curated } = await openBook({ cache });
    const [versions, uses] = await withStore((store) => Promise.all([store.current(guildId), store.uses(guildId)]));
    const answers = versions.flatMap((version) => {
      const status = statusOf(version, curated.get(version.answerId));
      if (!status || status === 'removed' || status === 'curated') return [];
      const { answerId: id, version: number, content, editorName, at } = version;
      return {
        id,
        // Scripts read this key.
        standing: status,
        title: content?.title ?? curated.get(id)?.title ?? id,
        version: number,
        changedAt: new Date(at).toISOString(),
        changedBy: editorName,
        reviewBy: content?.reviewBy ?? null,
        uses: uses.get(id)?.count ?? 0,
      };
    });
    const rows = answers.map(({ id, standing, changedAt, title }) => [id, standing, changedAt.slice(0, 10), title]);
    print(json, { guildId, answers }, 'This server has no answers of its own and hides none.', rows);
  },
);

const dateOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const dayIn = (date: string | null): string => date?.slice(0, 10) ?? '';
const withDates = (one: ServerHoldings) => ({ ...one, changedAt: dateOf(one.changedAt), leftAt: dateOf(one.leftAt) });

const servers = subcommand(
  '[--json]',
  'list the servers that have answers, settings or use counts, and when the bot left',
  async ({ values: { json } }) => {
    const found = await withStore((store) => store.servers());
    const dated = found.map(withDates);
    const rows = dated.map(({ guildId, answers: count, uses, hasSettings, changedAt, leftAt }) => {
      return [guildId, count, uses, hasSettings ? 'own' : 'default', dayIn(changedAt), dayIn(leftAt)];
    });
    const head = ['server', 'answers', 'uses', 'settings', 'changed', 'left'];
    print(json, { servers: dated }, 'Nothing is stored about any server.', rows, head);
  },
);

const gaps = subcommand(
  '[--json]',
  "list what was asked on all servers and not answered, for the curated set's keepers; names nobody",
  async ({ values: { json }, cache }) => {
    const book = await openBook({ cache });
    const questions = await withStore((store) => store.learning.questionsOfAll());
    const found = runToEnd(gapsIn(questions, book, Date.now()));
    const rows = found.map(({ people, texts, nearest }) => [people, texts[0]!, nearest.join(' ')]);
    const head = ['people', 'question', 'nearest answers'];
    print(json, { gaps: found }, 'Every question that is kept has an answer.', rows, head);
  },
);

export const answers = commandOf({
  name: 'answers',
  subcommands: { servers, gaps, list, export: exportFile, import: importFile, forget, backup, restore },
  options: [
    '--guild ID     the server: in Discord, right-click it and choose "Copy Server ID"',
    '--force        replace a file, or what the database contains',
    'DATABASE_URL, in .env or the environment, says where the answers are. The bot may be running.',
  ],
});

await runIfStarted(import.meta, answers);

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openBook } from '../../src/answers/openBook.ts';
import type { NewQuestion } from '../../src/store/LearningStore.ts';
import type { Store } from '../../src/store/Store.ts';
import { backupDamaged, rowOf } from '../../src/store/strings.ts';
import { EVENTS, RULES } from '../answers/exchange/contents.ts';
import { ADA, change, GUILD, OTHER_GUILD } from '../store/examples.ts';
import { answers as command } from '../../src/cli/answers.ts';
import { type Run, runHere } from '../support/run.ts';
import { BACKENDS, freshFolder, openTestStore, SQLITE } from '../support/stores.ts';

/** The live set. The commands below share it as long as it is in use. */
const book = await openBook();
/** Curated, and not about to go. */
const CURATED = 'gpt-vs-chatgpt';
const CURATED_TITLE = book.titleOf(CURATED)!;

let folder: string;
let url: string;
beforeEach(async () => {
  folder = freshFolder();
  url = await SQLITE.freshUrl();
});

const answers = (...args: string[]): Promise<Run> => runHere(command, args, { env: { DATABASE_URL: url } });

const inFolder = (name: string): string => join(folder, name);

function save(name: string, text: string): string {
  writeFileSync(inFolder(name), text);
  return inFolder(name);
}

/** Does something with the store as the bot would. */
async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  return work(await openTestStore(url));
}

const fill = (): Promise<void> =>
  withStore(async (store) => {
    await store.write(GUILD, [change('rules', 'add', RULES, 0), change('events', 'add', EVENTS, 0)], ADA);
    await store.write(GUILD, [change(CURATED, 'remove', null, 0), change('old', 'remove', null, 0)], ADA);
    await store.learning.record([{ guildId: GUILD, uses: new Map([['rules', 3]]) }]);
  });

test('list tells what a server has written and hidden, and nothing of other servers', async () => {
  await fill();
  const { code, stdout } = await answers('list', '--guild', GUILD);
  const day = new Date().toISOString().slice(0, 4);
  expect(code).toBe(0);
  expect(stdout.replaceAll(new RegExp(`${day}-\\d\\d-\\d\\d`, 'g'), 'TODAY')).toBe(
    [
      '  events          own     TODAY  When are events?',
      `  gpt-vs-chatgpt  hidden  TODAY  ${CURATED_TITLE}`,
      '  rules           own     TODAY  What are the rules?',
      '',
    ].join('\n'),
  );
  expect((await answers('list', '--guild', OTHER_GUILD)).stdout).toBe(
    'This server has no answers of its own and hides none.\n',
  );
});

const asked = (
  id: string,
  personId: string,
  text: string,
  more: Partial<Pick<NewQuestion, 'kind' | 'answerId' | 'note'>> = {},
): NewQuestion => ({ id, personId, text, kind: 'unanswered', note: '', answerId: null, at: Date.now(), ...more });

test('gaps lists what nobody has answered on any server, alike questions together, and names nobody', async () => {
  const [ONE, OTHER] = ['80351110224678921', '80351110224678922'];
  await withStore(async ({ learning }) => {
    await learning.record([
      {
        guildId: GUILD,
        questions: [
          asked('1', ONE, 'which telescope shows saturn'),
          asked('2', OTHER, 'which telescop shows Saturn'),
          asked('3', ONE, CURATED_TITLE, { kind: 'disputed', answerId: CURATED }),
          asked('4', ONE, CURATED_TITLE),
          asked('5', OTHER, 'my answer to it', { kind: 'proposed', note: 'A long one.' }),
        ],
      },
    ]);
    await learning.record([{ guildId: OTHER_GUILD, questions: [asked('1', ONE, 'which telescope shows saturn')] }]);
  });
  const { code, stdout } = await answers('gaps', '--json');
  const { gaps } = JSON.parse(stdout) as { gaps: { people: number; texts: string[]; nearest: string[] }[] };
  expect([code, gaps.map(({ people, texts }) => [people, texts])]).toEqual([
    0,
    [
      [3, ['which telescope shows saturn', 'which telescop shows Saturn']],
      [1, [CURATED_TITLE]],
    ],
  ]);
  expect(gaps[1]!.nearest[0]).toBe(CURATED);
  for (const id of [ONE, OTHER, GUILD, OTHER_GUILD]) expect(stdout).not.toContain(id);
  expect((await answers('gaps')).stdout).toMatch(/^ {2}people +question +nearest answers\n {2}3 +which telescope/);
});

test('servers lists which servers have data', async () => {
  await withStore(async (store) => store.recordLeft('9', []));
  expect((await answers('servers')).stdout).toBe('Nothing is stored about any server.\n');
  await fill();
  await withStore((store) => store.saveSettings(OTHER_GUILD, { logChannelId: '5' }));
  const { stdout } = await answers('servers');
  expect(
    stdout
      .replace(/\d{4}-\d\d-\d\d/, 'TODAY')
      .trimEnd()
      .split('\n'),
  ).toEqual([
    '  server             answers  uses  settings  changed     left',
    `  ${GUILD}  2        3     default   TODAY`,
    `  ${OTHER_GUILD}  0        0     own`,
  ]);
  const json = JSON.parse((await answers('servers', '--json')).stdout) as { servers: unknown[] };
  expect(json.servers[1]).toEqual({
    guildId: OTHER_GUILD,
    answers: 0,
    uses: 0,
    hasSettings: true,
    changedAt: null,
    leftAt: null,
  });
});

test('list --json prints JSON alone', async () => {
  await fill();
  const { stdout } = await answers('list', '--json', '--guild', GUILD);
  const { guildId, answers: listed } = JSON.parse(stdout) as { guildId: string; answers: object[] };
  expect(guildId).toBe(GUILD);
  expect(listed.at(-1)).toEqual({
    id: 'rules',
    standing: 'own',
    title: 'What are the rules?',
    version: 1,
    changedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    changedBy: 'Ada',
    reviewBy: '2027-01-31',
    uses: 3,
  });
});

test.each(['json', 'csv', 'md'])('what is exported as %s can be imported on another server', async (format) => {
  await fill();
  const file = inFolder(`answers.${format}`);
  expect(await answers('export', '--guild', GUILD, file)).toEqual({
    code: 0,
    stdout: `2 answers and 1 hidden one are in ${file}.\n`,
    stderr: '',
  });
  expect((await answers('import', '--guild', OTHER_GUILD, file, '--yes')).stdout).toContain('\n3 changes written.\n');
  const versions = await withStore((store) => store.current(OTHER_GUILD));
  expect(
    versions.map(({ answerId, content, kind, editorId, editorName }) => ({
      answerId,
      content,
      kind,
      editorId,
      editorName,
    })),
  ).toEqual(
    Object.entries({ events: EVENTS, [CURATED]: null, rules: RULES }).map(([answerId, content]) => ({
      answerId,
      content,
      kind: 'import',
      editorId: '0',
      editorName: 'operator (terminal)',
    })),
  );
  const again = await answers('import', '--guild', OTHER_GUILD, file, '--yes');
  expect({ code: again.code, end: again.stdout.split('\n').slice(-3) }).toEqual({
    code: 0,
    end: ['3 unchanged', 'Nothing to write.', ''],
  });
});

test('export without a file prints the file alone, in the format that was asked for', async () => {
  await fill();
  expect(JSON.parse((await answers('export', '--guild', GUILD)).stdout)).toMatchObject({
    format: 'whence-answers',
    guildId: GUILD,
    hidden: [CURATED],
  });
  expect((await answers('export', '--guild', GUILD, '--format', 'md')).stdout).toContain('---\nid: rules\n');
});

test('export replaces a file only when forced', async () => {
  await openTestStore(url);
  const file = save('answers.json', 'mine');
  expect(await answers('export', '--guild', GUILD, file)).toEqual({
    code: 1,
    stdout: '',
    stderr: `${file} already exists. Name another file, or replace it with --force.\n`,
  });
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect((await answers('export', '--guild', GUILD, file, '--force')).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('whence-answers');
  expect((await answers('export', '--guild', GUILD, inFolder('no/where.json'))).stderr).toBe(
    `${inFolder('no/where.json')} cannot be written (ENOENT). Name another file.\n`,
  );
});

const TABLE = 'title,questions,body\nWhat are the rules?,the rules,Be kind.\n,,\n,x,\n';

test('import without --yes says what would change, and changes nothing', async () => {
  await openTestStore(url);
  const file = save('answers.csv', `${TABLE}Events,gpt vs chatgpt,On Fridays.\n`);
  expect(await answers('import', '--guild', GUILD, file)).toEqual({
    code: 1,
    stdout: [
      "Read as answers in this bot's own CSV.",
      'answers.csv:2:1: added what-are-the-rules, "What are the rules?"',
      "  Note: It has no source, so members can't check whether it still holds.",
      'answers.csv:4:1: refused. "title" is missing: add it.',
      `answers.csv:5:1: conflict events. The phrasing "gpt vs chatgpt" already belongs to "${CURATED_TITLE}" (gpt-vs-chatgpt). Change it in one of the two answers.`,
      '1 added, 1 conflict, 1 refused',
      'Nothing has been written. Add --yes to write 1 change.',
      '',
    ].join('\n'),
    stderr: '',
  });
  expect(await withStore((store) => store.current(GUILD))).toEqual([]);
});

test('import --yes writes what can be written, and exits with 1 when something cannot', async () => {
  const { code, stdout } = await answers('import', '--guild', GUILD, save('a.csv', TABLE), '--yes');
  expect({ code, end: stdout.split('\n').slice(-3) }).toEqual({
    code: 1,
    end: ['1 added, 1 refused', '1 change written.', ''],
  });
  expect((await withStore((store) => store.current(GUILD))).map(({ answerId }) => answerId)).toEqual([
    'what-are-the-rules',
  ]);
});

test('import --overwrite lets the file win where moderators have changed something since', async () => {
  await fill();
  const file = inFolder('answers.json');
  await answers('export', '--guild', GUILD, file);
  await withStore((store) =>
    store.write(
      GUILD,
      [change('rules', 'edit', { ...RULES, body: 'Be loud.' }, 1), change('events', 'remove', null, 1)],
      ADA,
    ),
  );
  expect(await answers('import', '--guild', GUILD, file, '--yes')).toMatchObject({
    code: 1,
    stdout: [
      "Read as answers in this bot's own JSON.",
      'answers.json:7:5: conflict events. Moderators have removed this answer here.',
      'answers.json:17:5: conflict rules. The file has version 1, but this server is at version 2 by now.',
      'answers.json:33:5: unchanged gpt-vs-chatgpt',
      '1 unchanged, 2 conflicts',
      'With --overwrite, the file wins over what moderators removed, changed or wrote.',
      'Nothing to write.',
      '',
    ].join('\n'),
  });
  expect((await answers('import', '--guild', GUILD, file, '--overwrite', '--yes')).code).toBe(0);
  const contents = await withStore(async (store) =>
    Promise.all(['rules', 'events'].map((id) => store.answer(GUILD, id))),
  );
  expect(contents.map((version) => version?.content)).toEqual([RULES, EVENTS]);
});

test('tags of another bot are imported as answers', async () => {
  const file = save('tags.toml', '[rules]\nkeywords = ["server-rules"]\ncontent = "Be kind."\n');
  expect((await answers('import', '--guild', GUILD, file, '--yes')).code).toBe(0);
  expect((await withStore((store) => store.answer(GUILD, 'rules')))?.content).toEqual({
    title: 'Rules',
    questions: ['rules', 'server rules'],
    body: 'Be kind.',
    sources: [],
  });
});

test('file names are relative to where npm was called, the database to the package', async () => {
  await fill();
  const called = (...args: string[]) => runHere(command, args, { env: { DATABASE_URL: url, INIT_CWD: folder } });
  expect((await called('backup', 'b.db')).stdout).toContain(`The backup is in ${inFolder('b.db')}.`);
  expect((await called('export', '--guild', GUILD, './a.json')).stdout).toContain(`are in ${inFolder('a.json')}.`);
  expect(readdirSync(folder).toSorted()).toEqual(['a.json', 'b.db']);
  expect((await called('import', '--guild', OTHER_GUILD, 'a.json', '--yes')).stdout).toContain('3 changes written.');
  expect((await called('restore', 'b.db', '--force')).stdout).toContain(`Everything is as in ${inFolder('b.db')}.`);
  expect(await withStore((store) => store.current(OTHER_GUILD))).toEqual([]);
  expect((await called('export', '--guild', GUILD, 'answers')).stderr).toContain(
    'The name answers has none of the endings',
  );
});

test.each([
  ['nowhere.json', /^.*nowhere\.json cannot be read \(ENOENT\)\. Name a file that exists\.\n$/],
  ['folder', /^.* cannot be read \(EISDIR\)\. Name a file that exists\.\n$/],
])('a file that cannot be read, as %s, is one sentence', async (name, stderr) => {
  const path = name === 'folder' ? folder : inFolder(name);
  const result = await answers('import', '--guild', GUILD, path);
  expect(result).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(stderr) as string });
});

describe.each(BACKENDS)('on $name', ({ freshUrl }) => {
  test('a backup brings everything back, and replaces something only when forced', async () => {
    url = await freshUrl();
    await fill();
    const file = inFolder('backup.db');
    expect(await answers('backup', file)).toEqual({
      code: 0,
      stdout: `The backup is in ${file}. It contains 1 server with 2 answers.\n`,
      stderr: '',
    });
    expect((await answers('backup', file)).stderr).toContain('already exists');
    const before = await withStore((store) => store.current(GUILD));
    await withStore((store) => store.removeGuild(GUILD));
    await withStore((store) => store.write(OTHER_GUILD, [change('rules', 'add', RULES, 0)], ADA));
    expect(await answers('restore', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('then restore with --force.\n') as string,
    });
    expect(await answers('restore', file, '--force')).toEqual({
      code: 0,
      stdout: `Everything is as in ${file}. It contains 1 server with 2 answers.\n`,
      stderr: '',
    });
    expect(await withStore((store) => store.current(GUILD))).toEqual(before);
    expect(await withStore((store) => store.current(OTHER_GUILD))).toEqual([]);
  });

  test('a server is forgotten only when that is confirmed, and no other one is', async () => {
    url = await freshUrl();
    await fill();
    await withStore((store) => store.write(OTHER_GUILD, [change('rules', 'add', RULES, 0)], ADA));
    const what = `4 answers (including removed ones) with their history, and the settings, drafts, use counts and kept questions of server ${GUILD}`;
    expect(await answers('forget', '--guild', GUILD)).toEqual({
      code: 0,
      stdout: `Nothing has been deleted. Add --yes to delete ${what}.\n`,
      stderr: '',
    });
    expect(await withStore((store) => store.current(GUILD))).toHaveLength(4);
    expect(await answers('forget', '--guild', GUILD, '--yes')).toEqual({
      code: 0,
      stdout: `Deleted ${what}.\n`,
      stderr: '',
    });
    expect(await withStore((store) => store.current(GUILD))).toEqual([]);
    expect(await withStore((store) => store.current(OTHER_GUILD))).toHaveLength(1);
  });

  test('a backup of nothing says so', async () => {
    url = await freshUrl();
    await openTestStore(url);
    const file = inFolder('backup.db');
    expect((await answers('backup', file)).stdout).toBe(`The backup is in ${file}. It is empty.\n`);
  });

  test('a backup with an answer that cannot be read is not restored', async () => {
    url = await freshUrl();
    await fill();
    const file = inFolder('backup.db');
    await answers('backup', file);
    await SQLITE.execute(
      file,
      "update answer_version set content = replace(content, '{', '|') where answer_id = 'rules'",
    );
    expect(await answers('restore', file, '--force')).toEqual({
      code: 1,
      stdout: '',
      stderr: `${backupDamaged(file, rowOf('answer_version', { guild_id: GUILD, answer_id: 'rules', version: 1 }))}\n`,
    });
    expect((await answers('list', '--guild', GUILD)).stdout).toContain('What are the rules?');
  });

  test.each([
    ['list', '--guild', GUILD],
    ['export', '--guild', GUILD],
    ['backup', 'backup.db'],
  ])('%s makes no database where there is none, and says so', async (...args) => {
    url = await freshUrl();
    save('a.csv', TABLE);
    const paths = args.map((arg) => (arg.includes('.') ? inFolder(arg) : arg));
    const { code, stdout, stderr } = await answers(...paths);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^(?:There is no database at .*|The database ".*" has no Whence tables)\. .*DATABASE_URL/);
    expect(readdirSync(folder)).toEqual(['a.csv']);
    // The next one finds what the first would have made.
    expect((await answers(...paths)).stderr).toBe(stderr);
  });

  test('a dry run of an import makes no database where there is none, and says what --yes then does', async () => {
    url = await freshUrl();
    const file = save('a.csv', 'question,answer\nIs it free?,Yes.\n');
    const dry = await answers('import', '--guild', GUILD, file);
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder)).toEqual(['a.csv']);
    expect((await answers('list', '--guild', GUILD)).code).toBe(1);
    const written = await answers('import', '--guild', GUILD, file, '--yes');
    expect(written.stdout).toBe(
      dry.stdout.replace('Nothing has been written. Add --yes to write 1 change.', '1 change written.'),
    );
  });

  test('an import is there for the bot that runs meanwhile', async () => {
    url = await freshUrl();
    const bot = await openTestStore(url);
    await answers('import', '--guild', GUILD, save('a.csv', TABLE), '--yes');
    expect((await bot.current(GUILD)).map(({ answerId }) => answerId)).toEqual(['what-are-the-rules']);
  });
});

test.each([
  [['list'], '--guild is missing. Give the number of the server.'],
  [['list', '--guild', 'mine'], '--guild is "mine" but must be the number of a server, such as 80351110224678912.'],
  [['import', '--guild', GUILD], 'import takes one file: npm run answers -- import --guild ID answers.json'],
  [['backup'], 'backup takes one file: npm run answers -- backup whence-backup.db'],
  [['restore', 'a', 'b'], 'restore takes one file: npm run answers -- restore whence-backup.db'],
  [['export', '--guild', GUILD, '--format', 'xml'], '--format is "xml" but must be one of json, csv, md.'],
  [
    ['export', '--guild', GUILD, 'answers'],
    'The name answers has none of the endings json, csv, md. Rename it, or give --format.',
  ],
  [['remove'], 'There is no subcommand "remove".'],
])('%j is wrong usage', async (args, problem) => {
  const { code, stdout, stderr } = await answers(...args);
  expect({ code, stdout, problem: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', problem });
  expect(stderr).toContain('Usage: npm run answers -- SUBCOMMAND');
  expect(existsSync(url)).toBe(false);
});

test('--help names every subcommand', async () => {
  const { code, stdout } = await answers('--help');
  expect(code).toBe(0);
  expect([...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name)).toEqual([
    'servers',
    'gaps',
    'list',
    'export',
    'import',
    'forget',
    'backup',
    'restore',
  ]);
});

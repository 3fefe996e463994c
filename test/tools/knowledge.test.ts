import { knowledge as knowledgeCommand } from '../../tools/knowledge.ts';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changedFolder, swap } from '../knowledge/soundFolder.ts';
import { ROOT, type Run, runHere } from '../support/run.ts';

const SOUND = 'test/fixtures/knowledge';

const knowledge = (...args: string[]): Promise<Run> => runHere(knowledgeCommand, args);

test('check says in one line what a sound set holds', async () => {
  expect(await knowledge('check', '--folder', SOUND)).toEqual({
    code: 0,
    stdout: 'knowledge is sound: 2 answers, 3 models, 1 assistant, 2 sources\n',
    stderr: '',
  });
});

test('check prints each fault on its own line, and exits with 1', async () => {
  const folder = await changedFolder({
    'models/gpt-5.yaml': '',
    'answers/new.md': 'New.\n',
    'answers/new.phrasings.yaml': 'questions: [new]\n',
  });
  expect(await knowledge('check', '--folder', folder)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      `${folder}/answers/new.md:1:1 an answer begins with its fields between two lines "---": add them\n` +
      `${folder}/models/gpt-5.yaml:1:1 the YAML here is empty: fill it in\n`,
  });
});

test('a folder is relative to where npm was called; without one it is the one of the package', async () => {
  const env = { INIT_CWD: `${ROOT}/test` };
  const check = (...args: string[]) => runHere(knowledgeCommand, ['check', ...args], { env });
  expect((await check('--folder', 'fixtures/knowledge')).stdout).toContain('2 answers, 3 models');
  expect((await check()).stdout).toMatch(/^knowledge is sound: \d+ answers/);
});

test('a folder that is not there is one sentence', async () => {
  expect(await knowledge('list', '--folder', 'nowhere')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'The knowledge folder "nowhere" cannot be read (ENOENT): make sure that it exists and may be read.\n',
  });
});

test('list names every answer and model', async () => {
  const { code, stdout } = await knowledge('list', '--folder', SOUND);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'Answers, with the day of their last check',
    '  what-is-gpt      2026-11-22  What is GPT?',
    '  which-model-now  2026-11-22  Which model is it now?',
    '',
    'Models, with their release date',
    '  gpt-3    2020-06-11  GPT-3',
    '  gpt-3.5  2022        GPT-3.5',
    '  gpt-4    2023-03-14  GPT-4',
    '',
  ]);
});

test('list --json prints JSON alone', async () => {
  const { code, stdout } = await knowledge('list', '--json', '--folder', SOUND);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    answers: [
      { id: 'what-is-gpt', title: 'What is GPT?', checked: '2026-11-22', reviewBy: null },
      { id: 'which-model-now', title: 'Which model is it now?', checked: '2026-11-22', reviewBy: '2026-12-22' },
    ],
    models: [
      { id: 'gpt-3', name: 'GPT-3', released: '2020-06-11', checked: '2026-11-22' },
      { id: 'gpt-3.5', name: 'GPT-3.5', released: '2022', checked: '2026-11-22' },
      { id: 'gpt-4', name: 'GPT-4', released: '2023-03-14', checked: '2026-11-22' },
    ],
  });
});

test('show prints an answer with its references filled in and its sources looked up', async () => {
  const { code, stdout } = await knowledge('show', 'what-is-gpt', '--folder', SOUND);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toContain('short: A family of language models, the first of which here is GPT-3.');
  expect(stdout.split('\n')).toContain('  - "The paper (Example, 2020-05-28): https://example.org/paper"');
});

test.each(['gpt-3', 'model:gpt-3'])('show %s prints the model', async (id) => {
  const { code, stdout } = await knowledge('show', id, '--folder', SOUND);
  expect(code).toBe(0);
  expect(stdout.split('\n').slice(0, 2)).toEqual(['id: gpt-3', 'name: GPT-3']);
});

test('show prints an assistant and a family too, because both fall due like answers and models', async () => {
  const folder = await changedFolder({
    'assistants/acme.yaml': `name: Acme Chat
maker: Acme
short: Acme Chat has run on {{gpt-3.name}}.
basedOnGpt: 'yes'
runsOn:
  - { model: gpt-3, from: '2021-05', to: '2022-05', sources: [paper] }
checked: '2026-11-30'
sources: [paper]
`,
    'models/gpt-3.yaml': swap('family: GPT', 'family: GPT Classic'),
    'families.yaml': 'classic:\n  name: GPT Classic\n  short: The first models of OpenAI.\n',
  });
  const acme = await knowledge('show', 'acme', '--folder', folder);
  expect(acme.stdout.split('\n')).toContain('short: Acme Chat has run on GPT-3.');
  expect(acme.stdout.split('\n')).toContain('      - "The paper (Example, 2020-05-28): https://example.org/paper"');
  const family = await knowledge('show', 'classic', '--folder', folder);
  expect(family.stdout.split('\n').slice(0, 2)).toEqual(['id: classic', 'name: GPT Classic']);
  expect(family.stdout.split('\n')).toContain('  - gpt-3');
});

test('show of an unknown id says where to find the known ones', async () => {
  expect(await knowledge('show', 'gpt-9', '--folder', SOUND)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'There is no answer, model, assistant or family "gpt-9". "npm run knowledge -- list" lists answers and models.\n',
  });
});

test.each([
  [[], 'A subcommand is missing.'],
  [['chek'], 'There is no subcommand "chek".'],
  [['toString'], 'There is no subcommand "toString".'],
  [['check', '--jsno'], "Unknown option '--jsno'"],
  [['list', 'gpt-4'], "Unexpected argument 'gpt-4'. This command does not take positional arguments"],
  [
    ['diff-models'],
    'diff-models takes one file or address: npm run knowledge -- diff-models https://models.dev/api.json',
  ],
  [['show'], 'show takes one id: npm run knowledge -- show gpt-4'],
])('%j is wrong usage', async (args, problem) => {
  const { code, stdout, stderr } = await knowledge(...args);
  expect({ code, stdout, problem: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', problem });
  expect(stderr).toContain('Usage: npm run knowledge -- SUBCOMMAND');
});

test.each([['--help'], ['check', '--help']])('%s prints the usage', async (...args) => {
  const { code, stdout, stderr } = await knowledge(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Usage: npm run knowledge -- SUBCOMMAND');
});

test('the page for writers explains every subcommand', async () => {
  const { stdout } = await knowledge('--help');
  const subcommands = [...stdout.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, name]) => name);
  const readme = readFileSync('knowledge/README.md', 'utf8');
  const explained = new Set([...readme.matchAll(/^\| `([a-z-]+)[ `]/gm)].map(([, name]) => name));
  expect(subcommands).toContain('check');
  expect(subcommands.filter((name) => !explained.has(name))).toEqual([]);
});

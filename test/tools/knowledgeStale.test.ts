import { knowledge as knowledgeCommand } from '../../tools/knowledge.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerFiles, changedFolder, type Changes, swap } from '../knowledge/soundFolder.ts';
import { runHere } from '../support/run.ts';

const stale = (...args: string[]) => runHere(knowledgeCommand, ['stale', ...args]);

const SOUND = 'test/fixtures/knowledge';
const NOW = 'answers/which-model-now.md';

/** No entry without an end. */
const ENDED: Changes = {
  'assistants/chatgpt.yaml': (old) => old.replaceAll(/(from: 202(?:3-08-03|4).*)/g, '$1\n    to: 2026-11-01'),
};

/** No references to what the timeline no longer says. */
const endedWithout = (changes: Changes): Changes => ({
  ...ENDED,
  [NOW]: (old) => old.replace(/short: .*/, 'short: Plus has GPT-4.'),
  ...changes,
});

const ACME = `name: Acme Chat
maker: Acme # theirs
short: Acme Chat runs on {{gpt-4.name}}.
basedOnGpt: 'yes'
runsOn:
  - { model: gpt-3, from: 2021, to: 2022, sources: [post] }
  - { model: gpt-4, from: 2024-05, plans: [Max plan], sources: [post] }
  - { name: a model of its own, from: null, sources: [post] }
checked: '2026-11-30'
sources: [post]
`;

test('what is due is listed soonest first, then what has no end, and the exit code is 1', async () => {
  const folder = await changedFolder({
    'assistants/acme.yaml': ACME,
    ...answerFiles('older', { title: 'Older', questions: ['older'], reviewBy: '2026-12-01' }),
  });
  expect(await stale('--on', '2027-01-30', '--folder', folder)).toEqual({
    code: 1,
    stdout: `Due on 2027-01-30, with the day since when (6)
  2026-12-01  answer     older            Older
  2026-12-22  answer     which-model-now  Which model is it now?
  2027-01-22  model      gpt-3.5          GPT-3.5
  2027-01-22  model      gpt-4            GPT-4
  2027-01-22  assistant  chatgpt          ChatGPT
  2027-01-30  assistant  acme             Acme Chat

In use for more than 60 days without an end: add "to" if it ended (3)
  2023-08-03  assistants/chatgpt.yaml  GPT-4: default of plus, pro
  2024-05     assistants/acme.yaml     GPT-4: default of Max plan
  2024-05-13  assistants/chatgpt.yaml  GPT-4: default of free

If an answer, model or assistant is still true: npm run knowledge -- stale --done ID
`,
    stderr: '',
  });
});

test('facts are current for 60 days, and an answer is due on the day of its reviewBy', async () => {
  const folder = await changedFolder(endedWithout({}));
  const dueOn = async (day: string) => {
    const { stdout } = await stale('--on', day, '--folder', folder);
    return [...stdout.matchAll(/^ {2}\S+ +\w+ +(\S+)/gm)].map(([, id]) => id);
  };
  expect(await dueOn('2026-12-21')).toEqual([]);
  expect(await dueOn('2026-12-22')).toEqual(['which-model-now']);
  expect(await dueOn('2027-01-21')).toEqual(['which-model-now']);
  expect(await dueOn('2027-01-22')).toEqual(['which-model-now', 'gpt-3.5', 'gpt-4', 'chatgpt']);
});

test.each<[string, string, boolean]>([
  ['left ChatGPT and has no API name', 'retired: { chatgpt: 2024-01-04 }', false],
  ['left ChatGPT only', 'apiIds: [four]\nretired: { chatgpt: 2024-01-04 }', true],
  ['left both', 'apiIds: [four]\nretired: { chatgpt: 2024-01-04, api: 2025-01-04 }', false],
  ['is to leave the API later', 'apiIds: [four]\nretired: { api: 2027-12 }', true],
])('a model that %s still changes or not', async (_, retired, isDue) => {
  const folder = await changedFolder({ 'models/gpt-4.yaml': swap('retired: null', retired) });
  const { stdout } = await stale('--on', '2027-02-01', '--folder', folder);
  expect(stdout.includes(' gpt-4 ')).toBe(isDue);
});

test('when there is nothing, it says so', async () => {
  expect(await stale('--on', '2026-11-23', '--folder', await changedFolder(endedWithout({})))).toEqual({
    code: 0,
    stdout: 'On 2026-11-23 nothing is stale.\n',
    stderr: '',
  });
});

/** A model that comes out after the day for which the answers are known. */
const NEWER: Changes = {
  'models/gpt-9.yaml': readFileSync(join(SOUND, 'models/gpt-4.yaml'), 'utf8')
    .replaceAll('GPT-4', 'GPT-9')
    .replace('four', 'nine')
    .replaceAll('2023-03-14', '2026-12-05'),
};

test.each<[string, string, boolean]>([
  ['calls a model the newest', 'GPT-4 is the newest model.', true],
  ['calls a model the latest', 'The Latest, GPT-4, is large.', true],
  ['calls a model newest by reference', 'The newest is {{gpt-4.name}}.', true],
  ['speaks of another model in another sentence', 'Which is the newest? GPT-4 is large.', false],
  ['has the word in a name', 'GPT-4 is called chat-latest.', false],
  ['names no model that is known', 'GPT-4.9 is the newest.', false],
])('an answer that %s is overtaken by a newer model or not', async (_, sentence, isOvertaken) => {
  const folder = await changedFolder(
    endedWithout({ ...NEWER, 'answers/what-is-gpt.md': (old) => `${old}\nFirst. ${sentence}\n` }),
  );
  const { code, stdout } = await stale('--on', '2026-12-06', '--folder', folder);
  expect(code).toBe(isOvertaken ? 1 : 0);
  expect(stdout).toBe(
    isOvertaken
      ? `Answers that name the newest model, with the day of their last check (1)
  2026-11-22  what-is-gpt  since then: GPT-9 (2026-12-05)

If an answer, model or assistant is still true: npm run knowledge -- stale --done ID
`
      : 'On 2026-12-06 nothing is stale.\n',
  );
});

test('if the title says newest, every model in the answer is meant', async () => {
  const changes = endedWithout({
    ...NEWER,
    [NOW]: (old) => old.replace(/title: .*/, 'title: What is newest?').replace(/short: .*/, 'short: Plus has GPT-4.'),
  });
  const folder = await changedFolder(changes);
  const { stdout } = await stale('--on', '2026-12-05', '--folder', folder);
  expect(stdout.split('\n')[1]).toBe('  2026-11-22  which-model-now  since then: GPT-9 (2026-12-05)');
});

const sayingNewest = (old: string): string => `${old}\nGPT-4 is the newest model.\n`;

test('models that are not out yet, or of another maker, overtake nothing', async () => {
  const early = await changedFolder(endedWithout({ ...NEWER, 'answers/what-is-gpt.md': sayingNewest }));
  expect((await stale('--on', '2026-12-04', '--folder', early)).stdout).toContain('nothing is stale');
  const other = Object.fromEntries(
    Object.entries(NEWER).map(([path, text]) => [path, `${text as string}maker: Acme\n`]),
  );
  const folder = await changedFolder(endedWithout({ ...other, 'answers/what-is-gpt.md': sayingNewest }));
  expect((await stale('--on', '2026-12-06', '--folder', folder)).stdout).toContain('nothing is stale');
});

test('an answer that was checked after the newer model is not overtaken', async () => {
  const folder = await changedFolder(
    endedWithout({
      ...NEWER,
      'answers/what-is-gpt.md': (old) => sayingNewest(old.replace('2026-11-22', '2026-12-06')),
    }),
  );
  expect((await stale('--on', '2026-12-06', '--folder', folder)).stdout).toContain('nothing is stale');
});

test.each<{ id: string; path: string; before: string; after: string; says: string }>([
  {
    id: 'which-model-now',
    path: NOW,
    before: 'checked: 2026-11-22\nreviewBy: 2026-12-22\n',
    after: 'checked: 2026-12-02\nreviewBy: 2027-01-01\n',
    says: `${NOW}: checked 2026-12-02, reviewBy 2027-01-01`,
  },
  {
    id: 'what-is-gpt',
    path: 'answers/what-is-gpt.md',
    before: 'checked: 2026-11-22\n',
    after: 'checked: 2026-12-02\n',
    says: 'answers/what-is-gpt.md: checked 2026-12-02',
  },
  {
    id: 'model:gpt-4',
    path: 'models/gpt-4.yaml',
    before: 'checked: 2026-11-22\n',
    after: 'checked: 2026-12-02\n',
    says: 'models/gpt-4.yaml: checked 2026-12-02',
  },
  {
    id: 'acme',
    path: 'assistants/acme.yaml',
    before: "checked: '2026-11-30'\n",
    after: "checked: '2026-12-02'\n",
    says: 'assistants/acme.yaml: checked 2026-12-02',
  },
])('--done $id writes the day, and leaves all else as it is', async ({ id, path, before, after, says }) => {
  const folder = await changedFolder({ 'assistants/acme.yaml': ACME });
  const old = readFileSync(join(folder, path), 'utf8');
  expect(await stale('--done', id, '--on', '2026-12-02', '--folder', folder)).toEqual({
    code: 0,
    stdout: `${says}\n`,
    stderr: '',
  });
  expect(old).toContain(before);
  expect(readFileSync(join(folder, path), 'utf8')).toBe(old.replace(before, after));
});

test('--done of an unknown id is one sentence', async () => {
  expect(await stale('--done', 'gpt-10', '--folder', SOUND)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no answer, model or assistant "gpt-10": correct the id.\n',
  });
});

test('--done changes no file in which the date is written in an unusual way', async () => {
  const folder = await changedFolder({ 'models/gpt-4.yaml': swap('checked: 2026', '"checked": 2026') });
  const { code, stderr } = await stale('--done', 'gpt-4', '--on', '2026-12-02', '--folder', folder);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `${folder}/models/gpt-4.yaml has no line that begins with "checked:": change its date by hand.\n`,
  });
});

test('what only has no end is listed, but is not due', async () => {
  const { code, stdout } = await stale('--on', '2026-11-23', '--folder', SOUND);
  expect({ code, heading: stdout.split('\n')[0] }).toEqual({
    code: 0,
    heading: 'In use for more than 60 days without an end: add "to" if it ended (2)',
  });
});

test('a month is no day to ask for', async () => {
  const { code, stderr } = await stale('--on', '2026-12', '--folder', SOUND);
  expect({ code, problem: stderr.split('\n')[0] }).toEqual({
    code: 2,
    problem: '"2026-12" is not a day: write it as 2024-05-13',
  });
});

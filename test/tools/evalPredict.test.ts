import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBook } from '../../src/app.ts';
import { predictionOf } from '../../tools/eval/predict.ts';
import { quantile } from '../../tools/eval/figures.ts';
import { run } from '../support/run.ts';

const predict = (...args: string[]) => run('tools/eval.ts', ['predict', ...args]);
const parsed = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whence-eval-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

let files = 0;
async function fileOf(...lines: (string | object)[]): Promise<string> {
  const path = join(folder, `${files++}.jsonl`);
  await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

const museum = [
  { id: 'prices', questions: ['how much does a ticket cost', 'admission fee'], notThis: ['price of a parking ticket'] },
  { id: 'hours', questions: ['when are you open', 'opening hours'] },
  { id: 'way', questions: ['how do I get to the museum', 'which bus stops nearby'] },
];

test('predictions come in the order of the questions, each with its text, on one line', async () => {
  const questions = await fileOf(
    { text: 'opening hours' },
    { text: 'qwrtz plmbf' },
    { text: 'admission fee', expect: null },
  );
  const { code, stdout, stderr } = await predict('--questions', questions, '--answers', await fileOf(...museum));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(parsed(stdout).map(({ text, top }) => [text, top])).toEqual([
    ['opening hours', 'hours'],
    ['qwrtz plmbf', null],
    ['admission fee', 'prices'],
  ]);
  expect(parsed(stdout)[1]).toEqual({
    text: 'qwrtz plmbf',
    top: null,
    confidence: 0,
    decision: 'pass',
    suggestions: [],
  });
});

test('files are where whoever called npm stands', async () => {
  const [questions, answers] = [await fileOf({ text: 'opening hours' }), await fileOf(...museum)].map((path) =>
    basename(path),
  );
  const args = ['predict', '--questions', questions!, '--answers', answers!, '--stats', 'here.json'];
  const { code, stdout, stderr } = await run('tools/eval.ts', args, { env: { INIT_CWD: folder } });
  expect({ code, stderr, top: parsed(stdout)[0]!['top'] }).toEqual({ code: 0, stderr: '', top: 'hours' });
  expect(JSON.parse(await readFile(join(folder, 'here.json'), 'utf8'))).toMatchObject({ phrasings: 6 });
});

test('the decision is that of passive mode, unless direct is asked for', async () => {
  const questions = await fileOf({ text: 'opening hours' });
  const answers = await fileOf(...museum);
  const decisionIn = async (...mode: string[]) =>
    parsed((await predict('--questions', questions, '--answers', answers, ...mode)).stdout)[0]!['decision'];
  expect(await decisionIn()).toBe('pass');
  expect(await decisionIn('--mode', 'passive')).toBe('pass');
  expect(await decisionIn('--mode', 'direct')).toBe('answer');
});

test('the curated set is matched as the bot matches it, with what is made from facts', async () => {
  const texts = ['when was gpt 4o released', 'wich model is chatgtp based on??', 'gpt-3.5 vs 4'];
  const { stdout } = await predict('--mode', 'direct', '--questions', await fileOf(...texts.map((text) => ({ text }))));
  expect(parsed(stdout).map(({ top }) => top)).toEqual(['model:gpt-4o', 'chatgpt-base-model', 'compare:gpt-3.5+gpt-4']);
  const book = await openBook();
  expect(parsed(stdout).map(({ decision, confidence }) => ({ decision, confidence }))).toEqual(
    texts.map((text) => {
      const { decision, candidates } = book.ask(text, 'direct');
      return { decision, confidence: Number(candidates[0]!.confidence.toFixed(4)) };
    }),
  );
});

test('top, confidence and suggestions are given whatever the decision', () => {
  const candidates = ['one', 'two', 'three', 'four'].map((id, place) => ({ id, confidence: 0.123456 - place / 100 }));
  expect(predictionOf('hm', { decision: 'pass', candidates, models: [], calledByApp: [], repaired: [] })).toEqual({
    text: 'hm',
    top: 'one',
    confidence: 0.1235,
    decision: 'pass',
    suggestions: ['two', 'three'],
  });
});

test('--stats writes what it cost', async () => {
  const stats = join(folder, 'stats.json');
  const questions = await fileOf({ text: 'opening hours' }, { text: 'admission fee' });
  await predict('--questions', questions, '--answers', await fileOf(...museum), '--stats', stats);
  const written = JSON.parse(await readFile(stats, 'utf8')) as Record<string, number>;
  expect(Object.keys(written)).toEqual(['buildMs', 'phrasings', 'p50Ms', 'p99Ms', 'rssMiB']);
  expect(written['phrasings']).toBe(6);
  expect(Object.values(written).every((value) => value > 0)).toBe(true);
});

test('without questions there is nothing to time', async () => {
  const stats = join(folder, 'none.json');
  const { code, stdout } = await predict(
    '--questions',
    await fileOf(''),
    '--answers',
    await fileOf(...museum),
    '--stats',
    stats,
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(JSON.parse(await readFile(stats, 'utf8'))).toMatchObject({ p50Ms: null, p99Ms: null });
});

test.each([
  ['half a line', ['{"text": "one"}', '', '{"text": '], ':3 is not JSON'],
  ['no text', ['{"text": "one"}', '{"question": "two"}'], ':2 "text" is not as it must be'],
  ['text that is none', ['{"text": 5}'], ':1 "text" is not as it must be'],
  ['no object', ['[]'], ':1 Invalid input: expected object'],
])('a malformed question is named by its line, blank ones counted: %s', async (_, lines, complaint) => {
  const questions = await fileOf(...lines);
  const { code, stdout, stderr } = await predict('--questions', questions, '--answers', await fileOf(...museum));
  expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
  expect(stderr).toContain(questions + complaint);
});

test.each([
  ['no questions', ['{"id": "one"}'], ':1 "questions" is not as it must be'],
  [
    'an empty list of questions',
    ['{"id": "one", "questions": ["one"]}', '{"id": "two", "questions": []}'],
    ':2 "questions" is not as it must be: an answer without a question is never found',
  ],
  [
    'blank questions alone',
    ['{"id": "one", "questions": ["", " \\t"]}'],
    ':1 "questions" is not as it must be: an answer without a question is never found',
  ],
  [
    'an id twice',
    ['{"id": "one", "questions": ["one"]}', '{"id": "one", "questions": ["two"]}'],
    ':2 "one" is the id of line 1 too',
  ],
  ['a pattern', ['{"id": "model:", "questions": ["one"]}'], ':1 "id" is not as it must be: an id that ends in ":"'],
])('a malformed answer is named by its line: %s', async (_, lines, complaint) => {
  const answers = await fileOf(...lines);
  const { code, stdout, stderr } = await predict('--questions', await fileOf({ text: 'hm' }), '--answers', answers);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(answers + complaint);
});

test('a byte order mark at the beginning of a file is no part of its first line', async () => {
  const questions = await fileOf(`\uFEFF${JSON.stringify({ text: 'opening hours' })}`);
  const answers = await fileOf(`\uFEFF${JSON.stringify(museum[1])}`, ...museum.slice(2));
  const { code, stdout, stderr } = await predict('--questions', questions, '--answers', answers);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(parsed(stdout)).toMatchObject([{ text: 'opening hours', top: 'hours' }]);
});

test('a missing file is one sentence and exit code 1', async () => {
  const { code, stderr } = await predict('--questions', join(folder, 'nowhere.jsonl'));
  expect(code).toBe(1);
  expect(stderr).toBe(
    `"${join(folder, 'nowhere.jsonl')}" cannot be read (ENOENT): give a file with one JSON object a line.\n`,
  );
});

test('statistics that cannot be written are one sentence and exit code 1', async () => {
  const stats = join(folder, 'no/such/folder.json');
  const { code, stderr } = await predict('--questions', await fileOf(), '--answers', await fileOf(), '--stats', stats);
  expect(code).toBe(1);
  expect(stderr).toBe(`"${stats}" cannot be written (ENOENT): name a file in a folder that exists.\n`);
});

test.each([
  ['no questions', [], 'predict needs --questions and a file.'],
  ['an unknown option', ['--loud'], "Unknown option '--loud'"],
  ['an unknown mode', ['--questions', 'q.jsonl', '--mode', 'shy'], '"shy" is no mode: it is direct or passive.'],
])('wrong usage is exit code 2: %s', async (_, args, complaint) => {
  const { code, stdout, stderr } = await predict(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(complaint);
});

test('quantiles are by nearest rank', () => {
  expect([0, 0.5, 0.75, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 2, 3, 4]);
});

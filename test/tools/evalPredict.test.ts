import { evaluation } from '../../tools/eval.ts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBook } from '../../src/answers/openBook.ts';
import { predictionOf } from '../../tools/eval/predict.ts';
import { quantile } from '../../tools/eval/figures.ts';
import { runHere } from '../support/run.ts';

const predict = (...args: string[]) => runHere(evaluation, ['predict', ...args]);
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

test('paths are relative to the folder in which npm was called', async () => {
  const [questions, answers] = [await fileOf({ text: 'opening hours' }), await fileOf(...museum)].map((path) =>
    basename(path),
  );
  const args = ['predict', '--questions', questions!, '--answers', answers!, '--stats', 'here.json'];
  const { code, stdout, stderr } = await runHere(evaluation, args, { env: { INIT_CWD: folder } });
  expect({ code, stderr, top: parsed(stdout)[0]!['top'] }).toEqual({ code: 0, stderr: '', top: 'hours' });
  expect(JSON.parse(await readFile(join(folder, 'here.json'), 'utf8'))).toMatchObject({ phrasings: 6 });
});

test('the mode is passive unless --mode says direct', async () => {
  const questions = await fileOf({ text: 'opening hours' });
  const answers = await fileOf(...museum);
  const decisionIn = async (...mode: string[]) =>
    parsed((await predict('--questions', questions, '--answers', answers, ...mode)).stdout)[0]!['decision'];
  expect(await decisionIn()).toBe('pass');
  expect(await decisionIn('--mode', 'passive')).toBe('pass');
  expect(await decisionIn('--mode', 'direct')).toBe('answer');
});

test('the curated set is matched as the bot matches it, generated answers included', async () => {
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
  expect(
    predictionOf('hm', { decision: 'pass', candidates, answers: 0, models: [], calledByApp: [], repaired: [] }),
  ).toEqual({
    text: 'hm',
    top: 'one',
    confidence: 0.1235,
    decision: 'pass',
    suggestions: ['two', 'three'],
  });
});

test('--stats writes times and memory', async () => {
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
  ['no text', ['{"text": "one"}', '{"question": "two"}'], ':2 "text" is invalid'],
  ['text that is a number', ['{"text": 5}'], ':1 "text" is invalid'],
  ['not an object', ['[]'], ':1 Invalid input: expected object'],
])('a malformed question is reported with its line number: %s', async (_, lines, complaint) => {
  const questions = await fileOf(...lines);
  const { code, stdout, stderr } = await predict('--questions', questions, '--answers', await fileOf(...museum));
  expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
  expect(stderr).toContain(questions + complaint);
});

test.each([
  ['no questions', ['{"id": "one"}'], ':1 "questions" is invalid'],
  [
    'an empty list of questions',
    ['{"id": "one", "questions": ["one"]}', '{"id": "two", "questions": []}'],
    ':2 "questions" is invalid: an answer needs at least one question',
  ],
  [
    'blank questions alone',
    ['{"id": "one", "questions": ["", " \\t"]}'],
    ':1 "questions" is invalid: an answer needs at least one question',
  ],
  [
    'an id twice',
    ['{"id": "one", "questions": ["one"]}', '{"id": "one", "questions": ["two"]}'],
    ':2 has the same id "one" as line 1',
  ],
  ['a pattern', ['{"id": "model:", "questions": ["one"]}'], ':1 "id" is invalid: an id must not end in ":"'],
])('a malformed answer is reported with its line number: %s', async (_, lines, complaint) => {
  const answers = await fileOf(...lines);
  const { code, stdout, stderr } = await predict('--questions', await fileOf({ text: 'hm' }), '--answers', answers);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(answers + complaint);
});

test('a byte order mark is skipped', async () => {
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
    `Cannot read "${join(folder, 'nowhere.jsonl')}" (ENOENT). Give a file with one JSON object on each line.\n`,
  );
});

test('statistics that cannot be written are one sentence and exit code 1', async () => {
  const stats = join(folder, 'no/such/folder.json');
  const { code, stderr } = await predict('--questions', await fileOf(), '--answers', await fileOf(), '--stats', stats);
  expect(code).toBe(1);
  expect(stderr).toBe(`Cannot write "${stats}" (ENOENT). Name a file in an existing folder.\n`);
});

test.each([
  ['no questions', [], 'Give a file of questions with --questions.'],
  ['an unknown option', ['--loud'], "Unknown option '--loud'"],
  ['an unknown mode', ['--questions', 'q.jsonl', '--mode', 'shy'], 'Unknown mode "shy". Use direct or passive.'],
])('wrong usage is exit code 2: %s', async (_, args, complaint) => {
  const { code, stdout, stderr } = await predict(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(complaint);
});

test('quantiles are by nearest rank', () => {
  expect([0, 0.5, 0.75, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 2, 3, 4]);
});

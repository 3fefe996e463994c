import { expect, test } from 'vitest';
import { run } from '../support/run.ts';

const ask = (args: readonly string[], input?: string) =>
  run('src/cli/ask.ts', args, input === undefined ? {} : { input });
const asJson = async (...args: string[]) =>
  JSON.parse((await ask(['--json', ...args])).stdout) as Record<string, unknown>;

test('a question is answered with its date and its sources', async () => {
  const { code, stdout, stderr } = await ask(['which model is chatgpt based on']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('GPT-3.5');
  expect(stdout).toMatch(/As of \d{1,2} \w{3} 2026/);
  expect(stdout).toContain('https://');
});

test('a question may be typed without quotes', async () => {
  expect((await ask(['which', 'model', 'is', 'chatgpt', 'based', 'on'])).stdout).toEqual(
    (await ask(['which model is chatgpt based on'])).stdout,
  );
});

test('--json prints one object with all its parts', async () => {
  expect(await asJson('which model is chatgpt based on')).toEqual({
    decision: 'answer',
    top: 'chatgpt-base-model',
    confidence: 1,
    suggestions: [],
    title: expect.any(String),
    text: expect.stringContaining('GPT-3.5'),
    asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    sources: expect.arrayContaining([{ title: expect.any(String), url: expect.stringMatching(/^https:/) }]),
  });
});

test.each([
  ['when was gpt 4o released', 'model:gpt-4o'],
  ['difference between gpt-3.5 and gpt-4', 'compare:gpt-3.5+gpt-4'],
  ['what came before gpt-4', 'lineage:gpt-4'],
])('"%s" is answered from the facts, as %s', async (question, id) => {
  expect(await asJson(question)).toMatchObject({ decision: 'answer', top: id });
});

test('what it cannot know is passed honestly', async () => {
  expect(await asJson('qwrtz plmbf xkcdv')).toMatchObject({
    decision: 'pass',
    confidence: 0,
    suggestions: [],
    sources: [],
    asOf: null,
  });
});

test('questions on standard input are answered one by one', async () => {
  const { stdout } = await ask(['--json'], 'what is rlhf\n\nwhat does gpt stand for\n');
  const tops = stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { top: string | null }).top);
  expect(tops).toEqual(['what-is-rlhf', null, 'what-does-gpt-stand-for']);
});

test.each([['--json'], []])('a last line without its end is a question like the others (%s)', async (...args) => {
  const { code, stdout, stderr } = await ask(args, 'what is rlhf');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('What is RLHF?');
});

test('a wrong option is wrong usage: exit code 2 and one line', async () => {
  const { code, stdout, stderr } = await ask(['--loud']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

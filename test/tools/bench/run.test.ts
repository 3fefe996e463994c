import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bench } from '../../../tools/bench/run.ts';
import { run, runHere } from '../../support/run.ts';

test('a bench that does not exist is wrong usage', async () => {
  expect(await runHere(bench, ['speed'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'There is no bench called "speed". There are: startup, reply, pictures, channels, matching, servers.\n',
  });
});

test('answers without questions to them are wrong usage', async () => {
  expect(await runHere(bench, ['matching', '--answers', 'a.jsonl'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Every --answers needs its --questions: give as many of one as of the other.\n',
  });
});

test('a malformed line of a given set is named before anything is measured', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whence-bench-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  const [answers, questions] = [join(folder, 'a.answers.jsonl'), join(folder, 'a.questions.jsonl')];
  await writeFile(answers, '{"id": "rlhf", "questions": ["what is rlhf"]}\n');
  await writeFile(questions, '{"text": "whats rlhf", "expect": ["rlhf"]}\n\n{"text": "lol"}\n');
  const { code, stderr } = await run('tools/bench/run.ts', [
    'matching',
    '--answers',
    answers,
    '--questions',
    questions,
  ]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `${questions}:3 "expect" is invalid: Invalid input: expected array, received undefined\n`,
  });
});

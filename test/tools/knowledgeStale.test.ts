import { knowledge as knowledgeCommand } from '../../tools/knowledge.ts';
import { expect, test } from 'vitest';
import { runHere } from '../support/run.ts';
import { answerFiles, changedFolder } from '../knowledge/soundFolder.ts';

const stale = (...args: string[]) => runHere(knowledgeCommand, ['stale', ...args]);

const SOUND = 'test/fixtures/knowledge';

test('on the day of a reviewBy nothing is stale yet, and that day is named as the next', async () => {
  expect(await stale('--on', '2026-12-22', '--folder', SOUND)).toEqual({
    code: 0,
    stdout: 'On 2026-12-22 nothing is stale. Due next, on 2026-12-22: which-model-now\n',
    stderr: '',
  });
});

test('answers past their reviewBy are listed soonest first, and make the exit code 1', async () => {
  const folder = await changedFolder({
    ...answerFiles('older', { title: 'Older', questions: ['older'], reviewBy: '2026-12-01' }),
  });
  expect(await stale('--on', '2026-12-23', '--folder', folder)).toEqual({
    code: 1,
    stdout: '  2026-12-01  older            Older\n  2026-12-22  which-model-now  Which model is it now?\n',
    stderr: 'On 2026-12-23 2 answers are past their reviewBy: look at them again, then move both dates of each.\n',
  });
});

test('one stale answer is spoken of as one', async () => {
  const { code, stderr } = await stale('--on', '2026-12-23', '--folder', SOUND);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'On 2026-12-23 1 answer is past its reviewBy: look at it again, then move both of its dates.\n',
  });
});

test.each(['2026-12', 'tomorrow'])('%s is no day to ask for', async (day) => {
  const { code, stdout, stderr } = await stale('--on', day, '--folder', SOUND);
  expect({ code, stdout, problem: stderr.split('\n')[0] }).toEqual({
    code: 2,
    stdout: '',
    problem: `"${day}" is not a day: write it as 2024-05-13`,
  });
});

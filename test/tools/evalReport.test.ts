import { evaluation } from '../../tools/eval.ts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { array, assert, integer, property } from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Matcher } from '../../src/matching/Matcher.ts';
import { auroc, calibrationOf, confusionsOf, type Figures, figuresOf } from '../../tools/eval/figures.ts';
import { judge, type Judged } from '../../tools/eval/labelled.ts';
import { reportOn, regressions } from '../../tools/eval/report.ts';
import { runHere } from '../support/run.ts';

const report = (...args: string[]) => runHere(evaluation, ['report', ...args]);

type Outcome = Partial<Omit<Judged, 'question'>> & Partial<Judged['question']>;

/** Answerable and found, but not answered, unless something else is said. */
function judged({
  text = 'hm',
  expect: expected = ['one'],
  class: kind = 'in',
  half = 'tune',
  ...rest
}: Outcome): Judged {
  const question = { text, expect: expected, class: kind, half };
  return {
    question,
    top: 'one',
    confidence: 0.5,
    isRight: true,
    isNear: true,
    passive: 'pass',
    direct: 'suggest',
    ...rest,
  };
}
const out = (rest: Outcome): Judged =>
  judged({ expect: null, class: 'out-chat', isRight: false, isNear: false, ...rest });
const wrong = { isRight: false, isNear: false } as const;

describe('judging one question', () => {
  const matcher = Matcher.of([
    { id: 'apples', questions: ['what are apples'] },
    { id: 'pears', questions: ['what are pears'] },
  ]);
  const labelled = (text: string, expected: string[] | null) =>
    judge({ text, expect: expected, class: 'in', half: 'held' }, matcher);

  test('the best candidate is right when it is an expected one', () => {
    expect(labelled('what are apples?', ['plums', 'apples'])).toMatchObject({
      top: 'apples',
      isRight: true,
      isNear: true,
      passive: 'answer',
      direct: 'answer',
    });
  });

  test('another of the first three is near', () => {
    expect(labelled('what are apples?', ['pears'])).toMatchObject({ top: 'apples', isRight: false, isNear: true });
  });

  test('no candidate is right for a question that should have no answer', () => {
    expect(labelled('what are apples?', null)).toMatchObject({ top: 'apples', isRight: false, isNear: false });
  });

  test('the decisions of both modes are kept', () => {
    expect(labelled('apples', ['apples'])).toMatchObject({ passive: 'pass', direct: 'answer' });
  });
});

describe('figures', () => {
  test('precision is the share of all answers, recall that of all answerable questions', () => {
    const { passive, direct } = figuresOf([
      judged({ passive: 'answer', direct: 'answer' }),
      judged({ passive: 'answer', direct: 'answer' }),
      judged({ passive: 'answer', direct: 'suggest', ...wrong }),
      judged({ passive: 'suggest', direct: 'answer' }),
      judged({ passive: 'pass', direct: 'answer', ...wrong }),
      out({ passive: 'answer', direct: 'pass' }),
      out({ passive: 'suggest', direct: 'answer' }),
    ]);
    expect(passive).toEqual({ precision: 0.5, recall: 0.4, answered: 4 });
    expect(direct).toEqual({ precision: 0.6, recall: 0.6, answered: 5 });
  });

  test('false answers in a channel are counted by class', () => {
    const { falseAnswers } = figuresOf([
      out({ class: 'out-dev', passive: 'answer' }),
      out({ class: 'out-dev', direct: 'answer' }),
      out({ class: 'out-chat' }),
      judged({ passive: 'answer', ...wrong }),
    ]);
    expect(falseAnswers).toEqual({
      'out-dev': { questions: 2, answered: 1 },
      'out-chat': { questions: 1, answered: 0 },
    });
  });

  test('right first and right among three count answerable questions, whatever the decision', () => {
    const { answerable, unanswerable, top1, top3 } = figuresOf([
      judged({}),
      judged({ isRight: false }),
      judged(wrong),
      out({}),
    ]);
    expect({ answerable, unanswerable, top1, top3 }).toEqual({
      answerable: 3,
      unanswerable: 1,
      top1: 0.3333,
      top3: 0.6667,
    });
  });

  test('shares of nothing are null', () => {
    const nothing = { precision: null, recall: null, answered: 0 };
    expect(figuresOf([])).toEqual({
      answerable: 0,
      unanswerable: 0,
      passive: nothing,
      direct: nothing,
      falseAnswers: {},
      top1: null,
      top3: null,
      auroc: null,
      calibration: {},
    });
  });

  test('precision is 0 when no answer is right', () => {
    expect(figuresOf([out({ passive: 'answer' })]).passive).toEqual({ precision: 0, recall: null, answered: 1 });
  });

  test('each half has its own figures, and so have both together', () => {
    const both = [judged({ half: 'tune' }), judged({ half: 'held', isRight: false }), out({ half: 'held' })];
    const { tune, held, all } = reportOn(both);
    expect([tune, held, all].map(({ answerable, unanswerable, top1 }) => [answerable, unanswerable, top1])).toEqual([
      [1, 0, 1],
      [1, 1, 0],
      [2, 1, 0.5],
    ]);
  });
});

describe('AUROC', () => {
  test.each([
    ['all above', [0.8, 0.9], [0.1, 0.2], 1],
    ['all below', [0.1], [0.2, 0.3], 0],
    ['equal ones count half', [0.5], [0.5, 0.1], 0.75],
    ['nothing inside', [], [0.1], null],
    ['nothing outside', [0.1], [], null],
  ])('%s', (_, inside, outside, expected) => {
    expect(auroc(inside, outside)).toBe(expected);
  });

  test('it is the share of pairs in the right order', () => {
    const values = array(integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 });
    assert(
      property(values, values, (inside, outside) => {
        const pairs = inside.flatMap((one) => outside.map((other) => (Math.sign(one - other) + 1) / 2));
        expect(auroc(inside, outside)).toBeCloseTo(pairs.reduce((sum, win) => sum + win, 0) / pairs.length);
      }),
    );
  });
});

test('calibration counts the right ones at each tenth of confidence, in order', () => {
  const at = (confidence: number, isRight: boolean) => judged({ confidence, isRight });
  expect(
    Object.entries(
      calibrationOf([
        at(1, true),
        at(0.85, true),
        at(0.9, false),
        at(0.94, true),
        at(0.04, false),
        out({ confidence: 0.92 }),
      ]),
    ),
  ).toEqual([
    ['0.0', { questions: 1, right: 0 }],
    ['0.9', { questions: 4, right: 2 }],
    ['1.0', { questions: 1, right: 1 }],
  ]);
  expect(calibrationOf([judged({ top: null, confidence: 0, isRight: false })])).toEqual({});
});

test('confusions list the most confident first, wrong answers apart from wrong candidates', () => {
  const { answeredWrongly, wrongFirst } = confusionsOf([
    judged({ text: 'right', passive: 'answer' }),
    judged({ text: 'unsure', confidence: 0.2, ...wrong }),
    judged({ text: 'surer', confidence: 0.4, ...wrong }),
    judged({ text: 'wrong', passive: 'answer', ...wrong }),
    out({ text: 'false', confidence: 0.9, passive: 'answer' }),
    out({ text: 'silent' }),
  ]);
  expect(answeredWrongly.map(({ question }) => question.text)).toEqual(['false', 'wrong']);
  expect(wrongFirst.map(({ question }) => question.text)).toEqual(['surer', 'unsure']);
});

const passiveFigures = (precision: number | null, recall: number | null, answerable = 100): Figures => ({
  ...figuresOf([]),
  answerable,
  passive: { precision, recall, answered: 50 },
});

describe('a change must not land', () => {
  test('when fewer than 95 % of the answers in a channel are right', () => {
    expect(regressions(passiveFigures(0.95, 0.5), undefined)).toEqual([]);
    expect(regressions(passiveFigures(0.9499, 0.5), undefined)).toEqual([
      'Precision in a channel is 95.0 %. It must be at least 95.0 %.',
    ]);
  });

  test('when recall falls by more than two points', () => {
    expect(regressions(passiveFigures(1, 0.48), passiveFigures(1, 0.5))).toEqual([]);
    expect(regressions(passiveFigures(1, 0.4799), passiveFigures(1, 0.5))).toEqual([
      'Recall in a channel dropped from 50.0 % to 48.0 %. It may drop by two points at most.',
    ]);
    expect(regressions(passiveFigures(null, null), passiveFigures(1, 0.5))).toHaveLength(1);
  });

  test('when the committed report is about other questions', () => {
    expect(regressions(passiveFigures(1, 0.1), passiveFigures(1, 0.5, 99))).toEqual([
      'The committed report is about other questions. Write a new one with npm run eval -- report --update',
    ]);
  });

  test('but it may land when it is better', () => {
    expect(regressions(passiveFigures(0.99, 0.6), passiveFigures(0.96, 0.5))).toEqual([]);
  });
});

const SOUND = [
  { text: 'which model is chatgpt based on?', expect: ['chatgpt-base-model'], class: 'in' },
  { text: 'what should i cook tonight?', expect: null, class: 'out-chat' },
];

async function folderOf(tune: readonly object[], held: readonly object[] = []): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-eval-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  const write = async (name: string, lines: readonly object[]) =>
    await writeFile(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await write('tune.jsonl', tune);
  await write('held.jsonl', held);
  return folder;
}

describe('npm run eval -- report', () => {
  test('prints figures, confusions and calibration, and --update saves them', async () => {
    const folder = await folderOf(SOUND, [{ text: 'what is rlhf?', expect: ['what-is-sft'], class: 'in' }]);
    const first = await report('--folder', folder, '--update');
    expect({ code: first.code, stderr: first.stderr }).toEqual({
      code: 1,
      stderr: 'Precision in a channel is 50.0 %. It must be at least 95.0 %.\n',
    });
    expect(first.stdout).toContain(
      'Wrong answers in a channel: 1\n  1.00  "what is rlhf?" → what-is-rlhf / what-is-sft\n',
    );
    const { tune, held, all } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Record<
      string,
      Figures
    >;
    expect([tune, held, all].map((figures) => figures!.passive)).toEqual([
      { precision: 1, recall: 1, answered: 1 },
      { precision: 0, recall: 0, answered: 1 },
      { precision: 0.5, recall: 0.5, answered: 2 },
    ]);
    const lines = (await report('--folder', folder)).stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines).toContainEqual(['tune', 'held', 'all', 'change']);
    expect(lines).toContainEqual(['questions', '1 + 1', '1 + 0', '2 + 1']);
    expect(lines).toContainEqual(['answers to out-chat', '0 of 1', '–', '0 of 1', '=']);
  });

  test('takes paths relative to the folder in which npm was called', async () => {
    const folder = await folderOf(SOUND, SOUND);
    const args = ['report', '--folder', basename(folder), '--update'];
    const { code } = await runHere(evaluation, args, { env: { INIT_CWD: dirname(folder) } });
    expect(code).toBe(0);
    expect(await readFile(join(folder, 'report.json'), 'utf8')).toContain('"held"');
  });

  test('shows what changed since the committed report', async () => {
    const folder = await folderOf(SOUND, SOUND);
    expect((await report('--folder', folder, '--update')).code).toBe(0);
    await writeFile(
      join(folder, 'held.jsonl'),
      SOUND.map((line) => JSON.stringify({ ...line, text: 'hm' })).join('\n'),
    );
    const { code, stdout, stderr } = await report('--folder', folder);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Recall in a channel dropped from 100.0 % to 50.0 %. It may drop by two points at most.\n',
    });
    const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines).toContainEqual(['recall', '100.0 %', '0.0 %', '50.0 %', '-50.0']);
  });

  test('--half shows one half alone, so that the other stays unseen, and never fails', async () => {
    const folder = await folderOf(SOUND, [{ text: 'what is rlhf?', expect: null, class: 'out-dev' }]);
    const { code, stdout } = await report('--folder', folder, '--half', 'tune');
    expect(code).toBe(0);
    expect(stdout).toContain('Wrong answers in a channel: 0\n');
    expect(stdout).not.toContain('rlhf');
    expect((await report('--folder', folder, '--half', 'held')).code).toBe(0);
  });

  test('a malformed question is reported with its line number', async () => {
    const folder = await folderOf([...SOUND, { text: 'hm', expect: [], class: 'in' }]);
    const { code, stderr } = await report('--folder', folder);
    expect(code).toBe(1);
    expect(stderr).toContain(`${join(folder, 'tune.jsonl')}:3 "expect" is invalid`);
  });

  test('an invalid report is reported with the next step', async () => {
    const folder = await folderOf(SOUND);
    await writeFile(join(folder, 'report.json'), '{}');
    const { code, stderr } = await report('--folder', folder);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `"${join(folder, 'report.json')}" is not a report. Replace it with npm run eval -- report --update\n`,
    });
  });

  test.each([
    [['--half', 'left'], 'Unknown half "left". Use tune or held.'],
    [['--half', 'tune', '--update'], '--update needs both halves. Leave out --half.'],
  ])('wrong usage is exit code 2: %j', async (args, complaint) => {
    const { code, stderr } = await report(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });

  test('the labelled questions are matched well enough to land', async () => {
    const { code, stderr } = await report();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

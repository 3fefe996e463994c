import { knowledge as knowledgeCommand } from '../../tools/knowledge.ts';
import { array, assert, constantFrom, property, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { Matcher } from '../../src/matching/Matcher.ts';
import { leaveOneOut, relatedFinds, unreachedModels } from '../../tools/knowledge/coverage.ts';
import { answerFiles, changedFolder } from '../knowledge/soundFolder.ts';
import { runHere } from '../support/run.ts';

const coverage = (...args: string[]) => runHere(knowledgeCommand, ['coverage', ...args]);

const FILES = {
  ...answerFiles('what-is-gpt', { title: 'Bananas', questions: ['ripe bananas', 'green bananas', 'token count'] }),
  ...answerFiles('which-model-now', {
    title: 'Tokens',
    questions: ['what is a token', 'explain what a token is', 'what is meant by a token'],
  }),
};

test('coverage counts what returns, and names what does not with what it finds', async () => {
  const { code, stdout } = await coverage('--folder', await changedFolder(FILES));
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    '7 of 8 phrasings (87.5 %) find their own answer when left out.',
    '0 more (0.0 %) find an answer that is related to theirs.',
    '',
    'Answers, worst first',
    '   75.0 %  3 of 4  what-is-gpt',
    '  100.0 %  4 of 4  which-model-now',
    '',
    'Phrasings that miss their answer, and what they find instead',
    '  what-is-gpt: "token count" finds which-model-now',
    '',
    '3 of 3 models are found by "what is" and their name.',
    '',
  ]);
});

test('coverage --json prints the same as JSON alone', async () => {
  const { code, stdout } = await coverage('--json', '--folder', await changedFolder(FILES));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    phrasings: 8,
    returned: 7,
    related: 0,
    answers: [
      { id: 'what-is-gpt', phrasings: 4, returned: 3 },
      { id: 'which-model-now', phrasings: 4, returned: 4 },
    ],
    strays: [{ answer: 'what-is-gpt', phrasing: 'token count', got: 'which-model-now' }],
    unreachedModels: [],
  });
});

test('coverage names answers that none of their phrasings finds', async () => {
  const files = { ...FILES, ...answerFiles('what-is-gpt', { title: 'Bananas', questions: ['token count'] }) };
  const { stdout } = await coverage('--folder', await changedFolder(files));
  expect(stdout.split('\n')).toContain('Answers that none of their phrasings find: what-is-gpt');
});

test('a model is unreached when its name finds something else, or nothing', () => {
  const matcher = Matcher.of([{ id: 'four', questions: ['GPT-4'] }]);
  const models = [
    { id: 'gpt-4', name: 'GPT-4' },
    { id: 'zebra', name: 'Zebra' },
  ];
  expect(unreachedModels(models, matcher)).toEqual([
    { id: 'gpt-4', question: 'what is GPT-4', got: 'four' },
    { id: 'zebra', question: 'what is Zebra', got: null },
  ]);
});

test('an answer that is related in either direction may be right as well', () => {
  const answers = [
    { id: 'one', related: ['two', 'model:gpt-4'] },
    { id: 'two', related: [] },
    { id: 'three', related: [] },
  ];
  const finds = (answer: string, got: string | null) => relatedFinds([{ answer, phrasing: 'x', got }], answers);
  expect([finds('one', 'two'), finds('two', 'one'), finds('one', 'model:gpt-4')]).toEqual([1, 1, 1]);
  expect([finds('one', 'three'), finds('three', 'model:gpt-4'), finds('one', null)]).toEqual([0, 0, 0]);
});

test('a phrasing that is left out is not known to the round that asks it', () => {
  const one = { id: 'one', questions: ['zebra', 'violin'] };
  const two = { id: 'two', questions: ['quartz', 'quartz rocks'] };
  expect(leaveOneOut([one, two], [], {})).toEqual({
    phrasings: 4,
    strays: [
      { answer: 'one', phrasing: 'zebra', got: null },
      { answer: 'one', phrasing: 'violin', got: null },
    ],
  });
});

test('others compete with all of their phrasings, and are not asked', () => {
  const one = { id: 'one', questions: ['apples please'] };
  const other = { id: 'other', questions: ['apples please'] };
  expect(leaveOneOut([one], [other], {})).toEqual({
    phrasings: 1,
    strays: [{ answer: 'one', phrasing: 'apples please', got: 'other' }],
  });
});

test('every phrasing is asked once', () => {
  const word = constantFrom('apple', 'pear', 'plum', 'cherry', 'fig');
  const questions = uniqueArray(
    array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    {
      maxLength: 4,
    },
  );
  assert(
    property(array(questions, { maxLength: 4 }), (lists) => {
      const answers = lists.map((list, place) => ({ id: `answer-${place}`, questions: list }));
      const { phrasings, strays } = leaveOneOut(answers, [], {});
      expect(phrasings).toBe(lists.flat().length);
      const places = strays.map(({ answer, phrasing }) => {
        const place = answers.findIndex(({ id }) => id === answer);
        return place * 10 + answers[place]!.questions.indexOf(phrasing);
      });
      expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
      expect(strays.filter(({ answer, got }) => answer === got)).toEqual([]);
    }),
  );
});

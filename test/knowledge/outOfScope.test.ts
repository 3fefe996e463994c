import { expect, test } from 'vitest';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { changedFolder, faultsOf, SOUND } from './soundFolder.ts';

const outOfScope = (...lines: string[]): { 'out-of-scope.yaml': string } => ({
  'out-of-scope.yaml': lines.map((line) => `${line}\n`).join(''),
});

test('the texts of all topics are read in the order of the file', async () => {
  const folder = await changedFolder(
    outOfScope('outages:', '  - is chatgpt down', '  - <model> is slow today', 'games:', '  - " who plays chess? "'),
  );
  const { outOfScope: texts } = await readKnowledge(folder);
  expect(texts).toEqual(['is chatgpt down', '<model> is slow today', 'who plays chess?']);
});

test.each([
  { name: 'without the file', folder: async () => SOUND },
  { name: 'with an empty file', folder: () => changedFolder(outOfScope('# nothing yet')) },
])('$name, nothing is out of scope', async ({ folder }) => {
  expect((await readKnowledge(await folder())).outOfScope).toEqual([]);
});

test.each([
  {
    name: 'a text that is there twice, in whatever topic, case and punctuation,',
    lines: ['outages:', '  - is chatgpt down', 'other:', '  - hello', '  - Is  ChatGPT down?'],
    fault: 'out-of-scope.yaml:5:5 "Is  ChatGPT down?" is also a text at out-of-scope.yaml:2:5: keep it in one of them',
  },
  {
    name: 'a text that is a phrasing of an answer',
    lines: ['outages:', '  - Current model?'],
    fault:
      'out-of-scope.yaml:2:5 "Current model?" is also a phrasing at answers/which-model-now.phrasings.yaml:3:5: keep it in one of them',
  },
  {
    name: 'a text that is the title of an answer',
    lines: ['outages:', '  - which model is it now'],
    fault:
      'out-of-scope.yaml:2:5 "which model is it now" is also the title at answers/which-model-now.md:2:8: keep it in one of them',
  },
  {
    name: 'an empty text',
    lines: ['outages:', '  - hello', '  - ""'],
    fault: 'out-of-scope.yaml:3:5 entry 2 is empty: fill it in',
  },
  {
    name: 'a text of nothing',
    lines: ['outages:', '  -', '  - hello'],
    fault: 'out-of-scope.yaml:2:4 entry 1 is empty: fill it in',
  },
  {
    name: 'a text that is too long',
    lines: ['outages:', `  - ${'x'.repeat(201)}`],
    fault: 'out-of-scope.yaml:2:5 entry 1 has 201 characters: shorten it to at most 200',
  },
  {
    name: 'a text that is several lines',
    lines: ['outages:', '  - "hello\\nthere"'],
    fault: 'out-of-scope.yaml:2:5 entry 1 must be one line',
  },
  {
    name: 'a number for a text',
    lines: ['outages:', '  - 429'],
    fault: "out-of-scope.yaml:2:5 entry 1 must be a text: write '429', in quotes",
  },
  {
    name: 'a text that is a map to YAML',
    lines: ['outages:', '  - error: too many requests'],
    fault: 'out-of-scope.yaml:2:5 entry 1 must be a text',
  },
  {
    name: 'a reference',
    lines: ['outages:', '  - is {{gpt-4.name}} down'],
    fault: 'out-of-scope.yaml:2:8 references are not filled in here: write it out',
  },
  {
    name: 'a topic without a list',
    lines: ['outages: hello'],
    fault: 'out-of-scope.yaml:1:10 "outages" must be a list',
  },
  { name: 'a topic without texts', lines: ['outages:'], fault: 'out-of-scope.yaml:1:9 "outages" is empty: fill it in' },
  {
    name: 'a topic with an empty list',
    lines: ['outages: []'],
    fault: 'out-of-scope.yaml:1:10 "outages" has 0 entries: it needs at least 1',
  },
  {
    name: 'a topic that is there twice',
    lines: ['outages:', '  - hello', 'outages:', '  - bye'],
    fault: 'out-of-scope.yaml:3:1 "outages" is here a second time: keep one of them',
  },
])('$name is a fault', async ({ lines, fault }) => {
  expect(await faultsOf(outOfScope(...lines))).toEqual([fault]);
});

test('a text may be what one answer is not for', async () => {
  expect(await faultsOf(outOfScope('advice:', '  - Which model should I fine-tune?'))).toEqual([]);
});

import { knowledge as knowledgeCommand } from '../../tools/knowledge.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formatFault } from '../../src/knowledge/faults.ts';
import { checkKnowledge } from '../../tools/knowledge/checks/checkKnowledge.ts';
import { changedFolder, type Changes } from '../knowledge/soundFolder.ts';
import { runHere } from '../support/run.ts';

const THERE = 'test/fixtures/models-dev.json';

const draftModel = (...args: string[]) => runHere(knowledgeCommand, ['draft-model', ...args]);

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-12-01'), toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

/** Drafts a model in a folder of its own. */
async function drafted(model: string, id: string, changes: Changes = {}) {
  const folder = await changedFolder(changes);
  const run = await draftModel(model, '--from', THERE, '--folder', folder);
  const file = join(folder, 'models', `${id}.yaml`);
  expect(run).toEqual({
    code: 0,
    stdout: `Wrote ${file}. Fill in what it marks with "fill in", then run "npm run knowledge -- check".\n`,
    stderr: '',
  });
  const { faults } = await checkKnowledge(folder);
  return {
    text: readFileSync(file, 'utf8'),
    faults: faults.map((fault) => formatFault(fault).replace(`${folder}/`, '')),
  };
}

test('draft-model writes what models.dev knows, and the check names what is left', async () => {
  expect(await drafted('openai/gpt-9', 'gpt-9')).toEqual({
    text: `name: GPT-9
family: # fill in: the name that the models released with it share
short: # fill in: one sentence that says what it is, at most 200 characters
madeFrom: # fill in: "how", and the "model" before it
tuning: null # fill in: how it was fine-tuned, if that is published
announced: null # fill in: the day, if it was announced
released: 2030-01-01
parameters: null # fill in: its size, if that is published
reasoning: 'optional'
price:
  input: 1.25
  output: 10
  on: 2026-12-01
input: [text]
output: [text]
contextWindow: 8000000
maxOutput: 100000
knowledgeCutoff: 2029-06
apiIds: [gpt-9]
retired: null
checked: 2026-12-01
sources: [models-dev] # fill in: the maker's own pages
`,
    faults: [
      'models/gpt-9.yaml:2:9 "family" is empty: fill it in',
      'models/gpt-9.yaml:3:8 "short" is empty: fill it in',
      'models/gpt-9.yaml:4:11 "madeFrom" is empty: fill it in',
    ],
  });
});

test('a draft names another maker than OpenAI, the licence of open weights, and the source by its own id', async () => {
  const source = 'list:\n  title: All models\n  url: https://models.dev/api.json\n  publisher: Example\n  date: null\n';
  const { text, faults } = await drafted('META/llama-9', 'llama-9', { 'sources.yaml': (old) => `${old}${source}` });
  expect(
    text.split('\n').filter((line) => !line.includes('# fill in: ') || /licence|sources|maxOutput/.test(line)),
  ).toEqual([
    'name: Llama 9',
    'maker: Meta',
    'released: 2030-02',
    'openWeights: true',
    'licence: # fill in: of the weights, such as Apache 2.0',
    "reasoning: 'no'",
    'input: [text]',
    'output: [text]',
    'contextWindow: 1000',
    'maxOutput: null # fill in: tokens, if that is published',
    'apiIds: [llama-9]',
    'retired: null',
    'checked: 2026-12-01',
    "sources: [list] # fill in: the maker's own pages",
    '',
  ]);
  expect(faults).toContain('models/llama-9.yaml:11:10 "licence" is empty: fill it in');
});

test('what models.dev does not know is left to fill in', async () => {
  const { text, faults } = await drafted('openai/undated', 'undated');
  expect(text).toContain('released: null # fill in: the date, if a source says it\n');
  expect(text).not.toMatch(/^(?:price|reasoning|openWeights):/m);
  expect(faults).toEqual([
    'models/undated.yaml:2:9 "family" is empty: fill it in',
    'models/undated.yaml:3:8 "short" is empty: fill it in',
    'models/undated.yaml:4:11 "madeFrom" is empty: fill it in',
    'models/undated.yaml:9:8 "input" is empty: fill it in',
    'models/undated.yaml:10:9 "output" is empty: fill it in',
  ]);
});

test('the id is the last part of the API name in the usual form', async () => {
  const { text } = await drafted('shop/meta.llama_8:Free', 'meta.llama-8-free');
  expect(text).toContain('apiIds: [meta.llama_8:Free]\n');
});

test('a model that is drafted already is not overwritten, and the next one can be drafted meanwhile', async () => {
  const folder = await changedFolder({});
  const draft = (model: string) => draftModel(model, '--from', THERE, '--folder', folder);
  const codes = [await draft('openai/gpt-9'), await draft('openai/undated')].map(({ code }) => code);
  expect(codes).toEqual([0, 0]);
  const { code, stderr } = await draft('openai/gpt-9');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'The set already has "gpt-9": correct models/gpt-9.yaml instead.\n',
  });
});

test.each([
  ['openai/davinci', 'The set already has "davinci": correct models/gpt-3.yaml instead.'],
  ['openai/gpt-3', 'The set already has "gpt-3": correct models/gpt-3.yaml instead.'],
  [
    'openai/gpt-10',
    `models.dev has no model "gpt-10" of OpenAI: "npm run knowledge -- diff-models ${THERE} --maker 'OpenAI'" lists what is new there.`,
  ],
  [
    'acme/gpt-9',
    'makers.yaml names no providers at models.dev for "acme": add them there, or use one of OpenAI, Meta, Silent.',
  ],
])('%s is not drafted', async (model, sentence) => {
  const folder = await changedFolder({});
  expect(await draftModel(model, '--from', THERE, '--folder', folder)).toEqual({
    code: 1,
    stdout: '',
    stderr: `${sentence}\n`,
  });
});

test.each([[], ['gpt-9', '--from', THERE], ['openai/gpt-9']])('%j is wrong usage', async (...args) => {
  const { code, stderr } = await draftModel(...args);
  expect({ code, problem: stderr.split('\n')[0] }).toEqual({
    code: 2,
    problem:
      'draft-model takes a maker, a slash and an API name: npm run knowledge -- draft-model openai/gpt-4.1 --from api.json',
  });
});

import { knowledge as knowledgeCommand } from '../../tools/knowledge.ts';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Model } from '../../src/knowledge/Model.ts';
import { compareModels, type ModelsDevModel } from '../../tools/knowledge/diffModels.ts';
import { changedFolder } from '../knowledge/soundFolder.ts';
import { ROOT, runHere } from '../support/run.ts';

const SOUND = 'test/fixtures/knowledge';
const THERE = 'test/fixtures/models-dev.json';

const diffModels = (...args: string[]) => runHere(knowledgeCommand, ['diff-models', ...args]);

test('diff-models reports what is new there, gone there, and different', async () => {
  const curie = readFileSync(join(SOUND, 'models/gpt-3.yaml'), 'utf8')
    .replaceAll(/davinci|gpt-3/g, 'curie')
    .replace('name: GPT-3', 'name: Curie');
  expect(await diffModels(THERE, '--folder', await changedFolder({ 'models/curie.yaml': curie }))).toEqual({
    code: 0,
    stdout: `4 models here, 3 models of OpenAI there.

New there
  gpt-9    2030-01-01  GPT-9
  undated  no date     Undated

Gone there
  curie  end in the API here 2024-01-04  curie

Different
  gpt-3 (there davinci)  knowledgeCutoff  here 2019-11        there 2019-10
  gpt-3 (there davinci)  contextWindow    here 2048           there 2049
  gpt-3 (there davinci)  maxOutput        here not disclosed  there 256
  gpt-3 (there davinci)  output           here text           there text, audio

Not compared, for they have no API name
  gpt-3.5  GPT-3.5
  gpt-4    GPT-4
`,
    stderr: '',
  });
});

test('diff-models takes a file relative to where npm was called', async () => {
  const args = ['diff-models', basename(THERE), '--folder', 'knowledge'];
  const { code, stdout } = await runHere(knowledgeCommand, args, { env: { INIT_CWD: join(ROOT, dirname(THERE)) } });
  expect({ code, head: stdout.split('\n')[0] }).toEqual({ code: 0, head: '3 models here, 3 models of OpenAI there.' });
});

test('diff-models takes an address as well', async () => {
  const server = createServer((_, response) => response.end(readFileSync(THERE))).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [ofAddress, ofFile] = [
    await diffModels(`http://127.0.0.1:${port}/api.json`, '--folder', SOUND),
    await diffModels(THERE, '--folder', SOUND),
  ];
  expect(ofAddress).toEqual(ofFile);
  expect(ofAddress.code).toBe(0);
});

test.each([
  [
    'nowhere.json',
    '"nowhere.json" cannot be read (ENOENT): give a copy of https://models.dev/api.json, or that address.',
  ],
  [
    'knowledge/README.md',
    `"knowledge/README.md" does not look like models.dev's api.json (it is not JSON): give a copy of https://models.dev/api.json.`,
  ],
  [
    'package.json',
    `"package.json" does not look like models.dev's api.json (openai: Invalid input: expected object, received undefined): give a copy of https://models.dev/api.json.`,
  ],
])('%s is no list of models', async (place, sentence) => {
  expect(await diffModels(place, '--folder', SOUND)).toEqual({ code: 1, stdout: '', stderr: `${sentence}\n` });
});

const MODEL: Model = {
  id: 'm',
  name: 'M',
  aliases: [],
  ordinaryNames: [],
  family: 'M',
  maker: 'OpenAI',
  short: 'M.',
  madeFrom: { how: 'not-disclosed' },
  tuning: null,
  announced: null,
  released: '2024-05-13',
  parameters: null,
  input: ['text', 'image'],
  output: ['text'],
  limits: [],
  benchmarks: [],
  contextWindow: 128_000,
  maxOutput: null,
  knowledgeCutoff: '2023-10',
  apiIds: ['m-2024-05-13', 'm'],
  retired: null,
  facts: [],
  asOf: '2026-11-22',
  sources: [],
};

test.each<[string, Partial<ModelsDevModel>, object[]]>([
  ['says nothing more than its name', {}, []],
  ['knows a day where a month is known here', { knowledge: '2023-10-01' }, []],
  ['knows only the year', { release_date: '2024' }, []],
  ['has another month', { knowledge: '2023-11' }, [{ field: 'knowledgeCutoff', here: '2023-10', there: '2023-11' }]],
  ['has another day', { release_date: '2024-05-12' }, [{ field: 'released', here: '2024-05-13', there: '2024-05-12' }]],
  ['has no use for a number of tokens', { limit: { context: 128_000, output: 0 } }, []],
  [
    'knows what is not disclosed here',
    { limit: { output: 4_096 } },
    [{ field: 'maxOutput', here: 'not disclosed', there: '4096' }],
  ],
  ['orders modalities otherwise', { modalities: { input: ['pdf', 'image', 'text'], output: ['text'] } }, []],
  [
    'has other modalities',
    { modalities: { input: ['text'], output: ['text', 'audio'] } },
    [
      { field: 'input', here: 'text, image', there: 'text' },
      { field: 'output', here: 'text', there: 'text, audio' },
    ],
  ],
])('where models.dev %s, that is told', (_, fields, differences) => {
  const { different, goneThere, newThere } = compareModels([MODEL], { m: { name: 'M', ...fields } });
  expect(different.flatMap((found) => found.differences)).toEqual(differences);
  expect({ goneThere, newThere }).toEqual({ goneThere: [], newThere: [] });
});

test('a model is compared under the name that is its id, and its dated versions are not new', () => {
  const there = { 'm-2024-05-13': { name: 'M', release_date: '2020' }, m: { name: 'M', release_date: '2024' } };
  expect(compareModels([MODEL], there)).toEqual({ newThere: [], goneThere: [], different: [], nameless: [] });
});

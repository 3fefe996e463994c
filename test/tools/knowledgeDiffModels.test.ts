import { knowledge as knowledgeCommand } from '../../tools/knowledge.ts';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Model } from '../../src/knowledge/Model.ts';
import { compareModels } from '../../tools/knowledge/diffModels.ts';
import type { ModelsDevModel } from '../../tools/knowledge/modelsDev.ts';
import { changedFolder, swap } from '../knowledge/soundFolder.ts';
import { ROOT, runHere } from '../support/run.ts';

const SOUND = 'test/fixtures/knowledge';
const THERE = 'test/fixtures/models-dev.json';

const diffModels = (...args: string[]) => runHere(knowledgeCommand, ['diff-models', ...args]);

test('diff-models reports what is new there, gone there, and different, maker by maker', async () => {
  const curie = readFileSync(join(SOUND, 'models/gpt-3.yaml'), 'utf8')
    .replaceAll(/davinci|gpt-3/g, 'curie')
    .replace('name: GPT-3', 'name: Curie');
  const folder = await changedFolder({
    'models/curie.yaml': curie,
    'models/gpt-4.yaml': swap('name: GPT-4', 'name: GPT-4\nmaker: Somebody'),
  });
  expect(await diffModels(THERE, '--folder', folder)).toEqual({
    code: 0,
    stdout: `OpenAI: 3 models here, 3 models there.

New at OpenAI
  gpt-9    2030-01-01  GPT-9
  undated  no date     Undated

Gone at OpenAI
  curie  end in the API here 2024-01-04  curie

Different at OpenAI
  gpt-3 (there davinci)  knowledgeCutoff  here 2019-11        there 2019-10
  gpt-3 (there davinci)  contextWindow    here 2048           there 2049
  gpt-3 (there davinci)  maxOutput        here not disclosed  there 256
  gpt-3 (there davinci)  output           here text           there text, audio
  gpt-3 (there davinci)  price            here none           there 20 in, 20 out

Not compared at OpenAI, because they have no API name
  gpt-3.5  GPT-3.5

Meta: 0 models here, 2 models there.

New at Meta
  llama-9            2030-02  Llama 9
  meta.llama_8:Free  no date  Llama 8

Silent: models.dev has no provider silent. Correct it in makers.yaml.

Makers without a provider there, according to makers.yaml
  Somebody  1 model

`,
    stderr: '',
  });
});

test('diff-models --maker reports one maker, in whatever case its name is written', async () => {
  expect(await diffModels(THERE, '--maker', 'meta', '--folder', SOUND)).toEqual({
    code: 0,
    stdout: `Meta: 0 models here, 2 models there.

New at Meta
  llama-9            2030-02  Llama 9
  meta.llama_8:Free  no date  Llama 8

`,
    stderr: '',
  });
});

test('diff-models --maker of an unknown maker names the known ones', async () => {
  expect(await diffModels(THERE, '--maker', 'Acme', '--folder', SOUND)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'makers.yaml names no providers at models.dev for "Acme": add them there, or use one of OpenAI, Meta, Silent.\n',
  });
});

test('diff-models takes a file relative to where npm was called', async () => {
  const args = ['diff-models', basename(THERE), '--folder', 'knowledge'];
  const { code, stdout } = await runHere(knowledgeCommand, args, { env: { INIT_CWD: join(ROOT, dirname(THERE)) } });
  expect({ code, head: stdout.split('\n')[0] }).toEqual({ code: 0, head: 'OpenAI: 3 models here, 3 models there.' });
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
    `"package.json" does not look like models.dev's api.json (it has no provider openai, llama, shop/meta., silent): give a copy of https://models.dev/api.json.`,
  ],
  [
    'test/fixtures/models-dev-faulty.json',
    `"test/fixtures/models-dev-faulty.json" does not look like models.dev's api.json (openai.models: Invalid input: expected record, received array): give a copy of https://models.dev/api.json.`,
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
  price: { input: 2, output: 8, on: '2026-11' },
  contextWindow: 128_000,
  maxOutput: null,
  knowledgeCutoff: '2023-10',
  apiIds: ['m-2024-05-13', 'm'],
  retired: null,
  facts: [],
  checked: '2026-11-22',
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
  ['has the same price', { cost: { input: 2, output: 8 } }, []],
  ['has no price', { cost: { input: 0, output: 0 } }, []],
  [
    'has another price',
    { cost: { input: 2, output: 10 } },
    [{ field: 'price', here: '2 in, 8 out', there: '2 in, 10 out' }],
  ],
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

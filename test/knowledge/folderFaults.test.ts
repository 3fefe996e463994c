import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileKnowledge, KnowledgeBook } from '../../src/answers/KnowledgeBook.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { checkKnowledge } from '../../tools/knowledge/checks/checkKnowledge.ts';
import { UserError } from '../../src/shared/UserError.ts';
import { changedFolder, type Changes, faultsOf, SOUND, swap } from './soundFolder.ts';

const STRANGE =
  'this file is not part of the set: answers are answers/<id>.md and <id>.phrasings.yaml, models are models/<id>.yaml, assistants are assistants/<id>.yaml; rename or remove it';

const ASKED: Changes = { 'answers/new.phrasings.yaml': 'questions:\n  - anything new\n' };

test('the sound set has no faults', async () => {
  expect((await checkKnowledge(SOUND)).faults).toEqual([]);
});

test.each<{ name: string; changes: Changes; faults: string[] }>([
  {
    name: 'an answer without front matter',
    changes: { 'answers/new.md': 'GPT is a model.\n', ...ASKED },
    faults: ['answers/new.md:1:1 an answer begins with its fields between two lines "---": add them'],
  },
  {
    name: 'front matter that does not end',
    changes: { 'answers/new.md': '---\ntitle: New\n', ...ASKED },
    faults: ['answers/new.md:1:1 an answer begins with its fields between two lines "---": add them'],
  },
  {
    name: 'empty front matter',
    changes: { 'answers/new.md': '---\n---\n', ...ASKED },
    faults: ['answers/new.md:1:4 the YAML here is empty: fill it in'],
  },
  {
    name: 'an empty model',
    changes: { 'models/new.yaml': '' },
    faults: ['models/new.yaml:1:1 the YAML here is empty: fill it in'],
  },
  {
    name: 'an answer whose file name is no id',
    changes: {
      'answers/what-is-gpt.md': null,
      'answers/what-is-gpt.phrasings.yaml': null,
      'answers/What_is_gpt.md': '---\n---\n',
      'answers/What_is_gpt.phrasings.yaml': 'questions: [What is GPT?]\n',
    },
    faults: [
      'answers/What_is_gpt.md:1:1 "What_is_gpt" is not an id: rename the file in lower case with hyphens, like gpt-vs-chatgpt.md',
      'answers/What_is_gpt.md:1:4 the YAML here is empty: fill it in',
      'answers/which-model-now.md:7:11 there is no answer "what-is-gpt": add it, or correct the id',
      'related.yaml:2:10 there is no answer "what-is-gpt": add it, or correct the id',
      'related.yaml:5:7 there is no answer "what-is-gpt": add it, or correct the id',
    ],
  },
  {
    name: 'an answer without phrasings',
    changes: { 'answers/what-is-gpt.phrasings.yaml': null },
    faults: [
      'answers/what-is-gpt.md:1:1 this answer has no phrasings: list how people ask for it in what-is-gpt.phrasings.yaml',
    ],
  },
  {
    name: 'phrasings without an answer',
    changes: { 'answers/what-was-gpt.phrasings.yaml': 'questions: [What was GPT?]\n' },
    faults: [
      'answers/what-was-gpt.phrasings.yaml:1:1 there is no answer "what-was-gpt" beside this file: add what-was-gpt.md, or rename or remove this',
    ],
  },
  {
    name: 'phrasings above the text of an answer',
    changes: { 'answers/what-is-gpt.md': swap('short:', 'questions: [gpt?]\nshort:') },
    faults: [
      'answers/what-is-gpt.md:3:1 "questions" belongs in the .phrasings.yaml file beside this one: move it there',
    ],
  },
  {
    name: 'an empty file of phrasings',
    changes: { 'answers/what-is-gpt.phrasings.yaml': '' },
    faults: ['answers/what-is-gpt.phrasings.yaml:1:1 the YAML here is empty: fill it in'],
  },
  {
    name: 'a file of another kind',
    changes: { 'models/gpt-5.yml': 'name: GPT-5\n', 'notes.txt': 'hello', 'answers/old/gpt.md': '' },
    faults: [`answers/old/gpt.md:1:1 ${STRANGE}`, `models/gpt-5.yml:1:1 ${STRANGE}`, `notes.txt:1:1 ${STRANGE}`],
  },
  {
    name: 'a file that is not text',
    changes: { 'models/gpt-5.yaml': new Uint8Array([0x6e, 0xff, 0xfe]) },
    faults: ['models/gpt-5.yaml:1:1 this file is not UTF-8 text: save it as such'],
  },
  {
    name: 'sources that are a list',
    changes: { 'sources.yaml': '- paper\n' },
    faults: ['sources.yaml:1:1 this file must be a map from ids to their fields'],
  },
  {
    name: 'a list of what is out of scope',
    changes: { 'out-of-scope.yaml': '- is chatgpt down\n' },
    faults: ['out-of-scope.yaml:1:1 this file must be a map from topics to lists of texts'],
  },
  {
    name: 'a missing file',
    changes: Object.fromEntries(
      ['names.yaml', 'phrasings/plan.yaml', 'related.yaml', 'sources.yaml'].map((path) => [path, null]),
    ),
    faults: ['names.yaml', 'phrasings/plan.yaml', 'related.yaml', 'sources.yaml'].map(
      (path) => `${path}:1:1 this file is missing: add it`,
    ),
  },
  {
    name: 'a set without anything',
    changes: {
      answers: null,
      models: null,
      assistants: null,
      'sources.yaml': '',
      'related.yaml': '{}',
    },
    faults: [
      'answers:1:1 there is no answer: write the first one as answers/<id>.md',
      'models:1:1 there is no model: write the first one as models/<id>.yaml',
    ],
  },
])('$name is a fault', async ({ changes, faults }) => {
  expect(await faultsOf(changes)).toEqual(faults);
});

test.each(['README.md', 'answers/README.md', '.DS_Store', 'models/.gpt-4.yaml.swp'])(
  '%s may lie in the folder',
  async (path) => {
    expect(await faultsOf({ [path]: 'anything' })).toEqual([]);
  },
);

const windows = (old: string): string => `\uFEFF${old.replaceAll('\n', '\r\n')}`;

test('line ends of Windows and a byte order mark change nothing', async () => {
  const paths = [
    'answers/which-model-now.md',
    'answers/what-is-gpt.md',
    'answers/what-is-gpt.phrasings.yaml',
    'models/gpt-4.yaml',
    'assistants/chatgpt.yaml',
    'sources.yaml',
  ];
  const folder = await changedFolder(Object.fromEntries(paths.map((path) => [path, windows])));
  expect(await checkKnowledge(folder)).toEqual(await checkKnowledge(SOUND));
});

test('with line ends of Windows and a byte order mark, faults keep their places', async () => {
  const path = 'answers/which-model-now.md';
  const faults = await faultsOf({
    [path]: (old) => windows(swap('gpt-4.contextWindow', 'gpt-4.window')(old)),
  });
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual([`${path}:17:9`]);
});

test('a folder that is not there is one sentence for the person', async () => {
  const folder = await changedFolder({});
  await rm(folder, { recursive: true });
  const error = new UserError(
    'knowledge-unreadable',
    `The knowledge folder "${folder}" cannot be read (ENOENT): make sure that it exists and may be read.`,
  );
  await expect(checkKnowledge(folder)).rejects.toEqual(error);
  await expect(readKnowledge(folder)).rejects.toEqual(error);
});

test('a bot works with what only an editor should correct', async () => {
  const folder = await changedFolder({
    'models/gpt-4.yaml': swap('- four', '- DaVinci'),
    'assistants/chatgpt.yaml': swap('to: 2023-08-03', 'to: 2023-03-13'),
    'phrasings/compare.yaml': swap('<model> or <model>', 'is <model> good'),
    'phrasings/model.yaml': swap('tell me about <model>', 'tell me about <modle>'),
    'related.yaml': (text) => `${text}offered:\n  - no-such-answer\n`,
  });
  expect((await checkKnowledge(folder)).faults).toHaveLength(5);
  const book = new KnowledgeBook(compileKnowledge(await readKnowledge(folder)), () => '2026-11-22');
  expect(book.ask('what is davinci', 'direct').answerIds).toEqual(['model:gpt-3']);
  expect(book.ask('gpt-3 vs gpt-4', 'direct').answerIds).toEqual(['compare:gpt-3+gpt-4']);
  expect(book.offerAnswers('', 1)).toHaveLength(1);
});

test('reading for use stops at faults, with the first one and their number', async () => {
  const one = await changedFolder({ 'models/gpt-5.yaml': '' });
  await expect(readKnowledge(one)).rejects.toEqual(
    new UserError(
      'knowledge-faulty',
      `The knowledge has one fault: ${join(one, 'models/gpt-5.yaml')}:1:1 the YAML here is empty: fill it in. ` +
        'Run "npm run knowledge -- check" to see all of them.',
    ),
  );
  const two = await changedFolder({ 'models/gpt-5.yaml': '', 'models/gpt-6.yaml': '' });
  await expect(readKnowledge(two)).rejects.toThrow(/^The knowledge has 2 faults, the first being .*gpt-5\.yaml:1:1 /);
});

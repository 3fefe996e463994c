import { expect, test } from 'vitest';
import { parseFolder } from '../../src/knowledge/parse.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { References } from '../../src/knowledge/references.ts';
import { changedFolder, type Changes, faultsOf, SOUND, swap } from './soundFolder.ts';

const WHAT = 'answers/what-is-gpt.md';
const ASKED = 'answers/what-is-gpt.phrasings.yaml';
const references = new References((await parseFolder(SOUND)).records);

test.each([
  ['gpt-3.name', 'GPT-3'],
  ['gpt-3.5.name', 'GPT-3.5'],
  ['gpt-3.announced', '28 May 2020'],
  ['gpt-3.5.announced', 'not disclosed'],
  ['gpt-3.released', '11 Jun 2020'],
  ['gpt-3.5.released', '2022'],
  ['gpt-3.parameters', '175 billion'],
  ['gpt-4.parameters', 'not disclosed'],
  ['gpt-3.contextWindow', '2,048 tokens'],
  ['gpt-4.contextWindow', '128,000 tokens'],
  ['gpt-4.maxOutput', '1 token'],
  ['gpt-3.maxOutput', 'not disclosed'],
  ['gpt-3.knowledgeCutoff', 'Nov 2019'],
  ['gpt-4.knowledgeCutoff', 'not disclosed'],
  ['gpt-3.retired.api', '4 Jan 2024'],
  ['gpt-3.5.plus.from', '30 Nov 2022'],
  ['gpt-3.5.plus.to', '13 May 2024'],
  ['gpt-4.plus.from', '14 Mar 2023'],
  ['gpt-4.pro.from', '3 Aug 2023'],
  ['chatgpt.plus.model', 'GPT-4'],
  ['chatgpt.plus.since', '3 Aug 2023'],
  ['chatgpt.free.since', '13 May 2024'],
])('{{%s}} stands for "%s"', (reference, text) => {
  expect(references.resolve(reference)).toEqual({ text });
});

const FACTS =
  'name, parameters, contextWindow, maxOutput, released, announced, releasedInApi, retired.chatgpt, retired.api, knowledgeCutoff';

/** Plus loses GPT-3.5, gets it back, first as a choice and then as a fallback, and loses it again. Acme Chat runs on GPT-4 twice. */
const WITH_GAPS: Changes = {
  'assistants/chatgpt.yaml': (old) => `${old}
  - { model: gpt-3.5, plans: [plus], role: choice, from: 2024-06-01, to: 2024-07-02, sources: [post] }
  - { model: gpt-3.5, plans: [plus], role: fallback, from: 2024-07-02, to: 2024-08-03, sources: [post] }
`,
  'models/gpt-4.yaml': (old) => `${old}releasedInApi: 2023-07-06\n`,
  'assistants/acme-chat.yaml': `
name: Acme Chat
maker: Acme
short: Acme Chat runs on GPT-4.
basedOnGpt: 'yes'
runsOn:
  - { model: gpt-4, from: 2023-05-01, to: 2023-06-01, sources: [post] }
  - { model: gpt-3.5, from: null, to: 2023-05-01, sources: [post] }
  - { model: gpt-4, from: 2023-09-09, sources: [post] }
checked: 2026-11-22
sources: [post]
`,
};

test.each([
  ['gpt-3.5.plus.from', '30 Nov 2022'],
  ['gpt-3.5.plus.to.1', '13 May 2024'],
  ['gpt-3.5.plus.from.2', '1 Jun 2024'],
  ['gpt-3.5.plus.to.2', '3 Aug 2024'],
  ['gpt-3.5.plus.to', '3 Aug 2024'],
  ['gpt-4.releasedInApi', '6 Jul 2023'],
  ['acme-chat.gpt-4.from', '1 May 2023'],
  ['acme-chat.gpt-4.to.1', '1 Jun 2023'],
  ['acme-chat.gpt-4.from.2', '9 Sep 2023'],
  ['acme-chat.gpt-3.5.to', '1 May 2023'],
])('with gaps, {{%s}} stands for "%s"', async (reference, text) => {
  const { records } = await parseFolder(await changedFolder(WITH_GAPS));
  expect(new References(records).resolve(reference)).toEqual({ text });
});

test.each([
  ['gpt-3.5.plus.from.3', 'has no value: there are only 2 times without a gap'],
  ['acme-chat.gpt-4.to', 'has no value: gpt-4 has no "to" in assistants/acme-chat.yaml'],
  ['acme-chat.gpt-3.5.from', 'has no value: no source says since when'],
  ['acme-chat.gpt-3.from', 'has no value: "runsOn" of assistants/acme-chat.yaml has no model gpt-3'],
  ['acme-chat.name', 'is no reference: write it like {{acme-chat.gpt-4.from}}'],
])('with gaps, {{%s}} %s', async (reference, what) => {
  const { records } = await parseFolder(await changedFolder(WITH_GAPS));
  expect(new References(records).resolve(reference)).toEqual({ problem: what });
});

test.each([
  ['gpt-5.released', 'names no model: add models/gpt-5.yaml, or correct the id'],
  ['gpt-5.plus.from', 'names no model: add models/gpt-5.yaml, or correct the id'],
  ['gpt-4.5.retired.api', 'names no model: add models/gpt-4.5.yaml, or correct the id'],
  ['gpt-4.window', `asks for what a model does not have: use one of ${FACTS}`],
  ['gpt-4.toString', `asks for what a model does not have: use one of ${FACTS}`],
  ['gpt-4', 'is no reference: write it like {{gpt-4.released}} or {{chatgpt.plus.model}}'],
  ['', 'is no reference: write it like {{gpt-4.released}} or {{chatgpt.plus.model}}'],
  ['chatgpt.gold.model', 'is no reference: write it like {{chatgpt.gpt-4.from}}'],
  ['gpt-4.retired.api', 'has no value in models/gpt-4.yaml: add it there or reword this'],
  ['gpt-3.retired.chatgpt', 'has no value in models/gpt-3.yaml: add it there or reword this'],
  ['gpt-4.plus.to', 'has no value: the plan plus still has gpt-4'],
  ['gpt-4.go.from', 'has no value: "runsOn" of assistants/chatgpt.yaml has no gpt-4 for the plan go'],
  ['chatgpt.go.model', 'has no value: ChatGPT has no default without an end for the plan go'],
])('{{%s}} %s', (reference, what) => {
  expect(references.resolve(reference)).toEqual({ problem: what });
});

test('references are filled in wherever people read text', async () => {
  const folder = await changedFolder({
    'answers/which-model-now.md': swap('title: Which model is it now?', "title: 'Is it {{gpt-4.name}}?'"),
  });
  const { answers, models } = await readKnowledge(folder);
  const answer = answers.get('which-model-now');
  expect(answer?.title).toBe('Is it GPT-4?');
  expect(answer?.short).toBe('Plus has GPT-4 since 3 Aug 2023.');
  expect(answer?.body).toBe(
    'Free had GPT-3.5 until 13 May 2024.\n\nIt fits 128,000 tokens; see [the post](https://example.org/post).',
  );
  expect(answer?.table?.rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['Free', '13 May 2024'],
    ['Plus', '14 Mar 2023'],
  ]);
  expect(models.get('gpt-3')?.short).toBe('GPT-3 is a language model of 175 billion parameters.');
  expect(models.get('gpt-3')?.facts).toEqual(['It was announced on 28 May 2020.']);
});

const body = (text: string): Changes => ({ [WHAT]: (old) => `${old}${text}\n` });

test.each<{ name: string; changes: Changes; faults: string[] }>([
  {
    name: 'that leads nowhere, where it stands in the body,',
    changes: body('One.\n\nTwo {{gpt-3.name}} and {{gpt-4.window}}.'),
    faults: [`${WHAT}:9:24 {{gpt-4.window}} asks for what a model does not have: use one of ${FACTS}`],
  },
  {
    name: 'that leads nowhere, in a cell,',
    changes: { 'answers/which-model-now.md': swap('gpt-4.plus.from', 'gpt-5.plus.from') },
    faults: [
      'answers/which-model-now.md:12:23 {{gpt-5.plus.from}} names no model: add models/gpt-5.yaml, or correct the id',
    ],
  },
  {
    name: 'without its end',
    changes: body('{{gpt-3.name}} and {{gpt-4.name}'),
    faults: [`${WHAT}:7:20 "{{" without its "}}": a reference is written {{gpt-4.released}}`],
  },
  {
    name: 'in a phrasing',
    changes: { [ASKED]: swap('  - What is GPT?', '  - "What is {{gpt-3.name}}?"') },
    faults: [`${ASKED}:2:14 references are not filled in here: write it out`],
  },
  {
    name: 'in a fact that others refer to',
    changes: { 'models/gpt-4.yaml': swap('parameters: null', "parameters: '{{gpt-3.parameters}}'") },
    faults: ['models/gpt-4.yaml:12:14 references are not filled in here: write it out'],
  },
  {
    name: 'in the timeline',
    changes: { 'assistants/chatgpt.yaml': swap('with a message cap', "'{{gpt-4.name}}'") },
    faults: ['assistants/chatgpt.yaml:19:12 references are not filled in here: write it out'],
  },
])('a reference $name is a fault', async ({ changes, faults }) => {
  expect(await faultsOf(changes)).toEqual(faults);
});

test('a reference into a file with faults is not blamed for them', async () => {
  const faults = await faultsOf({
    'models/gpt-4.yaml': swap('family: GPT\n', ''),
    'assistants/chatgpt.yaml': swap('[plus, pro]', '[plus, gold]'),
  });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['assistants/chatgpt.yaml', 'models/gpt-4.yaml']);
});

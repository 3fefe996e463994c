import { expect, test } from 'vitest';
import { type Changes, faultsOf, swap } from './soundFolder.ts';

const GPT3 = 'models/gpt-3.yaml';
const GPT35 = 'models/gpt-3.5.yaml';
const GPT4 = 'models/gpt-4.yaml';
const NOW = 'answers/which-model-now.md';
const WHAT = 'answers/what-is-gpt.md';
const TIMELINE = 'assistants/chatgpt.yaml';

/** What `related` of an answer becomes. */
const related = (...ids: string[]): Changes => ({
  [WHAT]: swap('sources: [paper]\n', `sources: [paper]\nrelated: ${JSON.stringify(ids)}\n`),
});

test.each<{ name: string; changes: Changes; faults: string[] }>([
  {
    name: 'an unknown source of an answer',
    changes: { [NOW]: swap('\nsources: [post]', '\nsources: [post, blog]') },
    faults: [`${NOW}:6:17 there is no source "blog": add it to sources.yaml`],
  },
  {
    name: 'an unknown source of a cell',
    changes: { [NOW]: swap('sources: [post] }', 'sources: [blog] }') },
    faults: [`${NOW}:12:55 there is no source "blog": add it to sources.yaml`],
  },
  {
    name: 'an unknown source of a model and of the timeline',
    changes: {
      'sources.yaml': (old) => old.slice(0, old.indexOf('post:')),
      [NOW]: null,
      'answers/which-model-now.phrasings.yaml': null,
      [GPT35]: null,
      [TIMELINE]: null,
      'related.yaml': '{}',
    },
    faults: [
      `${GPT4}:8:10 there is no model "gpt-3.5": add models/gpt-3.5.yaml, or correct the id`,
      `${GPT4}:20:18 there is no source "post": add it to sources.yaml`,
    ],
  },
  {
    name: 'a source that is named twice',
    changes: { [GPT4]: swap('[paper, post]', '[paper, post, paper]') },
    faults: [`${GPT4}:20:24 "paper" is here a second time: keep one`],
  },
  {
    name: 'a related answer that is not there',
    changes: related('what-is-agi'),
    faults: [`${WHAT}:6:11 there is no answer "what-is-agi": add it, or correct the id`],
  },
  {
    name: 'a related answer that is the answer itself, or is there twice',
    changes: related('what-is-gpt', 'model:gpt-4', 'model:gpt-4'),
    faults: [
      `${WHAT}:6:11 "what-is-gpt" is this answer itself: remove it`,
      `${WHAT}:6:39 "model:gpt-4" is here a second time: keep one`,
    ],
  },
  {
    name: 'an id of no form',
    changes: related('picture:gpt-4'),
    faults: [`${WHAT}:6:11 there is no answer "picture:gpt-4": write an id such as gpt-vs-chatgpt or model:gpt-4`],
  },
  ...['model:gpt-9', 'compare:gpt-4+gpt-9', 'lineage:gpt-9'].map((id) => ({
    name: `${id}, whose model is not there,`,
    changes: related(id),
    faults: [`${WHAT}:6:11 there is no model "gpt-9": add models/gpt-9.yaml, or correct the id`],
  })),
  ...['compare:gpt-4', 'compare:gpt-4+gpt-4', 'compare:gpt-3+gpt-4+a+b+c'].map((id) => ({
    name: id,
    changes: related(id),
    faults: [`${WHAT}:6:11 "${id}" must compare two to four different models: write it like compare:gpt-3+gpt-4`],
  })),
  ...[
    'plan:',
    'plan:plus',
    'plan:gold:2023',
    'plan:plus+plus:2023',
    'plan:2023-13',
    'plan:2023-06..06',
    'plan:2023..06',
    'plan:2023-06..13',
    'plan:plus:2023:04',
  ].map((id) => ({
    name: id,
    changes: related(id),
    faults: [`${WHAT}:6:11 "${id}" must name plans and a date: write it like plan:free+plus:2024-05`],
  })),
  {
    name: 'a timeline entry of an unknown model',
    changes: { [TIMELINE]: swap('model: gpt-3.5', 'model: gpt-2'), [NOW]: swap('{{gpt-3.5.free.to}}', 'May') },
    faults: [`${TIMELINE}:8:12 there is no model "gpt-2": add models/gpt-2.yaml, or correct the id`],
  },
  {
    name: 'a model made from an unknown one',
    changes: { [GPT4]: swap('model: gpt-3.5', 'model: gpt-2') },
    faults: [`${GPT4}:8:10 there is no model "gpt-2": add models/gpt-2.yaml, or correct the id`],
  },
  {
    name: 'a model made from itself',
    changes: { [GPT4]: swap('model: gpt-3.5', 'model: gpt-4') },
    faults: [`${GPT4}:8:10 "gpt-4" is made from itself, gpt-4 from gpt-4: correct one of them`],
  },
  {
    name: 'a circle of models, once,',
    changes: { [GPT3]: swap('how: disclosed\n', 'how: disclosed\n  model: gpt-4\n') },
    faults: [`${GPT3}:7:10 "gpt-3" is made from itself, gpt-3 from gpt-4 from gpt-3.5 from gpt-3: correct one of them`],
  },
])('$name is a fault', async ({ changes, faults }) => {
  expect(await faultsOf(changes)).toEqual(faults);
});

test('a missing file of sources is one fault, not one for each that is named', async () => {
  expect(await faultsOf({ 'sources.yaml': null })).toEqual(['sources.yaml:1:1 this file is missing: add it']);
});

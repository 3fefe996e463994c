import { expect, test } from 'vitest';
import { faultsOf, swap } from './soundFolder.ts';

const GPT4 = 'models/gpt-4.yaml';
const NOW = 'answers/which-model-now.md';
const TIMELINE = 'assistants/chatgpt.yaml';

test.each([
  {
    name: 'a missing field, at the map that lacks it',
    file: GPT4,
    from: 'family: GPT\n',
    to: '',
    fault: `${GPT4}:1:1 "family" is missing: add it`,
  },
  {
    name: 'a missing field of an inner map',
    file: GPT4,
    from: '  how: release-order\n',
    to: '',
    fault: `${GPT4}:7:3 "madeFrom.how" is missing: add it`,
  },
  {
    name: 'a missing field of an answer, at the first line of its front matter',
    file: NOW,
    from: 'checked: 2026-11-22\n',
    to: '',
    fault: `${NOW}:2:1 "checked" is missing: add it`,
  },
  {
    name: 'an unknown field, at its key',
    file: GPT4,
    from: 'family: GPT\n',
    to: 'family: GPT\nsize: large\n',
    fault: `${GPT4}:5:1 "size" is not a field here: remove it or correct its spelling`,
  },
  {
    name: 'an unknown field whose name is a number or nothing to YAML, as it is written',
    file: GPT4,
    from: 'family: GPT\n',
    to: 'family: GPT\n0x10: large\n',
    fault: `${GPT4}:5:1 "0x10" is not a field here: remove it or correct its spelling`,
  },
  {
    name: 'an unknown field of an inner map',
    file: GPT4,
    from: '  model: gpt-3.5\n',
    to: '  model: gpt-3.5\n  why: order\n',
    fault: `${GPT4}:9:3 "why" is not a field here: remove it or correct its spelling`,
  },
  {
    name: 'an unknown field of a maker',
    file: 'makers.yaml',
    from: 'Silent:\n',
    to: 'Silent:\n  host: [example.org]\n',
    fault: 'makers.yaml:8:3 "host" is not a field here: remove it or correct its spelling',
  },
  {
    name: 'a field that is there twice',
    file: GPT4,
    from: 'family: GPT\n',
    to: 'family: GPT\nname: GPT-4\n',
    fault: `${GPT4}:5:1 "name" is here a second time: keep one of them`,
  },
  {
    name: 'an empty field',
    file: GPT4,
    from: 'family: GPT\n',
    to: 'family:\n',
    fault: `${GPT4}:4:8 "family" is empty: fill it in`,
  },
  {
    name: 'a number where a text belongs',
    file: GPT4,
    from: '- four',
    to: '- 4.0',
    fault: `${GPT4}:3:5 "aliases[0]" must be a text: write '4', in quotes`,
  },
  {
    name: 'a text where a number belongs',
    file: GPT4,
    from: 'contextWindow: 128000',
    to: 'contextWindow: 128k',
    fault: `${GPT4}:15:16 "contextWindow" must be a number`,
  },
  {
    name: 'a number that cannot be',
    file: GPT4,
    from: 'maxOutput: 1',
    to: 'maxOutput: 0',
    fault: `${GPT4}:16:12 "maxOutput" must be more than 0`,
  },
  {
    name: 'a text where a list belongs',
    file: GPT4,
    from: 'sources: [paper, post]',
    to: 'sources: paper',
    fault: `${GPT4}:20:10 "sources" must be a list`,
  },
  {
    name: 'an empty list that needs an entry',
    file: GPT4,
    from: 'sources: [paper, post]',
    to: 'sources: []',
    fault: `${GPT4}:20:10 "sources" has 0 entries: it needs at least 1`,
  },
  {
    name: 'a list that is too long',
    file: NOW,
    from: "'lineage:chatgpt']",
    to: "'lineage:chatgpt', 'model:gpt-3']",
    fault: `${NOW}:7:10 "related" has 6 entries: keep at most 5`,
  },
  {
    name: 'a phrasing that is too long',
    file: 'answers/which-model-now.phrasings.yaml',
    from: 'current model',
    to: 'x'.repeat(201),
    fault: `answers/which-model-now.phrasings.yaml:3:5 "questions[1]" has 201 characters: shorten it to at most 200`,
  },
  {
    name: 'a line that is several',
    file: 'answers/which-model-now.phrasings.yaml',
    from: 'current model',
    to: '"current\\nmodel"',
    fault: `answers/which-model-now.phrasings.yaml:3:5 "questions[1]" must be one line`,
  },
  {
    name: 'a value outside of its list',
    file: GPT4,
    from: 'input: [text, image]',
    to: 'input: [text, smell]',
    fault: `${GPT4}:13:15 "input[1]" must be one of text, image, audio, video`,
  },
  {
    name: 'a day that the calendar does not have',
    file: GPT4,
    from: 'released: 2023-03-14',
    to: 'released: 2023-02-30',
    fault: `${GPT4}:11:11 "released" is not a date: write 2024-05-13, 2024-05 or 2024`,
  },
  {
    name: 'a month where a day belongs',
    file: NOW,
    from: 'checked: 2026-11-22',
    to: 'checked: 2026-11',
    fault: `${NOW}:4:10 "checked" is not a day: write it as 2024-05-13`,
  },
  {
    name: 'an order of release without the model before',
    file: GPT4,
    from: '  model: gpt-3.5\n',
    to: '',
    fault: `${GPT4}:7:3 "madeFrom" needs "model", the one that came before, when "how" is release-order`,
  },
  {
    name: 'a model made from another one, from scratch',
    file: GPT4,
    from: '  how: release-order\n',
    to: '  how: disclosed\n  fromScratch: true\n',
    fault: `${GPT4}:7:3 "madeFrom" has "fromScratch" only when "how" is release-order: disclosed without a model says the same`,
  },
  {
    name: 'a row that is too short',
    file: NOW,
    from: "[Free, '{{gpt-4.free.from}}']",
    to: '[Free]',
    fault: `${NOW}:9:3 "table" needs one cell per column in every row`,
  },
  {
    name: 'a cell that is no text',
    file: NOW,
    from: '[Free,',
    to: '[[Free],',
    fault: `${NOW}:11:8 "table.rows[0][0]" must be a text`,
  },
  {
    name: 'an unknown field of a cell',
    file: NOW,
    from: 'sources: [post] }',
    to: 'source: post }',
    fault: `${NOW}:12:45 "source" is not a field here: remove it or correct its spelling`,
  },
  {
    name: 'an unknown plan in the timeline',
    file: TIMELINE,
    from: '[plus, pro]',
    to: '[plus, gold]',
    fault: `${TIMELINE}:22:19 there is no plan "gold": add it to names.yaml, or use free, go, plus, pro`,
  },
  {
    name: 'an entry of the timeline that is no map',
    file: TIMELINE,
    from: '  - model: gpt-3.5\n',
    to: '  - gpt-2\n  - model: gpt-3.5\n',
    fault: `${TIMELINE}:8:5 "runsOn[0]" must be a map of fields`,
  },
  {
    name: 'an address that is not https',
    file: 'sources.yaml',
    from: 'https://example.org/post',
    to: 'http://example.org/post',
    fault: 'sources.yaml:8:8 "url" is not an https address: write it like https://example.org/page',
  },
  {
    name: 'a source that is no map',
    file: 'sources.yaml',
    from: 'paper:\n',
    to: 'note: hello\npaper:\n',
    fault: 'sources.yaml:1:7 "note" must be a map of fields',
  },
  {
    name: 'the id of a source in another form',
    file: 'sources.yaml',
    from: 'paper:\n',
    to: 'The_Paper: { title: T, url: "https://example.org/t", publisher: P, date: 2020 }\npaper:\n',
    fault: 'sources.yaml:1:1 "The_Paper" is not an id: write it in lower case with hyphens, like gpt-4-post',
  },
])('$name is a fault', async ({ file, from, to, fault }) => {
  expect(await faultsOf({ [file]: swap(from, to) })).toEqual([fault]);
});

test.each([
  {
    name: 'an unclosed quote',
    file: GPT4,
    from: 'name: GPT-4',
    to: 'name: "GPT-4',
    faults: [`${GPT4}:1:7 this text has no closing quote: add it`],
  },
  {
    name: 'a text that holds a colon',
    file: GPT4,
    from: 'name: GPT-4',
    to: 'name: GPT-4: the model',
    faults: [`${GPT4}:1:7 a text that holds ": " is a map to YAML: put it in quotes`],
  },
  {
    name: 'a reference without quotes',
    file: NOW,
    from: "short: 'Plus has {{chatgpt.plus.model}} since {{chatgpt.plus.since}}.'",
    to: 'short: {{chatgpt.plus.model}} is what Plus has.',
    faults: [`${NOW}:3:9 a text that begins with {{ is a map to YAML: put it in quotes`],
  },
  {
    name: 'an emphasis without quotes',
    file: NOW,
    from: "short: 'Plus has {{chatgpt.plus.model}} since {{chatgpt.plus.since}}.'",
    to: 'short: *new*',
    faults: [`${NOW}:3:8 a value that begins with * is an alias to YAML: put the text in quotes, or write it out`],
  },
  {
    name: 'a tag',
    file: GPT4,
    from: 'name: GPT-4',
    to: 'name: !model GPT-4',
    faults: [`${GPT4}:1:7 this is not YAML (Unresolved tag: !model): correct it, or put the text in quotes`],
  },
])('$name is a fault of the YAML', async ({ file, from, to, faults }) => {
  expect(await faultsOf({ [file]: swap(from, to) })).toEqual(faults);
});

test('all faults of all files are reported, in the order of files and lines', async () => {
  const faults = await faultsOf({
    [GPT4]: (old) => old.replace('family: GPT\n', '').replace('maxOutput: 1', 'maxOutput: none'),
    [NOW]: swap('title: Which', 'titel: Which'),
  });
  expect(faults).toEqual([
    `${NOW}:2:1 "title" is missing: add it`,
    `${NOW}:2:1 "titel" is not a field here: remove it or correct its spelling`,
    `${GPT4}:1:1 "family" is missing: add it`,
    `${GPT4}:15:12 "maxOutput" must be a number`,
  ]);
});

test('a model that has faults is there all the same for those who name it', async () => {
  const faults = await faultsOf({ 'models/gpt-3.5.yaml': swap('family: GPT\n', '') });
  expect(faults).toEqual(['models/gpt-3.5.yaml:1:1 "family" is missing: add it']);
});

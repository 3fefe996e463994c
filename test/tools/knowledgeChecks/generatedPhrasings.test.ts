import { expect, test } from 'vitest';
import { type Changes, faultsOf, swap } from '../../knowledge/soundFolder.ts';

const WHAT = 'answers/what-is-gpt.phrasings.yaml';

const ACME = `
name: Acme Chat
aliases: [acme]
ordinaryNames: [bolt]
maker: Acme
short: Acme Chat runs on GPT-4.
basedOnGpt: 'yes'
runsOn: [{ model: gpt-4, from: 2023-05-01, sources: [post] }]
checked: 2026-11-22
sources: [post]
`;

/** The small set, with an assistant and this phrasing of a curated answer. */
const asking = (phrasing: string): Changes => ({
  'assistants/acme-chat.yaml': ACME,
  'phrasings/assistant.yaml': swap('is <model> based on gpt', 'is <model> just chatgpt'),
  [WHAT]: swap('  - What is GPT?', `  - ${phrasing}`),
});

test.each([
  ['What is GPT-4?', 'model:gpt-4', 'what is <model>', 'model'],
  ['what is gpt 4', 'model:gpt-4', 'what is <model>', 'model'],
  ['what is davinci', 'model:gpt-3', 'what is <model>', 'model'],
  ['was GPT-4 ever in ChatGPT?', 'model:gpt-4', 'was <model> ever in chatgpt', 'model'],
  ['GPT-3 vs. GPT-4', 'compare:gpt-3+gpt-4', '<model> vs <model>', 'compare'],
  ['is gpt-4 bigger than gpt-3', 'compare:gpt-4+gpt-3', 'is <model> bigger than <model>', 'compare'],
  ['acme vs chatgpt', 'compare:acme-chat+chatgpt', '<model> vs <model>', 'compare'],
  ['what is acme chat', 'assistant:acme-chat', 'what is <model>', 'model'],
  ['is acme just chatgpt', 'assistant:acme-chat', 'is <model> just chatgpt', 'assistant'],
])('the phrasing "%s" belongs to %s', async (phrasing, id, template, kind) => {
  expect(await faultsOf(asking(phrasing))).toEqual([
    `${WHAT}:2:5 phrasing "${phrasing}" asks for ${id}, like "${template}" in phrasings/${kind}.yaml: remove it`,
  ]);
});

test.each([
  ['in other words', 'what can you say about gpt-4'],
  ['about a model that is not in the set', 'what is gpt-4.1'],
  ['about an ordinary word', 'what is bolt'],
  ['about ChatGPT itself', 'what is chatgpt'],
  ['about ChatGPT and a model, which is the difference between the app and a model', 'gpt-4 vs chatgpt'],
  ['about one fact of an assistant that only models have', 'how big is acme'],
  ['about an assistant, in the words for models', 'which model does gpt-4 use'],
  ['about one thing twice', 'gpt-4 vs gpt 4'],
])('a phrasing %s is no fault', async (_, phrasing) => {
  expect(await faultsOf(asking(phrasing))).toEqual([]);
});

import { assert, integer, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { ChoiceSearch } from '../../src/answers/ChoiceSearch.ts';
import { codePoint } from '../support/codePoint.ts';

const choices = [
  { id: 'base', label: 'Which model is ChatGPT based on?', texts: ['chatgpt base model', 'what is chatgpt built on'] },
  { id: 'rlhf', label: 'What is RLHF?', texts: ['reinforcement learning from human feedback'] },
  { id: 'free', label: 'What do free users get?', texts: ['free vs plus'] },
];
const search = ChoiceSearch.ofNames(choices);
const idsFor = (text: string, limit = 25): string[] => search.search(text, limit).map(({ id }) => id);

test('while nothing is typed the most useful ones are offered, in their order', () => {
  expect(idsFor('')).toEqual(['base', 'rlhf', 'free']);
  expect(idsFor('  ', 2)).toEqual(['base', 'rlhf']);
});

test.each([
  ['the beginning of a title', 'which m', 'base'],
  ['the middle of a title', 'free users', 'free'],
  ['a phrasing', 'reinforcement', 'rlhf'],
  ['a slip of the finger', 'reinforcment lerning', 'rlhf'],
  ['other letter case', 'WHAT IS RLHF', 'rlhf'],
])('%s finds it', (_, typed, id) => {
  expect(idsFor(typed)[0]).toBe(id);
});

test('what begins with the typed text comes before what merely contains it', () => {
  expect(idsFor('free')[0]).toBe('free');
});

const named = (label: string, ...texts: string[]) => ({ id: label, label, texts });
const models = ChoiceSearch.ofNames([
  named('Orca'),
  named('GPT-4.1'),
  named('gpt-image-1', '4o images'),
  named('GPT-4o', '4o'),
  named('GPT-4'),
  named('Gemini 4'),
  { ...named('Gemini'), isGeneral: true },
]);

test.each([
  ['gpt-4', ['GPT-4', 'GPT-4.1', 'GPT-4o']],
  ['gpt4', ['GPT-4', 'GPT-4.1', 'GPT-4o']],
  ['GPT 4', ['GPT-4', 'GPT-4.1', 'GPT-4o']],
  ['4o', ['GPT-4o', 'gpt-image-1']],
  ['gem', ['Gemini', 'Gemini 4']],
  ['o', ['Orca']],
])(
  '"%s" finds the name that was typed, however it was typed, then longer ones, what is general first',
  (typed, labels) => {
    expect(models.search(typed, labels.length).map(({ label }) => label)).toEqual(labels);
  },
);

test('a choice is offered by its label alone', () => {
  expect(search.search('rlhf', 1)).toEqual([{ id: 'rlhf', label: 'What is RLHF?' }]);
});

test('whatever is typed, at most the limit is offered, and nothing twice', () => {
  assert(
    property(string({ unit: codePoint, maxLength: 5_000 }), integer({ min: 0, max: 25 }), (text, limit) => {
      const ids = idsFor(text, limit);
      expect(ids.length).toBeLessThanOrEqual(limit);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

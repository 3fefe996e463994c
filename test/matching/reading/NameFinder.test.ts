import { describe, expect, test } from 'vitest';
import { readKnowledge } from '../../../src/knowledge/readKnowledge.ts';
import { matchingRules } from '../../../src/lineage/matcherInput.ts';
import { FIXTURE_BOOK } from '../../support/fixtureBook.ts';
import type { Name } from '../../../src/matching/Match.ts';
import { NameFinder } from '../../../src/matching/reading/names.ts';
import { tokenize } from '../../../src/matching/reading/tokenize.ts';

const model = (id: string, ...names: string[]): Name => ({ id, names, kind: 'model' });
const names: readonly Name[] = [
  model('gpt-1', 'GPT-1', 'first gpt'),
  model('gpt-3', 'GPT-3'),
  model('gpt-3.5', 'GPT-3.5'),
  model('gpt-3.5-turbo', 'GPT-3.5 Turbo'),
  model('gpt-4', 'GPT-4'),
  model('gpt-4-32k', 'GPT-4 32k'),
  model('gpt-4-turbo', 'GPT-4 Turbo'),
  model('gpt-4o', 'GPT-4o', '4o'),
  model('gpt-4o-mini', 'GPT-4o mini'),
  model('gpt-4.1', 'GPT-4.1'),
  model('o1', 'o1'),
  model('o1-pro', 'o1-pro'),
  model('o3-mini', 'o3-mini'),
  model('o4-mini', 'o4-mini', 'o4-mini-high'),
  model('gpt-5', 'GPT-5'),
  model('gpt-5.1', 'GPT-5.1'),
  model('gpt-6-sol', 'GPT-6 Sol'),
  model('gpt-6-luna', 'GPT-6 Luna'),
  model('claude-3-opus', 'Claude 3 Opus'),
  model('claude-3-haiku', 'Claude 3 Haiku'),
  model('claude-opus-4.1', 'Claude Opus 4.1', 'opus 4.1'),
  model('claude-opus-4.5', 'Claude Opus 4.5', 'opus 4.5'),
  model('claude-haiku-5', 'Claude Haiku 5', 'haiku 5', 'haiku'),
  { ...model('gemini-flash', 'Gemini Flash'), ordinaryNames: ['Flash'] },
  model('deepseek-v3', 'DeepSeek V3'),
  model('command-r', 'Command R'),
  model('command-r-plus', 'Command R+'),
  { ...model('gpt-6', 'GPT-6'), group: 'family' },
  { ...model('claude-3', 'Claude 3'), group: 'family' },
  { ...model('claude-4.5', 'Claude 4.5'), group: 'family' },
  { id: 'chatgpt', names: ['ChatGPT', 'chat gpd'], kind: 'term' },
  { id: 'gpt', names: ['GPT', 'gtp'], kind: 'term' },
];
const rules = matchingRules(await readKnowledge(FIXTURE_BOOK));
const finder = NameFinder.of(names, rules);
const read = (text: string): string =>
  finder
    .find(tokenize(text))
    .map((token) => token.model ?? token.text)
    .join(' ');
const modelsIn = (text: string): string[] => finder.find(tokenize(text)).flatMap((token) => token.model ?? []);

const ambiguousIn = (text: string): boolean[] =>
  finder.find(tokenize(text)).flatMap(({ model: id, isAmbiguous }) => (id === undefined ? [] : [isAmbiguous === true]));

test('a number after a word that ends in one is part of a name only if a name has both', () => {
  const both = NameFinder.of([model('deepseek-r1', 'R1'), model('r1-1776', 'R1 1776')], rules);
  const found = (text: string) => both.find(tokenize(text)).map((token) => token.model ?? token.text);
  expect(found('what is r1 1776')).toEqual(['what', 'is', 'r1-1776']);
  expect(found('r1 2025')).toEqual(['deepseek-r1', '2025']);
});

describe('finds a model however it is spelled', () => {
  test.each([
    ['gpt-4', ['GPT-4', 'gpt4', 'GPT 4', 'gpt - 4', 'gpt_4', 'chatgpt4', 'ChatGPT 4', 'chat gpt 4', 'Chat-GPT-4']],
    ['gpt-4', ['chatgpt version 4', 'GPT v4', 'gpt version 4']],
    ['gpt-4', ['GTP-4', 'gbt4', 'Chat GBT 4', 'chat gtp 4', 'chatgtp4', 'G.P.T-4', "gpt-4's"]],
    ['gpt-3.5', ['gpt 3.5', 'gpt3.5', 'gpt35', 'gpt-35', 'gpt-3-5', 'chatgpt 3.5', 'ChatGPT3.5', '3.5 gpt']],
    ['gpt-3.5-turbo', ['gpt-3.5-turbo', 'gpt 3.5turbo', 'gpt35 turbo', '3.5 turbo', 'gpt-3-5-turbo']],
    ['gpt-4-turbo', ['gpt4 turbo', 'gpt-4turbo', '4 turbo', 'chatgpt 4 turbo']],
    ['gpt-4o', ['gpt-4o', 'gpt4o', 'gpt 4 o', 'gpt 4.o', '4.o', '4o', '4-o', 'GPT-40', 'chatgpt 4o', 'chatgpt4o']],
    ['gpt-4o-mini', ['gpt4omini', '4o mini', '4o-mini', 'gpt-4o-mini', 'gpt 4 o mini', 'gpt 40 mini']],
    ['gpt-4-32k', ['gpt-4 32k', 'gpt4-32k', 'GPT 4 32K', 'chatgpt 4 32k']],
    ['gpt-4.1', ['4.1 gpt', 'gpt4.1', 'gpt 41']],
    ['o1', ['o1', 'O1', 'gpt-o1', 'chatgpt o1']],
    ['o1-pro', ['o1 pro', 'o1pro', '01 Pro']],
    ['o4-mini', ['o4mini', 'o4-mini', 'o4 mini', 'o4minihigh', 'o4-mini-high', '04-mini']],
    ['gpt-6-sol', ['gpt6 sol', 'GPT-6-Sol', 'gpt6sol']],
    ['deepseek-v3', ['DeepSeek V3', 'deepseek-v3', 'deepseekv3']],
    ['command-r', ['Command R', 'command-r', 'CommandR']],
    ['command-r-plus', ['Command R+', 'command r plus', 'command-r+']],
  ])('%s', (id, spellings) => {
    expect(spellings.map((spelling) => [spelling, modelsIn(`is ${spelling} good`)])).toEqual(
      spellings.map((spelling) => [spelling, [id]]),
    );
  });
});

test.each([
  ['4'],
  ['gpt'],
  ['chatgpt'],
  ['4 gpt models'],
  ['foo1'],
  ['o1abc'],
  ['geo1'],
  ['o 1'],
  ['only 4 o clock'],
  ['01'],
  ['40'],
  ['gpt-9'],
  ['gpt-4.7'],
  ['turbo'],
  ['5.2 pro'],
  ['I like gpt. 4 people do not'],
])('finds no model in "%s"', (text) => {
  expect(modelsIn(text)).toEqual([]);
});

test.each([
  ['what is gpt-4o mini', 'what is gpt-4o-mini'],
  ['gpt 4 5 times', 'gpt-4 5 times'],
  ['is Chat GBT free', 'is chatgpt free'],
  ['chat gpd and gtp', 'chatgpt and gpt'],
])('the longest name wins: "%s"', (text, tokens) => {
  expect(read(text)).toBe(tokens);
});

test.each([
  ['gpt-3.5 vs 4', ['gpt-3.5', 'gpt-4']],
  ['difference between chatgpt 3.5 and 4', ['gpt-3.5', 'gpt-4']],
  ['gpt-3.5/4', ['gpt-3.5', 'gpt-4']],
  ['gpt-3.5, 4 and 5', ['gpt-3.5', 'gpt-4', 'gpt-5']],
  ['gpt-4 or 4.1', ['gpt-4', 'gpt-4.1']],
  ['gpt-4.1 vs 5.1', ['gpt-4.1', 'gpt-5.1']],
  ['3.5 vs gpt-4', ['gpt-3.5', 'gpt-4']],
  ['01 pro or 4.1 gpt', ['o1-pro', 'gpt-4.1']],
  ['is gpt 5 better than 4', ['gpt-5', 'gpt-4']],
  ['gpt 1 3 4', ['gpt-1', 'gpt-3', 'gpt-4']],
  ['how smart is gpt-5 compared to 3', ['gpt-5', 'gpt-3']],
  ['is gpt-4 faster than 5 seconds', ['gpt-4']],
  ['gpt-3 and 4 other models', ['gpt-3']],
  ['gpt-4 o gpt-5', ['gpt-4', 'gpt-5']],
  ['gpt 4 o or gpt 4', ['gpt-4o', 'gpt-4']],
  ['which came first gpt-4 or gpt 3.5', ['gpt-4', 'gpt-3.5']],
  ['what was the first gpt', ['gpt-1']],
  ['gpt-3 has 4', ['gpt-3']],
  ['gpt-3. 4 is better', ['gpt-3']],
])('a second model may be a number alone: "%s"', (text, ids) => {
  expect(modelsIn(text)).toEqual(ids);
});

test.each([
  ['luna 6', ['gpt-6-luna']],
  ['the cutoff of luna 6', ['gpt-6-luna']],
  ['is 3 opus old', ['claude-3-opus']],
  ['6 luna or sol', ['gpt-6-luna', 'gpt-6-sol']],
  ['sol or luna (gpt-6)', ['gpt-6-sol', 'gpt-6-luna']],
  ['sol vs luna, how big is the gap? (gpt-6)', ['gpt-6-sol', 'gpt-6-luna']],
  ['opus and haiku of claude 3', ['claude-3-opus', 'claude-3-haiku']],
  ['opus 4.5 compared to 4.1', ['claude-opus-4.5', 'claude-opus-4.1']],
  ['4.1 or 4.5 opus', ['claude-opus-4.1', 'claude-opus-4.5']],
  ['did opus 4.5 get cheaper? i mean 4.1 was awful', ['claude-opus-4.5', 'claude-opus-4.1']],
  ['gpt-4 and opus 4.5 and 4.1', ['gpt-4', 'claude-opus-4.5', 'claude-opus-4.1']],
  ['haiku', ['claude-haiku-5']],
  ['haiku vs opus 4.5', ['claude-haiku-5', 'claude-opus-4.5']],
])('what one name leaves out is said by the others: "%s"', (text, ids) => {
  expect(modelsIn(text)).toEqual(ids);
});

test.each([
  ['gpt-6 sol and luna', ['gpt-6-sol', 'gpt-6-luna']],
  ['o1 vs luna', ['o1', 'gpt-6.2-luna']],
])('an ordinary name takes the version beside it, and is the newest one without: "%s"', (text, ids) => {
  const newest = { ...model('gpt-6.2-luna', 'GPT-6.2 Luna'), ordinaryNames: ['luna'] };
  const others = [model('gpt-6-luna', 'GPT-6 Luna'), model('gpt-6-sol', 'GPT-6 Sol'), model('o1', 'o1')];
  const found = NameFinder.of([newest, ...others], rules).find(tokenize(text));
  expect(found.flatMap(({ model: id }) => id ?? [])).toEqual(ids);
});

test.each([['haiku 3.6'], ['3.6 haiku'], ['is sol far away'], ['6 large suns'], ['luna and sol']])(
  'an unknown version or an ordinary word is no name: "%s"',
  (text) => {
    expect(modelsIn(text)).toEqual([]);
  },
);

test.each([
  ['flash', []],
  ['gpt-4 with flash', ['gpt-4']],
  ['a camera flash or gpt-4', ['gpt-4']],
  ['flash vs gpt-4', ['gemini-flash', 'gpt-4']],
  ['is flash cheaper than gpt-4', ['gemini-flash', 'gpt-4']],
  ['gpt-4, Flash or haiku', ['gpt-4', 'gemini-flash', 'claude-haiku-5']],
  ['is flash based on gpt-4', ['gemini-flash', 'gpt-4']],
])('a name that is an ordinary word too counts beside another name: "%s"', (text, ids) => {
  expect(modelsIn(text)).toEqual(ids);
});

test.each([
  ['when was 4.1 released', ['gpt-4.1']],
  ['is it 4.1 or 5.1', ['gpt-4.1', 'gpt-5.1']],
  ['difference between 4.1 and 5.1', ['gpt-4.1', 'gpt-5.1']],
  ['4.1', ['gpt-4.1']],
  ['gemini 4.1', []],
  ['python 4.1 or 5.1', []],
  ['41', []],
])('a number with a dot is a name where it is nobody else’s: "%s"', (text, ids) => {
  expect(modelsIn(text)).toEqual(ids);
});

test('numbers that other vendors have too, and numbers after them, are ambiguous', () => {
  expect(ambiguousIn('4.1 or 5')).toEqual([true, true]);
  expect(ambiguousIn('gpt-4.1 or 5')).toEqual([false, false]);
});

test('a listed name wins over a derived one', () => {
  const both = NameFinder.of([model('gpt-4', 'GPT-4'), model('old', 'ChatGPT-4')], rules);
  expect(both.find(tokenize('chatgpt4')).map(({ model: id }) => id)).toEqual(['old']);
});

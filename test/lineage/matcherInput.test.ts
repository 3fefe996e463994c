import { describe, expect, test } from 'vitest';
import { COMPARE_FACTS, LINEAGE_FACTS, MODEL_FACTS } from '../../src/knowledge/Phrasings.ts';
import { generatedPatterns, matchingNames } from '../../src/lineage/matcherInput.ts';
import { family, knowledgeOf, model } from './family.ts';

const { phrasings } = family;

describe('patterns', () => {
  test('there is one for each kind of generated answer', () => {
    expect(generatedPatterns(family).map(({ id, models, isDated }) => [id, models, isDated])).toEqual([
      ['model:', { min: 1, max: 1 }, undefined],
      ['compare:', { min: 2, max: 4 }, undefined],
      ['lineage:', { min: 1, max: 1 }, undefined],
      ['assistant:', { min: 1, max: 1 }, undefined],
      ['compare:chatgpt+', { min: 1, max: 3 }, undefined],
      ['lineage:chatgpt', undefined, undefined],
      ['lineage:all', undefined, undefined],
      ['plan:', undefined, true],
    ]);
  });

  test.each([
    ['model', MODEL_FACTS],
    ['compare', COMPARE_FACTS],
    ['lineage', LINEAGE_FACTS],
  ] as const)('the phrasings of %s come by fact, those about nothing in particular first', (kind, facts) => {
    const { questions, facts: asked } = phrasings[kind];
    expect(Object.keys(asked)).toEqual(facts);
    const all = [questions, ...Object.values(asked)].flat();
    expect(generatedPatterns(family).find(({ id }) => id === `${kind}:`)?.questions).toEqual(all);
  });
});

describe('names', () => {
  test('models come in the order of release with every name that people and the API use', () => {
    const names = matchingNames(family).filter(({ kind }) => kind === 'model');
    expect(names.map(({ id }) => id)).toEqual(['gpt-3', 'gpt-3.5', 'gpt-4', 'gpt-4o', 'o1']);
    expect(names[0]!.names).toEqual(['GPT-3', 'davinci', 'curie']);
  });

  test('a name that two models claim stays with the first', () => {
    const names = matchingNames(
      knowledgeOf([model('a', { aliases: ['omni'] }), model('b', { aliases: ['Omni', 'b two'] })]),
    );
    expect(names.slice(0, 2).map((name) => name.names)).toEqual([
      ['A', 'omni'],
      ['B', 'b two'],
    ]);
  });

  test('a name that is an ordinary word counts only beside a sign that a model is meant', () => {
    const [first] = matchingNames(knowledgeOf([model('a', { apiIds: ['ada'], ordinaryNames: ['ada'] })]));
    expect(first!.names).toEqual([
      'A',
      'openai ada',
      'ada openai',
      'ada by openai',
      'ada from openai',
      'ada in openai',
      'gpt ada',
      'ada gpt',
      'ada by gpt',
      'ada from gpt',
      'ada in gpt',
      'ada model',
      'ada ai',
      'ada llm',
      'model is ada',
    ]);
  });

  test('the bare "GPT" and "ChatGPT" are terms, whatever a model calls itself', () => {
    const [first] = matchingNames(knowledgeOf([model('gpt-1', { aliases: ['GPT', 'ChatGPT', 'first gpt'] })]));
    expect(first!.names).toEqual(['GPT-1', 'first gpt']);
  });

  test('plans come cheapest first, then the API', () => {
    const plans = matchingNames(family).filter(({ kind }) => kind === 'plan');
    expect(plans.map(({ id }) => id)).toEqual(['free', 'go', 'plus', 'pro', 'business', 'enterprise', 'api']);
  });

  test('no spelling belongs to two names', () => {
    const all = matchingNames(family).flatMap(({ names }) => names.map((name) => name.toLowerCase()));
    expect(all.filter((name, index) => all.indexOf(name) < index)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { PLANS } from '../../src/knowledge/Knowledge.ts';
import { COMPARE_ASPECTS, LINEAGE_ASPECTS, MODEL_ASPECTS } from '../../src/lineage/ids.ts';
import { compareAspects } from '../../src/lineage/comparePattern.ts';
import { lineageAspects } from '../../src/lineage/lineagePattern.ts';
import { madePatterns } from '../../src/lineage/madePatterns.ts';
import { modelNames } from '../../src/lineage/modelNames.ts';
import { modelAspects } from '../../src/lineage/modelPattern.ts';

import { family, knowledgeOf, model } from './family.ts';

const placesIn = (question: string) => question.split('<model>').length - 1;

describe('patterns', () => {
  test('there is one for each kind of made answer', () => {
    expect(madePatterns.map(({ id, models }) => [id, models])).toEqual([
      ['model:', { min: 1, max: 1 }],
      ['compare:', { min: 2, max: 4 }],
      ['lineage:', { min: 1, max: 1 }],
      ['lineage:chatgpt', undefined],
      ['plan:', undefined],
    ]);
  });

  test('each phrasing of a model, of a lineage and of a comparison asks for one aspect or for nothing in particular', () => {
    expect(modelAspects.flatMap(({ aspect }) => aspect ?? [])).toEqual(MODEL_ASPECTS);
    expect(lineageAspects.flatMap(({ aspect }) => aspect ?? [])).toEqual(LINEAGE_ASPECTS);
    expect(compareAspects.flatMap(({ aspect }) => aspect ?? [])).toEqual(COMPARE_ASPECTS);
    const told = [...modelAspects, ...lineageAspects, ...compareAspects].flatMap(({ questions }) => questions);
    const patterns = madePatterns.filter(({ id }) => ['model:', 'lineage:', 'compare:'].includes(id));
    expect(told.toSorted()).toEqual(patterns.flatMap(({ questions }) => questions).toSorted());
  });

  test.each(madePatterns.filter(({ isDated }) => !isDated))(
    'the phrasings of $id hold as many models as it takes',
    ({ questions, models }) => {
      const { min, max } = models ?? { min: 0, max: 0 };
      expect(questions.filter((question) => placesIn(question) < min || placesIn(question) > max)).toEqual([]);
    },
  );

  test.each(madePatterns)('the phrasings of $id hold a date, and plans, if they are about a time', (pattern) => {
    const { questions, isDated = false } = pattern;
    expect(questions.filter((question) => (question.split('<date>').length === 2) !== isDated)).toEqual([]);
    expect(questions.some((question) => question.includes('<plan>'))).toBe(isDated);
  });

  test('one thing is asked of two models, not of more', () => {
    const asked = compareAspects.flatMap(({ aspect, questions }) => (aspect ? questions : []));
    expect(asked.filter((question) => placesIn(question) !== 2)).toEqual([]);
  });

  test('no phrasing stands twice, and none is both meant and not meant', () => {
    const meant = madePatterns.flatMap(({ questions }) => questions);
    expect(meant.filter((question, index) => meant.indexOf(question) < index)).toEqual([]);
    const notMeant = madePatterns.flatMap(({ notThis = [] }) => notThis);
    expect(notMeant.filter((question) => meant.includes(question))).toEqual([]);
  });
});

describe('names', () => {
  test('models come in the order of release with every name that people and the API use', () => {
    const names = modelNames(family).filter(({ kind }) => kind === 'model');
    expect(names.map(({ id }) => id)).toEqual(['gpt-3', 'gpt-3.5', 'gpt-4', 'gpt-4o', 'o1']);
    expect(names[0]!.names).toEqual(['GPT-3', 'davinci', 'curie']);
  });

  test('a name that two models claim stays with the first', () => {
    const names = modelNames(
      knowledgeOf([model('a', { aliases: ['omni'] }), model('b', { aliases: ['Omni', 'b two'] })]),
    );
    expect(names.slice(0, 2).map((name) => name.names)).toEqual([
      ['A', 'omni'],
      ['B', 'b two'],
    ]);
  });

  test('a name that is an ordinary word counts only beside a sign that a model is meant', () => {
    const [first] = modelNames(knowledgeOf([model('a', { apiIds: ['ada'], ordinaryNames: ['ada'] })]));
    expect(first!.names).toEqual(['A', 'openai ada', 'gpt ada', 'ada gpt', 'ada model']);
  });

  test('the bare "GPT" and "ChatGPT" are terms, whatever a model calls itself', () => {
    const [first] = modelNames(knowledgeOf([model('gpt-1', { aliases: ['GPT', 'ChatGPT', 'first gpt'] })]));
    expect(first!.names).toEqual(['GPT-1', 'first gpt']);
  });

  test('plans come cheapest first, and "go" alone is a verb', () => {
    const plans = modelNames(family).filter(({ kind }) => kind === 'plan');
    expect(plans.map(({ id }) => id)).toEqual(PLANS);
    expect(plans.flatMap(({ names }) => names)).not.toContain('go');
  });

  test('no spelling belongs to two names', () => {
    const all = modelNames(family).flatMap(({ names }) => names.map((name) => name.toLowerCase()));
    expect(all.filter((name, index) => all.indexOf(name) < index)).toEqual([]);
  });
});

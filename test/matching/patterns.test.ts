import { describe, expect, test } from 'vitest';
import type { Name } from '../../src/matching/Match.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { Patterns } from '../../src/matching/patterns.ts';

test('a pattern for one name is completed with the one that was made from the others, as its own group asks', () => {
  const places = new Map([
    ['llama', { index: 0, group: '', madeFrom: [] }],
    ['vicuna', { index: 1, group: '', madeFrom: ['llama'] }],
  ]);
  const pattern = { id: 'assistant:', instead: { '': 'model:' } };
  const named = { models: ['llama', 'vicuna'], plans: [], dates: [] };
  expect(new Patterns({}, places).completed(pattern, named)).toBe('model:vicuna');
});

describe('what a pattern is asked for', () => {
  const names: Name[] = [{ id: 'one', names: ['Model One'], kind: 'model' }];
  const facts = { '': ['what is <model>'], size: ['how big is <model>', 'size of <model>'] };
  const model = { id: 'model:', questions: Object.values(facts).flat() };
  const other = { id: 'prices', questions: ['prices of a big menu', 'what is the price'] };
  const dividedMatcher = Matcher.of([{ ...model, facts }, other], { names });

  test('is told apart, and other answers are asked for nothing in particular', () => {
    const asked = ['model one size', 'what is model one'].map((text) => dividedMatcher.read(text));
    expect(asked.map((read) => dividedMatcher.factIn('model:one', read))).toEqual(['size', '']);
    expect(dividedMatcher.factIn('prices', asked[0]!)).toBe('');
  });
});

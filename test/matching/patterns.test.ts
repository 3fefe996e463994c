import { expect, test } from 'vitest';
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

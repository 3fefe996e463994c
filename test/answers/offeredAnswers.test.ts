import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChoiceSearch } from '../../src/answers/ChoiceSearch.ts';
import type { Answer } from '../../src/knowledge/Answer.ts';

const answer = (id: string, title: string, ...questions: string[]): Answer => ({
  id,
  title,
  questions,
  notThis: [],
  short: '',
  body: '',
  sources: [],
  checked: '2026-11-22',
  related: [],
});

const shared = ChoiceSearch.ofAnswers([
  answer('rlhf', 'What is RLHF?', 'human feedback'),
  answer('tuning', 'What is fine-tuning?', 'how are models adapted'),
  answer('size', 'How many parameters?', 'what is the size'),
]);
const idsOf = (offers: ChoiceSearch, text: string, limit = 25, meant: { id: string; confidence: number }[] = []) =>
  offers.search(text, limit, meant).map(({ id }) => id);

test.each([
  ['while nothing is typed, all in the order given', ' ', ['rlhf', 'tuning', 'size']],
  ['what begins so, by title or phrasing', 'What is', ['rlhf', 'tuning', 'size']],
  ['a title that begins so before a phrasing that does', 'how', ['size', 'tuning']],
  ['what has all the words, anywhere', 'adapted models', ['tuning']],
  ['titles that resemble it', 'paramters', ['size']],
  ['nothing for what nothing resembles', 'xqzvb', []],
  ['text with signs of patterns is only text', '(.*', []],
])('%s', (_, typed, ids) => {
  expect(idsOf(shared, typed)).toEqual(ids);
});

test('what is meant comes after what begins so, before what only has the words', () => {
  const meant = [
    { id: 'rlhf', confidence: 0.8 },
    { id: 'model:gpt-4', confidence: 0.5 },
    { id: 'tuning', confidence: 0.01 },
  ];
  expect(idsOf(shared, 'how are', 25, meant)).toEqual(['tuning', 'rlhf']);
  expect(idsOf(shared, 'is the', 25, meant)).toEqual(['rlhf', 'size']);
});

describe('over those of all servers', () => {
  const own = ChoiceSearch.ofAnswers(
    [answer('rules', 'Where are the rules?'), answer('rlhf', 'RLHF here')],
    shared,
    new Set(['rlhf', 'size']),
  );

  test('the server’s own come first, and what it hides or replaces is not offered', () => {
    expect(own.search('', 25, [])).toEqual([
      { id: 'rules', label: 'Where are the rules?' },
      { id: 'rlhf', label: 'RLHF here' },
      { id: 'tuning', label: 'What is fine-tuning?' },
    ]);
    expect(idsOf(own, 'what is')).toEqual(['tuning']);
    expect(idsOf(own, 'paramters')).toEqual([]);
    expect(idsOf(shared, 'paramters')).toEqual(['size']);
  });

  test('whatever is typed, at most the limit is offered, and nothing twice', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('what', 'r', 'the')),
        fc.integer({ min: 0, max: 4 }),
        (typed, limit) => {
          const ids = idsOf(own, typed, limit, [{ id: 'rules', confidence: 0.9 }]);
          expect(ids.length).toBeLessThanOrEqual(limit);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
    );
  });
});

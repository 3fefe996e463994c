import { describe, expect, test } from 'vitest';
import type { Match, Matchable, Mode, Name } from '../../src/matching/Match.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { answers, names, rules } from './answerSet.ts';

const tours: Matchable = {
  id: 'tour:',
  isDated: true,
  questions: [
    'which tour did <plan> visitors get in <date>',
    'what was on the <plan> tour in <date>',
    'which tours were there in <date>',
    'was <model> on the tour in <date>',
  ],
  notThis: ['who paid for the <plan> tour in <date>'],
};
const plans: readonly Name[] = [
  { id: 'free', kind: 'plan', names: ['free'] },
  { id: 'plus', kind: 'plan', names: ['plus'] },
  { id: 'team', kind: 'plan', names: ['team', 'group'] },
];
const matcher = Matcher.of([...answers, tours], { names: [...names, ...plans], rules });
const ask = (text: string, mode: Mode = 'direct'): Match => matcher.match(text, mode);
const idsOf = (match: Match): string[] => match.candidates.map(({ id }) => id);

test.each([
  ['which tour did plus visitors get in april 2023', 'tour:plus:2023-04'],
  ['which tour did group visitors get on 14 march 2023?', 'tour:team:2023-03-14'],
  ['what was on the free tour in febuary 2024', 'tour:free:2024-02'],
  ['which tour did plus and free visitors get in 2024', 'tour:free+plus:2024'],
  ['which tours were there in 2025-06', 'tour:2025-06'],
  ['was gpt-4 on the tour in 2024', 'tour:2024'],
])('"%s" is completed to %s', (text, id) => {
  const match = ask(text);
  expect([match.decision, idsOf(match)[0]]).toEqual(['answer', id]);
});

test.each([
  ['without a date', 'which tour did plus visitors get'],
  ['with a month without a year', 'which tour did plus visitors get in april'],
  ['with several dates', 'which tour did plus visitors get in 2023 and in 2024'],
  ['with a date that belongs to a name', 'was gpt-4o-2024 on the tour'],
])('%s it does not match', (_, text) => {
  const dated = Matcher.of([...answers, tours], {
    names: [{ id: 'old', kind: 'model', names: ['gpt-4o-2024'] }, ...plans],
    rules,
  });
  expect(idsOf(dated.match(text, 'direct')).filter((id) => id.startsWith('tour:'))).toEqual([]);
});

describe('for other answers, dates and plans are ordinary words', () => {
  const sales: Matchable = { id: 'sales', questions: ['is the plus ticket free in 2024', 'sales of april 2023'] };
  const both = Matcher.of([...answers, sales, tours], { names: [...names, ...plans], rules });

  test.each(sales.questions)('"%s" matches the same phrasing', (question) => {
    const [best] = both.match(question, 'direct').candidates;
    expect(best!.id).toBe('sales');
    expect(best!.confidence).toBeCloseTo(1);
  });

  test('another word instead of the plan is another question', () => {
    const [best] = both.match('is the cheap ticket gone in 2023', 'direct').candidates;
    expect(best!.confidence).toBeLessThan(0.9);
  });
});

test('a date alone matches nothing', () => {
  expect(ask('my cat was born in june 2025').decision).toBe('pass');
  expect(ask('june 2025').decision).toBe('pass');
});

test('plans are not models', () => {
  expect(ask('which tour did plus visitors get in april 2023').models).toEqual([]);
});

test('a counter-example holds for any plan and date', () => {
  expect(ask('who paid for the free tour in 2022').decision).not.toBe('answer');
});

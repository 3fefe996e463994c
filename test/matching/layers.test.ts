import { describe, expect, test } from 'vitest';
import type { Matchable } from '../../src/matching/Match.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { runToEnd } from '../../src/shared/concurrency.ts';
import { answers, names, rules } from './answerSet.ts';

const museum = Matcher.of(answers, { names, rules });
const parking: Matchable = {
  id: 'parking',
  questions: ['how much does a parking ticket cost', 'where can I park my car', 'is there a garage'],
};
const plus = (some: readonly Matchable[], hides: readonly string[] = [], under = museum): Matcher =>
  runToEnd(under.plus(some, { hides }));
const first = (matcher: Matcher, text: string): string | undefined => matcher.match(text, 'direct').candidates[0]?.id;

describe('answers in a further layer', () => {
  test('are found, and those below as before', () => {
    const both = plus([parking]);
    expect(first(both, 'where do I park')).toBe('parking');
    expect(first(both, 'when are you open')).toBe('hours');
    expect(first(both, 'when was gpt-4 released')).toBe('model:gpt-4');
  });

  test('leave the Matcher below as it was', () => {
    const before = museum.match('where can I park my car', 'direct');
    plus([parking]);
    expect(museum.match('where can I park my car', 'direct')).toEqual(before);
  });

  test('add words for repair to those of the layers below', () => {
    const both = plus([parking]);
    expect(both.match('is there a graage', 'direct').repaired).toEqual([{ typed: 'graage', read: 'garage' }]);
    expect(both.match('tikcet cost', 'direct').repaired).toEqual([{ typed: 'tikcet', read: 'ticket' }]);
  });

  test('replace one with the same id', () => {
    const own: Matchable = { id: 'hours', questions: ['when does the museum shop open'] };
    const both = plus([own]);
    expect(first(both, 'when does the museum shop open')).toBe('hours');
    const ids = both.match('what are your opening hours', 'direct').candidates.map(({ id }) => id);
    expect(ids.filter((id) => id === 'hours').length).toBeLessThanOrEqual(1);
    expect(both.match('what are your opening hours', 'direct').decision).not.toBe('answer');
  });

  test('come first when both are certain, patterns too', () => {
    const own: Matchable = { id: 'own-gpt-4', questions: ['when was gpt-4 released', 'gpt-4?'] };
    const both = plus([own]);
    for (const text of ['when was gpt-4 released', 'gpt-4?']) {
      const { decision, candidates } = both.match(text, 'passive');
      expect([decision, candidates[0]!.id]).toEqual(['answer', 'own-gpt-4']);
      expect(candidates.map(({ confidence }) => confidence)).toEqual(
        candidates.map(({ confidence }) => confidence).toSorted((a, b) => b - a),
      );
    }
  });

  test('can hide answers and patterns below', () => {
    const both = plus([], ['hours', 'model:gpt-4']);
    expect(first(both, 'what are your opening hours')).not.toBe('hours');
    expect(first(both, 'when was gpt-4 released')).not.toBe('model:gpt-4');
    expect(first(both, 'when was gpt-4o released')).toBe('model:gpt-4o');
  });

  test('stack: the topmost change counts, and a hidden answer can come back', () => {
    const changed: Matchable = { id: 'parking', questions: ['may I leave my bike here'] };
    const once = plus([parking], ['hours']);
    const twice = plus([changed], [], once);
    expect(first(twice, 'may I leave my bike here')).toBe('parking');
    expect(twice.match('is there a garage', 'direct').decision).not.toBe('answer');
    const back = plus([answers.find(({ id }) => id === 'hours')!], [], once);
    expect(first(back, 'what are your opening hours')).toBe('hours');
  });

  test('an empty layer changes nothing', () => {
    const same = plus([]);
    for (const text of ['when are you open', 'tell me about the museum', 'gpt-4 vs gpt-4o']) {
      expect(same.match(text, 'direct').candidates).toEqual(museum.match(text, 'direct').candidates);
    }
  });
});

describe('out-of-scope texts', () => {
  const outOfScope = ['how much does a parking ticket cost', 'how do I get to the airport'];
  const having = Matcher.of(
    answers.filter(({ id }) => id !== 'prices').concat({ ...answers.find(({ id }) => id === 'prices')!, notThis: [] }),
    { names, rules, outOfScope },
  );

  test.each(outOfScope)('"%s" is not answered', (text) => {
    expect(having.match(text, 'direct').decision).not.toBe('answer');
    expect(having.match(text, 'passive').decision).toBe('pass');
  });

  test('a question nearer to a phrasing is answered as before', () => {
    expect(having.match('how much does a ticket cost', 'direct').decision).toBe('answer');
  });
});

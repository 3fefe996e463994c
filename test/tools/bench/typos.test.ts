import { expect, test } from 'vitest';
import { seeded } from '../../../tools/bench/matching/random.ts';
import { withTypos } from '../../../tools/bench/matching/typos.ts';

/** How many single-letter edits turn one word into another, a swap of two neighbours counting as one. */
function editDistance(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  if (from[0] === to[0]) return editDistance(from.slice(1), to.slice(1));
  const edits = [
    editDistance(from.slice(1), to),
    editDistance(from, to.slice(1)),
    editDistance(from.slice(1), to.slice(1)),
  ];
  if (from[0] === to[1] && from[1] === to[0]) edits.push(editDistance(from.slice(2), to.slice(2)));
  return 1 + Math.min(...edits);
}

const QUESTION = 'What came before GPT-4o, and is chatgpt based on it?';
const seeds = Array.from({ length: 200 }, (_, seed) => seed);

/** How each word was changed, in single-letter edits, a swap counting as one. */
const edits = (typed: string): number[] => {
  const words = typed.split(' ');
  return QUESTION.split(' ').map((word, place) => editDistance(word, words[place]!));
};

test('a seed gives the same typos on every machine', () => {
  expect([1, 2, 3].map((seed) => withTypos(QUESTION, seeded(seed)))).toEqual([
    'Whzt came before GPT-4o, and is chsatgpt based on it?',
    'What cwame before GPT-4o, and is chatpt based on it?',
    'Waht came before GPT-4o, and is chatpt based on it?',
  ]);
});

test('two words of four letters and more get one slip each', () => {
  const changes = seeds.map((seed) => edits(withTypos(QUESTION, seeded(seed))));
  expect(new Set(changes.map((change) => change.toSorted((a, b) => b - a).join('')))).toEqual(new Set(['1100000000']));
  const everChanged = QUESTION.split(' ').filter((_, place) => changes.some((change) => change[place] === 1));
  expect(everChanged).toEqual(['What', 'came', 'before', 'chatgpt', 'based']);
});

test('slips swap, drop, add and replace letters, and leave the first', () => {
  const typed = new Set(seeds.map((seed) => withTypos('abcd', seeded(seed), 1)));
  const likes = (pattern: RegExp): boolean => [...typed].some((word) => pattern.test(word));
  expect([/^acbd$/, /^abd$/, /^ab.cd$/, /^ab[^cd]d$/].map(likes)).toEqual([true, true, true, true]);
  expect([...typed].filter((word) => !word.startsWith('a'))).toEqual([]);
});

test('a question with fewer such words gets fewer slips', () => {
  expect(withTypos('so why is it', seeded(1))).toBe('so why is it');
  expect(editDistance('o3 release', withTypos('o3 release', seeded(1)))).toBe(1);
});

test('a swap of equal letters is not taken for a slip', () => {
  const typed = seeds.map((seed) => withTypos('boooo', seeded(seed), 1));
  expect(typed).not.toContain('boooo');
});

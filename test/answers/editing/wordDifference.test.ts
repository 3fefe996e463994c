import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceBetween, wordDifference, type Part } from '../../../src/answers/editing/difference.ts';
import { codePoint } from '../../support/codePoint.ts';

/** `ask -him- +her+ now` */
const written = (parts: readonly Part[]): string =>
  parts.map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[kind]).join('');

test.each([
  ['ask in #help', 'ask in #help', 'ask in #help'],
  ['ask in #help', 'ask me in #help', 'ask [+me +]in #help'],
  ['ask him now, please', 'ask her now', 'ask [-him -][+her +]now[-, please-]'],
  ['one two three four', 'one 2 3 four', 'one [-two three -][+2 3 +]four'],
  ['', 'new', '[+new+]'],
  ['old', '', '[-old-]'],
  ['one\ntwo', 'one\ntwo\nthree', 'one\ntwo[+\nthree+]'],
  ['模型是什么', '模型不是什么', '模型[+不+]是什么'],
  ['', '', ''],
])('from "%s" to "%s": %s', (before, after, parts) => {
  expect(written(wordDifference(before, after))).toBe(parts);
});

test('the pieces make up both texts, and neighbours are of different kinds', () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom('a ', 'b ', 'c ', '\n', '模'), fc.string({ unit: codePoint })), { maxLength: 12 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = wordDifference(before, after);
      const joined = (without: Part['kind']): string =>
        parts
          .filter(({ kind }) => kind !== without)
          .map((part) => part.text)
          .join('');
      expect([joined('added'), joined('removed')]).toEqual([before, after]);
      expect(parts.filter(({ kind }, place) => kind === parts[place + 1]?.kind)).toEqual([]);
    }),
  );
});

test('of short texts no more words are changed than need be', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });
  fc.assert(
    fc.property(words, words, (before, after) => {
      expect(wordsIn(wordDifference(spaced(before), spaced(after)), 'same')).toBe(longestInCommon(before, after));
    }),
  );
});

test('two texts that are long and have nothing in common are one replaced by the other', () => {
  const [before, after] = ['a b '.repeat(2_000), 'c d '.repeat(2_000)];
  expect(wordDifference(before, after)).toEqual([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]);
});

test('of two states of an answer only the fields that differ are told', () => {
  const before = { title: 'Rules', questions: ['rules'], body: 'In #rules.', sources: [], reviewBy: '2027-01-31' };
  const after = { title: 'Rules', questions: ['rules', 'the rules'], body: 'In #rules.', sources: [] };
  expect(differenceBetween(before, after)).toEqual({
    questions: [
      { kind: 'same', text: 'rules' },
      { kind: 'added', text: '\nthe rules' },
    ],
    reviewBy: [{ kind: 'removed', text: '2027-01-31' }],
  });
  expect(differenceBetween(null, null)).toEqual({});
  expect(Object.keys(differenceBetween(null, after))).toEqual(['title', 'questions', 'body']);
});

const spaced = (words: readonly string[]): string => words.map((word) => `${word} `).join('');

function wordsIn(parts: readonly Part[], kind: Part['kind']): number {
  const texts = parts.filter((part) => part.kind === kind).map(({ text }) => text);
  return texts.reduce((sum, text) => sum + text.trim().split(/\s+/).length, 0);
}

/** By trying everything. */
function longestInCommon(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const [first, ...rest] = one;
  const place = other.indexOf(first!);
  const without = longestInCommon(rest, other);
  return place === -1 ? without : Math.max(without, 1 + longestInCommon(rest, other.slice(place + 1)));
}

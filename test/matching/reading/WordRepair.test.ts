import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, WordRepair } from '../../../src/matching/reading/WordRepair.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';

const known =
  'transformer model mode plan based trained difference between open source what plans event fine tuning release';
const repair = runToEnd(WordRepair.of(new Map(known.split(' ').map((word) => [word, word === 'model' ? 9 : 1]))));

test.each([
  ['trasnformer', 'transformer'],
  ['tranformer', 'transformer'],
  ['transfromerr', 'transformer'],
  ['difrence', 'difference'],
  ['modle', 'model'],
  ['waht', 'what'],
  ['whaat', 'what'],
  ['opensource', 'open source'],
  ['finetuning', 'fine tuning'],
  ['mde', 'mode'],
  ['pln', 'plan'],
])('reads %s as %s', (typed, read) => {
  expect(repair.read(typed)).toBe(read);
});

test.each([
  ['a known word', 'mode'],
  ['an inflected known word', 'releases'],
  ['an ordinary word', 'plants'],
  ['a short word with another letter', 'pkn'],
  ['a short ordinary word', 'mod'],
  ['a word of two letters', 'md'],
  ['a word that shares only a part', 'seventy'],
  ['a word with digits', 'm0del'],
  ['another alphabet', 'модель'],
  ['something much longer', 'transformational'],
  ['nonsense', 'qwertyuiopasdfghjkl'],
])('leaves %s alone', (_, word) => {
  expect(repair.read(word)).toBe(word);
});

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', '', 3],
  ['trasnformer', 'transformer', 1],
  ['modle', 'model', 1],
  ['kitten', 'sitting', 3],
])('%o is some edits from %o', (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
});

test('edits are as many in either direction, and none only between equal words', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
    }),
  );
});

test('a repair on top of another knows the words of both, and prefers the more usual', () => {
  const both = runToEnd(WordRepair.of(new Map([['garage', 1], ['models', 20]]), repair)); // prettier-ignore
  expect(both.read('graage')).toBe('garage');
  expect(both.read('trasnformer')).toBe('transformer');
  expect(both.isUnknown('garages')).toBe(false);
  expect(repair.read('graage')).toBe('graage');
});

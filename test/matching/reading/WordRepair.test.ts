import * as fc from 'fast-check';
import Fuse from 'fuse.js';
import { expect, test } from 'vitest';
import { WordRepair } from '../../../src/matching/reading/WordRepair.ts';
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
  ['odel', 'model'],
  ['amodel', 'model'],
  ['omdel', 'model'],
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

test('a name with another first letter is another name, and a word that people use is not', () => {
  const names = runToEnd(WordRepair.of(new Map([['codestral', 0]])));
  expect(names.read('cidestral')).toBe('codestral');
  expect(names.read('godestral')).toBe('godestral');
  const words = runToEnd(WordRepair.of(new Map([['transformer', 1]]), names));
  expect(words.read('rransformer')).toBe('transformer');
});

test('swapped neighbours count as one typo: of "mode" and "model", "modle" is the latter', () => {
  expect(repair.read('modle')).toBe('model');
});

const scoreOf = (typed: string, word: string): number =>
  Fuse.match(`^${typed}$`, `^${word}$`, { ignoreLocation: true, threshold: 1 }).score;

test('a word with one typo behind its first letter is read as the intended word, or as one that fuse.js finds no less similar', () => {
  const intended = fc.constantFrom(...known.split(' ').filter(({ length }) => length > 4));
  fc.assert(
    fc.property(
      intended,
      fc.nat(),
      fc.constantFrom('a', 'e', 'l', 'n', 'o', 'r', 's', 't', ''),
      fc.constantFrom(0, 1),
      (word, at, to, drop) => {
        const i = 1 + (at % (word.length - 1));
        const typed = word.slice(0, i) + to + word.slice(i + drop);
        if (!repair.isUnknown(typed)) return;
        const read = repair.read(typed);
        if (read.includes(' ')) return;
        expect(read).not.toBe(typed);
        expect(scoreOf(typed, read)).toBeLessThanOrEqual(scoreOf(typed, word));
      },
    ),
  );
});

test('an upper repair knows the words of both', () => {
  const both = runToEnd(WordRepair.of(new Map([['garage', 1], ['models', 20]]), repair)); // oxfmt-ignore
  expect(both.read('graage')).toBe('garage');
  expect(both.read('trasnformer')).toBe('transformer');
  expect(both.isUnknown('garages')).toBe(false);
  expect(repair.read('graage')).toBe('graage');
});

import { expect, test } from 'vitest';
import { recombine } from '../../../tools/bench/matching/recombine.ts';

const PHRASINGS = ['lol', 'what is gpt-4', 'who made chatgpt', 'is it going to rain'];

test('a seed gives the same answers, another seed others', () => {
  expect(recombine(PHRASINGS, 100, 1)).toEqual(recombine(PHRASINGS, 100, 1));
  expect(recombine(PHRASINGS, 100, 1)).not.toEqual(recombine(PHRASINGS, 100, 2));
});

test('there are exactly as many phrasings as asked for, twenty an answer', () => {
  const answers = recombine(PHRASINGS, 50, 1);
  expect(answers.map(({ id, questions }) => [id, questions.length])).toEqual([
    ['answer-0', 20],
    ['answer-1', 20],
    ['answer-2', 10],
  ]);
});

test('each phrasing is the beginning of one and the end of another', () => {
  const beginnings = ['what is', 'who made', 'is it going'];
  const endings = ['gpt-4', 'chatgpt', 'to rain'];
  const possible = new Set(beginnings.flatMap((beginning) => endings.map((ending) => `${beginning} ${ending}`)));
  const made = new Set(recombine(PHRASINGS, 1_000, 1).flatMap(({ questions }) => questions));
  expect(made).toEqual(possible);
});

test('an answer has four beginnings and five ends', () => {
  const [answer] = recombine(
    Array.from({ length: 1_000 }, (_, place) => `b${place} e${place}`),
    20,
    1,
  );
  const halves = answer!.questions.map((phrasing) => phrasing.split(' '));
  expect(new Set(halves.map(([beginning]) => beginning)).size).toBe(4);
  expect(new Set(halves.map(([, ending]) => ending)).size).toBe(5);
});

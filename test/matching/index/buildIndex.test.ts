import { expect, test } from 'vitest';
import type { AnswerIndex, IndexedAnswer } from '../../../src/matching/index/AnswerIndex.ts';
import { buildIndex } from '../../../src/matching/index/buildIndex.ts';
import { featuresOf } from '../../../src/matching/index/features.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { type Token, tokenize } from '../../../src/matching/reading/tokenize.ts';

const answer = (phrasings: readonly string[], notThis: readonly string[] = []): IndexedAnswer => ({
  phrasings: phrasings.map(tokenize),
  notThis: notThis.map(tokenize),
  usesNames: true,
});
const build = (
  answers: readonly IndexedAnswer[],
  outOfScope: readonly string[] = [],
  below: readonly AnswerIndex[] = [],
): AnswerIndex => runToEnd(buildIndex(answers, outOfScope.map(tokenize), below));

/** A text in which `<model>` names a model. */
const named = (text: string, model: string): Token[] =>
  tokenize(text).map(({ text: word, gap }) => (word === '<model>' ? { text: word, gap, model } : { text: word, gap }));

/** 0 when the answer is not among the best. */
const scoreOf = (index: AnswerIndex, answerIndex: number, text: string): number =>
  index.compare(featuresOf(tokenize(text))).find((one) => one.answer === answerIndex)?.score ?? 0;

test('a word of one answer alone tells it from another that shares all else', () => {
  const index = build([answer(['how do I train a model']), answer(['how do I train a dog'])]);
  expect(scoreOf(index, 1, 'train my dog')).toBeGreaterThan(scoreOf(index, 0, 'train my dog'));
});

test('a word that tells a confusable answer apart gets a negative weight', () => {
  const index = build([answer(['what is training']), answer(['what is training for'])]);
  expect(scoreOf(index, 0, 'for')).toBe(0);
  expect(scoreOf(index, 1, 'for')).toBeGreaterThan(0);
  expect(scoreOf(index, 0, 'training for')).toBeLessThan(scoreOf(index, 0, 'training'));
});

test('a counter-example lowers its own answer and leaves the others alone', () => {
  const others = [answer(['when do you close']), answer(['where is the entrance'])];
  const question = 'how much is a parking ticket';
  const without = build([answer(['how much is a ticket']), ...others]);
  const having = build([answer(['how much is a ticket'], [question]), ...others]);
  expect(scoreOf(having, 0, question)).toBeLessThan(scoreOf(without, 0, question));
});

test('an out-of-scope text lowers every answer that it resembles', () => {
  const answers = [answer(['how much is a ticket']), answer(['price of a guided tour'])];
  const question = 'how much is the price of a parking ticket';
  const having = build(answers, [question]);
  const without = build(answers);
  for (const i of [0, 1]) expect(scoreOf(having, i, question)).toBeLessThan(scoreOf(without, i, question));
  expect(having.compare(featuresOf(tokenize(question)))[0]!.nearestNegative).toBeCloseTo(1);
});

test('a question that equals a phrasing has a cosine of 1 to it', () => {
  const index = build([answer(['how much is a ticket', 'ticket price']), answer(['opening hours'])]);
  expect(index.compare(featuresOf(tokenize('Ticket price?')))[0]).toMatchObject({
    answer: 0,
    nearest: expect.closeTo(1),
  });
});

test('building twice gives the same index', () => {
  const answers = [answer(['how much is a ticket', 'ticket price'], ['parking ticket']), answer(['opening hours'])];
  const asked = featuresOf(tokenize('price of the ticket'));
  expect(build(answers).compare(asked)).toEqual(build(answers).compare(asked));
});

test('an upper answer learns not to claim what belongs to a lower one', () => {
  const below = build([answer(['how much is a ticket for the museum', 'ticket price'])]);
  const own = answer(['how much is the catalogue of the museum']);
  const question = 'how much is a ticket for the museum';
  const alone = scoreOf(build([own]), 0, question);
  const onTop = scoreOf(build([own], [], [below]), 0, question);
  expect(onTop).toBeLessThan(alone);
});

test('no step processes more than one answer or example', () => {
  const lines = Array.from({ length: 30 }, (_, i) => `question number ${i} about something`);
  const steps = buildIndex(lines.map((line) => answer([line])), [], []); // oxfmt-ignore
  let count = 0;
  while (!steps.next().done) count++;
  expect(count).toBeGreaterThan(3 * lines.length);
});

test('names count for ordinary answers, and not for patterns', () => {
  const index = runToEnd(
    buildIndex(
      [
        { phrasings: [named('what is <model>', 'gpt-4')], notThis: [], usesNames: true },
        { phrasings: [tokenize('what is <model>')], notThis: [], usesNames: false },
      ],
      [],
    ),
  );
  const nearest = (model: string): number[] =>
    index
      .compare(featuresOf(named('what is <model>', model)))
      .toSorted((a, b) => a.answer - b.answer)
      .map((one) => Number(one.nearest.toFixed(2)));
  expect(nearest('gpt-4')).toEqual([1, 1]);
  expect(nearest('o3')[0]).toBeLessThan(1);
  expect(nearest('o3')[1]).toBe(1);
});

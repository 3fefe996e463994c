import { expect, test } from 'vitest';
import { type AnswerIndex, type IndexedAnswer } from '../../../src/matching/index/AnswerIndex.ts';
import { buildIndex } from '../../../src/matching/index/buildIndex.ts';
import { features } from '../../../src/matching/index/features.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { type Token, tokenize } from '../../../src/matching/reading/tokenize.ts';

const answer = (phrasings: readonly string[], notThis: readonly string[] = []): IndexedAnswer => ({
  phrasings: phrasings.map(tokenize),
  notThis: notThis.map(tokenize),
  seesNames: true,
});
const build = (
  answers: readonly IndexedAnswer[],
  outside: readonly string[] = [],
  beneath: readonly AnswerIndex[] = [],
): AnswerIndex => runToEnd(buildIndex(answers, outside.map(tokenize), beneath));

/** A text in which `<model>` names a model. */
const named = (text: string, model: string): Token[] =>
  tokenize(text).map(({ text: word, gap }) => (word === '<model>' ? { text: word, gap, model } : { text: word, gap }));

/** By the answer's place; 0 where it is not among the likeliest. */
const scoreOf = (index: AnswerIndex, place: number, text: string): number =>
  index.compare(features(tokenize(text))).find((one) => one.place === place)?.score ?? 0;

test('a word of one answer alone tells it from another that shares all else', () => {
  const index = build([answer(['how do I train a model']), answer(['how do I train a dog'])]);
  expect(scoreOf(index, 1, 'train my dog')).toBeGreaterThan(scoreOf(index, 0, 'train my dog'));
});

test("a word that an answer's own phrasings lack speaks against it where it tells a rival apart", () => {
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

test('what nothing is an answer to lowers every answer that it resembles', () => {
  const answers = [answer(['how much is a ticket']), answer(['price of a guided tour'])];
  const question = 'how much is the price of a parking ticket';
  const having = build(answers, [question]);
  const without = build(answers);
  for (const place of [0, 1]) expect(scoreOf(having, place, question)).toBeLessThan(scoreOf(without, place, question));
  expect(having.compare(features(tokenize(question)))[0]!.nearestNot).toBeCloseTo(1);
});

test('a question that equals a phrasing has a cosine of 1 to it', () => {
  const index = build([answer(['how much is a ticket', 'ticket price']), answer(['opening hours'])]);
  expect(index.compare(features(tokenize('Ticket price?')))[0]).toMatchObject({ place: 0, nearest: expect.closeTo(1) });
});

test('building the same again comes out the same', () => {
  const answers = [answer(['how much is a ticket', 'ticket price'], ['parking ticket']), answer(['opening hours'])];
  const asked = features(tokenize('price of the ticket'));
  expect(build(answers).compare(asked)).toEqual(build(answers).compare(asked));
});

test('an answer on top learns to leave alone what belongs to one beneath', () => {
  const beneath = build([answer(['how much is a ticket for the museum', 'ticket price'])]);
  const own = answer(['how much is the catalogue of the museum']);
  const question = 'how much is a ticket for the museum';
  const alone = scoreOf(build([own]), 0, question);
  const onTop = scoreOf(build([own], [], [beneath]), 0, question);
  expect(onTop).toBeLessThan(alone);
});

test('no step takes in more than one answer or line', () => {
  const lines = Array.from({ length: 30 }, (_, i) => `question number ${i} about something`);
  const steps = buildIndex(lines.map((line) => answer([line])), [], []); // prettier-ignore
  let count = 0;
  while (!steps.next().done) count++;
  expect(count).toBeGreaterThan(3 * lines.length);
});

test('names are seen by answers to which it matters which one it is, and by no pattern', () => {
  const index = runToEnd(
    buildIndex(
      [
        { phrasings: [named('what is <model>', 'gpt-4')], notThis: [], seesNames: true },
        { phrasings: [tokenize('what is <model>')], notThis: [], seesNames: false },
      ],
      [],
    ),
  );
  const nearest = (model: string): number[] =>
    index
      .compare(features(named('what is <model>', model)))
      .toSorted((a, b) => a.place - b.place)
      .map((one) => Number(one.nearest.toFixed(2)));
  expect(nearest('gpt-4')).toEqual([1, 1]);
  expect(nearest('o3')[0]).toBeLessThan(1);
  expect(nearest('o3')[1]).toBe(1);
});

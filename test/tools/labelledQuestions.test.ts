import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { matchableKnowledge } from '../../src/answers/KnowledgeBook.ts';
import { loadKnowledge, openBook } from '../../src/answers/openBook.ts';
import { isPattern } from '../../src/matching/patterns.ts';
import type { Name } from '../../src/matching/Match.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { judge, type LabelledQuestion, readLabelledQuestions } from '../../tools/eval/labelled.ts';
import { ROOT } from '../support/run.ts';

const { knowledge } = await loadKnowledge();
let questions: readonly LabelledQuestion[];
beforeAll(async () => {
  questions = await readLabelledQuestions(join(ROOT, 'test/eval'));
});

test('there are enough questions of both kinds, in the unseen half too', () => {
  const inside = questions.filter(({ expect: expected }) => expected !== null);
  expect(inside.length).toBeGreaterThanOrEqual(1_200);
  expect(questions.length - inside.length).toBeGreaterThanOrEqual(900);
  // `tune` may grow: questions that somebody wrote with the phrasings in sight belong there. What is unseen may not shrink.
  const held = questions.filter(({ half }) => half === 'held');
  const heldInside = held.filter(({ expect: expected }) => expected !== null);
  expect(heldInside.length).toBeGreaterThanOrEqual(874);
  expect(held.length - heldInside.length).toBeGreaterThanOrEqual(458);
});

test('exactly the questions of class "in" have an answer', () => {
  expect(questions.filter((one) => (one.class === 'in') !== (one.expect !== null))).toEqual([]);
});

test('no question occurs twice', () => {
  const texts = questions.map(({ text }) => text);
  expect(texts.filter((text, place) => texts.indexOf(text) !== place)).toEqual([]);
});

test('the bot can answer with every expected id', async () => {
  const book = await openBook();
  const ids = new Set(questions.flatMap(({ expect: expected }) => expected ?? []));
  expect([...ids].filter((id) => book.answer(id) === undefined)).toEqual([]);
});

test('every curated answer and every pattern has a question', () => {
  const { answers } = matchableKnowledge(knowledge);
  const ids = questions.flatMap(({ expect: expected }) => expected ?? []);
  const unasked = answers.filter(
    ({ id }) => !ids.some((other) => (isPattern({ id }) ? other.startsWith(id.replace(/[^:]+\+$/, '')) : other === id)),
  );
  expect(unasked.map(({ id }) => id)).toEqual([]);
});

test('no question is a phrasing, because those measure nothing', () => {
  const { answers } = matchableKnowledge(knowledge);
  const phrasings = new Set(answers.flatMap((answer) => answer.questions.map(plain)));
  expect(questions.filter(({ text }) => phrasings.has(plain(text))).map(({ text }) => text)).toEqual([]);
});

test('no question is an out-of-scope text, for the same reason', () => {
  const texts = new Set(knowledge.outOfScope.map(plain));
  expect(questions.filter(({ text }) => texts.has(plain(text))).map(({ text }) => text)).toEqual([]);
});

const plain = (text: string): string =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? '';

test('the order of release, in which a comparison names its models, does not matter', () => {
  const names = ['old', 'new'].map((id): Name => ({ id, kind: 'model', names: [`gpt ${id}`] }));
  const pattern = { id: 'compare:', models: { min: 2, max: 4 }, questions: ['<model> vs <model>'] };
  const question = { text: 'gpt old vs gpt new', expect: ['compare:new+old'], class: 'in', half: 'held' } as const;
  const { top, isRight } = judge(question, Matcher.of([pattern], { names }));
  expect([top, isRight]).toEqual(['compare:old+new', true]);
});

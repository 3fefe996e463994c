import { expect, test } from 'vitest';
import { groupAlike, wordingsOf } from '../../../src/answers/learning/groupAlike.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { openFixtureBook } from '../../support/fixtureBook.ts';
import { type LabelledQuestion, labelledQuestions } from './labelledQuestions.ts';

const { matcher } = await openFixtureBook();

const topicsFrom = (texts: readonly string[]): number[][][] => runToEnd(groupAlike(texts, matcher));

const groupsOf = (texts: readonly string[]): string[][] =>
  topicsFrom(texts)
    .flat()
    .map((group) => group.map((index) => texts[index]!));

/** Of all pairs: those put together that belong together, and those that belong together that were put together. */
function judged(questions: readonly LabelledQuestion[], sets: readonly (readonly number[])[]) {
  const setOf = new Map(sets.flatMap((members, set) => members.map((index) => [index, set])));
  let [right, together, belong] = [0, 0, 0];
  for (let i = 0; i < questions.length; i++) {
    for (let j = 0; j < i; j++) {
      const isTogether = setOf.get(i) === setOf.get(j);
      const belongs = questions[i]!.topic === questions[j]!.topic;
      together += Number(isTogether);
      belong += Number(belongs);
      right += Number(isTogether && belongs);
    }
  }
  return { precision: right / together, recall: right / belong };
}

// What a moderator does to a group, they do to all of it: so its pairs have to be right, nine in ten where topics differ. People ask one thing in many words,
// and words are all there is to go by: what a group misses should at least be beside it, on its topic.
test.each([
  ['month', { precision: 0.9, recall: 0.65, onTopic: 0.9 }],
  ['tuned', { precision: 0.9, recall: 0.33, onTopic: 0.65 }],
  ['fresh', { precision: 0.9, recall: 0.35, onTopic: 0.55 }],
  ['blind', { precision: 0.9, recall: 0.48, onTopic: 0.7 }],
  // 126 topics, of which many share their words.
  ['wide', { precision: 0.9, recall: 0.39, onTopic: 0.55 }],
  // 42 topics, each with several questions.
  ['walked', { precision: 0.9, recall: 0.25, onTopic: 0.45 }],
  // What members of a game's server ask. Written before, and measured after, everything was chosen.
  ['server', { precision: 0.9, recall: 0.25, onTopic: 0.42 }],
] as const)('of a thousand questions of a month, two in five misspelt, enough pairs are right: %s', (name, least) => {
  const questions = labelledQuestions(name, 1_000, 7);
  const topics = topicsFrom(questions.map(({ text }) => text));
  const { precision, recall } = judged(questions, topics.flat());
  expect(precision).toBeGreaterThanOrEqual(least.precision);
  expect(recall).toBeGreaterThanOrEqual(least.recall);
  const onTopic = judged(
    questions,
    topics.map((groups) => groups.flat()),
  );
  expect(onTopic.recall).toBeGreaterThanOrEqual(least.onTopic);
});

test('wordings, greetings and typos of one question are one group', () => {
  expect(
    groupsOf(['how do I get the member role', 'hey, how do i get teh member role??', 'how to get the memebr role']),
  ).toHaveLength(1);
});

test('what may ask the same is another group on the same topic', () => {
  const texts = ['who wins the cup', 'how do i export chats', 'all my chats are gone'];
  expect(topicsFrom(texts)).toEqual([[[0]], [[1], [2]]]);
});

test('questions about different models stay apart', () => {
  expect(groupsOf(['how much does gpt-4 cost me', 'how much does gpt-5 cost me'])).toHaveLength(2);
});

test('every text is in exactly one group, also empty and repeated ones', () => {
  const texts = ['', 'x', 'x', '???', 'where is the old forum', '🎉'];
  expect(groupsOf(texts).flat().toSorted()).toEqual(texts.toSorted());
});

test('of equally frequent wordings, the first has no word that may be misspelt, whatever its question mark', () => {
  const texts = ['hw do i get the tester role??', 'how do i get the tester role', 'tester role please'];
  expect(wordingsOf(texts.map((text) => ({ text })))[0]).toBe(texts[1]);
});

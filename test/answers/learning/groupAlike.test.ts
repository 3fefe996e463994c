import { expect, test } from 'vitest';
import { groupAlike } from '../../../src/answers/learning/groupAlike.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { openFixtureBook } from '../../support/fixtureBook.ts';
import { type LabelledQuestion, labelledQuestions, topicsOf } from './labelledQuestions.ts';

const { matcher } = await openFixtureBook();

const groupsOf = (texts: readonly string[]): string[][] =>
  runToEnd(groupAlike(texts, matcher)).map((group) => group.map((index) => texts[index]!));

/** Of all pairs: those put together that belong together, and those that belong together that were put together. */
function judged(questions: readonly LabelledQuestion[]): { precision: number; recall: number } {
  const texts = questions.map(({ text }) => text);
  const groups = runToEnd(groupAlike(texts, matcher));
  const groupOf = new Map(groups.flatMap((members, group) => members.map((index) => [index, group])));
  let [right, together, belong] = [0, 0, 0];
  for (let i = 0; i < questions.length; i++) {
    for (let j = 0; j < i; j++) {
      const isTogether = groupOf.get(i) === groupOf.get(j);
      const belongs = questions[i]!.topic === questions[j]!.topic;
      together += Number(isTogether);
      belong += Number(belongs);
      right += Number(isTogether && belongs);
    }
  }
  return { precision: right / together, recall: right / belong };
}

test.each([0, 1] as const)(
  'a thousand questions of a month, two in five misspelt, are put together: half %i',
  (half) => {
    const { precision, recall } = judged(labelledQuestions(1_000, 7, half));
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  },
);

// Their words are all there is to go by, and people ask one thing in many: half of the pairs is what that gives. What is
// put together wrongly is seen by a moderator before anything is learned from it.
test.each([
  ['tuned', 0.65, 0.55],
  ['fresh', 0.65, 0.5],
] as const)('distinct wordings of many topics, some nearly the same: %s', (name, leastPrecision, leastRecall) => {
  const { precision, recall } = judged(topicsOf(name).flat());
  expect(precision).toBeGreaterThanOrEqual(leastPrecision);
  expect(recall).toBeGreaterThanOrEqual(leastRecall);
});

test('wordings, greetings and typos of one question are one group', () => {
  expect(
    groupsOf(['how do I get the member role', 'hey, how do i get teh member role??', 'how to get the memebr role']),
  ).toHaveLength(1);
});

test('questions about different models stay apart', () => {
  expect(groupsOf(['how much does gpt-4 cost me', 'how much does gpt-5 cost me'])).toHaveLength(2);
});

test('every text is in exactly one group, also empty and repeated ones', () => {
  const texts = ['', 'x', 'x', '???', 'where is the old forum', '🎉'];
  expect(groupsOf(texts).flat().toSorted()).toEqual(texts.toSorted());
});
